//! The file side of a scenario: JSON with comments in, a valid [`Scenario`] out, or all problems
//! of the file in one run.
//!
//! Three passes, each going on after a problem: `syntax` turns bytes into a tree, the records of
//! `entry` turn the tree into typed entries, and `meaning` resolves ids, fills in defaults and
//! judges what the parts mean to each other. A value that could not be read is absent for the next
//! pass, so that one mistake is reported once.

mod code;
mod count;
pub mod edit;
mod entries;
mod entry;
mod format;
mod meaning;
mod moment;
mod notes;
mod number;
mod problem;
mod record;
mod render;
mod schema;
mod shape;
mod syntax;
mod word;

use jsonc_parser::ast::Value;

use crate::domain::{Scenario, digest};
use entry::ScenarioEntry;
use notes::Notes;
use shape::Shape;

pub use code::{Code, codes};
pub use problem::{Problem, Problems};
pub use schema::schema;

/// Reads a scenario from the bytes of a file; `name` is what messages call the file.
///
/// # Errors
///
/// All problems of the file, sorted by position.
pub fn read(name: &str, bytes: &[u8]) -> Result<Scenario, Problems> {
    let mut notes = Notes::default();
    let (text, offset) = syntax::text(bytes, &mut notes);
    let scenario = if notes.total == 0 {
        syntax::tree(&text, &mut notes).and_then(|tree| scenario(&tree, bytes, &mut notes))
    } else {
        None
    };
    match scenario {
        Some(scenario) if notes.total == 0 => Ok(scenario),
        _ => Err(Problems::new(name, text, offset, notes)),
    }
}

/// The scenario of a tree; `None` when the tree is no object at all or of another version.
fn scenario(tree: &Value<'_>, bytes: &[u8], notes: &mut Notes) -> Option<Scenario> {
    if let Some(found) =
        tree.as_object().and_then(|object| object.properties.iter().find(|p| p.name.as_str() == "format"))
        && format::FormatVersion::read(&found.value, notes).is_none()
    {
        // A file for another version is judged by nothing else: every further message would mislead.
        return None;
    }
    let entry = ScenarioEntry::read(tree, notes)?;
    Some(meaning::resolve(&entry, digest(bytes), notes))
}
