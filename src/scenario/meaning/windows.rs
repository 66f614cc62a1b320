//! Windows of time, and pairs of dates.

use chrono::NaiveDate;

use super::calendar::clock_order;
use super::reading::Reading;
use crate::domain::{ClockTime, DateRange, Weekdays, Window};
use crate::scenario::entry::WindowEntry;
use crate::scenario::record::Field;
use crate::scenario::shape::Pair;

/// The windows of a list.
pub fn windows(field: &Field<Vec<WindowEntry>>, reading: &mut Reading<'_>) -> Vec<Window> {
    field.list().iter().map(|entry| window(entry, reading)).collect()
}

fn window(entry: &WindowEntry, reading: &mut Reading<'_>) -> Window {
    clock_order(&entry.from, &entry.to, reading);
    Window {
        days: entry.days.or(Weekdays::ALL),
        from: entry.from.or(ClockTime(0)),
        to: entry.to.or(ClockTime::END_OF_DAY),
        between: entry.between.get().map(|pair| between(pair, reading)),
    }
}

/// A pair of dates that touches the calendar.
pub fn between(pair: &Pair<NaiveDate>, reading: &mut Reading<'_>) -> DateRange {
    reading.order(Some(pair.0.value), Some(pair.1.value), pair.1.span);
    let range = DateRange { first: pair.0.value, last: pair.1.value };
    reading.touching(range, pair.0.span);
    range
}
