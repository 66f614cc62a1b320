//! Learner time against the days of its lead.

use std::collections::BTreeMap;

use super::Count;
use crate::domain::{Lead, PatternDays, PolicyId, Rule, Strength};
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::planner::concern;
use crate::planner::explain::{Shortage, hours};

/// Cohorts whose school-led modules ask for more hours than their school days hold.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let mut found: Vec<Shortage> = Vec::new();
    for group in 0..count.scene.groups.len() {
        let Some(shortage) = one(count, group) else { continue };
        match found.iter_mut().find(|other| other.subject == shortage.subject) {
            // Other learners of the same cohort: told once, for the runs of all of them.
            Some(told) => told.runs.extend(shortage.runs),
            None => found.push(shortage),
        }
    }
    found
}

/// A group's runs under school lead that every plan must hold.
fn school_runs(count: &Count<'_>, group: usize) -> Vec<usize> {
    let school = |run: &usize| {
        let run = &count.scene.runs[*run];
        run.groups.contains(&group) && run.module(count.scene.scenario).lead == Lead::School
    };
    count.must_be_held().filter(school).collect()
}

fn one(count: &Count<'_>, group: usize) -> Option<Shortage> {
    let scene = count.scene;
    let cohort = scene.groups[group].cohort;
    let runs = school_runs(count, group);
    let needed: u32 = runs.iter().map(|run| scene.runs[*run].minutes).sum();
    let mut days: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for run in &runs {
        for index in &count.by_run[*run] {
            days.entry(count.placements[*index].day).or_default().push(*index);
        }
    }
    let (cap, policy) = day_cap(scene, group, Lead::School);
    let mut by_weekday: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for (day, placements) in days {
        let fills = count.fills(placements.into_iter()).min(cap.unwrap_or(u32::MAX));
        let weekday = scene.calendar.days[day].weekday().num_days_from_monday();
        let entry = by_weekday.entry(weekday).or_insert((0, 0));
        entry.0 += fills;
        entry.1 += 1;
    }
    let (possible, day_count) = most(count, cohort, by_weekday.into_values().collect());
    (possible < needed).then(|| Shortage {
        family: "day_hours",
        policy,
        relaxable: policy.is_some_and(|id| scene.scenario.policies[id.index()].strength != Strength::Legal),
        subject: format!("{} time led by the school", scene.scenario.cohorts[cohort.index()].key),
        needed: Some(f64::from(needed)),
        available: Some(f64::from(possible)),
        short: f64::from(needed - possible),
        unit: Unit::Minutes,
        detail: detail(day_count, cap),
        runs: concern::keys(scene, runs),
    })
}

fn detail(days: u32, cap: Option<u32>) -> String {
    match cap {
        Some(cap) => format!("in {days} school days of at most {} h", hours(f64::from(cap))),
        None => format!("in {days} school days"),
    }
}

/// The smallest cap on what a group has under a lead on one day, and the policy that states it.
pub(crate) fn day_cap(scene: &Scene<'_>, group: usize, under: Lead) -> (Option<u32>, Option<PolicyId>) {
    let mut cap: (Option<u32>, Option<PolicyId>) = (None, None);
    for (id, policy) in scene.policies() {
        if let Rule::DayHours { lead, at_most: Some(most), .. } = policy.rule
            && lead.is_none_or(|lead| lead == under)
            && policy.strength != Strength::Wish
            && policy.cohorts.contains(&scene.groups[group].cohort)
            && cap.0.is_none_or(|so_far| most < so_far)
        {
            cap = (Some(most), Some(id));
        }
    }
    cap
}

/// Minutes and days that the weekdays can give: all of them, or the best as many as a chosen pattern
/// has.
fn most(count: &Count<'_>, cohort: crate::domain::CohortId, mut weekdays: Vec<(u32, u32)>) -> (u32, u32) {
    if let Some(pattern) = count.scene.pattern(cohort)
        && let PatternDays::Choose { .. } = pattern.days
        && pattern.holiday_weeks == crate::domain::HolidayWeeks::Keep
        && count.scene.strength(Some(pattern.policy)) != Strength::Wish
    {
        weekdays.sort_unstable_by(|a, b| b.cmp(a));
        weekdays.truncate(pattern.school_days as usize);
    }
    weekdays.iter().fold((0, 0), |(minutes, days), weekday| (minutes + weekday.0, days + weekday.1))
}
