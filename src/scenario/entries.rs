//! Objects whose field names are the planner's own.

use jsonc_parser::ast::Value;
use serde_json::json;

use super::notes::Notes;
use super::record::note_repeated;
use super::schema::Definitions;
use super::shape::{Shape, Spanned, span_of, wrong_type};

/// An object whose field names are the planner's own: `{ "F1": 8, "none": 3 }`.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    /// Names and values that could be read, in the order written.
    pub list: Vec<(Spanned<String>, Spanned<T>)>,
    /// How many are written.
    pub written: usize,
}

impl<T: Shape> Shape for Entries<T> {
    fn expected() -> String {
        "an object".to_owned()
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::Object(object) = node else { return wrong_type(&Self::expected(), node, notes) };
        note_repeated(object, notes);
        let entry = |property: &jsonc_parser::ast::ObjectProp<'_>| {
            let key = Spanned { value: property.name.as_str().to_owned(), span: span_of(&property.name) };
            Spanned::read(&property.value, notes).map(|value| (key, value))
        };
        let list = object.properties.iter().filter_map(entry).collect();
        Some(Self { list, written: object.properties.len() })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "type": "object", "additionalProperties": T::schema(definitions) })
    }
}
