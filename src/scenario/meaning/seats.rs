//! Groups that no room can seat, and smallest groups that no cohort can fill.

use std::collections::BTreeSet;

use super::reading::Reading;
use crate::domain::{
    Cohort, CohortId, Module, ModuleId, Room, RoomId, RoomNeed, Rule, Scenario, SeatLevel, SeatRule, SiteId,
    SiteKind,
};
use crate::scenario::Code;
use crate::scenario::entry::{ModuleEntry, ScenarioEntry};
use crate::scenario::notes::{Span, quoted};

/// Notes groups that are too large for their rooms or too small for their module.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let entries: Vec<&ModuleEntry> =
        file.programmes.list().iter().flat_map(|programme| programme.modules.list()).collect();
    let members: BTreeSet<(CohortId, ModuleId)> =
        scenario.combined.iter().flat_map(|run| run.members.iter().copied()).collect();
    for (place, (cohort, written)) in scenario.cohorts.iter().zip(file.cohorts.list()).enumerate() {
        judge_policy(CohortId(place), (written.span, &cohort.key), scenario, reading);
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
            judge_seats((CohortId(place), cohort), module, entry, scenario, reading);
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

/// Notes a cohort whose seats may be bought one by one and in whose rooms seats may be missing.
fn judge_policy(id: CohortId, (span, key): (Span, &str), scenario: &Scenario, reading: &mut Reading<'_>) {
    let mut offers = scenario.tariff.outside.iter().filter(|offer| offer.cohorts.contains(&id));
    let by_seat = offers.any(|offer| offer.rule == SeatRule::SeatBySeat || offer.level == SeatLevel::Firm);
    if by_seat && asked_for(scenario, id) {
        let message = format!("seats of the cohort {} are bought outside, and missing in rooms", quoted(key));
        let cause = "how many are missing in a room would depend on who goes outside";
        let action = "leave the cohort out of \"room_seats\", or let everybody go or nobody";
        reading.notes.add(Code::Choice, span, message, cause, action);
    }
}

/// Whether a policy speaks of the seats of a cohort.
fn asked_for(scenario: &Scenario, cohort: CohortId) -> bool {
    let mut policies = scenario.policies.iter();
    policies.any(|policy| policy.rule == Rule::RoomSeats && policy.cohorts.contains(&cohort))
}

fn judge_seats(
    (place, cohort): (CohortId, &Cohort),
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
    let fits = |(place, room): &(usize, &Room)| {
        sites.contains(&room.site)
            && features.iter().all(|feature| room.features.contains(feature))
            && !module.not_rooms.contains(&RoomId(*place))
    };
    let rooms = scenario.rooms.iter().enumerate().filter(fits);
    let most = rooms.map(|(_, room)| room.seats).max();
    let part = module.seats.map_or_else(|| smallest_part(module, learners(cohort)), u64::from);
    // Where seats are a matter of a policy, any room will do.
    let least = if asked_for(scenario, place) { u64::from(most.is_none()) } else { part };
    let most = most.unwrap_or(0);
    if least > u64::from(most) {
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
