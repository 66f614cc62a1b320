//! Counts, years, flags and texts.

use jsonc_parser::ast::Value;
use serde_json::json;

use super::Code;
use super::notes::{Notes, quoted};
use super::number::read_whole;
use super::schema::Definitions;
use super::shape::{Shape, mark_of, wrong_type};

/// Notes a number outside its range; always `None`.
fn outside<T>(node: &Value<'_>, range: &str, notes: &mut Notes) -> Option<T> {
    let (cause, action) = (format!("it must be {range}"), format!("write {range}"));
    notes.add(Code::OutOfRange, mark_of(node), "this number is out of range", cause, action);
    None
}

/// Largest whole number read: counts of people, things, days and kilometres.
const MOST: i64 = 1_000_000;

impl Shape for u32 {
    fn expected() -> String {
        "a whole number".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let rule = ("a part of one is not counted", "round it to a whole number");
        let value = read_whole(node, 1, &Self::expected(), rule, notes)?;
        if (0..=MOST).contains(&value) {
            return Some(value as Self);
        }
        outside(node, "a whole number from 0 to 1000000", notes)
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "integer", "minimum": 0, "maximum": MOST })
    }
}

/// A whole number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Positive(pub u32);

impl Shape for Positive {
    fn expected() -> String {
        "a whole number from 1".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        match u32::read(node, notes)? {
            0 => outside(node, "a whole number from 1", notes),
            value => Some(Self(value)),
        }
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "integer", "minimum": 1, "maximum": MOST })
    }
}

/// A year of build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year(pub i32);

impl Shape for Year {
    fn expected() -> String {
        "a year like 2022".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        match u32::read(node, notes)? {
            year @ 1900..=2200 => Some(Self(year as i32)),
            _ => outside(node, "a year from 1900 to 2200", notes),
        }
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "integer", "minimum": 1900, "maximum": 2200 })
    }
}

impl Shape for bool {
    fn expected() -> String {
        "true or false".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::BooleanLit(flag) = node else { return wrong_type(&Self::expected(), node, notes) };
        Some(flag.value)
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "boolean" })
    }
}

impl Shape for String {
    fn expected() -> Self {
        "a text".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::StringLit(text) = node else { return wrong_type(&Self::expected(), node, notes) };
        if !text.value.trim().is_empty() && text.value.trim() == text.value {
            return Some(text.value.clone().into_owned());
        }
        let message = format!("{} is no name", quoted(&text.value));
        let cause = "a text has at least one letter, and no blanks around it";
        notes.add(Code::OutOfRange, mark_of(node), message, cause, "write a text without blanks around it");
        None
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "type": "string", "pattern": "^\\S(.*\\S)?$" })
    }
}
