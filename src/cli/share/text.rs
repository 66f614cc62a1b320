//! The treasurer's page.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::document::Document;
use super::trustee::{Bill, EmptyCore, Trustee};
use super::{college, pools};
use crate::domain::Cents;

/// The comparison, who would be better off, and the bill.
pub fn page(document: &Document) -> String {
    let trustee = &document.trustee;
    let mut text = head(trustee);
    text += &problems(trustee);
    if !trustee.allocations.is_empty() {
        text += &format!("{}\n\n", comparison(trustee));
        text += &verdicts(trustee);
    }
    for without in &trustee.without {
        text += &format!("  {}: no split. {}\n", without.method.replace('_', " "), without.why);
    }
    if let Some(empty) = &trustee.empty_core {
        text += &no_split_holds(trustee, empty);
    }
    if let Some(found) = &trustee.pools {
        text += &pools::text(&trustee.players, found);
    }
    if let Some(bill) = &trustee.bill {
        text += &billed(trustee, bill);
    }
    text
}

/// So many of something.
fn many(count: usize, of: &str) -> String {
    if count == 1 { format!("1 {of}") } else { format!("{count} {of}s") }
}

/// An amount in words.
pub(super) fn money(cents: i64) -> String {
    Cents(cents).to_string()
}

fn head(trustee: &Trustee) -> String {
    let learners: u32 = trustee.learners.iter().sum();
    let coalitions = trustee.coalitions.len();
    let looked_at = match trustee.searches {
        None => many(coalitions, "coalition"),
        Some(searches) => format!(
            "{coalitions} of their 2^{} coalitions looked at, all of them searched {searches} times",
            trustee.players.len()
        ),
    };
    let mut text = format!(
        "{}: {} with {}, {looked_at}\n",
        trustee.scenario,
        many(trustee.players.len(), "firm"),
        many(learners as usize, "learner"),
    );
    for told in &trustee.no_members {
        text += &format!("{told}\n");
    }
    if trustee.without_firm > 0 {
        text += &format!(
            "{} learners without a firm belong to no coalition, and what they cost is not split\n",
            trustee.without_firm
        );
    }
    if let (Some(total), Some(last)) = (trustee.total_cents, trustee.coalitions.last()) {
        text += &format!("all together pay {} {} ({})\n", money(total), trustee.currency, last.known);
    }
    let without = trustee.coalitions.iter().filter(|row| row.upper_cents.is_none()).count();
    text += &if without > 0 {
        let (have, all) = (trustee.coalitions.len() - without, trustee.coalitions.len());
        format!("{have} of {all} coalitions have a plan\n\n")
    } else if trustee.mean_interval == 0.0 {
        let which = if trustee.searches.is_none() { "every coalition" } else { "each of these" };
        format!("what {which} would pay is proven\n\n")
    } else {
        format!(
            "what coalitions would pay is known within {:.2} % on average\n\n",
            100.0 * trustee.mean_interval
        )
    };
    text
}

/// Coalitions without a cost, and costs that do not fit together.
fn problems(trustee: &Trustee) -> String {
    let mut text = String::new();
    for row in trustee.coalitions.iter().filter(|row| row.upper_cents.is_none()) {
        text += &format!("{}: {}\n", row.firms.join(" + "), row.known);
    }
    for finding in trustee.findings.iter().take(10) {
        text += &format!("{finding}\n");
    }
    let more = trustee.findings.len().saturating_sub(10) + trustee.more_findings;
    if more > 0 {
        text += &format!("{more} more of these\n");
    }
    if !trustee.may_be_billed {
        text += "nothing is billed on these costs: give the searches more time (--time-limit) or a smaller --gap, or \
                 those without a plan an outside price\n";
    }
    if text.is_empty() { text } else { text + "\n" }
}

/// Firms down, methods across, in cents that add up; as many tables below each other as fit a page.
fn comparison(trustee: &Trustee) -> String {
    let widths = trustee.allocations.iter().map(|split| split.method.len().max(14) + 2);
    let mut stacks: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0;
    for (place, width) in widths.enumerate() {
        if used + width > PAGE && used > 0 {
            used = 0;
            stacks.push(Vec::new());
        }
        used += width;
        if let Some(last) = stacks.last_mut() {
            last.push(place);
        }
    }
    stacks.iter().map(|methods| methods_table(trustee, methods).to_string()).collect::<Vec<_>>().join("\n\n")
}

/// Columns of characters for the methods of a table.
const PAGE: usize = 84;

