//! Scenarios and plans side by side: what each costs and means to whom, and in what they differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::measures::{MEASURES, Measures};
use super::variant::{Planned, Variant};
use crate::scenario::edit::{Edit, EditError, Source, words};

/// Most variants of one question.
pub const MOST: usize = 200;

/// A place of the scenario file and the values it takes in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Varied {
    /// The edits, one for each value.
    pub edits: Vec<Edit>,
}

impl std::str::FromStr for Varied {
    type Err = String;

    /// `equipment.cells.units=2,3,4`: values are parted by commas outside of brackets and quotes.
    fn from_str(text: &str) -> Result<Self, String> {
        let (place, values) =
            text.split_once('=').ok_or("write PLACE=VALUE,VALUE, such as equipment.cells.units=2,3")?;
        let edits: Result<Vec<Edit>, String> =
            parted(values).into_iter().map(|value| format!("{place}={value}").parse()).collect();
        Ok(Self { edits: edits? })
    }
}

/// A text parted at commas that stand in no brackets and no quotes.
fn parted(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut begin, mut parts) = (0_i32, false, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(&text[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts
}

/// Every combination of the values of some places, as variants of a scenario.
///
/// # Errors
///
/// When a scenario makes no sense with some of them.
pub fn varied(
    name: &str,
    source: &Source,
    always: &[Edit],
    places: &[Varied],
) -> Result<Vec<Variant>, EditError> {
    let mut combinations: Vec<Vec<Edit>> = vec![Vec::new()];
    for place in places {
        let longer = |edits: &Vec<Edit>| {
            let edits = edits.clone();
            place.edits.iter().map(move |edit| edits.iter().chain([edit]).cloned().collect())
        };
        combinations = combinations.iter().flat_map(longer).take(MOST + 1).collect();
    }
    let variant = |edits: Vec<Edit>| {
        let all: Vec<Edit> = always.iter().chain(&edits).cloned().collect();
        let scenario = source.edited(&all)?.scenario;
        let label = if edits.is_empty() { name.to_owned() } else { words(&edits) };
        Ok(Variant { label, edits: all, scenario })
    };
    combinations.into_iter().map(variant).collect()
}

/// A measure of all that are compared.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Its word.
    pub measure: String,
    /// What it is called.
    pub name: String,
    /// Its value for each; absent where there is no plan.
    pub values: Vec<Option<f64>>,
    /// The same as it is written.
    pub shown: Vec<String>,
    /// Those that are best.
    pub best: Vec<usize>,
}

/// The comparison.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// What is compared.
    pub columns: Vec<Planned>,
    /// Measures in which any of them differ.
    pub lines: Vec<Line>,
    /// Measures that are the same for all, by name, with their value.
    pub same: Vec<(String, String)>,
    /// What each payer bears more (or less) than in the first, in cents; absent where there is no plan.
    pub payers: BTreeMap<String, Vec<Option<i64>>>,
    /// Who gains and who loses beside the first, a sentence each.
    pub sentences: Vec<String>,
}

impl Comparison {
    /// Of what has been planned.
    pub fn new(columns: Vec<Planned>) -> Self {
        let (mut lines, mut same) = (Vec::new(), Vec::new());
        for measure in MEASURES {
            let value = |column: &Planned| column.measures.as_ref().map(|all| (measure.value)(all));
            let values: Vec<Option<f64>> = columns.iter().map(value).collect();
            let write = |value: &Option<f64>| value.map_or("–".to_owned(), |value| (measure.shown)(value));
            let shown: Vec<String> = values.iter().map(write).collect();
            let known: BTreeSet<&String> = shown.iter().filter(|text| *text != "–").collect();
            if known.len() < 2 {
                same.extend(known.first().map(|text| (measure.name.to_owned(), (*text).clone())));
                continue;
            }
            let best = best(&columns, &values, measure.more_is_better);
            let (key, name) = (measure.key.to_owned(), measure.name.to_owned());
            lines.push(Line { measure: key, name, values, shown, best });
        }
        let payers = payers(&columns);
        let sentences = sentences(&columns, &payers);
        Self { columns, lines, same, payers, sentences }
    }
}

/// Those of which a measure is best, among plans of every hour.
fn best(columns: &[Planned], values: &[Option<f64>], more: bool) -> Vec<usize> {
    let complete = |index: &usize| columns[*index].is_complete();
    let signed = |index: usize| values[index].map(|value| if more { -value } else { value });
    let known = (0..columns.len()).filter(complete).filter_map(|index| Some((index, signed(index)?)));
    let known: Vec<(usize, f64)> = known.collect();
    let least = known.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    known.into_iter().filter(|(_, value)| *value <= least + 1e-9).map(|(index, _)| index).collect()
}

fn payers(columns: &[Planned]) -> BTreeMap<String, Vec<Option<i64>>> {
    let whole = |column: &&Planned| column.is_complete();
    let first = columns.first().filter(whole).and_then(|column| column.measures.as_ref());
    let Some(first) = first else { return BTreeMap::new() };
    let names: BTreeSet<&String> = columns
        .iter()
        .filter_map(|column| column.measures.as_ref())
        .flat_map(|all| all.payers.keys())
        .collect();
    let bears = |all: &Measures, name: &String| all.payers.get(name).copied().unwrap_or(0);
    names
        .into_iter()
        .map(|name| {
            let more = |column: &Planned| {
                let all = column.measures.as_ref().filter(|_| column.is_complete())?;
                Some(bears(all, name) - bears(first, name))
            };
            (name.clone(), columns.iter().map(more).collect())
        })
        .collect()
}

/// Who pays more and who pays less than in the first.
fn sentences(columns: &[Planned], payers: &BTreeMap<String, Vec<Option<i64>>>) -> Vec<String> {
    let money = |cents: i64| crate::domain::Cents(cents.abs()).to_string();
    let one = |(index, column): (usize, &Planned)| {
        let mut parts: Vec<String> = Vec::new();
        for (name, more) in payers {
            match more[index] {
                Some(cents) if cents > 0 => parts.push(format!("{name} pays {} more", money(cents))),
                Some(cents) if cents < 0 => parts.push(format!("{name} pays {} less", money(cents))),
                _ => {}
            }
        }
        (!parts.is_empty()).then(|| format!("{}: {}", column.label, parts.join(", ")))
    };
    columns.iter().enumerate().skip(1).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_parted_outside_of_brackets_and_quotes() {
        assert_eq!(parted("2,3"), ["2", "3"]);
        assert_eq!(parted(r#"[1,2],{"a":"b,c"}"#), ["[1,2]", r#"{"a":"b,c"}"#]);
        let varied: Varied = "equipment.cells.units=2,3".parse().unwrap();
        assert_eq!(varied.edits.len(), 2);
        assert_eq!(varied.edits[1].to_string(), "equipment.cells.units=3");
    }
}
