//! The table of results.

use comfy_table::{Table, presets};

use super::job::Row;
use crate::domain::Cents;

/// As CSV with a header.
pub fn csv(rows: &[Row]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// As a table for people.
pub fn text(rows: &[Row]) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(["scenario", "status", "exit", "cost", "gap %", "seconds", "problem"]);
    for row in rows {
        let money = |cents: Option<i64>| cents.map_or(String::new(), |cents| Cents(cents).to_string());
        table.add_row([
            row.scenario.clone(),
            row.status.clone(),
            row.exit.clone(),
            money(row.cost_cents),
            row.gap.map_or(String::new(), |gap| format!("{:.2}", gap * 100.0)),
            format!("{:.1}", row.seconds),
            row.problem.clone().unwrap_or_default(),
        ]);
    }
    format!("{table}\n")
}
