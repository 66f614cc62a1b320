//! The calendar and windows of time.

use chrono::NaiveDate;

use crate::domain::{ClockTime, SlotClass, Weekdays};
use crate::scenario::record::record;
use crate::scenario::shape::Pair;

record! {
    /// First and last day, days off, the dayparts of a week and named periods.
    CalendarEntry {
        /// First day of the plan.
        required first: NaiveDate,
        /// Last day of the plan.
        required last: NaiveDate,
        /// Days off.
        optional closed: Vec<ClosedEntry>,
        /// The parts of weekdays in which sessions may lie; they may overlap.
        required dayparts: Vec<DaypartEntry>,
        /// Named stretches of the calendar.
        optional periods: Vec<PeriodEntry>,
    }
}

record! {
    /// Days on which something is not there: one day (`on`), or a range (`from` and `to`).
    ClosedEntry {
        /// The one day.
        optional on: NaiveDate,
        /// The first day of a range.
        optional from: NaiveDate,
        /// The last day of a range.
        optional to: NaiveDate,
        /// What people call it: autumn break.
        optional name: String,
    }
}

record! {
    /// A part of weekdays in which sessions may lie.
    DaypartEntry {
        /// The id that locks use.
        required id: String,
        /// The weekdays it exists on.
        required days: Weekdays,
        /// When it begins.
        required from: ClockTime,
        /// When it ends.
        required to: ClockTime,
        /// Its class: premiums, ages and offers depend on it.
        required class: SlotClass,
    }
}

record! {
    /// A named stretch of the calendar.
    PeriodEntry {
        /// The id.
        required id: String,
        /// Its first day.
        required from: NaiveDate,
        /// Its last day.
        required to: NaiveDate,
    }
}

record! {
    /// A recurring window of time.
    WindowEntry {
        /// The weekdays it recurs on; every day if absent.
        optional days: Weekdays,
        /// When it opens; at midnight if absent.
        optional from: ClockTime,
        /// When it closes; at the end of the day if absent.
        optional to: ClockTime,
        /// First and last day it holds for; the whole calendar if absent.
        optional between: Pair<NaiveDate>,
    }
}
