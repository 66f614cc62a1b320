//! What `compare` prints.

use comfy_table::{Cell, CellAlignment, Table, presets};

use crate::plan::Difference;
use crate::whatif::compare::{Comparison, Line};

/// Sessions told of each difference.
const TOLD: usize = 12;

/// The page: what is compared by number, the measures in which they differ, who gains and loses.
pub(super) fn page(comparison: &Comparison, differences: &[Difference]) -> String {
    let mut text = String::new();
    for (index, column) in comparison.columns.iter().enumerate() {
        text.push_str(&format!("{:>3}  {}: {}\n", index + 1, column.label, column.known()));
        for reason in &column.reasons {
            text.push_str(&format!("       {reason}\n"));
        }
    }
    text.push_str(&format!("\n{}\n", table(comparison)));
    if !comparison.same.is_empty() {
        let same: Vec<String> =
            comparison.same.iter().map(|(name, value)| format!("{name} {value}")).collect();
        text.push_str(&format!("the same for all: {}\n", same.join(" · ")));
    }
    if !comparison.sentences.is_empty() {
        text.push_str("\nbeside the first:\n");
    }
    for sentence in &comparison.sentences {
        text.push_str(&format!("  {sentence}\n"));
    }
    for (index, difference) in differences.iter().enumerate() {
        text.push_str(&sessions(index + 2, difference));
    }
    text
}

/// Measures in rows and what is compared in columns, or the other way round where that is narrower; the best are starred.
fn table(comparison: &Comparison) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let cell = |line: &Line, index: usize| {
        let star =
            if line.best.contains(&index) && line.best.len() < comparison.columns.len() { "*" } else { "" };
        Cell::new(format!("{}{star}", line.shown[index])).set_alignment(CellAlignment::Right)
    };
    let numbers = 0..comparison.columns.len();
    if comparison.columns.len() <= 6 {
        let heads = numbers.clone().map(|index| Cell::new(index + 1).set_alignment(CellAlignment::Right));
        table.set_header([Cell::new("")].into_iter().chain(heads));
        for line in &comparison.lines {
            let cells = numbers.clone().map(|index| cell(line, index));
            table.add_row([Cell::new(&line.name)].into_iter().chain(cells));
        }
    } else {
        table.set_header(
            std::iter::once(String::new()).chain(comparison.lines.iter().map(|line| line.name.clone())),
        );
        for index in numbers {
            let cells = comparison.lines.iter().map(|line| cell(line, index));
            table.add_row([Cell::new(index + 1)].into_iter().chain(cells));
        }
    }
    table
}

/// In what the sessions of two plans differ.
fn sessions(number: usize, difference: &Difference) -> String {
    let mut text = format!(
        "\n{number} beside 1: {} of {} sessions are the same, {} held otherwise, {} only in 1, {} only in {number}\n",
        difference.kept,
        difference.before,
        difference.changed.len(),
        difference.dropped.len(),
        difference.added.len(),
    );
    for changed in difference.changed.iter().take(TOLD) {
        text.push_str(&format!("  {}\n", changed.sentence()));
    }
    if difference.changed.len() > TOLD {
        text.push_str(&format!("  … and {} more (--json tells all)\n", difference.changed.len() - TOLD));
    }
    text
}
