//! The paper of one firm: its own figures and nothing of any rival.

use serde::Serialize;

use crate::domain::Cents;

/// What one firm is told.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// The firm.
    pub firm: String,
    /// The scenario.
    pub scenario: String,
    /// SHA-256 of the scenario's file.
    pub digest: String,
    /// SHA-256 of what the firm has handed in, as its inputs file holds it.
    pub inputs_digest: String,
    /// What the firm has handed in, as canonical JSON; written to a file of its own, byte for byte.
    #[serde(skip)]
    pub inputs: String,
    /// Currency.
    pub currency: String,
    /// The method of the bill, in a sentence.
    pub method: String,
    /// Its share of the cost, gross, in cents.
    pub share_cents: i64,
    /// Of it, what it pays of each pool of cost, where the bill is by pools.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<PoolLine>,
    /// What it would pay alone, in cents.
    pub alone_cents: i64,
    /// Whether what it would pay alone is proven to be the least, or within what share.
    pub alone_is: String,
    /// What it pays itself already, in cents: seats outside, wages, travel that it bears.
    pub own_cents: i64,
    /// What it is paid for equipment and people it lends, in cents.
    pub lent_cents: i64,
    /// Its grants, in cents, with their conditions.
    pub grants: Vec<GrantLine>,
    /// Its learners.
    pub learners: u32,
    /// Of them, those whose seats are bought outside.
    pub outside: u32,
    /// Hours of its learners in sessions, all learners together.
    pub learner_hours: f64,
    /// Hours of units of equipment, each unit shared by the learners in the session.
    pub equipment_hours: f64,
    /// Whether it would be better off alone.
    pub better_alone: Option<bool>,
    /// Whether no group of firms would be better off by itself; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stable: Option<bool>,
}

/// A firm's part of a pool of cost.
#[derive(Clone, Debug, Serialize)]
pub struct PoolLine {
    /// The pool.
    pub pool: String,
    /// The method by which it is split.
    pub method: String,
    /// The firm's share of it, in cents.
    pub share_cents: i64,
}

/// A grant of a firm.
#[derive(Clone, Debug, Serialize)]
pub struct GrantLine {
    /// Which.
    pub id: String,
    /// The amount, in cents.
    pub cents: i64,
    /// What the firm must do for it.
    pub condition: String,
}

/// The file of a firm's statement, without its ending: by its id, `statement-A`, and by its place, `statement.2`, where the
/// id holds what a file name may not, or is another one's but for case.
pub fn file(names: &[&str], place: usize) -> String {
    let plain = |name: &str| name.chars().all(|letter| letter.is_alphanumeric() || "-_ ".contains(letter));
    let like = |name: &&&str| name.eq_ignore_ascii_case(names[place]);
    if plain(names[place]) && names.iter().filter(like).count() == 1 {
        format!("statement-{}", names[place])
    } else {
        // With a point, which no plain id holds.
        format!("statement.{}", place + 1)
    }
}

/// The statement as text.
pub fn text(statement: &Statement) -> String {
    let money = |cents: i64| Cents(cents).to_string();
    let line = |what: &str, amount: String| format!("  {what:<56} {amount:>14}\n");
    let mut text =
        format!("Statement for {} · {}\n{}\n\n", statement.firm, statement.scenario, statement.method);
    text += &format!("  {:<56} {:>14}\n", "", statement.currency);
    text += &line("your share of the cost, gross", money(statement.share_cents));
    for pool in &statement.pools {
        let what = format!("  of it {}, by {}", pool.pool, pool.method.replace('_', " "));
        text += &line(&what, money(pool.share_cents));
    }
    text += &line("what you would pay alone", money(statement.alone_cents));
    text += &line("what you save", money(statement.alone_cents - statement.share_cents));
    if statement.own_cents != 0 {
        text += &line("of your share, what you pay yourself", money(statement.own_cents));
    }
    text += &line("your invoice", money(statement.share_cents - statement.own_cents));
    if statement.lent_cents != 0 {
        text += &line("paid to you for what you lend", money(statement.lent_cents));
    }
    let granted: i64 = statement.grants.iter().map(|grant| grant.cents).sum();
    for grant in &statement.grants {
        text += &line(&format!("grant to you: {} (never on the invoice)", grant.id), money(grant.cents));
        if !grant.condition.is_empty() {
            text += &format!("    if {}\n", grant.condition);
        }
    }
    if granted != 0 {
        text += &line("your share after grants (never billed)", money(statement.share_cents - granted));
    }
    let seats = if statement.outside > 0 {
        format!(", {} of them with seats bought outside", statement.outside)
    } else {
        String::new()
    };
    text += &format!(
        "\nYour use: {} learners{seats}; {:.1} learner hours in sessions; {:.1} hours of equipment.\n",
        statement.learners,
        statement.learner_hours,
        // Plus 0 turns −0 into 0.
        statement.equipment_hours + 0.0
    );
    text += match statement.better_alone {
        Some(true) => "You would be better off alone.\n",
        Some(false) => "You would not be better off alone.\n",
        None => "You are not known to be better off alone; how that is known is said below.\n",
    };
    text += match statement.stable {
        Some(true) => "No group of firms, with you or without you, would be better off by itself.\n",
        Some(false) => "Some group of firms would be better off by itself; the trustee knows which.\n",
        None => "No group of firms is known to be better off by itself; it is not proven that none is.\n",
    };
    text += &format!("What you would pay alone is {}.\n", statement.alone_is);
    text += &format!("Computed from the file with SHA-256 {}.\n", statement.digest);
    text += &format!(
        "Of your own inputs, as they stand in your inputs file, SHA-256 is {}.\n",
        statement.inputs_digest
    );
    text
}
