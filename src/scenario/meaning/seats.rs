//! Groups that no room can seat, and smallest groups that no cohort can fill.

use std::collections::BTreeSet;

use super::reading::Reading;
use crate::domain::{Cohort, CohortId, Module, ModuleId, RoomNeed, Scenario, SiteId, SiteKind};
use crate::scenario::Code;
use crate::scenario::entry::{ModuleEntry, ScenarioEntry};
use crate::scenario::notes::quoted;

/// Notes groups that are too large for their rooms or too small for their module.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let entries: Vec<&ModuleEntry> =
        file.programmes.list().iter().flat_map(|programme| programme.modules.list()).collect();
    let members: BTreeSet<(CohortId, ModuleId)> =
        scenario.combined.iter().flat_map(|run| run.members.iter().copied()).collect();
    for (place, (cohort, written)) in scenario.cohorts.iter().zip(file.cohorts.list()).enumerate() {
        // Learners that could not be read are no reason to call a group too small.
        let readable = written.learners.value.is_some() || written.groups.value.is_some();
        let Some(programme) = scenario.programmes.get(cohort.programme.index()).filter(|_| readable) else {
            continue;
        };
        for id in &programme.modules {
            let (Some(module), Some(entry)) = (scenario.modules.get(id.index()), entries.get(id.index()))
            else {
                continue;
            };
            // A combined run may be larger than the cohort.
            if !members.contains(&(CohortId(place), *id)) {
                judge_smallest(cohort, module, entry, reading);
            }
            judge_seats(cohort, module, entry, scenario, reading);
        }
    }
}

/// How many learners a cohort has.
fn learners(cohort: &Cohort) -> u64 {
    cohort.groups.iter().map(|group| u64::from(group.learners)).sum()
}

fn judge_smallest(cohort: &Cohort, module: &Module, entry: &ModuleEntry, reading: &mut Reading<'_>) {
    let learners = learners(cohort);
    if u64::from(module.min_group) > learners && learners > 0 {
        let message = format!("the cohort {} can never fill this group", quoted(&cohort.key));
        let cause = format!("it has {learners} learners, the smallest group is {}", module.min_group);
        let action = "lower min_group, combine cohorts, or leave the module out";
        reading.notes.add(Code::GroupSizes, entry.min_group.span, message, cause, action);
    }
}

/// The smallest largest part into which the sizes of a module can divide so many learners.
fn smallest_part(module: &Module, learners: u64) -> u64 {
    let sizes = module.max_group.iter().chain(&module.smaller_groups).map(|size| u64::from(*size).max(1));
    sizes.map(|size| learners.div_ceil(learners.div_ceil(size).max(1))).min().unwrap_or(learners)
}

fn judge_seats(
    cohort: &Cohort,
    module: &Module,
    entry: &ModuleEntry,
    scenario: &Scenario,
    reading: &mut Reading<'_>,
) {
    let RoomNeed::With(features) = &module.room else { return };
    let sites = allowed_sites(cohort, module, scenario);
    let listed = |site: &SiteId| {
        scenario
            .sites
            .get(site.index())
            .is_some_and(|site| site.rooms_listed && site.kind != SiteKind::Online)
    };
    if sites.is_empty() || !sites.iter().all(listed) {
        return;
    }
    let fits = |room: &&crate::domain::Room| {
        sites.contains(&room.site) && features.iter().all(|feature| room.features.contains(feature))
    };
    let most = scenario.rooms.iter().filter(fits).map(|room| room.seats).max().unwrap_or(0);
    let part = smallest_part(module, learners(cohort));
    if part > u64::from(most) {
        let message = format!("no room seats a group of {part} of the cohort {}", quoted(&cohort.key));
        let cause = match most {
            0 => format!("no room at its sites is fit for {}", quoted(&module.key)),
            most => format!("the largest room for {} has {most} seats", quoted(&module.key)),
        };
        let span = if entry.max_group.stated { entry.max_group.span } else { entry.id.span };
        let action = "lower max_group, add a room, or allow another site";
        reading.notes.add(Code::GroupTooLarge, span, message, cause, action);
    }
}

/// Where a module may be held for a cohort.
pub fn allowed_sites(cohort: &Cohort, module: &Module, scenario: &Scenario) -> BTreeSet<SiteId> {
    if !module.sites.is_empty() {
        return module.sites.iter().copied().collect();
    }
    let Some(kind) = &module.equipment else { return BTreeSet::from([cohort.school]) };
    let pools = scenario.equipment.iter().filter(|pool| pool.kind == *kind);
    pools.flat_map(|pool| pool.moves.iter().map(|option| option.to).chain([pool.site])).collect()
}
