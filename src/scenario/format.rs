//! The version of the format.

use jsonc_parser::ast::Value;
use serde_json::json;

use super::Code;
use super::notes::{Notes, quoted};
use super::schema::Definitions;
use super::shape::{Shape, mark_of, wrong_type};

/// The version this program reads.
const VERSION: &str = "vetplan/1";

/// The statement that a file is written for this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatVersion;

impl Shape for FormatVersion {
    fn expected() -> String {
        format!("\"{VERSION}\"")
    }

    fn read(node: &Value<'_>, notes: &mut Notes) -> Option<Self> {
        let Value::StringLit(text) = node else { return wrong_type(&Self::expected(), node, notes) };
        if text.value == VERSION {
            return Some(Self);
        }
        let message = format!("the format {} is not known", quoted(&text.value));
        let cause = format!("this program reads {VERSION}");
        let action = match text.value.strip_prefix("vetplan/").and_then(|number| number.parse::<u32>().ok()) {
            Some(2..) => "use a newer version of the program".to_owned(),
            _ => format!("write \"format\": \"{VERSION}\""),
        };
        notes.add(Code::Format, mark_of(node), message, cause, action);
        None
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        json!({ "const": VERSION })
    }
}
