//! Locks: sessions and days that are fixed in advance.

use chrono::{Datelike, NaiveDate};

use super::reading::{NOBODY, Reading};
use crate::domain::{
    CalendarSpec, DateRange, DayUse, DaypartId, EquipmentId, Lock, LockKind, SessionLock, StaffId,
};
use crate::scenario::Code;
use crate::scenario::entry::{LockEntry, LockedDays, LockedSession, ScenarioEntry};
use crate::scenario::notes::quoted;

/// The locks.
pub fn locks(file: &ScenarioEntry, calendar: &CalendarSpec, reading: &mut Reading<'_>) -> Vec<Lock> {
    let mut keys = std::collections::BTreeSet::new();
    let mut locks = Vec::new();
    for (place, entry) in file.locks.list().iter().enumerate() {
        let key = entry.id.or(format!("locks[{place}]"));
        if !keys.insert(key.clone()) {
            let message = format!("the lock {} is there twice", quoted(&key));
            let action = "give one of them another id";
            reading.notes.add(Code::DuplicateId, entry.id.span, message, "this id is taken above", action);
        }
        locks.extend(kind(entry, calendar, reading).map(|kind| Lock { key, kind }));
    }
    locks
}

fn kind(entry: &LockEntry, calendar: &CalendarSpec, reading: &mut Reading<'_>) -> Option<LockKind> {
    if entry.session.stated == entry.days.stated {
        let cause = "a lock fixes a session or days";
        let action = "write either \"session\" or \"days\"";
        reading.notes.add(Code::Choice, entry.span, "it is not clear what is locked", cause, action);
    }
    let session = entry.session.get().map(|stated| LockKind::Session(session(stated, calendar, reading)));
    let days = entry.days.get().map(|stated| days(stated, reading));
    session.or(days)
}

fn session(entry: &LockedSession, calendar: &CalendarSpec, reading: &mut Reading<'_>) -> SessionLock {
    let cohort = reading.cohort_in(&entry.cohort);
    let daypart = entry
        .daypart
        .get()
        .and_then(|name| reading.names.dayparts.find(name, entry.daypart.span, reading.notes));
    reading.inside(entry.date.value, entry.date.span);
    judge_day(entry, daypart, calendar, reading);
    let pool = entry.equipment.get();
    SessionLock {
        cohort,
        module: reading.module_in(cohort, &entry.module),
        part: entry.part.get().map(|part| part.0),
        date: entry.date.or(NaiveDate::default()),
        daypart: DaypartId(daypart.unwrap_or(NOBODY)),
        minutes: reading.hours(&entry.hours),
        site: reading.site_in(&entry.site),
        equipment: pool.map(|name| {
            let found = reading.names.equipment.find(name, entry.equipment.span, reading.notes);
            EquipmentId(found.unwrap_or(NOBODY))
        }),
        staff: entry.staff.get().map(|name| {
            let found = reading.names.staff.find(name, entry.staff.span, reading.notes);
            StaffId(found.unwrap_or(NOBODY))
        }),
    }
}

/// Notes a session on a closed day, or in a daypart that its weekday does not have.
fn judge_day(
    entry: &LockedSession,
    daypart: Option<usize>,
    calendar: &CalendarSpec,
    reading: &mut Reading<'_>,
) {
    let Some(date) = entry.date.value else { return };
    if let Some(closure) = calendar.closed.iter().find(|closure| closure.range.contains(date)) {
        let message = format!("nothing can be held on {date}");
        let cause = format!("that day is closed: {}", quoted(&closure.name));
        let action = "lock another day, or open this one";
        reading.notes.add(Code::LockClosed, entry.date.span, message, cause, action);
    }
    let Some(part) = daypart.and_then(|place| calendar.dayparts.get(place)) else { return };
    if !part.days.contains(date.weekday()) {
        let message = format!("{date} is a {} and has no daypart {}", date.weekday(), quoted(&part.key));
        let cause = format!("this daypart is on {}", part.days);
        let action = "lock another daypart or another day";
        reading.notes.add(Code::LockDaypart, entry.daypart.span, message, cause, action);
    }
}

fn days(entry: &LockedDays, reading: &mut Reading<'_>) -> LockKind {
    let (from, to) = (entry.from.value, entry.to.value);
    reading.order(from, to, entry.to.span);
    reading.inside(from, entry.from.span);
    reading.inside(to, entry.to.span);
    let first = entry.from.or(NaiveDate::default());
    LockKind::Days {
        cohort: reading.cohort_in(&entry.cohort),
        range: DateRange { first, last: entry.to.or(first) },
        used: entry.used.or(DayUse::Free),
    }
}
