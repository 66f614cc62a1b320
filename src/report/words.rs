//! How reports write amounts, dates and words.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{Labels, Scenario};

/// The planner's word for a key of the program, or the key in plain words.
pub fn word(labels: &Labels, key: &str) -> String {
    labels.get(key).cloned().unwrap_or_else(|| key.replace('_', " "))
}

/// The planner's word for a key, from the scenario.
pub fn label(scenario: &Scenario, key: &str) -> String {
    word(&scenario.labels, key)
}

/// Hours without needless decimals and without unit: `7.5`.
pub fn bare_hours(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let hundredths = (minutes.unsigned_abs() * 100 + 30) / 60;
    let decimals = format!("{:02}", hundredths % 100);
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{}", hundredths / 100),
        rest => format!("{sign}{}.{rest}", hundredths / 100),
    }
}

/// Hours: `7.5 h`.
pub fn hours(minutes: u64) -> String {
    format!("{} h", bare_hours(minutes as i64))
}

/// A share of a whole in percent with one decimal at most: `91.7 %`; nothing of nothing is `–`.
pub fn share(part: u64, whole: u64) -> String {
    if whole == 0 { "–".to_owned() } else { percent(part as f64 / whole as f64) }
}

/// A fraction in percent: `0.6 %`; small ones keep the decimals that make them more than 0.
pub fn percent(fraction: f64) -> String {
    let percent = fraction * 100.0;
    let decimals = if percent.abs() >= 0.1 || percent == 0.0 { 1 } else { 3 };
    let text = format!("{percent:.decimals$}");
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

/// Basis points in percent: `37.5 %`.
pub fn basis_points(points: i64) -> String {
    percent(points as f64 / 10_000.0)
}

/// A date: `7 Sep 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// The Monday of a date's calendar week.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))).unwrap_or(date)
}

/// A number of things: `1 session`, `2 sessions`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_like_a_sentence() {
        assert_eq!([hours(390), hours(470), hours(0)], ["6.5 h", "7.83 h", "0 h"]);
        assert_eq!(bare_hours(-90), "-1.5");
        assert_eq!(
            [percent(0.006), percent(0.5), percent(0.000_04), percent(0.0)],
            ["0.6 %", "50 %", "0.004 %", "0 %"]
        );
        assert_eq!([share(120, 132), share(0, 0)], ["90.9 %", "–"]);
        assert_eq!(count(1, "week", "weeks"), "1 week");
    }
}
