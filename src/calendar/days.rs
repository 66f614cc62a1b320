//! Open days and calendar weeks.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::{CalendarSpec, DateRange, DaypartId, Weekdays};

/// An open day: inside the calendar and not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Index of its week in [`Calendar::weeks`].
    pub week: usize,
    /// The dayparts of its weekday, by start.
    pub dayparts: Vec<DaypartId>,
}

impl Day {
    /// Its weekday.
    pub fn weekday(&self) -> Weekday {
        self.date.weekday()
    }
}

/// A calendar week, Monday to Sunday, that holds an open day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday, possibly before the first day of the calendar.
    pub monday: NaiveDate,
    /// Its open days as indices into [`Calendar::days`].
    pub days: Vec<usize>,
    /// Weekdays that are not open in it: closed, or outside the calendar.
    pub missing: Weekdays,
}

/// The open days of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Open days in order of date.
    pub days: Vec<Day>,
    /// Their weeks in order.
    pub weeks: Vec<Week>,
}

impl Calendar {
    /// Derives the open days of a calendar as stated.
    pub fn new(spec: &CalendarSpec) -> Self {
        let mut calendar = Self { days: Vec::new(), weeks: Vec::new() };
        for date in spec.range.first.iter_days().take_while(|date| *date <= spec.range.last) {
            if !spec.closed.iter().any(|closure| closure.range.contains(date)) {
                calendar.open(spec, date);
            }
        }
        calendar
    }

    fn open(&mut self, spec: &CalendarSpec, date: NaiveDate) {
        let weekday = date.weekday();
        let monday = date - Days::new(u64::from(weekday.num_days_from_monday()));
        if self.weeks.last().is_none_or(|week| week.monday != monday) {
            self.weeks.push(Week { monday, days: Vec::new(), missing: Weekdays::ALL });
        }
        let mut dayparts: Vec<DaypartId> = (0..spec.dayparts.len())
            .filter(|index| spec.dayparts[*index].days.contains(weekday))
            .map(DaypartId)
            .collect();
        dayparts.sort_by_key(|id| (spec.dayparts[id.index()].from, spec.dayparts[id.index()].to));
        let index = self.days.len();
        let week = self.weeks.len() - 1;
        if let Some(last) = self.weeks.last_mut() {
            last.days.push(index);
            last.missing = Weekdays(last.missing.0 & !Weekdays::default().with(weekday).0);
        }
        self.days.push(Day { date, week, dayparts });
    }

    /// The index of an open day, if `date` is one.
    pub fn day_on(&self, date: NaiveDate) -> Option<usize> {
        self.days.binary_search_by_key(&date, |day| day.date).ok()
    }

    /// The open days within a range of dates, as indices.
    pub fn days_in(&self, range: DateRange) -> std::ops::Range<usize> {
        let first = self.days.partition_point(|day| day.date < range.first);
        let end = self.days.partition_point(|day| day.date <= range.last);
        first..end.max(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClockTime, Closure, Daypart, SlotClass};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn range(first: &str, last: &str) -> DateRange {
        DateRange { first: date(first), last: date(last) }
    }

    /// The school year of the northern Netherlands with its breaks and holidays, 2026/27.
    fn nl_north() -> CalendarSpec {
        let closed = [
            ("2026-10-12", "2026-10-16"),
            ("2026-12-21", "2027-01-01"),
            ("2027-02-22", "2027-02-26"),
            ("2027-03-26", "2027-03-29"),
            ("2027-04-26", "2027-05-07"),
            ("2027-05-16", "2027-05-17"),
            ("2026-11-18", "2026-11-18"),
            ("2027-03-10", "2027-03-10"),
        ];
        CalendarSpec {
            range: range("2026-08-24", "2027-07-09"),
            closed: closed.iter().map(|(a, b)| Closure { range: range(a, b), name: String::new() }).collect(),
            dayparts: vec![Daypart {
                key: "am".into(),
                days: Weekdays::WORKING,
                from: ClockTime(510),
                to: ClockTime(720),
                class: SlotClass::Day,
            }],
            periods: Vec::new(),
        }
    }

    #[test]
    fn days_of_a_school_year_are_counted_as_by_hand() {
        let calendar = Calendar::new(&nl_north());
        let count =
            |days: &[Weekday]| calendar.days.iter().filter(|day| days.contains(&day.weekday())).count();
        // 118 and 119 before the two study days, both Wednesdays, are taken off.
        assert_eq!(count(&[Weekday::Mon, Weekday::Tue, Weekday::Wed]), 116);
        assert_eq!(count(&[Weekday::Wed, Weekday::Thu, Weekday::Fri]), 117);
        assert_eq!(count(&[Weekday::Thu, Weekday::Fri]), 79);
        assert_eq!(count(&[Weekday::Mon, Weekday::Tue]), 78);
    }

    #[test]
    fn weeks_know_their_closed_days() {
        let calendar = Calendar::new(&nl_north());
        let autumn = calendar.weeks.iter().find(|week| week.monday == date("2026-11-16")).unwrap();
        assert_eq!(autumn.missing.to_string(), "Wed");
        let none = calendar.weeks.iter().find(|week| week.monday == date("2026-10-12")).unwrap();
        assert_eq!(none.missing, Weekdays::WORKING);
    }

    #[test]
    fn days_are_found_by_date_and_range() {
        let calendar = Calendar::new(&nl_north());
        assert_eq!(calendar.day_on(date("2026-11-18")), None);
        assert_eq!(calendar.days_in(range("2026-11-16", "2026-11-20")).len(), 4);
    }
}
