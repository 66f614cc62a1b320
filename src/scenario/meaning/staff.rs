//! Staff.

use chrono::NaiveDate;

use super::calendar::days_meant;
use super::parties::EMPLOYERS;
use super::reading::Reading;
use super::windows::windows;
use crate::domain::{Absence, DateRange, Party, Qualification, StaffGroup};
use crate::scenario::Code;
use crate::scenario::entry::{AbsentEntry, QualificationEntry, ScenarioEntry, StaffEntry};
use crate::scenario::shape::Brief;

/// The staff.
pub fn staff(file: &ScenarioEntry, reading: &mut Reading<'_>) -> Vec<StaffGroup> {
    file.staff.list().iter().map(|entry| group(entry, reading)).collect()
}

fn group(entry: &StaffEntry, reading: &mut Reading<'_>) -> StaffGroup {
    let qualification = |stated: &Brief<_, QualificationEntry>, reading: &mut Reading<'_>| match stated {
        Brief::Short(key) => Qualification { key: spelt(key), valid: None },
        Brief::Full(entry) => dated(entry, reading),
    };
    let count = entry.count.get().map_or(1, |count| count.0);
    StaffGroup {
        key: entry.id.or(String::new()),
        name: entry.name.or(entry.id.or(String::new())),
        employer: reading.party(&entry.employer, &EMPLOYERS).unwrap_or(Party::College),
        count,
        qualifications: entry
            .qualifications
            .list()
            .iter()
            .map(|stated| qualification(stated, reading))
            .collect(),
        minutes_per_week: reading.bound(&entry.hours_per_week),
        evenings_per_week: entry.evenings_per_week.value,
        available: windows(&entry.available, reading),
        absent: entry.absent.list().iter().filter_map(|days| absence(days, count, reading)).collect(),
        per_hour: reading.price(&entry.cost_per_hour),
    }
}

fn absence(entry: &AbsentEntry, count: u32, reading: &mut Reading<'_>) -> Option<Absence> {
    for person in entry.persons.list().iter().filter(|person| person.value.0 > count) {
        let message = format!("there is no person {}", person.value.0);
        let (cause, action) = (format!("there are {count}"), format!("write a number up to {count}"));
        reading.notes.add(Code::BoundsCrossed, person.span, message, cause, action);
    }
    let range = days_meant((&entry.on, &entry.from, &entry.to), entry.span, reading)?;
    Some(Absence { range, persons: entry.persons.list().iter().map(|person| person.value.0).collect() })
}

fn spelt(key: &crate::scenario::shape::Spanned<String>) -> String {
    key.value.clone()
}

/// A qualification with the days on which it is valid.
fn dated(entry: &QualificationEntry, reading: &mut Reading<'_>) -> Qualification {
    let (from, until) = (entry.from.value, entry.until.value);
    reading.order(from, until, entry.until.span);
    // An open end is closed by the calendar: beyond it, nobody asks.
    let days = reading.days.unwrap_or(DateRange { first: NaiveDate::default(), last: NaiveDate::default() });
    let first = from.unwrap_or_else(|| until.map_or(days.first, |until| until.min(days.first)));
    let last = until.unwrap_or_else(|| first.max(days.last));
    let valid = (from.is_some() || until.is_some()).then_some(DateRange { first, last });
    Qualification { key: entry.id.or(String::new()), valid }
}
