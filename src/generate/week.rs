//! The slots of a week: morning, afternoon and evening from Monday to Friday, morning and afternoon on Saturday and Sunday.

use chrono::{Days, NaiveDate};

/// A slot of a week, 0 to 18: three for each day from Monday to Friday, then two for Saturday and for Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot(pub usize);

/// How many slots a week has.
pub(super) const SLOTS: usize = 19;

/// Length of every slot in hours.
pub(super) const HOURS: u32 = 4;

impl Slot {
    /// All slots of a week.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SLOTS).map(Self)
    }

    /// The weekday, 0 for Monday.
    pub const fn day(self) -> usize {
        if self.0 < 15 { self.0 / 3 } else { 5 + (self.0 - 15) / 2 }
    }

    /// Its place in the day: morning, afternoon, evening.
    const fn part(self) -> usize {
        if self.0 < 15 { self.0 % 3 } else { (self.0 - 15) % 2 }
    }

    /// Whether it is an evening.
    pub const fn is_evening(self) -> bool {
        self.0 < 15 && self.0 % 3 == 2
    }

    /// Whether it lies at a weekend.
    pub const fn is_weekend(self) -> bool {
        self.0 >= 15
    }

    /// The class of the slot, as files call it.
    pub const fn class(self) -> &'static str {
        match self.day() {
            5 => "saturday",
            6 => "sunday",
            _ if self.is_evening() => "evening",
            _ => "day",
        }
    }

    /// The id of its daypart.
    pub const fn daypart(self) -> &'static str {
        match (self.day(), self.part()) {
            (5, 0) => "saturday-morning",
            (5, _) => "saturday-afternoon",
            (6, 0) => "sunday-morning",
            (6, _) => "sunday-afternoon",
            (_, 0) => "morning",
            (_, 1) => "afternoon",
            _ => "evening",
        }
    }

    /// When it begins and ends.
    pub const fn times(self) -> (&'static str, &'static str) {
        match self.part() {
            0 => ("08:00", "12:00"),
            1 => ("13:00", "17:00"),
            _ => ("18:00", "22:00"),
        }
    }
}

/// Weeks without teaching: after which week of teaching, how many, and what they are called.
pub(super) type Break = (usize, u64, &'static str);

/// The weeks of teaching on the calendar.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Year {
    /// Weeks without teaching.
    pub breaks: &'static [Break],
}

impl Year {
    /// The date of a day of a week of teaching.
    pub fn date(self, week: usize, day: usize) -> NaiveDate {
        let before = self.breaks.iter().filter(|(after, ..)| week >= *after).map(|(_, weeks, _)| weeks);
        let weeks = week as u64 + before.sum::<u64>();
        NaiveDate::from_ymd_opt(2026, 8, 31).unwrap_or_default() + Days::new(7 * weeks + day as u64)
    }

    /// The first and last days without teaching between weeks of it, and what they are called.
    pub fn closed(self) -> impl Iterator<Item = (NaiveDate, NaiveDate, &'static str)> {
        self.breaks.iter().map(move |(after, _, name)| {
            (self.date(after - 1, 6) + Days::new(1), self.date(*after, 0) - Days::new(1), *name)
        })
    }
}

/// The word for a weekday.
pub(super) const fn weekday(day: usize) -> &'static str {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day]
}
