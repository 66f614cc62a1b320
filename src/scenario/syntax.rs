//! From bytes to a syntax tree: size, encoding, nesting and brackets first, so that the messages
//! are ours and no file can exhaust the stack of the parser.

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::Code;
use super::notes::{Notes, Span};

/// Largest file read, in bytes.
const MOST_BYTES: usize = 64 << 20;
/// Deepest nesting of brackets.
const MOST_DEPTH: usize = 64;
/// The byte order mark that some editors write first.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file and how many bytes stand before it; the text of a file that is no text at
/// all is empty, or has replacement characters from the first bad byte on.
pub fn text(bytes: &[u8], notes: &mut Notes) -> (String, usize) {
    if bytes.len() > MOST_BYTES {
        let message = format!("the file has {} bytes", bytes.len());
        let action = "split the planning question, or remove what does not belong to it";
        notes.add(Code::TooLarge, Span::default(), message, "at most 64 MiB are read", action);
        return (String::new(), 0);
    }
    let body = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let offset = bytes.len() - body.len();
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), offset),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("the file is not UTF-8: byte {} has no meaning there", at + offset);
            let action = "save the file with the encoding UTF-8";
            notes.add(Code::NotUtf8, Span { start: at, end: at + 1 }, message, "not a character", action);
            (String::from_utf8_lossy(body).into_owned(), offset)
        }
    }
}

/// The syntax tree of a text; `None` when there is none, and then the reason is noted.
pub fn tree<'a>(text: &'a str, notes: &mut Notes) -> Option<Value<'a>> {
    if !nesting_is_sound(text, notes) {
        return None;
    }
    let options = ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(result) => {
            if result.value.is_none() {
                let action = "`vetplan init` writes a scenario to start from";
                notes.add(
                    Code::Empty,
                    Span::default(),
                    "the file is empty",
                    "a scenario is an object",
                    action,
                );
            }
            result.value
        }
        Err(error) => {
            let range = error.range();
            let span = Span { start: range.start, end: range.end.max(range.start + 1) };
            let message = "the file is not JSON with comments";
            let action = "correct this place; what follows it is read in the next run";
            notes.add(Code::Syntax, span, message, sentence(&error.kind().to_string()), action);
            None
        }
    }
}

/// A message of the parser in the tone of ours: without its capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What the scan over brackets is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Text,
    Line,
    Block,
}

/// Whether brackets are closed and not nested too deep; notes where they are not.
fn nesting_is_sound(text: &str, notes: &mut Notes) -> bool {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let (mut inside, mut since, mut at) = (Inside::Nothing, 0, 0);
    while at < bytes.len() {
        let pair = (bytes[at], bytes.get(at + 1).copied());
        match (inside, pair) {
            (Inside::Nothing, (b'"', _)) => (inside, since) = (Inside::Text, at),
            (Inside::Nothing, (b'/', Some(b'/'))) => inside = Inside::Line,
            (Inside::Nothing, (b'/', Some(b'*'))) => {
                (inside, since) = (Inside::Block, at);
                at += 1;
            }
            (Inside::Nothing, (b'{' | b'[', _)) => {
                open.push(at);
                if open.len() > MOST_DEPTH {
                    note_depth(at, notes);
                    return false;
                }
            }
            (Inside::Nothing, (b'}' | b']', _)) => drop(open.pop()),
            (Inside::Text, (b'\\', _)) => at += 1,
            (Inside::Text, (b'"', _)) | (Inside::Line, (b'\n', _)) => inside = Inside::Nothing,
            (Inside::Text, (b'\n', _)) => return note_open_text(since, at, notes),
            (Inside::Block, (b'*', Some(b'/'))) => {
                inside = Inside::Nothing;
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
    let unclosed = match inside {
        Inside::Text => Some((since, "this text is never closed")),
        Inside::Block => Some((since, "this comment is never closed")),
        Inside::Nothing | Inside::Line => open.last().map(|at| (*at, "this bracket is never closed")),
    };
    unclosed.is_none_or(|(at, cause)| note_truncated(at, cause, open.len(), notes))
}

fn note_depth(at: usize, notes: &mut Notes) {
    let message = format!("brackets are nested more than {MOST_DEPTH} deep");
    let action = "no scenario needs this: look for brackets that are opened twice";
    notes.add(Code::TooDeep, Span { start: at, end: at + 1 }, message, "one too deep", action);
}

/// Notes a text without its closing mark: reading on would turn every later text inside out.
/// Always false, for the caller to return.
fn note_open_text(from: usize, to: usize, notes: &mut Notes) -> bool {
    let action = "add the closing quotation mark; a line break inside a text is written \\n";
    let message = "this text does not end on its line";
    notes.add(Code::Syntax, Span { start: from, end: to }, message, "it begins here", action);
    false
}

/// Notes that the file ends too early; always false, for the caller to return.
fn note_truncated(at: usize, cause: &str, open: usize, notes: &mut Notes) -> bool {
    let message = match open {
        0 => "the file ends too early".to_owned(),
        1 => "the file ends too early: one bracket is open".to_owned(),
        open => format!("the file ends too early: {open} brackets are open"),
    };
    let action = "close it, or fetch the whole file again if it was cut off";
    notes.add(Code::Truncated, Span { start: at, end: at + 1 }, message, cause, action);
    false
}
