//! How the judge writes amounts and dates.

use chrono::{Datelike, Days, NaiveDate};

/// Hours without needless decimals: `7.5 h`.
pub fn hours(minutes: u64) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    let decimals = format!("{:02}", hundredths % 100);
    match decimals.trim_end_matches('0') {
        "" => format!("{} h", hundredths / 100),
        rest => format!("{}.{rest} h", hundredths / 100),
    }
}

/// A date as people write it: `Tue 6 Oct 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// The Monday of a date's calendar week.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// A calendar week by its Monday: `in the week of Mon 5 Oct 2026`.
pub fn in_week(monday: NaiveDate) -> String {
    format!("in the week of {}", day(monday))
}

/// A share in hundredths of a percent: `37.5 %`.
pub fn percent(basis_points: i64) -> String {
    let decimals = format!("{:02}", basis_points % 100);
    match decimals.trim_end_matches('0') {
        "" => format!("{} %", basis_points / 100),
        rest => format!("{}.{rest} %", basis_points / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_dates_and_shares_read_like_a_sentence() {
        assert_eq!([hours(450), hours(480), hours(470)], ["7.5 h", "8 h", "7.83 h"]);
        assert_eq!(day("2026-10-06".parse().unwrap()), "Tue 6 Oct 2026");
        assert_eq!(in_week(monday("2026-10-11".parse().unwrap())), "in the week of Mon 5 Oct 2026");
        assert_eq!([percent(4_000), percent(3_750)], ["40 %", "37.5 %"]);
    }
}
