//! Lengths of sessions that no run of consecutive dayparts can hold.

use chrono::Weekday;

use super::reading::Reading;
use crate::calendar::{Day, session_times};
use crate::domain::{CalendarSpec, DaypartId, Scenario, SessionLengths};
use crate::scenario::Code;
use crate::scenario::entry::{CalendarEntry, ScenarioEntry};

/// Notes lengths that fit into no weekday.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    if !file.calendar.get().is_some_and(readable) {
        return;
    }
    let days = weekdays(&scenario.calendar);
    let entries = file.programmes.list().iter().flat_map(|programme| programme.modules.list());
    let lengths = entries.flat_map(|entry| {
        let hours = entry.hours.get().map_or(i64::MAX, |hours| hours.minutes);
        let stated = entry.session_hours.get().map_or(&[][..], |lengths| &lengths.0);
        // A session longer than its module is told already.
        stated.iter().filter(move |length| (1..=hours).contains(&length.value.minutes))
    });
    for stated in lengths {
        let Ok(minutes) = u32::try_from(stated.value.minutes) else { continue };
        let length = SessionLengths::Minutes(vec![minutes]);
        if days.iter().any(|day| !session_times(&scenario.calendar, day, &length, None).is_empty()) {
            continue;
        }
        let message = format!("no day has room for a session of {} h", f64::from(minutes) / 60.0);
        let cause = "no dayparts that follow each other, with breaks of at most 90 minutes, are as long";
        let action = "write a shorter session, or longer or more dayparts";
        reading.notes.add(Code::SessionTooLong, stated.span, message, cause, action);
    }
}

/// Whether every daypart could be read, so that what fits into them is known.
fn readable(entry: &CalendarEntry) -> bool {
    let mut parts = entry.dayparts.list().iter();
    let whole =
        parts.all(|part| part.from.value.is_some() && part.to.value.is_some() && part.days.value.is_some());
    whole && !entry.dayparts.list().is_empty()
}

/// A day of each weekday with its dayparts in order.
fn weekdays(spec: &CalendarSpec) -> Vec<Day> {
    let first = spec.range.first.iter_days().take(7);
    let day = |date: chrono::NaiveDate| {
        let weekday: Weekday = chrono::Datelike::weekday(&date);
        let mut dayparts: Vec<DaypartId> = (0..spec.dayparts.len()).map(DaypartId).collect();
        dayparts.retain(|id| spec.dayparts[id.index()].days.contains(weekday));
        dayparts.sort_by_key(|id| (spec.dayparts[id.index()].from, spec.dayparts[id.index()].to));
        Day { date, week: 0, dayparts }
    };
    first.map(day).collect()
}
