//! Runs that cohorts may share.

use super::reading::{NOBODY, Reading};
use crate::domain::{CohortId, CombinedRun, Module, ModuleId};
use crate::scenario::Code;
use crate::scenario::entry::{CombinedEntry, MemberEntry, ScenarioEntry};
use crate::scenario::notes::quoted;

/// Runs that cohorts may share.
pub fn combined(file: &ScenarioEntry, modules: &[Module], reading: &mut Reading<'_>) -> Vec<CombinedRun> {
    drop(super::names::Table::new(
        "combined run",
        &file.combined,
        false,
        |entry| &entry.id,
        &[],
        reading.notes,
    ));
    file.combined.list().iter().map(|entry| combined_run(entry, modules, reading)).collect()
}

fn combined_run(entry: &CombinedEntry, modules: &[Module], reading: &mut Reading<'_>) -> CombinedRun {
    let mut members: Vec<(CohortId, ModuleId)> = Vec::new();
    for member in entry.members.list() {
        let cohort = reading.cohort_in(&member.cohort);
        let module = reading.module_in(cohort, &member.module);
        judge_member(member, (cohort, module), &members, modules, reading);
        members.push((cohort, module));
    }
    if entry.members.value.is_some() && members.len() < 2 {
        let cause = "a run is shared by two cohorts or more";
        let action = "add a member, or remove the run";
        reading.notes.add(
            Code::CombinedMismatch,
            entry.members.span,
            "there is nothing to combine",
            cause,
            action,
        );
    }
    let least = entry.min_group.get().map_or(1, |least| least.0);
    let most = entry.max_group.get().map(|most| most.0);
    if most.is_some_and(|most| least > most) {
        let message = "the smallest group is larger than the largest";
        let action = "exchange the two, or correct one of them";
        reading.notes.add(
            Code::GroupSizes,
            entry.min_group.span,
            message,
            "this is more than max_group",
            action,
        );
    }
    let required = entry.required.or(false);
    CombinedRun { key: entry.id.or(String::new()), members, min_group: least, max_group: most, required }
}

/// Notes a member whose hours differ from those of the first, and a cohort that is there twice.
fn judge_member(
    entry: &MemberEntry,
    (cohort, module): (CohortId, ModuleId),
    before: &[(CohortId, ModuleId)],
    modules: &[Module],
    reading: &mut Reading<'_>,
) {
    let first = before.first().and_then(|(_, module)| modules.get(module.index()));
    if let (Some(first), Some(this)) = (first, modules.get(module.index()))
        && first.minutes != this.minutes
    {
        let message = "the modules of this run have different hours";
        let hours =
            |module: &Module| format!("{} {} h", quoted(&module.key), f64::from(module.minutes) / 60.0);
        let cause = format!("{}, {}", hours(first), hours(this));
        let action = "combine modules of the same hours";
        reading.notes.add(Code::CombinedMismatch, entry.module.span, message, cause, action);
    }
    if cohort.index() != NOBODY && before.iter().any(|(other, _)| *other == cohort) {
        let message = "this cohort is there twice";
        let action = "name another cohort";
        reading.notes.add(Code::CombinedMismatch, entry.cohort.span, message, "it is a member above", action);
    }
}
