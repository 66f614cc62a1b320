//! Names that stand twice in one object: readers of JSON silently take the last.

use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::{FileError, wrong};

/// Rejects a file in which a name stands twice in one object.
///
/// # Errors
///
/// When it is not JSON, or a name stands twice.
pub(super) fn judge(bytes: &[u8]) -> Result<(), FileError> {
    match serde_json::from_slice::<Names>(bytes)?.0 {
        Some(name) => wrong(format!("{name:?} stands twice in one object; keep one of them")),
        None => Ok(()),
    }
}

/// The first name that stands twice, if there is one.
struct Names(Option<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Names;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
        let (mut seen, mut twice) = (HashSet::new(), None);
        while let Some(name) = map.next_key::<String>()? {
            let Names(within) = map.next_value()?;
            twice = twice.or(within).or_else(|| seen.contains(&name).then(|| name.clone()));
            seen.insert(name);
        }
        Ok(Names(twice))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
        let mut twice = None;
        while let Some(Names(within)) = list.next_element()? {
            twice = twice.or(within);
        }
        Ok(Names(twice))
    }

    fn visit_unit<E>(self) -> Result<Names, E> {
        Ok(Names(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Names, E> {
        Ok(Names(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Names, E> {
        Ok(Names(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Names, E> {
        Ok(Names(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Names, E> {
        Ok(Names(None))
    }

    fn visit_str<E>(self, _: &str) -> Result<Names, E> {
        Ok(Names(None))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on says so by failing
mod tests {
    use super::judge;

    #[test]
    fn names_may_stand_once_in_each_object() {
        let once = br#"{"values": {"A": 1, "B": 2.5}, "keys": [{"A": null}, {"A": true}]}"#;
        assert!(judge(once).is_ok());
        let twice = br#"{"players": ["A"], "values": {"A": 1, "B": -2, "A": 9}}"#;
        assert_eq!(
            judge(twice).unwrap_err().to_string(),
            "\"A\" stands twice in one object; keep one of them"
        );
    }
}
