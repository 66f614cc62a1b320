//! Fields that nobody reads, but that are so like one that is read that they must be a slip of the keyboard.
//! Games carry other fields, as their sources and answers, which are left alone.

use serde_json::{Map, Value};

use super::{FileError, wrong};

/// Fields of a game and of its terms.
const FIELDS: [&str; 11] =
    ["kind", "players", "labels", "values", "generator", "keys", "unions", "bids", "floors", "caps", "mix"];

/// Fields of a generator.
const GENERATOR: [&str; 6] = ["type", "quota", "weights", "cost", "movements", "types"];

/// Rejects misspelt fields, all of them at once.
///
/// # Errors
///
/// When it is not JSON, or a field is misspelt.
pub(super) fn judge(bytes: &[u8]) -> Result<(), FileError> {
    let file: Map<String, Value> = serde_json::from_slice(bytes)?;
    let mut slips: Vec<String> = file.keys().filter_map(|name| slip("", name, &FIELDS)).collect();
    if let Some(Value::Object(generator)) = file.get("generator") {
        slips.extend(generator.keys().filter_map(|name| slip("generator.", name, &GENERATOR)));
    }
    if slips.is_empty() { Ok(()) } else { wrong(slips.join("; ")) }
}

/// What is to be said of a field: nothing where it is known, or like none that is.
fn slip(place: &str, name: &str, known: &[&str]) -> Option<String> {
    if known.contains(&name) {
        return None;
    }
    let lower = name.to_lowercase();
    let near = known.iter().map(|other| (strsim::damerau_levenshtein(&lower, other), other));
    let near = near.filter(|(distance, other)| *distance <= (name.len().max(other.len()) / 3).max(1));
    let (_, meant) = near.min()?;
    Some(format!("nothing reads \"{place}{name}\", did you mean \"{meant}\"?"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on says so by failing
mod tests {
    use super::judge;

    #[test]
    fn slips_are_told_and_other_fields_left_alone() {
        let told = |text: &str| judge(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            told(r#"{"players": ["A"], "flors": {"A": 1}}"#),
            "nothing reads \"flors\", did you mean \"floors\"?"
        );
        let both = told(r#"{"value": {}, "generator": {"type": "airport_types", "movments": []}}"#);
        assert!(both.contains("\"values\"") && both.contains("\"generator.movments\""), "{both}");
        // What published games carry besides.
        let others = [
            "name",
            "n",
            "source",
            "expected",
            "tolerance",
            "computed_here",
            "verification",
            "provenance",
            "note",
            "stats",
            "instances",
            "title",
            "comment",
            "unit",
            "currency",
        ];
        for other in others {
            assert!(judge(format!("{{\"{other}\": 1}}").as_bytes()).is_ok(), "{other}");
        }
    }
}
