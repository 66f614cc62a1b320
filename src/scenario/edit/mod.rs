//! Scenarios that differ from a file in a few places: what if.
//!
//! A [`Source`] is the file as a tree without comments. An [`Edit`] changes one place of it, which is named the way people
//! speak of it: `equipment.robot-cells.units`, where entries of lists go by their id. The edited tree is read like any file,
//! so that a change is judged as strictly as what a planner writes, and can be written down for the planner to keep.

mod path;
mod word;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Problems;
use super::notes::Notes;
use super::{read, syntax};
use crate::domain::Scenario;

/// A change of one place of a scenario file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Edit {
    /// A field gets a value; `null` takes it out.
    Set {
        /// The field.
        set: String,
        /// Its value.
        to: Value,
    },
    /// A list gets a further entry, and is made where there is none.
    Add {
        /// The list.
        add: String,
        /// The entry.
        entry: Value,
    },
    /// A list loses an entry.
    Remove {
        /// The entry: `policies.short-days`.
        remove: String,
    },
}

/// Why an edit, or what it makes of a scenario, is wrong.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The place is not there.
    #[error("`{edit}`: {cause}")]
    Place {
        /// The edit in words.
        edit: String,
        /// What is missing, and what there is.
        cause: String,
    },
    /// The scenario is wrong after the edits.
    #[error("with {edits} the scenario is wrong:\n{problems}")]
    Scenario {
        /// The edits in words.
        edits: String,
        /// What is wrong with it.
        problems: Problems,
    },
}

/// A scenario file as a tree.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    tree: Value,
}

/// A scenario after edits.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The scenario.
    pub scenario: Scenario,
    /// Its file.
    pub source: Source,
}

impl Source {
    /// The tree of a file that has been read without problems; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// All problems of the file.
    pub fn new(name: &str, bytes: &[u8]) -> Result<Self, Problems> {
        read(name, bytes)?;
        let mut notes = Notes::default();
        let (text, _) = syntax::text(bytes, &mut notes);
        let tree = syntax::tree(&text, &mut notes).map(Value::from).unwrap_or_default();
        Ok(Self { name: name.to_owned(), tree })
    }

    /// The scenario with some edits, one after the other.
    ///
    /// # Errors
    ///
    /// When the place of one is not there, or the scenario is wrong after all of them.
    pub fn edited(&self, edits: &[Edit]) -> Result<Edited, EditError> {
        let mut source = self.clone();
        for edit in edits {
            source.apply(edit).map_err(|cause| EditError::Place { edit: edit.to_string(), cause })?;
        }
        match read(&self.name, &source.bytes()) {
            Ok(scenario) => Ok(Edited { scenario, source }),
            Err(problems) => Err(EditError::Scenario { edits: words(edits), problems }),
        }
    }

    /// The tree as a file.
    pub fn bytes(&self) -> Vec<u8> {
        format!("{:#}\n", self.tree).into_bytes()
    }

    /// What stands at a place.
    pub fn value(&self, place: &str) -> Option<&Value> {
        path::find(&self.tree, place).ok()
    }

    fn apply(&mut self, edit: &Edit) -> Result<(), String> {
        match edit {
            Edit::Set { set, to } => path::set(&mut self.tree, set, to.clone()),
            Edit::Add { add, entry } => path::add(&mut self.tree, add, entry.clone()),
            Edit::Remove { remove } => path::remove(&mut self.tree, remove),
        }
    }
}

/// Edits in words.
pub fn words(edits: &[Edit]) -> String {
    edits.iter().map(Edit::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FILE: &str = include_str!("../../../scenarios/01-first.jsonc");

    fn source() -> Source {
        Source::new("01-first.jsonc", FILE.as_bytes()).unwrap()
    }

    #[test]
    fn a_file_without_edits_means_the_same() {
        let (edited, plain) = (source().edited(&[]).unwrap().scenario, read("f", FILE.as_bytes()).unwrap());
        assert_eq!(Scenario { digest: plain.digest.clone(), ..edited }, plain);
    }

    #[test]
    fn entries_go_by_their_id_and_lists_are_made() {
        let units: Edit = "equipment.repair-stands.units=4".parse().unwrap();
        let closed: Edit = r#"calendar.closed+={"on":"2026-10-01","name":"study day"}"#.parse().unwrap();
        let edited = source().edited(&[units, closed]).unwrap();
        assert_eq!(edited.scenario.equipment[0].units, 4);
        assert!(
            edited.scenario.calendar.closed.iter().any(|off| off.range.first.to_string() == "2026-10-01")
        );
        assert_eq!(edited.source.value("equipment.repair-stands.units"), Some(&json!(4)));
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        let wrong: Edit = "equipment.repair-stand.units=4".parse().unwrap();
        let message = source().edited(&[wrong]).unwrap_err().to_string();
        assert_eq!(
            message,
            "`equipment.repair-stand.units=4`: `equipment` has no `repair-stand`; it has repair-stands"
        );
    }

    #[test]
    fn a_scenario_that_edits_spoil_is_told_like_a_file() {
        let wrong: Edit = "equipment.repair-stands.units=0".parse().unwrap();
        let message = source().edited(&[wrong]).unwrap_err().to_string();
        assert!(
            message.starts_with("with equipment.repair-stands.units=0 the scenario is wrong:"),
            "{message}"
        );
    }
}
