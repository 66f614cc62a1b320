//! What counts for each side where plans are compared.

use super::reading::Reading;
use crate::domain::{Benefits, MEASURES, Weights};
use crate::scenario::Code;
use crate::scenario::count::Positive;
use crate::scenario::entries::Entries;
use crate::scenario::entry::BenefitsEntry;
use crate::scenario::notes::quoted;
use crate::scenario::record::Field;

/// The measures of both sides; those that nobody knows are noted.
pub fn benefits(entry: Option<&BenefitsEntry>, reading: &mut Reading<'_>) -> Option<Benefits> {
    let entry = entry?;
    let (learners, employers) = (weights(&entry.learners, reading), weights(&entry.employers, reading));
    Some(Benefits { learners, employers })
}

fn weights(field: &Field<Entries<Positive>>, reading: &mut Reading<'_>) -> Weights {
    let list = field.get().map_or(&[][..], |entries| &entries.list);
    for (word, _) in list.iter().filter(|(word, _)| !MEASURES.contains(&word.value.as_str())) {
        let message = format!("{} is no measure", quoted(&word.value));
        let action = format!("write one of {}", MEASURES.join(", "));
        reading.notes.add(Code::UnknownWord, word.span, message, "plans are compared by measures", action);
    }
    list.iter().map(|(word, weight)| (word.value.clone(), weight.value.0)).collect()
}
