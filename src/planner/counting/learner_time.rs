//! Learner time against the days of its lead.

use std::collections::BTreeMap;

use super::Count;
use super::standstill::{self, Days};
use crate::domain::{CohortId, Lead, LockKind, PatternDays, PolicyId, Rule, Strength};
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::{Shortage, hours};

/// Cohorts whose school-led modules ask for more hours than their school days hold: once by the days
/// alone, once less the hours in which learners have to wait for others.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let (mut plain, mut waiting) = (Vec::new(), Vec::new());
    for group in 0..count.scene.groups.len() {
        let time = Time::new(count, group, day_cap(count.scene, group, Lead::School));
        // A cap is only blamed where the days without it would do.
        let uncapped = Time::new(count, group, (None, None)).shortage(count, None);
        tell(&mut plain, uncapped.or_else(|| time.shortage(count, None)));
        let busy = standstill::lost(count, group, &time.runs, &time.days, time.cap.unwrap_or(u32::MAX));
        tell(&mut waiting, busy.and_then(|busy| time.shortage(count, Some(busy))));
    }
    plain.extend(waiting);
    plain
}

/// Adds a shortage; of other learners of the same cohort the greatest is told, for the runs of all.
fn tell(found: &mut Vec<Shortage>, shortage: Option<Shortage>) {
    let Some(mut shortage) = shortage else { return };
    match found.iter_mut().find(|other| other.subject == shortage.subject) {
        Some(told) => {
            if shortage.short > told.short {
                std::mem::swap(told, &mut shortage);
            }
            told.runs.append(&mut shortage.runs);
        }
        None => found.push(shortage),
    }
}

/// A group's runs under school lead that every plan must hold; what a run lacks by itself is told of
/// that run.
pub(super) fn school_runs(count: &Count<'_>, group: usize) -> Vec<usize> {
    let school = |run: &usize| {
        let run = &count.scene.runs[*run];
        run.groups.contains(&group) && run.module(count.scene.scenario).lead == Lead::School
    };
    count.must_be_held().filter(|run| count.can_be_held(*run)).filter(school).collect()
}

/// The time of a learner group under school lead.
struct Time {
    cohort: CohortId,
    runs: Vec<usize>,
    days: Days,
    cap: Option<u32>,
    policy: Option<PolicyId>,
    /// Minutes and days there are.
    most: (u32, u32),
}

impl Time {
    fn new(count: &Count<'_>, group: usize, (cap, policy): (Option<u32>, Option<PolicyId>)) -> Self {
        let cohort = count.scene.groups[group].cohort;
        let runs = school_runs(count, group);
        let mut days = Days::new();
        for index in runs.iter().flat_map(|run| &count.by_run[*run]) {
            days.entry(count.placements[*index].day).or_default().push(*index);
        }
        let mut by_weekday: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for (day, placements) in &days {
            let fills = count.fills(placements.iter().copied()).min(cap.unwrap_or(u32::MAX));
            let weekday = count.scene.calendar.days[*day].weekday().num_days_from_monday();
            let entry = by_weekday.entry(weekday).or_insert((0, 0));
            entry.0 += fills;
            entry.1 += 1;
        }
        let most = most(count, cohort, by_weekday.into_values().collect());
        Self { cohort, runs, days, cap, policy, most }
    }

    /// What is short, when so many minutes are lost because another run is held.
    fn shortage(&self, count: &Count<'_>, busy: Option<(u32, usize)>) -> Option<Shortage> {
        let scene = count.scene;
        let needed: u32 = self.runs.iter().map(|run| scene.runs[*run].minutes).sum();
        let left = self.most.0.saturating_sub(busy.map_or(0, |(lost, _)| lost));
        let waiting = busy.map_or(String::new(), |(lost, run)| waiting_for(scene, lost, run));
        let legal = |id: PolicyId| scene.scenario.policies[id.index()].strength == Strength::Legal;
        (left < needed).then(|| Shortage {
            family: if self.policy.is_some() { "day_hours" } else { "one_session_at_a_time" },
            policy: self.policy,
            relaxable: self.policy.is_some_and(|id| !legal(id)),
            object: Object::new(ObjectKind::Cohort, &scene.scenario.cohorts[self.cohort.index()].key),
            besides: Vec::new(),
            when: Vec::new(),
            subject: format!("{} time led by the school", scene.scenario.cohorts[self.cohort.index()].key),
            needed: Some(f64::from(needed)),
            available: Some(f64::from(left)),
            short: f64::from(needed - left),
            unit: Unit::Minutes,
            detail: detail(self.most.1, self.cap) + &waiting,
            runs: concern::keys(scene, self.runs.iter().copied()),
        })
    }
}

fn detail(days: u32, cap: Option<u32>) -> String {
    match cap {
        Some(cap) => format!("in {days} school days of at most {} h", hours(f64::from(cap))),
        None => format!("in {days} school days"),
    }
}

fn waiting_for(scene: &Scene<'_>, lost: u32, run: usize) -> String {
    format!(
        ", less {} h in which {} leaves the others nothing to do",
        hours(f64::from(lost)),
        scene.runs[run].key
    )
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

/// Whether locks say how a cohort uses some day, whatever its pattern.
pub(super) fn locked(scene: &Scene<'_>, cohort: CohortId) -> bool {
    let days = |kind: &LockKind| matches!(kind, LockKind::Days { cohort: of, .. } if *of == cohort);
    scene.scenario.locks.iter().any(|lock| days(&lock.kind))
}

/// Minutes and days that the weekdays can give: all of them, or the best as many as a chosen pattern
/// has.
fn most(count: &Count<'_>, cohort: CohortId, mut weekdays: Vec<(u32, u32)>) -> (u32, u32) {
    if let Some(pattern) = count.scene.pattern(cohort)
        && let PatternDays::Choose { .. } = pattern.days
        && pattern.holiday_weeks == crate::domain::HolidayWeeks::Keep
        && count.scene.strength(Some(pattern.policy)) != Strength::Wish
        && !locked(count.scene, cohort)
    {
        weekdays.sort_unstable_by(|a, b| b.cmp(a));
        weekdays.truncate(pattern.school_days as usize);
    }
    weekdays.iter().fold((0, 0), |(minutes, days), weekday| (minutes + weekday.0, days + weekday.1))
}
