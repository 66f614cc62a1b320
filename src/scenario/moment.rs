//! Dates, clock times and weekdays as they are written.

use chrono::{Datelike, NaiveDate, Weekday};
use jsonc_parser::ast::Value;
use serde_json::json;

use super::Code;
use super::notes::{Notes, Span, quoted};
use super::schema::Definitions;
use super::shape::{Shape, mark_of, wrong_type};
use crate::domain::{ClockTime, Weekdays};

impl Shape for NaiveDate {
    fn expected() -> String {
        "a date like \"2026-08-24\"".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::StringLit(text) = node else { return wrong_type(&Self::expected(), node, notes) };
        let (date, cause) = date(&text.value);
        if date.is_none() {
            let message = format!("{} is no date", quoted(&text.value));
            notes.add(
                Code::BadDate,
                mark_of(node),
                message,
                cause,
                "write year-month-day, like \"2026-08-24\"",
            );
        }
        date
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

/// The date in a text of the form `YYYY-MM-DD`, or why there is none.
fn date(text: &str) -> (Option<NaiveDate>, &'static str) {
    let fixed = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !fixed {
        return (None, "a date has the form YYYY-MM-DD");
    }
    let date = text.parse::<NaiveDate>().ok();
    match date {
        Some(date) if (1900..=2200).contains(&date.year()) => (Some(date), ""),
        Some(_) => (None, "years from 1900 to 2200 are known"),
        None => (None, "there is no such day"),
    }
}

impl Shape for ClockTime {
    fn expected() -> String {
        "a clock time like \"08:30\"".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::StringLit(text) = node else { return wrong_type(&Self::expected(), node, notes) };
        let time = clock(&text.value);
        if time.is_none() {
            let message = format!("{} is no clock time", quoted(&text.value));
            let cause = "clock times go from 00:00 to 24:00";
            let action = "write hours and minutes with two digits each, like \"08:30\"";
            notes.add(Code::BadClock, mark_of(node), message, cause, action);
        }
        time
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" })
    }
}

/// The clock time in a text of the form `HH:MM`.
fn clock(text: &str) -> Option<ClockTime> {
    let [a, b, b':', c, d] = text.as_bytes() else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0'));
    let hours = digit(a)? * 10 + digit(b)?;
    let minutes = digit(c)? * 10 + digit(d)?;
    let time = ClockTime(hours * 60 + minutes);
    (minutes < 60 && time <= ClockTime::END_OF_DAY).then_some(time)
}

/// The names of weekdays in files, Monday first.
const NAMES: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

impl Shape for Weekdays {
    fn expected() -> String {
        "weekdays like \"mon-fri\" or \"tue,thu\"".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        match node {
            Value::StringLit(text) => weekdays(&text.value, mark_of(node), notes),
            Value::Array(array) if !array.elements.is_empty() => {
                let days = array.elements.iter().map(|element| match element {
                    Value::StringLit(text) => weekdays(&text.value, mark_of(element), notes),
                    _ => wrong_type("a weekday like \"mon\"", element, notes),
                });
                // All elements are read before one of them can fail.
                let days: Vec<Option<Self>> = days.collect();
                days.into_iter().try_fold(Self::default(), |all, days| days.map(|days| Self(all.0 | days.0)))
            }
            _ => wrong_type(&Self::expected(), node, notes),
        }
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        let day = "(mon|tue|wed|thu|fri|sat|sun)";
        let text = format!("^ *{day}(-{day})?( *, *{day}(-{day})?)* *$");
        let text = json!({ "type": "string", "pattern": text });
        json!({ "anyOf": [text, { "type": "array", "items": text, "minItems": 1 }] })
    }
}

/// The weekdays in a text: names and ranges, parted by commas.
fn weekdays(text: &str, span: Span, notes: &mut Notes) -> Option<Weekdays> {
    let mut all = Weekdays::default();
    for piece in text.split(',').map(str::trim) {
        let (first, last) = piece.split_once('-').unwrap_or((piece, piece));
        let (first, last) = (weekday(first, span, notes)?, weekday(last, span, notes)?);
        if first > last {
            let message = format!("{} is no range of weekdays", quoted(piece));
            let cause = "a week begins on Monday here";
            let action = "write the days one by one: \"sat,sun,mon\"";
            notes.add(Code::BadWeekdays, span, message, cause, action);
            return None;
        }
        all = NAMES[first..=last].iter().fold(all, |all, (_, day)| all.with(*day));
    }
    Some(all)
}

/// The position of a weekday in the week.
fn weekday(name: &str, span: Span, notes: &mut Notes) -> Option<usize> {
    let found = NAMES.iter().position(|(known, _)| *known == name);
    if found.is_none() {
        let known = NAMES.map(|(known, _)| known);
        let like = name.to_lowercase().chars().take(3).collect::<String>();
        let action = match known.iter().find(|known| **known == like) {
            Some(like) => format!("did you mean \"{like}\"?"),
            None => "write days like \"mon-fri\" or \"tue,thu\"".to_owned(),
        };
        let message = format!("{} is no weekday", quoted(name));
        notes.add(Code::BadWeekdays, span, message, format!("weekdays are {}", known.join(", ")), action);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_names_and_ranges() {
        let mut notes = Notes::default();
        let days = weekdays("mon-thu,sat", Span::default(), &mut notes);
        assert_eq!(days, Some(Weekdays(0b010_1111)));
        assert_eq!(weekdays("sat-mon", Span::default(), &mut notes), None);
        assert_eq!(weekdays("", Span::default(), &mut notes), None);
        assert_eq!(notes.total, 2);
    }

    #[test]
    fn a_day_may_end_at_midnight_but_not_later() {
        assert_eq!(clock("24:00"), Some(ClockTime::END_OF_DAY));
        assert_eq!(clock("24:01"), None);
        assert_eq!(clock("25:00"), None);
        assert_eq!(clock("8:30"), None);
    }

    #[test]
    fn dates_have_one_form() {
        assert!(date("2026-08-24").0.is_some());
        assert!(date("2026-02-29").0.is_none());
        assert!(date("+026-02-20").0.is_none());
    }
}
