//! The splits of a game as a table.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::document::Document;

/// A number with two decimals where the largest number has at least three figures, else with six.
pub fn figure(amount: f64, magnitude: f64) -> String {
    // Plus 0 turns −0 into 0.
    let amount = amount + 0.0;
    if magnitude >= 100.0 { format!("{amount:.2}") } else { format!("{amount:.6}") }
}

/// Players down, methods across; below, what each split promises.
pub fn table(document: &Document) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let header = document.allocations.iter().map(|split| right(split.method.to_owned()));
    table.set_header([Cell::new("")].into_iter().chain(header));
    for player in &document.players {
        let share = |split: &super::document::Allocation| {
            split.shares.get(player).and_then(serde_json::Value::as_f64)
        };
        let shares = document.allocations.iter().map(|split| {
            right(share(split).map_or(String::new(), |share| figure(share, document.total.abs())))
        });
        table.add_row([Cell::new(player)].into_iter().chain(shares));
    }
    let mut text = String::new();
    for warning in &document.warnings {
        text += &format!("note: {warning}\n");
    }
    if !document.allocations.is_empty() {
        text += &format!("{table}\n\n");
    }
    for split in &document.allocations {
        text += &format!("{}: {}\n", split.method, split.sentence);
        for line in split.guarantee.iter().chain(&split.said) {
            text += &format!("  - {line}\n");
        }
    }
    for without in &document.without {
        text += &format!("{}: no split. {}\n", without.method, sentence(&without.why));
    }
    text
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}
