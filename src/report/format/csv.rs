//! The sessions as CSV, for spreadsheets; `check` reads them back.

use super::Format;
use crate::plan::table;
use crate::report::Report;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

impl Format for Csv {
    fn key(&self) -> &'static str {
        "csv"
    }

    fn render(&self, report: &Report) -> String {
        String::from_utf8_lossy(&table::to_csv(&report.sessions)).into_owned()
    }
}
