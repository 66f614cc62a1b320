//! What can be changed in a scenario, from little to much.

use serde_json::{Value, json};

use crate::domain::{Cents, Scenario};
use crate::planner::Shortage;
use crate::scenario::edit::{Edit, Source};

/// A change of some strength.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// The edits, those of weaker steps included.
    pub(super) edits: Vec<Edit>,
    /// In words: `3 units of robot cells instead of 2`.
    pub(super) words: String,
}

/// A thing that can be changed, by steps of which each allows all that those before it allow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lever {
    /// The key of the way, for files: `units`.
    pub(super) way: &'static str,
    /// The steps, weakest first; never empty.
    pub(super) steps: Vec<Step>,
    /// The ceiling that they raise, where it is one of money.
    pub(super) ceiling: Option<Ceiling>,
}

/// A ceiling of money that a policy states: what a plan costs is a step of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ceiling {
    /// Key of the policy.
    pub(super) policy: String,
    /// Where the file states it.
    pub(super) place: String,
    /// What it states.
    pub(super) now: f64,
}

impl Ceiling {
    /// The step by which it becomes another.
    pub(super) fn raised(&self, to: f64) -> Step {
        let money = |value: f64| Cents((value * 100.0).round() as i64).to_string();
        let words = format!("{} of {} instead of {}", self.policy, money(to), money(self.now));
        Step { edits: vec![set(&self.place, number(to))], words }
    }
}

impl Lever {
    /// A lever, unless it has no step.
    pub(super) fn new(way: &'static str, steps: Vec<Step>) -> Option<Self> {
        (!steps.is_empty()).then_some(Self { way, steps, ceiling: None })
    }

    /// A lever of one step.
    pub(super) fn once(way: &'static str, edits: Vec<Edit>, words: String) -> Option<Self> {
        Self::new(way, vec![Step { edits, words }])
    }
}

/// What levers are sought for.
#[derive(Clone, Copy)]
pub(super) struct Matter<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// What it means.
    pub(super) scenario: &'a Scenario,
    /// What is short.
    pub(super) reason: &'a Shortage,
}

impl Matter<'_> {
    /// A number of the file that grows by equal steps, or shrinks where they are negative; `None` where it is not stated.
    pub(super) fn number(
        &self,
        way: &'static str,
        place: &str,
        (by, most): (f64, usize),
        words: impl Fn(f64, f64) -> String,
    ) -> Option<Lever> {
        let now = self.source.value(place)?.as_f64()?;
        let to = (1..=most).map(|times| now + by * times as f64).take_while(|to| *to >= 0.0);
        let step = |to: f64| Step { edits: vec![set(place, number(to))], words: words(now, to) };
        Lever::new(way, to.map(step).collect())
    }

    /// Whether something is stated at a place.
    pub(super) fn is_stated(&self, place: &str) -> bool {
        self.source.value(place).is_some()
    }

    /// How many entries a list has.
    pub(super) fn entries(&self, place: &str) -> usize {
        self.source.value(place).and_then(Value::as_array).map_or(0, Vec::len)
    }
}

/// The edit that gives a field a value.
pub(super) fn set(place: &str, to: Value) -> Edit {
    Edit::Set { set: place.to_owned(), to }
}

/// A number as files have it: whole where it is, and never with what floating point adds.
pub(super) fn number(value: f64) -> Value {
    let cents = (value * 100.0).round();
    if cents % 100.0 == 0.0 { json!((cents / 100.0) as i64) } else { json!(cents / 100.0) }
}

/// The place of an entry in a list by its key, which may be its number: `policies[3]`.
pub(super) fn place(list: &str, key: &str) -> String {
    let numbered = key.strip_prefix(list).and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'));
    format!("{list}.{}", numbered.unwrap_or(key))
}

/// A number in words.
pub(super) fn told(value: f64) -> String {
    number(value).to_string()
}

/// An edit as it is copied to a command line: in quotes where a shell would read more into it.
pub(super) fn copied(edit: &Edit) -> String {
    let word = edit.to_string();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._=+-".contains(letter);
    if word.chars().all(plain) {
        format!("--set {word}")
    } else {
        format!("--set '{}'", word.replace('\'', "'\\''"))
    }
}
