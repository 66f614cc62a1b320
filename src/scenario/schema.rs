//! The JSON Schema for editors, gathered from the shapes that read the file.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::entry::ScenarioEntry;
use super::record::{Record, object_schema};
use super::shape::Shape;

/// Named parts of the schema.
#[derive(Debug, Default)]
pub struct Definitions {
    named: BTreeMap<&'static str, Value>,
}

/// The JSON Schema (draft 2020-12) of scenario files. It knows the shape of a file; what the parts
/// mean to each other is known to [`super::read`] alone.
pub fn schema() -> Value {
    let mut definitions = Definitions::default();
    let properties = ScenarioEntry::properties(&mut definitions);
    let mut root = object_schema(ScenarioEntry::ABOUT.trim(), &properties);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("vetplan scenario");
    root["$defs"] = json!(definitions.named);
    root
}

/// A reference to the definition of a record, which is made on first use.
pub fn reference<T: Record>(definitions: &mut Definitions) -> Value {
    define(T::NAME, definitions, |definitions| {
        let properties = T::properties(definitions);
        object_schema(T::ABOUT.trim(), &properties)
    })
}

/// A reference to a named definition, which is made on first use.
pub fn define(
    name: &'static str,
    definitions: &mut Definitions,
    make: impl FnOnce(&mut Definitions) -> Value,
) -> Value {
    if !definitions.named.contains_key(name) {
        let part = make(definitions);
        definitions.named.insert(name, part);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// The schema of a field: of its shape, with what the field means.
pub fn described<T: Shape>(about: &str, definitions: &mut Definitions) -> Value {
    let mut schema = T::schema(definitions);
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), json!(about.trim()));
    }
    schema
}
