//! Cyclic work rosters.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::reading::Reading;
use crate::domain::{ClockTime, Roster, Shift};
use crate::scenario::Code;
use crate::scenario::entry::RosterEntry;
use crate::scenario::notes::{listed, quoted};

/// The word for a day without a shift.
const OFF: &str = "off";
/// Minutes of a day.
const DAY: u32 = 1_440;

/// The roster, shifts resolved.
pub fn roster(entry: &RosterEntry, reading: &mut Reading<'_>) -> Roster {
    let shifts = shifts(entry, reading);
    if entry.cycle.value.is_some() && entry.cycle.list().is_empty() {
        let action = "write the shift of each day";
        reading.notes.add(
            Code::OutOfRange,
            entry.cycle.span,
            "this cycle has no day",
            "the array is empty",
            action,
        );
    }
    let mut cycle = Vec::new();
    for day in entry.cycle.list() {
        let shift = shifts.get(day.value.as_str()).cloned();
        if shift.is_none() && day.value != OFF && entry.shifts.value.is_some() {
            let known = || shifts.keys().copied().chain([OFF]);
            let action = match reading.notes.alike(&day.value, known()) {
                Some(name) => format!("did you mean \"{name}\"?"),
                None => "define it under \"shifts\", or write \"off\"".to_owned(),
            };
            let message = format!("unknown shift {}", quoted(&day.value));
            let cause = format!("known: {}", listed(known()));
            reading.notes.add(Code::UnknownShift, day.span, message, cause, action);
        }
        cycle.push(shift);
    }
    Roster { anchor: entry.anchor.or(NaiveDate::default()), cycle }
}

/// The shifts by name: one that does not end later than it begins ends on the next day.
fn shifts<'a>(entry: &'a RosterEntry, reading: &mut Reading<'_>) -> BTreeMap<&'a str, Shift> {
    let mut shifts = BTreeMap::new();
    for (name, times) in entry.shifts.get().map_or(&[][..], |entries| &entries.list) {
        if name.value == OFF {
            reading.reserved("shift", OFF, name.span);
        }
        let (from, to) = (times.value.0.value, times.value.1.value);
        if from == ClockTime::END_OF_DAY {
            let cause = "the day is over by then";
            let action = "write 00:00 of the next day";
            reading.notes.add(
                Code::EndBeforeStart,
                times.value.0.span,
                "no shift begins at 24:00",
                cause,
                action,
            );
        }
        let next_day = if to <= from { DAY } else { 0 };
        let shift = Shift { from_minute: u32::from(from.0), to_minute: u32::from(to.0) + next_day };
        shifts.insert(name.value.as_str(), shift);
    }
    shifts
}
