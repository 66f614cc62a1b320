//! Decimal numbers, read from their text: money to whole cents, hours to whole minutes, shares to whole
//! basis points. No floating-point number is involved.

use jsonc_parser::ast::Value;
use serde_json::json;

use super::Code;
use super::notes::Notes;
use super::schema::Definitions;
use super::shape::{Shape, mark_of, wrong_type};
use crate::domain::Cents;

/// Largest amount in each unit read (10¹² cents, minutes or basis points): sums stay exact.
const LARGEST: i128 = 1_000_000_000_000;

/// Why a decimal number is not a whole number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NotWhole {
    TooLarge,
    Fraction,
}

/// The number in `text` (of JSON's grammar) times `units`, when that is a whole number.
fn whole(text: &str, units: i128) -> Result<i64, NotWhole> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let after = after.trim_end_matches('0');
    let exponent: i64 = exponent.trim_start_matches('+').parse().map_err(|_| NotWhole::TooLarge)?;
    let digits = format!("{before}{after}");
    let zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'-'));
    if zero {
        return Ok(0);
    }
    let value: i128 = digits.parse().map_err(|_| NotWhole::TooLarge)?;
    let value = value.checked_mul(units).ok_or(NotWhole::TooLarge)?;
    let power = exponent - after.len() as i64;
    let ten = |power: u64| u32::try_from(power).ok().and_then(|power| 10_i128.checked_pow(power));
    let scaled = if power >= 0 {
        ten(power.unsigned_abs()).and_then(|ten| value.checked_mul(ten)).ok_or(NotWhole::TooLarge)?
    } else {
        let ten = ten(power.unsigned_abs()).ok_or(NotWhole::Fraction)?;
        if value % ten == 0 { value / ten } else { return Err(NotWhole::Fraction) }
    };
    if scaled.abs() > LARGEST { Err(NotWhole::TooLarge) } else { Ok(scaled as i64) }
}

/// Reads a number as a whole count of `units`; `rule` says what comes out even and how.
pub fn read_whole(
    node: &Value<'_>,
    units: i128,
    expected: &str,
    rule: (&str, &str),
    notes: &mut Notes,
) -> Option<i64> {
    let Value::NumberLit(number) = node else { return wrong_type(expected, node, notes) };
    match whole(number.value, units) {
        Ok(value) => Some(value),
        Err(NotWhole::Fraction) => {
            let message = format!("{} does not come out even", number.value);
            notes.add(Code::NotExact, mark_of(node), message, rule.0, rule.1);
            None
        }
        Err(NotWhole::TooLarge) => {
            let action = "write the number that is meant";
            notes.add(
                Code::OutOfRange,
                mark_of(node),
                "this number is too large",
                "too large to count",
                action,
            );
            None
        }
    }
}

impl Shape for Cents {
    fn expected() -> String {
        "an amount of money with at most two decimals".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let rule = ("money is counted in hundredths", "round it to two decimals");
        read_whole(node, 100, &Self::expected(), rule, notes).map(Self)
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        // `multipleOf: 0.01` is left out: validators that compute in floating point refuse 0.07.
        json!({ "type": "number" })
    }
}

/// Hours as written, in minutes; may be zero or negative, which is judged where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Minutes.
    pub minutes: i64,
}

impl Shape for Hours {
    fn expected() -> String {
        "a number of hours, like 40 or 1.5 or \"0:50\"".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        if let Value::StringLit(text) = node {
            let minutes = hours_and_minutes(&text.value);
            return minutes
                .map(|minutes| Self { minutes })
                .or_else(|| wrong_type(&Self::expected(), node, notes));
        }
        let action = "write hours and minutes: \"0:50\" is fifty minutes";
        let rule = ("it does not come to whole minutes", action);
        read_whole(node, 60, &Self::expected(), rule, notes).map(|minutes| Self { minutes })
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^[0-9]{1,6}:[0-5][0-9]$" }] })
    }
}

/// Minutes of a text like `0:50`.
fn hours_and_minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let digits =
        |part: &str, most: usize| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours, 6) || !digits(minutes, 2) || minutes.len() != 2 {
        return None;
    }
    let minutes: i64 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
    hours.parse::<i64>().ok().map(|hours| hours * 60 + minutes)
}

/// A fraction as written, in basis points: 0.2 is 2 000. The range is judged where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Hundredths of a percent.
    pub basis_points: i64,
}

impl Shape for Fraction {
    fn expected() -> String {
        "a fraction with at most four decimals, like 0.2".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let rule = ("shares are counted in hundredths of a percent", "round it to four decimals");
        read_whole(node, 10_000, &Self::expected(), rule, notes).map(|basis_points| Self { basis_points })
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_exactly_from_its_text() {
        assert_eq!(whole("58", 100), Ok(5_800));
        assert_eq!(whole("58.00", 100), Ok(5_800));
        assert_eq!(whole("0.2", 100), Ok(20));
        assert_eq!(whole("-1.15", 100), Ok(-115));
        assert_eq!(whole("1.150000", 100), Ok(115));
        assert_eq!(whole("5.8e1", 100), Ok(5_800));
        assert_eq!(whole("1.155", 100), Err(NotWhole::Fraction));
        assert_eq!(whole("1e-400", 100), Err(NotWhole::Fraction));
        assert_eq!(whole("1e400", 100), Err(NotWhole::TooLarge));
        assert_eq!(whole("0e99999999999999999999", 100), Err(NotWhole::TooLarge));
        assert_eq!(whole("-0.000", 100), Ok(0));
    }

    #[test]
    fn hours_come_to_whole_minutes() {
        assert_eq!(whole("3.5", 60), Ok(210));
        assert_eq!(whole("0.75", 60), Ok(45));
        assert_eq!(whole("0.33", 60), Err(NotWhole::Fraction));
        assert_eq!(hours_and_minutes("0:50"), Some(50));
        assert_eq!(hours_and_minutes("1:60"), None);
        assert_eq!(hours_and_minutes("+1:00"), None);
    }
}
