//! A settlement for people.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::{Document, Row};
use crate::domain::Cents;

/// What is past, what each firm owes, and what is to be told.
pub fn page(document: &Document) -> String {
    let held = 100.0 * document.held_parts as f64 / document.of_parts as f64;
    let rule = match document.past {
        "shared" => "all who go on pay for it, in proportion to the new bill",
        _ => "paid as it was billed",
    };
    let mut text =
        format!("{held:.1} % of the teaching is past: {rule}; amounts in {}\n\n", document.currency);
    text += &format!("{}\n\n", table(document));
    text += "guarantee: what a firm that leaves still pays of its share; negative is what it saves those who stay\n";
    text += "to pay: negative is reimbursed\n";
    for remark in &document.remarks {
        text += &format!("{remark}\n");
    }
    text
}

fn table(document: &Document) -> Table {
    type Column = (&'static str, fn(&Row) -> i64);
    const COLUMNS: [Column; 6] = [
        ("paid so far", |row| row.paid_cents),
        ("past", |row| row.past_cents),
        ("to come", |row| row.to_come_cents),
        ("guarantee", |row| row.guarantee_cents),
        ("owed in all", |row| row.owed_cents),
        ("to pay", |row| row.to_pay_cents),
    ];
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let header = COLUMNS.iter().map(|(title, _)| right((*title).to_owned()));
    table.set_header([Cell::new(""), Cell::new("")].into_iter().chain(header));
    for row in &document.firms {
        let cells = COLUMNS.iter().map(|(_, of)| right(Cents(of(row)).to_string()));
        table.add_row([Cell::new(&row.firm), Cell::new(row.is)].into_iter().chain(cells));
    }
    let sum = |of: fn(&Row) -> i64| Cents(document.firms.iter().map(of).sum()).to_string();
    let sums = COLUMNS.iter().map(|(_, of)| right(sum(*of)));
    table.add_row([Cell::new("all"), Cell::new("")].into_iter().chain(sums));
    table
}
