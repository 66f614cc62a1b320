//! Staff: individuals, or groups of interchangeable people.

use chrono::NaiveDate;

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
    /// Days on which some or all of them cannot.
    pub absent: Vec<Absence>,
    /// Cost of a contact hour.
    pub per_hour: Price,
}

/// Days on which people of a staff group cannot work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The days.
    pub range: DateRange,
    /// Their numbers in the group, from 1; empty is all of them.
    pub persons: Vec<u32>,
}

impl StaffGroup {
    /// Whether a person of the group, numbered from 1, is absent on a date.
    pub fn is_away(&self, person: u32, date: NaiveDate) -> bool {
        let now = self.absent.iter().filter(|absence| absence.range.contains(date));
        now.into_iter().any(|absence| absence.persons.is_empty() || absence.persons.contains(&person))
    }

    /// How many of its people are not absent on a date.
    pub fn present(&self, date: NaiveDate) -> u32 {
        if !self.absent.iter().any(|absence| absence.range.contains(date)) {
            return self.count;
        }
        (1..=self.count).filter(|person| !self.is_away(*person, date)).count() as u32
    }

    /// How many of its people are there on any of some dates.
    pub fn present_on_any(&self, dates: &[NaiveDate]) -> u32 {
        if self.absent.is_empty() {
            return self.count;
        }
        let there = |person: &u32| dates.iter().any(|date| !self.is_away(*person, *date));
        (1..=self.count).filter(there).count() as u32
    }
}