/// Firms down, some methods across.
fn methods_table(trustee: &Trustee, methods: &[usize]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let names = methods.iter().map(|place| trustee.allocations[*place].method);
    let header = ["learners", "alone"].into_iter().chain(names);
    table.set_header(std::iter::once(Cell::new("")).chain(header.map(|word| right(word.replace('_', " ")))));
    for (player, name) in trustee.players.iter().enumerate() {
        let alone = trustee.alone_cents[player];
        let shares = methods.iter().map(|place| money(trustee.cents[*place][player]));
        let cells = [trustee.learners[player].to_string(), alone.map(money).unwrap_or_default()];
        table.add_row(std::iter::once(Cell::new(name)).chain(cells.into_iter().chain(shares).map(right)));
    }
    let sums = methods.iter().map(|place| money(trustee.cents[*place].iter().sum()));
    let learners = trustee.learners.iter().sum::<u32>().to_string();
    let all = [learners, String::new()].into_iter().chain(sums).map(right);
    table.add_row(std::iter::once(Cell::new("all")).chain(all));
    table
}

/// Who would be better off alone or in a group, by how much.
fn verdicts(trustee: &Trustee) -> String {
    let mut text = "who would be better off alone, or in a smaller group\n".to_owned();
    for split in &trustee.allocations {
        let said = if split.said.is_empty() { "nobody".to_owned() } else { split.said.join("; ") };
        text += &format!("  {}: {said}\n", split.method.replace('_', " "));
        if let Some(guarantee) = &split.guarantee {
            text += &format!("    {guarantee}\n");
        }
    }
    text
}

/// What would keep the firms together.
fn no_split_holds(trustee: &Trustee, empty: &EmptyCore) -> String {
    let each = trustee.players.iter().zip(&empty.shares_cents);
    let each: Vec<String> = each.map(|(name, share)| format!("{name} {}", money(*share))).collect();
    let mut text = if empty.certain {
        "\nin every split some firms would be better off by themselves\n".to_owned()
    } else {
        "\nthe bounds of the costs leave open whether some split keeps all firms together\n".to_owned()
    };
    let least = match empty.subsidy_at_least_cents {
        _ if !empty.certain => ", whatever the costs are within their bounds".to_owned(),
        least if least >= empty.subsidy_cents => ", and none smaller".to_owned(),
        least => format!(", and none below {}", money(least)),
    };
    text += &format!(
        "  a subsidy of {} holds them together{least}: then {}\n",
        money(empty.subsidy_cents),
        each.join(", ")
    );
    if empty.missed_at_most_cents > 0 {
        let missed = money(empty.missed_at_most_cents);
        text +=
            &format!("  some coalition may still save up to {missed}, which the searches may have missed\n");
    }
    text += &format!("  who could pay it: {}\n", empty.who_could_pay);
    if let Some(penalty) = empty.penalty_cents {
        text += &format!("  without one, a penalty of {} on whoever leaves does\n", money(penalty));
    }
    text
}

/// Gross shares, grants and what is left after them; the split's stability; the college.
fn billed(trustee: &Trustee, bill: &Bill) -> String {
    let mut text =
        format!("\nthe bill, by {}\n{}\n", bill.method.replace('_', " "), gross_and_net(trustee, bill));
    text += &format!("  {}\n  {}\n", bill.stability, trustee.rounding);
    for warning in &bill.disclosure {
        text += &format!("  disclosure: {warning}\n");
    }
    text + &college::text(trustee, bill)
}

/// Firms down; what is billed, and what grants leave of it.
fn gross_and_net(trustee: &Trustee, bill: &Bill) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let invoices: Vec<i64> =
        bill.shares_cents.iter().zip(&bill.own_cents).map(|(share, own)| share - own).collect();
    let mut columns = vec![("gross share", &bill.shares_cents)];
    if bill.own_cents.iter().any(|own| *own != 0) {
        columns.push(("of it paid by the firm itself", &bill.own_cents));
        columns.push(("invoice", &invoices));
    }
    if bill.grants_cents.iter().any(|grant| *grant != 0) {
        columns.push(("grants to the firm", &bill.grants_cents));
        columns.push(("after grants (never billed)", &bill.after_grants_cents));
    }
    let header = columns.iter().map(|(title, _)| right((*title).to_owned()));
    table.set_header(std::iter::once(Cell::new("")).chain(header));
    for (player, name) in trustee.players.iter().enumerate() {
        let cells = columns.iter().map(|(_, amounts)| right(money(amounts[player])));
        table.add_row(std::iter::once(Cell::new(name)).chain(cells));
    }
    let sums = columns.iter().map(|(_, amounts)| right(money(amounts.iter().sum())));
    table.add_row(std::iter::once(Cell::new("all")).chain(sums));
    table
}
