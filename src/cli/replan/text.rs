//! What `replan` prints.

use comfy_table::{Cell, CellAlignment, Table, presets};

use crate::domain::Scenario;
use crate::plan::Aspect;
use crate::whatif::replan::{Replanned, Row, money};

/// Changes told without `--all`.
const TOLD: usize = 30;

/// Sentences of broken rules that are told.
const BROKEN: usize = 8;

/// The page.
pub(super) fn page(scenario: &Scenario, found: &Replanned, (chosen, all): (usize, bool)) -> String {
    let mut text = format!("{}, planned anew from {}\n", scenario.name, found.from.format("%a %-d %b %Y"));
    for note in &found.notes {
        text.push_str(&format!("open: {note}\n"));
    }
    text.push_str(&broken(found));
    text.push_str(&format!("\n{}\n", table(found, chosen)));
    text.push_str("disturbance: people of sessions that are new or held otherwise, each session more for less notice (with --weigh\nsessions: such sessions)\n");
    if let Some(row) = found.points.get(chosen) {
        text.push_str(&format!("\nplan {}: {}\n", chosen + 1, row.known));
        text.push_str(&difference(row, all));
    }
    text
}

/// What the changes break.
fn broken(found: &Replanned) -> String {
    let mut sessions: Vec<&str> =
        found.broken.iter().flat_map(|broken| &broken.sessions).map(String::as_str).collect();
    sessions.sort_unstable();
    sessions.dedup();
    if found.broken.is_empty() {
        return "the plan as published keeps every rule\n".to_owned();
    }
    let mut text =
        format!("the plan as published breaks rules now, {} sessions are concerned:\n", sessions.len());
    for one in found.broken.iter().take(BROKEN) {
        text.push_str(&format!("  {}\n", one.sentence));
    }
    if found.broken.len() > BROKEN {
        text.push_str(&format!("  … and {} more (--json tells all)\n", found.broken.len() - BROKEN));
    }
    text
}

/// The plans, one a line.
fn table(found: &Replanned, chosen: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "plan", "changes", "share", "disturbance", "cost", "wishes", "left out", "known"]);
    for (index, row) in found.points.iter().enumerate() {
        let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
        table.add_row([
            Cell::new(if index == chosen { "→" } else { "" }),
            right((index + 1).to_string()),
            right(row.changes.to_string()),
            right(format!("{:.2} %", 100.0 * row.share)),
            right(format!("{:.0}", row.disturbance.max(0.0))),
            right(money(row.cost_cents)),
            right(money(row.wish_cents)),
            right(format!("{:.1} h", row.unplaced_hours)),
            Cell::new(match (row.accepted, row.proven) {
                (false, _) => "rejected",
                (true, true) => "proven",
                (true, false) => "found",
            }),
        ]);
    }
    table
}

/// What differs, in sentences.
fn difference(row: &Row, all: bool) -> String {
    let difference = &row.difference;
    let count = |aspect: Aspect| difference.changed.iter().filter(|one| one.what.contains(&aspect)).count();
    let kinds = [Aspect::Day, Aspect::Time, Aspect::Site, Aspect::Room, Aspect::Equipment, Aspect::Staff];
    let told: Vec<String> = kinds
        .into_iter()
        .filter(|aspect| count(*aspect) > 0)
        .map(|aspect| format!("{} {}", aspect.key(), count(aspect)))
        .collect();
    let mut text = format!(
        "{} of {} sessions as published, {} otherwise{}\n",
        difference.kept,
        difference.before,
        difference.changed.len(),
        if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) },
    );
    let changed = difference.changed.iter().map(crate::plan::Changed::sentence);
    let added = difference.added.iter().map(|held| format!("{} is new: {}", held.id, held.words()));
    let dropped = difference.dropped.iter().map(|held| format!("{} is not held: {}", held.id, held.words()));
    let lines: Vec<String> = changed.chain(added).chain(dropped).collect();
    let shown = if all { lines.len() } else { TOLD };
    for line in lines.iter().take(shown) {
        text.push_str(&format!("  {line}\n"));
    }
    if lines.len() > shown {
        text.push_str(&format!("  … and {} more (--all)\n", lines.len() - shown));
    }
    text
}
