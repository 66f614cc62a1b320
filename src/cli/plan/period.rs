//! The period that is to be planned: a name of the calendar, dates, or weeks.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::Calendar;
use crate::domain::{DateRange, Scenario};

/// A period in whole calendar weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Its weeks, as indices into those of the calendar.
    pub(super) weeks: Range<usize>,
    /// Its first and last day, within the calendar.
    pub(super) range: DateRange,
    /// What is to be said where it is longer than was asked for.
    pub(super) note: Option<String>,
}

/// Reads a period.
///
/// # Errors
///
/// What is wrong, and what to do about it.
pub(super) fn read(scenario: &Scenario, text: &str) -> Result<Period, String> {
    let calendar = Calendar::new(&scenario.calendar);
    let named = scenario.calendar.periods.iter().find(|period| period.key == text);
    let asked = match named {
        Some(period) => period.range,
        None => dates(text).or_else(|| weeks(&calendar, text)).ok_or_else(|| unknown(scenario, text))?,
    };
    if asked.last < asked.first {
        return Err(format!("period `{text}` ends before it begins"));
    }
    whole_weeks(scenario, &calendar, asked, text)
}

/// The calendar weeks that a range of dates touches.
fn whole_weeks(
    scenario: &Scenario,
    calendar: &Calendar,
    asked: DateRange,
    text: &str,
) -> Result<Period, String> {
    let days = calendar.days_in(asked);
    let (first, last) =
        (calendar.days.get(days.start), days.end.checked_sub(1).map(|day| &calendar.days[day]));
    let (Some(first), Some(last)) = (first.filter(|_| !days.is_empty()), last) else {
        let DateRange { first, last } = scenario.calendar.range;
        return Err(format!("period `{text}` has no open day; the calendar is from {first} to {last}"));
    };
    let weeks = first.week..last.week + 1;
    let of = |index: usize| &calendar.weeks[index];
    let all = |week: usize| of(week).days.iter().map(|day| calendar.days[*day].date);
    let outside = all(weeks.start).chain(all(last.week)).any(|date| !asked.contains(date));
    let range = DateRange {
        first: of(weeks.start).monday.max(scenario.calendar.range.first),
        last: (of(last.week).monday + Days::new(6)).min(scenario.calendar.range.last),
    };
    let note = outside
        .then(|| format!("a period is planned in whole calendar weeks: {} to {}", range.first, range.last));
    Ok(Period { weeks, range, note })
}

/// `2026-09-07..2026-11-13`, or a single date.
fn dates(text: &str) -> Option<DateRange> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let date = |text: &str| text.trim().parse::<NaiveDate>().ok();
    Some(DateRange { first: date(first)?, last: date(last)? })
}

/// `37..46`, or a single week: numbers of ISO weeks, the first of each in the calendar.
fn weeks(calendar: &Calendar, text: &str) -> Option<DateRange> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let (first, last) = (number(first)?, number(last)?);
    let begin = calendar.weeks.iter().position(|week| week.monday.iso_week().week() == first)?;
    let later = calendar.weeks[begin..].iter();
    let end = later.into_iter().find(|week| week.monday.iso_week().week() == last)?;
    Some(DateRange { first: calendar.weeks[begin].monday, last: end.monday + Days::new(6) })
}

fn unknown(scenario: &Scenario, text: &str) -> String {
    let keys: Vec<&str> = scenario.calendar.periods.iter().map(|period| period.key.as_str()).collect();
    let dates = "dates (2026-09-07..2026-11-13) or numbers of weeks of the calendar (37..46)";
    if keys.is_empty() {
        return format!("period `{text}` is none: give {dates}; the calendar names no periods");
    }
    format!("period `{text}` is none: give a period of the calendar ({}), {dates}", keys.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        let text = include_str!("../../../tests/accepted/everything.jsonc");
        let mut scenario = crate::scenario::read("everything", text.as_bytes()).unwrap();
        let date = |text: &str| text.parse().unwrap();
        scenario.calendar.range = DateRange { first: date("2026-09-02"), last: date("2027-02-28") };
        scenario.calendar.closed.clear();
        scenario.calendar.periods = vec![crate::domain::Period {
            key: "autumn".into(),
            range: DateRange { first: date("2026-09-07"), last: date("2026-11-15") },
        }];
        scenario
    }

    fn told(text: &str) -> (usize, usize, bool) {
        let period = read(&scenario(), text).unwrap();
        (period.weeks.start, period.weeks.end, period.note.is_some())
    }

    #[test]
    fn names_dates_and_weeks_say_the_same() {
        // The calendar begins on Wednesday of week 36.
        assert_eq!(told("autumn"), (1, 11, false));
        assert_eq!(told("2026-09-07..2026-11-15"), (1, 11, false));
        assert_eq!(told("37..46"), (1, 11, false));
        // Over the turn of the year, and a single week.
        assert_eq!(told("52..1"), (16, 19, false));
        assert_eq!(told("36"), (0, 1, false));
    }

    #[test]
    fn part_of_a_week_is_told_as_the_whole_of_it() {
        let period = read(&scenario(), "2026-09-09..2026-09-11").unwrap();
        let note = period.note.unwrap();
        assert_eq!(period.weeks, 1..2);
        assert!(note.ends_with("2026-09-07 to 2026-09-13"), "{note}");
    }

    #[test]
    fn what_is_no_period_is_told_with_what_to_do() {
        let problem = |text: &str| read(&scenario(), text).unwrap_err();
        assert!(problem("spring").contains("give a period of the calendar (autumn), dates"));
        assert!(problem("2026-11-15..2026-09-07").contains("ends before it begins"));
        assert!(problem("2028-01-01..2028-02-01").contains("has no open day"));
        assert!(problem("30..40").contains("is none"));
    }
}
