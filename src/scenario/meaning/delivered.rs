//! Hours delivered before the plan begins.

use super::reading::Reading;
use crate::domain::{Delivered, Module};
use crate::scenario::Code;
use crate::scenario::entry::{CohortEntry, DeliveredEntry, ScenarioEntry};
use crate::scenario::notes::quoted;

/// Hours delivered before the plan begins.
pub fn delivered(file: &ScenarioEntry, modules: &[Module], reading: &mut Reading<'_>) -> Vec<Delivered> {
    let cohorts = file.cohorts.list();
    file.delivered.list().iter().map(|entry| delivery(entry, cohorts, modules, reading)).collect()
}

fn delivery(
    entry: &DeliveredEntry,
    cohorts: &[CohortEntry],
    modules: &[Module],
    reading: &mut Reading<'_>,
) -> Delivered {
    let cohort = reading.cohort_in(&entry.cohort);
    let module = reading.module_in(cohort, &entry.module);
    let minutes = reading.hours(&entry.hours);
    if let (Some(minutes), Some(stated)) = (minutes, modules.get(module.index()))
        && minutes > stated.minutes
    {
        let message = "more is delivered than the module has";
        let cause = format!("{} has {} h", quoted(&stated.key), f64::from(stated.minutes) / 60.0);
        reading.notes.add(Code::DeliveredTooMuch, entry.hours.span, message, cause, "correct the hours");
    }
    let groups = groups(entry, cohorts.get(cohort.index()), reading);
    Delivered { cohort, groups, module, minutes: minutes.unwrap_or(1) }
}

/// The learner groups that an entry names, as places in the list of their cohort.
fn groups(entry: &DeliveredEntry, cohort: Option<&CohortEntry>, reading: &mut Reading<'_>) -> Vec<usize> {
    let Some(cohort) = cohort else { return Vec::new() };
    let by_firm = cohort.learners.get().map_or(&[][..], |entries| &entries.list);
    let written = cohort.groups.list().iter().filter_map(|group| group.id.get().map(String::as_str));
    let names: Vec<&str> = by_firm.iter().map(|(key, _)| key.value.as_str()).chain(written).collect();
    let mut places = Vec::new();
    for name in entry.groups.list() {
        if let Some(place) = names.iter().position(|known| *known == name.value) {
            places.push(place);
        } else {
            super::names::note_unknown(
                "learner group",
                &name.value,
                names.iter().copied(),
                name.span,
                reading.notes,
            );
        }
    }
    places
}
