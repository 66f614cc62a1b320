//! What cells hold: names joined and told apart again, sets of numbers, dates and times.

use chrono::{Datelike, NaiveDate};

use crate::domain::ClockTime;

/// Years that a date may lie in; a date outside is a slip of the pen.
const YEARS: std::ops::Range<i32> = 1900..3000;

/// A name as it stands in a joined cell.
pub fn escaped(name: &str) -> String {
    name.chars().fold(String::new(), |mut text, letter| {
        if matches!(letter, '\\' | '+' | ':') {
            text.push('\\');
        }
        text.push(letter);
        text
    })
}

/// The pieces of a cell between separators that are not escaped, still escaped themselves.
pub fn split(cell: &str, separator: char) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        if letter == separator {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
            if letter == '\\' {
                piece.extend(letters.next());
            }
        }
    }
    pieces
}

/// A piece without its escapes.
pub fn plain(piece: &str) -> String {
    let mut text = String::new();
    let mut letters = piece.trim().chars();
    while let Some(letter) = letters.next() {
        text.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    text
}

/// Numbers in ascending order as ranges: `1..8+12`.
pub fn ranges(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some(last) if last.1.checked_add(1) == Some(number) => last.1 = number,
            _ => ranges.push((number, number)),
        }
    }
    let text = |(first, last): (u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}..{last}") }
    };
    ranges.into_iter().map(text).collect::<Vec<_>>().join("+")
}

/// Why a cell is no set of numbers.
pub enum NoNumbers {
    /// It does not read like one.
    Unreadable,
    /// A number is larger than any there is.
    TooLarge(u32),
}

/// The ranges of a set of numbers from 1 to `most`; `1-8, 12` is understood as well.
pub fn numbers(cell: &str, most: u32) -> Result<Vec<(u32, u32)>, NoNumbers> {
    let number =
        |text: &str| text.trim().parse().ok().filter(|number: &u32| *number > 0).ok_or(NoNumbers::Unreadable);
    let mut ranges = Vec::new();
    for piece in cell.split(['+', ',', ';']) {
        let ends = piece.split_once("..").or_else(|| piece.split_once(['-', '–']));
        let (first, last) = ends.unwrap_or((piece, piece));
        let (first, last) = (number(first)?, number(last)?);
        if first > last {
            return Err(NoNumbers::Unreadable);
        }
        if last > most {
            return Err(NoNumbers::TooLarge(last));
        }
        ranges.push((first, last));
    }
    Ok(ranges)
}

/// A date written `2026-09-08`.
pub fn date(cell: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok().filter(|date| YEARS.contains(&date.year()))
}

/// A time written `18:00`; seconds that a spreadsheet adds must be 0.
pub fn time(cell: &str) -> Option<ClockTime> {
    let (hours, rest) = cell.split_once(':')?;
    let minutes = rest.strip_suffix(":00").unwrap_or(rest);
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let time = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && time <= ClockTime::END_OF_DAY.0).then_some(ClockTime(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_separators_survive() {
        let joined = ["C++", "a:b", "back\\slash"].map(escaped).join("+");
        let back: Vec<String> = split(&joined, '+').iter().map(|piece| plain(piece)).collect();
        assert_eq!(back, ["C++", "a:b", "back\\slash"]);
    }

    #[test]
    fn numbers_are_written_as_ranges_and_read_in_either_way() {
        assert_eq!(ranges([1, 2, 3, 7, 9, 10]), "1..3+7+9..10");
        assert_eq!(numbers("1..3+7", 9).ok(), Some(vec![(1, 3), (7, 7)]));
        assert_eq!(numbers("1-3, 7", 9).ok(), Some(vec![(1, 3), (7, 7)]));
        assert!(matches!(numbers("1..4000000000", 9), Err(NoNumbers::TooLarge(4_000_000_000))));
        for text in ["", "0", "3..1", "x", "8-Jan"] {
            assert!(matches!(numbers(text, 9), Err(NoNumbers::Unreadable)), "{text}");
        }
    }

    #[test]
    fn times_and_dates_have_one_form() {
        assert_eq!(time("18:05"), Some(ClockTime(1_085)));
        assert_eq!(time("9:00:00"), Some(ClockTime(540)));
        for text in ["24:01", "18.00", "60000:00", "12:60", "6 pm"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert_eq!(date("2026-09-08").map(|date| date.to_string()).as_deref(), Some("2026-09-08"));
        for text in ["8-9-2026", "2026-13-01", "0026-09-08", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
