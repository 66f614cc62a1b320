//! The problems of a file as values: for people by [`Problems::render`], for tools as JSON.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use super::Code;
use super::notes::{Note, Notes};

/// Something wrong with a scenario file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What class of problem it is.
    pub code: Code,
    /// The bytes of the file it concerns.
    pub span: Range<usize>,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// Why it is wrong.
    pub cause: String,
    /// What to do about it.
    pub action: String,
}

/// Everything wrong with a scenario file, sorted by position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problems {
    /// The name of the file.
    pub file: String,
    /// The problems; of a hopeless file the first ten thousand.
    pub list: Vec<Problem>,
    /// How many there are.
    pub total: usize,
    /// The text they were found in, for excerpts.
    #[serde(skip)]
    pub(super) text: String,
    /// Bytes of the file before that text: the byte order mark.
    #[serde(skip)]
    pub(super) offset: usize,
}

impl Problems {
    /// Gives every note its line and column, in the order of the file.
    pub(super) fn new(file: &str, text: String, offset: usize, notes: Notes) -> Self {
        let Notes { mut list, total } = notes;
        let found = list.len();
        list.sort();
        list.dedup();
        let total = total - (found - list.len());
        let lines = Lines::new(&text);
        let list = list.into_iter().map(|note| lines.place(note, offset)).collect();
        Self { file: file.to_owned(), list, total, text, offset }
    }

    /// The first problem in a sentence, and how many more there are.
    pub fn brief(&self) -> String {
        let Some(first) = self.list.first() else { return String::new() };
        let more = match self.total {
            0 | 1 => String::new(),
            2 => "; 1 problem more".to_owned(),
            total => format!("; {} problems more", total - 1),
        };
        format!("{} in line {}: {}{more}", first.code, first.line, first.message)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

/// Where the lines of a text begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The problem of a note, with line and column.
    fn place(&self, note: Note, offset: usize) -> Problem {
        let start = floor(self.text, note.span.start);
        let end = floor(self.text, note.span.end).max(start);
        let line = self.starts.partition_point(|begin| *begin <= start);
        let begin = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let Note { code, message, cause, action, .. } = note;
        let column = self.text.get(begin..start).map_or(0, |before| before.chars().count()) + 1;
        Problem { code, span: start + offset..end + offset, line, column, message, cause, action }
    }
}

/// The nearest character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
