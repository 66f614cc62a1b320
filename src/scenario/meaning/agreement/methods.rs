//! Methods by which a cost is split, named by their keys.

use super::WHOLE;
use crate::domain::BY_POOLS;
use crate::game::METHODS;
use crate::game::methods::mix::COMPOSED;
use crate::scenario::Code;
use crate::scenario::entries::Entries;
use crate::scenario::entry::ConsortiumEntry;
use crate::scenario::meaning::names::note_unknown;
use crate::scenario::meaning::reading::Reading;
use crate::scenario::notes::Span;
use crate::scenario::number::Fraction;
use crate::scenario::record::Field;

/// The method of the bill: any, or the sum over pools.
pub fn billed(entry: &ConsortiumEntry, reading: &mut Reading<'_>) -> Option<String> {
    let key = entry.method.get()?;
    let keys = METHODS.iter().map(|method| method.key()).chain([BY_POOLS]);
    known(key, keys, entry.method.span, reading);
    Some(key.clone())
}

/// Notes a method that there is not.
pub fn known<'a>(
    key: &str,
    keys: impl Iterator<Item = &'a str> + Clone,
    span: Span,
    reading: &mut Reading<'_>,
) {
    if !keys.clone().any(|known| known == key) {
        note_unknown("method", key, keys, span, reading.notes);
    }
}

/// The parts of a mix: a whole together, none of them itself made of others.
pub fn mix(field: &Field<Entries<Fraction>>, reading: &mut Reading<'_>) -> Vec<(String, i64)> {
    let Some(entries) = field.get() else { return Vec::new() };
    for (key, _) in &entries.list {
        let keys = METHODS.iter().map(|method| method.key()).filter(|key| !COMPOSED.contains(key));
        known(&key.value, keys, key.span, reading);
    }
    let parts: Vec<(String, i64)> =
        entries.list.iter().map(|(key, part)| (key.value.clone(), part.value.basis_points)).collect();
    let all: i64 = parts.iter().map(|(_, part)| part).sum();
    if entries.list.len() == entries.written && (all != WHOLE || parts.iter().any(|(_, part)| *part < 0)) {
        let cause = format!("together they are {} %", all as f64 / 100.0);
        let action = "write parts from 0 to 1 that add up to 1";
        reading.notes.add(Code::OutOfRange, field.span, "the parts of the mix are no whole", cause, action);
    }
    parts
}
