//! Shapes: how a type is written in a file. A shape reads itself from the syntax tree and says
//! what it looks like in the JSON Schema, so that reader and schema are one text.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde_json::json;

use super::Code;
use super::notes::{Notes, Span, quoted};
use super::schema::Definitions;

/// How a type is written in a file.
pub trait Shape: Sized {
    /// What a value of this shape is called in messages: `a date like "2026-08-24"`.
    fn expected() -> String;

    /// The value, or `None` with at least one problem noted.
    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self>;

    /// The JSON Schema; named parts go to the definitions.
    fn schema(definitions: &mut Definitions) -> serde_json::Value;
}

/// The bytes a node stands on.
pub fn span_of(node: &impl Ranged) -> Span {
    Span { start: node.start(), end: node.end() }
}

/// The bytes of a node to point at: of objects and arrays only the opening bracket.
pub fn mark_of(node: &Value<'_>) -> Span {
    let Span { start, end } = span_of(node);
    match node {
        Value::Object(_) | Value::Array(_) => Span { start, end: start + 1 },
        _ => Span { start, end },
    }
}

/// Notes a value of the wrong type; always `None`, for the caller to return.
pub fn wrong_type<T>(expected: &str, node: &Value<'_>, notes: &mut Notes) -> Option<T> {
    let found = match node {
        Value::StringLit(text) => format!("the text {}", quoted(&text.value)),
        Value::NumberLit(number) => {
            format!("the number {}", number.value.chars().take(40).collect::<String>())
        }
        Value::BooleanLit(flag) => flag.value.to_string(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::NullKeyword(_) => "null".to_owned(),
    };
    let action = match node {
        Value::NullKeyword(_) => "leave the field out, or write a value".to_owned(),
        _ => format!("write {expected}"),
    };
    notes.add(
        Code::WrongType,
        mark_of(node),
        format!("expected {expected}"),
        format!("this is {found}"),
        action,
    );
    None
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T: Shape> Shape for Spanned<T> {
    fn expected() -> String {
        T::expected()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        T::read(node, notes).map(|value| Self { value, span: mark_of(node) })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn expected() -> String {
        "an array".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::Array(array) = node else { return wrong_type(&Self::expected(), node, notes) };
        Some(array.elements.iter().filter_map(|element| T::read(element, notes)).collect())
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "type": "array", "items": T::schema(definitions) })
    }
}

/// Exactly two values in brackets: two sites, two dates, two clock times.
#[derive(Clone, Debug)]
pub struct Pair<T>(pub Spanned<T>, pub Spanned<T>);

impl<T: Shape> Shape for Pair<T> {
    fn expected() -> String {
        format!("an array of two, each {}", T::expected())
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::Array(array) = node else { return wrong_type(&Self::expected(), node, notes) };
        let [first, second] = array.elements.as_slice() else {
            let cause = format!("this array has {}", array.elements.len());
            notes.add(Code::WrongType, mark_of(node), "expected two values", cause, "write [first, second]");
            return None;
        };
        // Both are read before either can fail, so that both can be reported.
        let (first, second) = (Spanned::read(first, notes), Spanned::read(second, notes));
        Some(Self(first?, second?))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "type": "array", "items": T::schema(definitions), "minItems": 2, "maxItems": 2 })
    }
}

/// One value, or an array of them.
#[derive(Clone, Debug)]
pub struct OneOrMany<T>(pub Vec<Spanned<T>>);

impl<T: Shape> Shape for OneOrMany<T> {
    fn expected() -> String {
        format!("{}, or an array of these", T::expected())
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        if matches!(node, Value::Array(_)) {
            return Vec::read(node, notes).map(Self);
        }
        Spanned::read(node, notes).map(|one| Self(vec![one]))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let one = T::schema(definitions);
        json!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// A short form, or an object that says more.
#[derive(Clone, Debug)]
pub enum Brief<S, R> {
    /// The short form.
    Short(S),
    /// The object.
    Full(R),
}

impl<S: Shape, R: Shape> Shape for Brief<S, R> {
    fn expected() -> String {
        format!("{} or {}", S::expected(), R::expected())
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        match node {
            Value::Object(_) => R::read(node, notes).map(Self::Full),
            Value::Array(_) | Value::NullKeyword(_) => wrong_type(&Self::expected(), node, notes),
            _ => S::read(node, notes).map(Self::Short),
        }
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [S::schema(definitions), R::schema(definitions)] })
    }
}
