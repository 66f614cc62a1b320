//! Why no plan keeps every rule, as files and reports say it: ids and amounts first, a sentence second.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of thing a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// The plan as a whole.
    Plan,
    /// The days of the calendar.
    Calendar,
    /// A policy, for all whom it holds for.
    Policy,
    /// A run of a module.
    Run,
    /// A cohort.
    Cohort,
    /// An equipment pool.
    Equipment,
    /// A kind of equipment, of which there may be several pools.
    EquipmentKind,
    /// A staff group.
    Staff,
    /// Everybody with a qualification; several are told with commas between them.
    Qualification,
    /// The rooms of a site.
    Rooms,
    /// A firm.
    Firm,
    /// A module.
    Module,
    /// A lock.
    Lock,
}

/// A thing of the scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// Its kind.
    pub kind: ObjectKind,
    /// Its id in the file; empty for the plan and the calendar, of which there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
}

impl Object {
    /// A thing with an id.
    pub fn new(kind: ObjectKind, id: &str) -> Self {
        Self { kind, id: id.to_owned() }
    }
}

/// When a rule would have to give.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// On a date.
    Day(NaiveDate),
    /// In the calendar week that begins with this Monday.
    Week(NaiveDate),
    /// In a named period, by its id.
    Period(String),
}

/// A rule that would have to give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The rule, by the key of its family.
    pub rule: String,
    /// The policy that states it; absent where it always holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// How strong it is: `legal`, `policy` or `wish`; `fact` for what no policy states.
    pub strength: String,
    /// Whether the planner may relax it. Law never is; a fact is changed, not relaxed.
    pub relaxable: bool,
    /// For whom or what.
    pub object: Object,
    /// What else would mend it, were there more of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub besides: Vec<Object>,
    /// When; empty where it is the whole year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Moment>,
    /// What is needed, in `unit`; absent where the sum has no such side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<f64>,
    /// What there is, in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<f64>,
    /// What is short, in `unit`.
    pub short: f64,
    /// `minutes`, `count` (sessions, units, people, days: whatever the rule counts) or `euros`.
    pub unit: String,
    /// The runs that it concerns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<String>,
    /// The same in words.
    pub sentence: String,
}
