//! The splits of a game as a document.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::game::airport::Airport;
use crate::game::criteria::{Criteria, criteria_of};
use crate::game::lexicographic::LexicographicError;
use crate::game::shape::shape;
use crate::game::verify::{Certificate, certify};
use crate::game::{Coalition, Game, Kind, Method, NoSplit, Question, Split, Terms};
use crate::solver::Cancel;

use super::monotony::Changes;

/// What `allocate` answers.
#[derive(Debug, Serialize)]
pub struct Document {
    /// The players, in order.
    pub players: Vec<String>,
    /// Whether costs are shared or values divided.
    pub kind: &'static str,
    /// What is shared.
    pub total: f64,
    /// What of the table is not as coalitions that may act apart would have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The splits.
    pub allocations: Vec<Allocation>,
    /// Methods that give no split, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Without>,
}

/// A split.
#[derive(Debug, Serialize)]
pub struct Allocation {
    /// The method.
    pub method: &'static str,
    /// What it does.
    pub sentence: &'static str,
    /// The share of each player.
    pub shares: Map<String, Value>,
    /// Who takes part, where somebody dropped out; they alone pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes_part: Option<Vec<String>>,
    /// What is known of it.
    pub guarantee: Option<String>,
    /// How far each side of the shares an interval reaches that holds the true share 95 times in 100, of a sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margins: Option<Map<String, Value>>,
    /// What it promises on this game.
    pub criteria: Value,
    /// The same in sentences.
    pub said: Vec<String>,
}

/// A method without a split.
#[derive(Debug, Serialize)]
pub struct Without {
    /// The method.
    pub method: &'static str,
    /// Why.
    pub why: String,
}

/// The splits of a table.
///
/// # Errors
///
/// When the solver fails.
pub fn of_table(
    game: &Game,
    terms: &Terms,
    methods: &[&dyn Method],
    cancel: &Cancel,
) -> anyhow::Result<Document> {
    let question = Question { game, terms, cancel };
    let mut document = Document {
        players: game.players.clone(),
        kind: if game.kind == Kind::Cost { "cost" } else { "value" },
        total: game.stated(game.total()),
        warnings: warnings(game),
        allocations: Vec::new(),
        without: Vec::new(),
    };
    for method in methods {
        match method.split(&question) {
            Ok(split) => match allocation(&question, *method, &split) {
                Ok(allocation) => document.allocations.push(allocation),
                Err(NoSplit::Failed(LexicographicError::Cancelled)) => break,
                Err(error) => return Err(anyhow::anyhow!("{}: {error}", method.key())),
            },
            Err(NoSplit::None(why)) => document.without.push(Without { method: method.key(), why }),
            Err(NoSplit::Failed(LexicographicError::Cancelled)) => break,
            Err(NoSplit::Failed(
                error @ (LexicographicError::Impossible
                | LexicographicError::Undetermined
                | LexicographicError::Unsettled),
            )) => document.without.push(Without { method: method.key(), why: error.to_string() }),
            Err(error) => return Err(anyhow::anyhow!("{}: {error}", method.key())),
        }
    }
    Ok(document)
}

/// What of a table does not fit, in sentences.
pub fn warnings(game: &Game) -> Vec<String> {
    shape(game).sentences(game, |amount| super::text::figure(amount, game.magnitude()))
}

fn allocation(question: &Question<'_>, method: &dyn Method, split: &Split) -> Result<Allocation, NoSplit> {
    let game = question.game;
    let found = criteria_of(game, split);
    let changes = Changes::of(question, method)?;
    let names = |who: Coalition| who.players().map(|player| game.players[player].clone()).collect();
    let shares = game.players.iter().zip(&split.shares);
    let (mut criteria, mut said) = (as_json(game, &found), said(game, &found));
    if let (Some(changes), Some(fields)) = (changes, criteria.as_object_mut()) {
        fields.extend(changes.as_json(game));
        said.extend(changes.said(game));
    }
    Ok(Allocation {
        method: method.key(),
        sentence: method.sentence(),
        shares: shares.map(|(player, share)| (player.clone(), json!(game.stated(*share)))).collect(),
        takes_part: (split.takes_part != game.everybody()).then(|| names(split.takes_part)),
        guarantee: guarantee(game, method, split),
        margins: None,
        criteria,
        said,
    })
}

