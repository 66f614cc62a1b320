//! Days, clock times, windows and the calendar as the planner states it.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

/// A clock time in minutes since midnight, 0 to 1 440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(pub u16);

impl ClockTime {
    /// The last moment of the day.
    pub const END_OF_DAY: Self = Self(1_440);

    /// Minutes from `earlier` to this time; 0 when this time is not later.
    pub const fn minutes_since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0) as u32
    }

    /// This time `minutes` later.
    #[must_use]
    pub const fn plus(self, minutes: u32) -> Self {
        Self(self.0 + minutes as u16)
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weekdays(pub u8);

/// Monday to Sunday.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl Weekdays {
    /// Monday to Sunday.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// The set with `day` added.
    #[must_use]
    pub const fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.num_days_from_monday())
    }

    /// Whether `day` is in the set.
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 & 1 << day.num_days_from_monday() != 0
    }

    /// The days of the set, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.contains(*day))
    }

    /// How many days the set holds.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether the set holds no day.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Self::default(), Self::with)
    }
}

impl fmt::Display for Weekdays {
    /// `Mon Tue Wed`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.iter().map(|day| day.to_string()).collect();
        f.pad(&names.join(" "))
    }
}

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, not before the first.
    pub last: NaiveDate,
}

impl DateRange {
    /// Whether `date` lies in the range.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// A recurring window of time: on these weekdays, between these clock times, in this range of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The weekdays it recurs on.
    pub days: Weekdays,
    /// When it opens.
    pub from: ClockTime,
    /// When it closes.
    pub to: ClockTime,
    /// The dates it holds for; `None` is the whole calendar.
    pub between: Option<DateRange>,
}

impl Window {
    /// Whether the window is open on `date` over the whole of `from`–`to`.
    pub fn covers(&self, date: NaiveDate, from: ClockTime, to: ClockTime) -> bool {
        self.open_on(date) && self.from <= from && to <= self.to
    }

    /// Whether the window is open on `date` during any minute of `from`–`to`.
    pub fn touches(&self, date: NaiveDate, from: ClockTime, to: ClockTime) -> bool {
        self.open_on(date) && from < self.to && self.from < to
    }

    /// Whether the window opens at all on `date`.
    pub fn open_on(&self, date: NaiveDate) -> bool {
        self.days.contains(date.weekday()) && self.between.is_none_or(|range| range.contains(date))
    }
}

/// The class of a slot: premiums, ages and offers depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotClass {
    /// Daytime on a working day.
    Day,
    /// Evening.
    Evening,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl SlotClass {
    /// Every class, in the order reports use.
    pub const ALL: [Self; 4] = [Self::Day, Self::Evening, Self::Saturday, Self::Sunday];

    /// The word used in files and reports.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Evening => "evening",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// Saturday or Sunday.
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

/// A part of a weekday in which sessions may lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Daypart {
    /// The planner's id.
    pub key: String,
    /// The weekdays it exists on.
    pub days: Weekdays,
    /// When it begins.
    pub from: ClockTime,
    /// When it ends.
    pub to: ClockTime,
    /// Its class.
    pub class: SlotClass,
}

/// Days off with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The days, both ends included.
    pub range: DateRange,
    /// What the planner calls them: autumn break, study day.
    pub name: String,
}

/// A named stretch of the calendar (a school period, a term).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The planner's id.
    pub key: String,
    /// Its days.
    pub range: DateRange,
}

/// The calendar as stated; [`crate::calendar::Calendar`] derives the dated slots from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarSpec {
    /// First and last day of the plan.
    pub range: DateRange,
    /// Days off.
    pub closed: Vec<Closure>,
    /// Dayparts; they may overlap, and then exclude each other for the same people and things.
    pub dayparts: Vec<Daypart>,
    /// Named periods, in order; may be empty.
    pub periods: Vec<Period>,
}
