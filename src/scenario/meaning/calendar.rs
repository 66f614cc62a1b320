//! The calendar: its days, closures, dayparts and periods.

use chrono::{Datelike, NaiveDate};

use super::reading::Reading;
use crate::domain::{CalendarSpec, ClockTime, Closure, DateRange, Daypart, Period, SlotClass, Weekdays};
use crate::scenario::Code;
use crate::scenario::entry::{CalendarEntry, ClosedEntry};
use crate::scenario::notes::Span;
use crate::scenario::record::Field;

/// Most days of a calendar: ten years.
const MOST_DAYS: i64 = 3_660;

/// First and last day of the calendar, when both could be read and are in order.
pub fn days(entry: Option<&CalendarEntry>) -> Option<DateRange> {
    let entry = entry?;
    let (first, last) = (*entry.first.get()?, *entry.last.get()?);
    (first <= last && (last - first).num_days() < MOST_DAYS).then_some(DateRange { first, last })
}

/// The calendar.
pub fn calendar(entry: &CalendarEntry, reading: &mut Reading<'_>) -> CalendarSpec {
    let (first, last) = (entry.first.value, entry.last.value);
    reading.order(first, last, entry.last.span);
    if let (Some(first), Some(last)) = (first, last)
        && (last - first).num_days() >= MOST_DAYS
    {
        let cause = "a calendar has at most ten years";
        reading.notes.add(
            Code::OutOfRange,
            entry.last.span,
            "the calendar is too long",
            cause,
            "correct the year",
        );
    }
    let first = entry.first.or(NaiveDate::default());
    let range = DateRange { first, last: entry.last.or(first) };
    let closed = closures(&entry.closed, reading);
    let spec =
        CalendarSpec { range, closed, dayparts: dayparts(entry, reading), periods: periods(entry, reading) };
    judge_open_days(entry, &spec, reading);
    spec
}

/// Days off with their names.
fn closures(field: &Field<Vec<ClosedEntry>>, reading: &mut Reading<'_>) -> Vec<Closure> {
    let closure = |entry: &ClosedEntry, reading: &mut Reading<'_>| {
        if !entry.name.stated {
            let cause = "a day off has a name that reports show";
            let action = "add \"name\": \"study day\"";
            reading.notes.add(Code::MissingField, entry.span, "\"name\" is missing", cause, action);
        }
        let range = dates_off(entry, reading)?;
        Some(Closure { range, name: entry.name.or(String::new()) })
    };
    field.list().iter().filter_map(|entry| closure(entry, reading)).collect()
}

/// The days of an absence or closure: one day, or a range.
pub fn dates_off(entry: &ClosedEntry, reading: &mut Reading<'_>) -> Option<DateRange> {
    days_meant((&entry.on, &entry.from, &entry.to), entry.span, reading)
}

/// One day, or a range by both ends, where either way of stating days is open.
pub fn days_meant(
    (on, from, to): (&Field<NaiveDate>, &Field<NaiveDate>, &Field<NaiveDate>),
    span: Span,
    reading: &mut Reading<'_>,
) -> Option<DateRange> {
    let stated = (on.stated, from.stated, to.stated);
    if !matches!(stated, (true, false, false) | (false, true, true)) {
        let cause = "either one day or both ends of a range are stated";
        let action = "write \"on\" for one day, or \"from\" and \"to\" for several";
        reading.notes.add(Code::Choice, span, "it is not clear which days are meant", cause, action);
        return None;
    }
    if let Some(day) = on.value {
        reading.inside(Some(day), on.span);
        return Some(DateRange { first: day, last: day });
    }
    let (first, last) = (from.value?, to.value?);
    reading.order(Some(first), Some(last), to.span);
    let range = DateRange { first, last };
    reading.touching(range, from.span);
    Some(range)
}

fn dayparts(entry: &CalendarEntry, reading: &mut Reading<'_>) -> Vec<Daypart> {
    let mut dayparts = Vec::new();
    for part in entry.dayparts.list() {
        clock_order(&part.from, &part.to, reading);
        dayparts.push(Daypart {
            key: part.id.or(String::new()),
            days: part.days.or(Weekdays::ALL),
            from: part.from.or(ClockTime(0)),
            to: part.to.or(ClockTime::END_OF_DAY),
            class: part.class.or(SlotClass::Day),
        });
    }
    dayparts
}

