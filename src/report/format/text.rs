//! The report as text for the planner: the first screen first, tables below, 100 columns, no
//! colours.

mod by_week;
mod details;
mod headline;
mod hours;
mod layout;
mod money;
mod people;
mod policies;
mod resources;
mod screen;
mod weeks;

use super::Format;
use crate::report::Report;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// Writes a part of the report; empty when there is nothing to tell.
type Section = fn(&Report) -> String;

/// What stands below the first screen, in order.
const SECTIONS: [Section; 9] = [
    money::section,
    by_week::section,
    weeks::section,
    resources::section,
    people::section,
    policies::section,
    hours::section,
    hours::norms,
    details::section,
];

impl Format for Text {
    fn key(&self) -> &'static str {
        "text"
    }

    fn render(&self, report: &Report) -> String {
        let mut text = screen::screen(report);
        for section in SECTIONS {
            text.push_str(&section(report));
        }
        layout::settled(&text)
    }
}
