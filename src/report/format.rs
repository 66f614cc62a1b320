//! Faces of a report; this list is the only registration.

mod csv;
mod json;
mod text;
mod year;

use std::fmt::Debug;

use super::Report;

/// A way to render a report.
pub trait Format: Debug + Send + Sync {
    /// The word on the command line.
    fn key(&self) -> &'static str;
    /// The report as text that ends with a line break.
    fn render(&self, report: &Report) -> String;
}

/// Every format, the default first.
pub static FORMATS: &[&dyn Format] = &[&text::Text, &json::Json, &csv::Csv, &year::Year];