/// Notes an end that is not later than its beginning.
pub fn clock_order(from: &Field<ClockTime>, to: &Field<ClockTime>, reading: &mut Reading<'_>) {
    let (begin, end) = (from.or(ClockTime(0)), to.or(ClockTime::END_OF_DAY));
    if (from.value.is_some() || to.value.is_some()) && end <= begin {
        let span = if to.stated { to.span } else { from.span };
        let cause = format!("it begins at {begin} and ends at {end}");
        let action = "exchange the two, or write one part before midnight and one after";
        reading.notes.add(
            Code::EndBeforeStart,
            span,
            "the end is not later than the beginning",
            cause,
            action,
        );
    }
}

fn periods(entry: &CalendarEntry, reading: &mut Reading<'_>) -> Vec<Period> {
    let table =
        super::names::Table::new("period", &entry.periods, false, |entry| &entry.id, &[], reading.notes);
    drop(table);
    let mut periods: Vec<Period> = Vec::new();
    for period in entry.periods.list() {
        reading.order(period.from.value, period.to.value, period.to.span);
        reading.inside(period.from.value, period.from.span);
        reading.inside(period.to.value, period.to.span);
        let (Some(first), Some(last)) = (period.from.value, period.to.value) else { continue };
        if let Some(other) =
            periods.iter().find(|other| first <= other.range.last && other.range.first <= last)
        {
            let message = format!("this period overlaps {}", crate::scenario::notes::quoted(&other.key));
            let cause = format!("that one runs from {} to {}", other.range.first, other.range.last);
            let action = "let it begin on a later day";
            reading.notes.add(Code::PeriodsOverlap, period.from.span, message, cause, action);
        }
        periods.push(Period { key: period.id.or(String::new()), range: DateRange { first, last } });
    }
    periods.sort_by_key(|period| period.range.first);
    periods
}

/// Notes a calendar without an open day, or without a daypart on any.
fn judge_open_days(entry: &CalendarEntry, spec: &CalendarSpec, reading: &mut Reading<'_>) {
    let Some(days) = reading.days else { return };
    let open: Vec<NaiveDate> = open_days(days, &spec.closed);
    if open.is_empty() {
        let cause = format!("every day from {} to {} is off", days.first, days.last);
        let action = "shorten a range under \"closed\"";
        reading.notes.add(
            Code::EmptyCalendar,
            entry.closed.span,
            "no day of the calendar is open",
            cause,
            action,
        );
        return;
    }
    let weekdays: Weekdays = open.iter().map(NaiveDate::weekday).collect();
    let readable =
        entry.dayparts.value.is_some() && entry.dayparts.list().iter().all(|part| part.days.value.is_some());
    if readable && !spec.dayparts.iter().any(|part| part.days.0 & weekdays.0 != 0) {
        let message = "no daypart falls on an open day";
        let cause = format!("the open weekdays are {weekdays}");
        let action = "add a daypart on one of these weekdays";
        reading.notes.add(Code::NoDayparts, entry.dayparts.span, message, cause, action);
    }
}

/// The open days of a calendar.
fn open_days(days: DateRange, closed: &[Closure]) -> Vec<NaiveDate> {
    // Closures are counted where they begin and end, so that many of them take one pass.
    let length = (days.last - days.first).num_days() + 1;
    let place = |date: NaiveDate| (date - days.first).num_days().clamp(0, length) as usize;
    let mut change = vec![0_i64; length as usize + 1];
    for closure in closed.iter().filter(|closure| closure.range.first <= closure.range.last) {
        change[place(closure.range.first)] += 1;
        change[place(closure.range.last + chrono::Days::new(1))] -= 1;
    }
    let mut closures = 0;
    let mut open = Vec::new();
    for (date, change) in days.first.iter_days().zip(change).take(length as usize) {
        closures += change;
        if closures == 0 {
            open.push(date);
        }
    }
    open
}
