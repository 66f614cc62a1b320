//! Edits as people write them: `equipment.cells.units=3`, `calendar.closed+={"on":"2026-11-18"}`, `policies-=short-days`.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use super::Edit;

impl FromStr for Edit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (place, to) = text
            .split_once('=')
            .ok_or("an edit is PLACE=VALUE, LIST+=ENTRY or LIST-=ID, such as equipment.cells.units=3")?;
        let bare = |place: &str| place.trim().to_owned();
        let edit = match (place.strip_suffix('+'), place.strip_suffix('-')) {
            (Some(list), _) => Self::Add { add: bare(list), entry: value(to) },
            (_, Some(list)) => Self::Remove { remove: format!("{}.{}", bare(list), to.trim()) },
            _ => Self::Set { set: bare(place), to: value(to) },
        };
        if place.trim().trim_end_matches(['+', '-']).is_empty() {
            return Err(format!("`{text}` names no place"));
        }
        Ok(edit)
    }
}

/// A value as JSON, or else as a text.
pub(super) fn value(text: &str) -> Value {
    let text = text.trim();
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match self {
            Self::Set { set, to } => write!(f, "{set}={}", bare(to)),
            Self::Add { add, entry } => write!(f, "{add}+={}", bare(entry)),
            Self::Remove { remove } => match remove.rsplit_once('.') {
                Some((list, id)) => write!(f, "{list}-={id}"),
                None => write!(f, "-={remove}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_written_as_they_are_read() {
        for text in [
            "equipment.cells.units=3",
            "calendar.last=2027-07-09",
            r#"calendar.closed+={"on":"2026-11-18"}"#,
            "policies-=short-days",
            "cohorts.A.roster=null",
        ] {
            assert_eq!(text.parse::<Edit>().unwrap().to_string(), text);
        }
        assert!("units 3".parse::<Edit>().is_err());
        assert!("=3".parse::<Edit>().is_err());
    }

    #[test]
    fn edits_of_files_say_what_they_do() {
        let read = |text: &str| serde_json::from_str::<Edit>(text);
        assert_eq!(read(r#"{ "set": "a.b", "to": 3 }"#).unwrap(), "a.b=3".parse().unwrap());
        assert_eq!(read(r#"{ "add": "a", "entry": 1 }"#).unwrap(), "a+=1".parse().unwrap());
        assert_eq!(read(r#"{ "remove": "a.b" }"#).unwrap(), "a-=b".parse().unwrap());
        assert!(read(r#"{ "set": "a.b", "too": 3 }"#).is_err());
    }
}
