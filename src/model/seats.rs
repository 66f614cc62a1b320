//! Cohorts whose seats may be bought outside.
//!
//! Where everybody goes or nobody does, a cohort is planned like any other and its runs stand open
//! or closed together. Where single firms or single seats may go, who sits in which part follows
//! from who goes ([`super::seated`]): prices, units and rooms are those of the learners who stay. Rules that
//! are no wishes bind each part by the strictest any of the cohort's learners brings.

use super::groups::divisions;
use crate::domain::{Cohort, CohortId, ModuleId, Scenario, SeatLevel, SeatRule};

/// The first provider who sells seats to a cohort.
pub fn provider(scenario: &Scenario, cohort: CohortId) -> Option<usize> {
    scenario.tariff.outside.iter().position(|offer| offer.cohorts.contains(&cohort))
}

/// Whether a cohort's seats may be bought outside at all.
pub fn sold(scenario: &Scenario, cohort: CohortId) -> bool {
    provider(scenario, cohort).is_some()
}

/// Whether only some of a cohort's learners may go outside.
pub fn flexible(scenario: &Scenario, cohort: CohortId) -> bool {
    provider(scenario, cohort).is_some_and(|index| {
        let offer = &scenario.tariff.outside[index];
        offer.rule == SeatRule::SeatBySeat || offer.level == SeatLevel::Firm
    })
}

/// Into how many parts a flexible cohort splits when all stay; its modules all split it alike.
pub fn parts_of(scenario: &Scenario, cohort: &Cohort) -> u32 {
    let modules = scenario.programmes[cohort.programme.index()].modules.iter();
    let counts = modules.map(|module| divisions(&scenario.modules[module.index()], cohort.learners())[0]);
    counts.max().unwrap_or(1)
}

/// The most learners who can sit in one part of a flexible cohort.
pub fn most_in_a_part(scenario: &Scenario, id: CohortId) -> u32 {
    let cohort = &scenario.cohorts[id.index()];
    let modules = scenario.programmes[cohort.programme.index()].modules.iter();
    let largest = modules.filter_map(|module| scenario.modules[module.index()].max_group).min();
    largest.unwrap_or(u32::MAX).min(cohort.learners())
}

/// Cohorts whose seats may be bought one by one although their modules split them differently:
/// who would sit where cannot be said, so such a scenario is refused.
pub fn undecidable(scenario: &Scenario) -> Vec<CohortId> {
    let cohorts = (0..scenario.cohorts.len()).map(CohortId).filter(|id| flexible(scenario, *id));
    cohorts
        .filter(|id| {
            let cohort = &scenario.cohorts[id.index()];
            let all = parts_of(scenario, cohort);
            let modules = &scenario.programmes[cohort.programme.index()].modules;
            let counts =
                modules.iter().map(|module| divisions(&scenario.modules[module.index()], cohort.learners()));
            counts.into_iter().any(|counts| counts != [all])
                || scenario.combined.iter().any(|run| run.members.iter().any(|(member, _)| member == id))
        })
        .collect()
}

/// Cohorts whose seats may be bought one by one although some of their groups have had other hours
/// than the rest: what a part still needs would depend on who sits in it, so that such a scenario is
/// refused.
pub fn unlike(scenario: &Scenario) -> Vec<CohortId> {
    let cohorts = (0..scenario.cohorts.len()).map(CohortId).filter(|id| flexible(scenario, *id));
    cohorts
        .filter(|id| {
            let cohort = &scenario.cohorts[id.index()];
            let modules = scenario.programmes[cohort.programme.index()].modules.iter();
            modules.into_iter().any(|module| {
                let mut had = (0..cohort.groups.len()).map(|group| had(scenario, (*id, group), *module));
                let first = had.next();
                had.any(|other| Some(other) != first)
            })
        })
        .collect()
}

/// Minutes of a module that one of a cohort's own groups has had before the plan.
fn had(scenario: &Scenario, (cohort, group): (CohortId, usize), module: ModuleId) -> u32 {
    let theirs = scenario.delivered.iter().filter(|had| {
        had.cohort == cohort && had.module == module && (had.groups.is_empty() || had.groups.contains(&group))
    });
    theirs.map(|had| had.minutes).sum()
}
