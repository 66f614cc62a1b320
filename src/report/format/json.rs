//! The report as JSON, for other programs.

use super::Format;
use crate::report::Report;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Format for Json {
    fn key(&self) -> &'static str {
        "json"
    }

    fn render(&self, report: &Report) -> String {
        // Every key of a report is text, the one thing that serialising it could stumble over.
        serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
    }
}
