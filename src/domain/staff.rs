//! Staff: individuals, or groups of interchangeable people.

use super::{DateRange, Party, Price, Window};

/// What a person may teach or assess, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualification {
    /// What modules ask for.
    pub key: String,
    /// The days on which it is valid; `None` is always.
    pub valid: Option<DateRange>,
}

/// Interchangeable people with one employer; `count` 1 is a person.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffGroup {
    /// The planner's id.
    pub key: String,
    /// What people call them.
    pub name: String,
    /// Who employs and pays them.
    pub employer: Party,
    /// How many people.
    pub count: u32,
    /// What each of them may teach.
    pub qualifications: Vec<Qualification>,
    /// Contact minutes each may give in a calendar week; `None` is no limit.
    pub minutes_per_week: Option<u32>,
    /// Evenings each may work in a calendar week; `None` is no limit.
    pub evenings_per_week: Option<u32>,
    /// When they can work; empty means whenever the calendar is open.
    pub available: Vec<Window>,
    /// Days on which none of them can.
    pub absent: Vec<DateRange>,
    /// Cost of a contact hour.
    pub per_hour: Price,
}
