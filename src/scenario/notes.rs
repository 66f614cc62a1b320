//! The collector of problems: every pass writes down what it finds and goes on.

use super::Code;

/// A stretch of bytes of the file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A problem before its line and column are worked out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What class of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Why it is wrong.
    pub cause: String,
    /// What to do about it.
    pub action: String,
}

/// Problems kept in memory; further ones are counted only, so that a hostile file stays harmless.
const KEPT: usize = 10_000;
/// Problems up to which similar names are searched: nobody reads more, and the search is slow.
const COMPARED: usize = 200;
/// Longest name for which a similar one is searched, in bytes.
const COMPARED_LENGTH: usize = 64;
/// Names listed in a message.
const LISTED: usize = 8;

/// All problems found so far.
#[derive(Debug, Default)]
pub struct Notes {
    /// The problems kept.
    pub list: Vec<Note>,
    /// How many were found.
    pub total: usize,
}

impl Notes {
    /// Writes down a problem.
    pub fn add(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        cause: impl Into<String>,
        action: impl Into<String>,
    ) {
        self.total += 1;
        if self.list.len() < KEPT {
            let (message, cause, action) = (message.into(), cause.into(), action.into());
            self.list.push(Note { span, code, message, cause, action });
        }
    }

    /// The known name most like `name`, when one is alike enough to be a slip of the keyboard.
    pub fn alike<'a>(&self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        if self.total > COMPARED || name.len() > COMPARED_LENGTH {
            return None;
        }
        let lower = name.to_lowercase();
        let length = name.chars().count();
        let near = known.into_iter().filter(|other| other.len() <= COMPARED_LENGTH);
        near.map(|other| (strsim::damerau_levenshtein(&lower, &other.to_lowercase()), other))
            .filter(|(distance, other)| *distance <= (length.max(other.chars().count()) / 3).max(1))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, other)| other)
    }
}

/// A list of names for a message, cut short when it is long.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<String> = names.by_ref().take(LISTED).map(short).collect();
    let rest = names.count();
    if rest > 0 {
        shown.push(format!("and {rest} more"));
    }
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

/// A name in quotation marks for a message: cut short, control characters made visible.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", short(name))
}

/// A name for a message: at most 60 characters, control characters made visible.
fn short(name: &str) -> String {
    let mut shown: String = name.chars().take(60).flat_map(char::escape_debug).collect();
    if name.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}
