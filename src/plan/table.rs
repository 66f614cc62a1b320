//! CSV of sessions: written for people to edit, and read back with every problem told.
//!
//! A session is a row for each cohort that attends it; the rows of a shared session have the same
//! id. Whatever joins several things in a cell (dayparts, people, numbers) is joined by `+`; a `+`,
//! `:` or `\` within a name is written `\+`, `\:`, `\\`. Ranges of numbers are written `1..8`,
//! because spreadsheets turn `1-8` into a date. Minutes are not in the table: they follow from the
//! dayparts, the start and the end.

pub(super) mod cells;
mod given;
mod header;
mod names;
mod read;
mod reader;
mod write;

use std::fmt;

use serde::Serialize;

pub use given::{Given, complete};
pub use read::read;
pub use write::{rows, to_csv, write};

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 16] = [
    "id",
    "run",
    "date",
    "start",
    "end",
    "dayparts",
    "cohort",
    "module",
    "learners",
    "site",
    "room",
    "equipment",
    "units",
    "staff",
    "lead",
    "class",
];

/// A row of the table: a session and one of the cohorts that attend it, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The session's id.
    pub id: String,
    /// Its run.
    pub run: String,
    /// `2026-09-08`.
    pub date: String,
    /// `18:00`.
    pub start: String,
    /// `21:00`.
    pub end: String,
    /// The dayparts it takes.
    pub dayparts: String,
    /// The cohort.
    pub cohort: String,
    /// The module of the cohort that it counts for.
    pub module: String,
    /// The learners of the cohort: `1..8+12`.
    pub learners: String,
    /// Where.
    pub site: String,
    /// The kind of room and its number: `classroom:1`; empty without a room.
    pub room: String,
    /// The pool; empty without equipment.
    pub equipment: String,
    /// The units of the pool: `1..3`.
    pub units: String,
    /// The people: `mechanics:1:bicycle`.
    pub staff: String,
    /// `school` or `firm`.
    pub lead: String,
    /// `day`, `evening`, `saturday` or `sunday`.
    pub class: String,
}

/// Something in the table that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableProblem {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column, if it is about one cell.
    pub column: Option<&'static str>,
    /// What is wrong, and what to do about it.
    pub what: String,
}

impl fmt::Display for TableProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "line {}, column `{column}`: {}", self.line, self.what),
            None => write!(f, "line {}: {}", self.line, self.what),
        }
    }
}

impl std::error::Error for TableProblem {}
