//! Hours delivered before the plan begins.

use std::collections::BTreeMap;

use super::reading::Reading;
use crate::domain::{CohortId, Delivered, Module, ModuleId, Scenario};
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

/// Notes entries that together give a learner group more than its module has.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let mut given: BTreeMap<(CohortId, ModuleId, usize), u64> = BTreeMap::new();
    for (entry, had) in file.delivered.list().iter().zip(&scenario.delivered) {
        let (Some(cohort), Some(module)) =
            (scenario.cohorts.get(had.cohort.index()), scenario.modules.get(had.module.index()))
        else {
            continue;
        };
        let all: Vec<usize> = (0..cohort.groups.len()).collect();
        let groups = if had.groups.is_empty() { &all } else { &had.groups };
        let sums = groups.iter().map(|group| {
            let sum = given.entry((had.cohort, had.module, *group)).or_insert(0);
            *sum += u64::from(had.minutes);
            *sum
        });
        let most = sums.max().unwrap_or(0);
        if most > u64::from(module.minutes) && had.minutes <= module.minutes {
            let message = "more is delivered than the module has";
            let cause = format!(
                "with the entries above this makes {} h, {} has {} h",
                most as f64 / 60.0,
                quoted(&module.key),
                f64::from(module.minutes) / 60.0
            );
            let action = "correct the hours, or remove an entry that is there twice";
            reading.notes.add(Code::DeliveredTooMuch, entry.hours.span, message, cause, action);
        }
    }
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