/// What the method promises, and for the nucleolus whether the judge has proven it.
fn guarantee(game: &Game, method: &dyn Method, split: &Split) -> Option<String> {
    if method.key() != "nucleolus" {
        return split.guarantee.clone();
    }
    Some(match certify(game, &split.shares, 1e-7 * game.magnitude()) {
        Certificate::Proven => "proven the nucleolus by Kohlberg's criterion, in exact fractions".to_owned(),
        Certificate::Refuted(why) => format!("NOT proven the nucleolus: {why}"),
        Certificate::Open(why) => format!("computed, not proven: {why}"),
    })
}

fn as_json(game: &Game, found: &Criteria) -> Value {
    let named = |list: &[(usize, f64)]| -> Map<String, Value> {
        list.iter().map(|(player, amount)| (game.players[*player].clone(), json!(amount))).collect()
    };
    let saving: Vec<(usize, f64)> = found.saving.iter().copied().enumerate().collect();
    let (least, beyond) = found.least_beyond_marginal;
    json!({
        "surplus": found.surplus,
        "individually_rational": found.better_alone.is_empty(),
        "better_alone": named(&found.better_alone),
        "in_core": found.in_core,
        "worst_coalition": found.worst.map(|(who, _)| who.players().map(|player| &game.players[player]).collect::<Vec<_>>()),
        "worst_complaint": found.worst.map(|(_, above)| above),
        "saving": named(&saving),
        "least_beyond_marginal": { "player": &game.players[least], "amount": beyond },
    })
}

/// The criteria in sentences: who would be better off alone or together, by how much.
fn said(game: &Game, found: &Criteria) -> Vec<String> {
    let figure = |amount: f64| super::text::figure(amount, game.magnitude());
    let alone = |(player, gain): &(usize, f64)| {
        format!("{} would be better off alone, by {}", game.players[*player], figure(*gain))
    };
    let mut all: Vec<String> = found.better_alone.iter().map(alone).collect();
    match found.worst {
        Some((who, above)) if !found.in_core && who.len() > 1 && above > 0.0 => {
            all.push(format!("{} would be better off by themselves, by {}", game.named(who), figure(above)));
        }
        Some((who, above)) if found.in_core => {
            let least = figure((0.0 - above).max(0.0));
            all.push(format!(
                "no coalition would be better off; the tightest is {}, with {least} to spare",
                game.named(who)
            ));
        }
        _ => {}
    }
    all
}

/// The splits of a game of types, a player of each type.
pub fn of_types(airport: &Airport, methods: &[&dyn Method]) -> Document {
    let mut document = Document {
        players: airport.types.clone(),
        kind: "cost",
        total: airport.costs.last().copied().unwrap_or(0.0),
        warnings: Vec::new(),
        allocations: Vec::new(),
        without: Vec::new(),
    };
    for method in methods {
        let shares = match method.key() {
            // With the costs of the largest need the two are the same.
            "shapley" | "serial" => airport.shapley(),
            "nucleolus" => airport.nucleolus(),
            key => {
                let why = "it is computed from a table of all coalitions, and this game has types".to_owned();
                document.without.push(Without { method: key, why });
                continue;
            }
        };
        let players: u64 = airport.players.iter().sum();
        let shares = airport.types.iter().zip(shares);
        document.allocations.push(Allocation {
            method: method.key(),
            sentence: method.sentence(),
            shares: shares.map(|(kind, share)| (kind.clone(), json!(share))).collect(),
            takes_part: None,
            guarantee: Some(format!(
                "closed form; shares of one player of each type, {players} players in all"
            )),
            margins: None,
            criteria: Value::Null,
            said: Vec::new(),
        });
    }
    document
}
