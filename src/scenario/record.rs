//! Records: objects with fixed fields. One declaration gives the type, its reader and its schema,
//! so that a field cannot be read and undocumented, or documented and not read.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};
use serde_json::{Map, json};

use super::Code;
use super::notes::{Notes, Span, listed, quoted};
use super::schema::Definitions;
use super::shape::{Shape, mark_of, span_of, wrong_type};

/// A field of a record: its value unless it is absent or broken, and where to point.
#[derive(Clone, Debug)]
pub struct Field<T> {
    /// The value; `None` when absent, or broken and noted.
    pub value: Option<T>,
    /// Where the value stands; the record's opening bracket when it is absent.
    pub span: Span,
    /// Whether the field is written at all.
    pub stated: bool,
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

impl<T: Clone> Field<T> {
    /// The value, or what absence stands for.
    pub fn or(&self, default: T) -> T {
        self.value.clone().unwrap_or(default)
    }
}

impl<T> Field<Vec<T>> {
    /// The elements; none when the field is absent.
    pub fn list(&self) -> &[T] {
        self.value.as_deref().unwrap_or(&[])
    }
}

/// What a record knows of one of its fields.
pub struct Property {
    /// The name in the file.
    pub name: &'static str,
    /// Whether it must be written.
    pub required: bool,
    /// Its schema, with what it means.
    pub schema: serde_json::Value,
}

/// An object with fixed fields.
pub trait Record: Sized {
    /// The name of its definition in the schema.
    const NAME: &'static str;
    /// What it is, in a sentence.
    const ABOUT: &'static str;

    /// Takes its fields out of an object.
    fn take(fields: &mut Fields<'_, '_>, notes: &mut Notes) -> Self;

    /// Its fields, for the schema.
    fn properties(definitions: &mut Definitions) -> Vec<Property>;
}

/// The schema of an object with these fields and no others.
pub fn object_schema(about: &str, properties: &[Property]) -> serde_json::Value {
    let required: Vec<&str> =
        properties.iter().filter(|field| field.required).map(|field| field.name).collect();
    let fields: Map<String, serde_json::Value> =
        properties.iter().map(|field| (field.name.to_owned(), field.schema.clone())).collect();
    json!({
        "description": about, "type": "object", "properties": fields, "required": required,
        "additionalProperties": false,
    })
}

/// An object of which fields are taken one by one; what is left over is unknown.
pub struct Fields<'n, 'a> {
    object: &'n Object<'a>,
    known: Vec<&'static str>,
}

impl<'n, 'a> Fields<'n, 'a> {
    /// The fields of an object.
    pub fn new(object: &'n Object<'a>) -> Self {
        Self { object, known: Vec::new() }
    }

    /// The opening bracket of the object.
    pub fn span(&self) -> Span {
        let start = span_of(self.object).start;
        Span { start, end: start + 1 }
    }

    /// Takes a field; notes it when it is required and absent.
    pub fn take<T: Shape>(&mut self, name: &'static str, required: bool, notes: &mut Notes) -> Field<T> {
        self.known.push(name);
        let Some(found) = self.object.properties.iter().find(|property| property.name.as_str() == name)
        else {
            if required {
                let cause = format!("this object has no \"{name}\"");
                let action = format!("add \"{name}\": {}", T::expected());
                notes.add(Code::MissingField, self.span(), format!("\"{name}\" is missing"), cause, action);
            }
            return Field { value: None, span: self.span(), stated: false };
        };
        Field { value: T::read(&found.value, notes), span: mark_of(&found.value), stated: true }
    }

    /// Notes fields that nobody took, and fields written twice.
    pub fn finish(self, notes: &mut Notes) {
        note_repeated(self.object, notes);
        for property in &self.object.properties {
            let name = property.name.as_str();
            if self.known.contains(&name) {
                continue;
            }
            let cause = format!("known here: {}", listed(self.known.iter().copied()));
            let action = match notes.alike(name, self.known.iter().copied()) {
                Some(other) => format!("did you mean \"{other}\"?"),
                None => "remove it, or write a comment instead".to_owned(),
            };
            let message = format!("unknown field {}", quoted(name));
            notes.add(Code::UnknownField, span_of(&property.name), message, cause, action);
        }
    }
}

/// Notes fields that are written twice in one object.
pub fn note_repeated(object: &Object<'_>, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for property in &object.properties {
        if !seen.insert(property.name.as_str()) {
            let message = format!("{} is written twice", quoted(property.name.as_str()));
            let cause = "the first one stands above";
            notes.add(Code::FieldTwice, span_of(&property.name), message, cause, "keep one of the two");
        }
    }
}

/// A record read from a node that must be an object.
pub fn read_record<T: Record>(node: &Value<'_>, notes: &mut Notes) -> Option<T> {
    let Value::Object(object) = node else { return wrong_type("an object", node, notes) };
    let mut fields = Fields::new(object);
    let record = T::take(&mut fields, notes);
    fields.finish(notes);
    Some(record)
}

/// Declares a record: its fields are `required` or `optional`, each with what it means and its
/// shape; `as` gives a name that is no identifier.
macro_rules! record {
    (@required required) => { true };
    (@required optional) => { false };
    (@name $field:ident $key:literal) => { $key };
    (@name $field:ident) => { stringify!($field) };
    ($(#[doc = $about:literal])+ $name:ident {
        $($(#[doc = $doc:literal])+ $presence:ident $field:ident $(as $key:literal)? : $shape:ty,)*
    }) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $crate::scenario::record::Field<$shape>,)*
            /// The opening bracket.
            #[allow(dead_code, reason = "not every record is pointed at as a whole")]
            pub span: $crate::scenario::notes::Span,
        }

        impl $crate::scenario::record::Record for $name {
            const NAME: &'static str = stringify!($name);
            const ABOUT: &'static str = concat!($($about,)+);

            fn take(
                fields: &mut $crate::scenario::record::Fields<'_, '_>,
                notes: &mut $crate::scenario::notes::Notes,
            ) -> Self {
                let _ = &notes;
                Self {
                    $($field: fields.take(
                        record!(@name $field $($key)?), record!(@required $presence), notes),)*
                    span: fields.span(),
                }
            }

            fn properties(
                definitions: &mut $crate::scenario::schema::Definitions,
            ) -> Vec<$crate::scenario::record::Property> {
                let _ = &definitions;
                vec![$($crate::scenario::record::Property {
                    name: record!(@name $field $($key)?),
                    required: record!(@required $presence),
                    schema: $crate::scenario::schema::described::<$shape>(concat!($($doc,)+), definitions),
                },)*]
            }
        }

        impl $crate::scenario::shape::Shape for $name {
            fn expected() -> String {
                "an object".to_owned()
            }

            fn read(
                node: &jsonc_parser::ast::Value<'_>,
                notes: &mut $crate::scenario::notes::Notes,
            ) -> Option<Self> {
                $crate::scenario::record::read_record(node, notes)
            }

            fn schema(definitions: &mut $crate::scenario::schema::Definitions) -> serde_json::Value {
                $crate::scenario::schema::reference::<Self>(definitions)
            }
        }
    };
}
pub(super) use record;
