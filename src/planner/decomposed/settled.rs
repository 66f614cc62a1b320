//! What a plan has decided that no single session shows: weekdays, days of holiday weeks, runs opened, moves, seats outside.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{CohortId, EquipmentId, FirmId, HolidayWeeks, Lead, PatternDays};
use crate::model::build::Build;
use crate::model::decisions::{LeadDay, WeekPattern};
use crate::model::scene::Scene;
use crate::model::seats;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::plan::Plan;

/// The decisions of a plan by what they mean.
pub(super) fn settled(scene: &Scene<'_>, plan: &Plan) -> BTreeMap<Variable, f64> {
    let mut settled = BTreeMap::new();
    opened(scene, plan, &mut settled);
    weekdays(scene, plan, &mut settled);
    holiday_weeks(scene, plan, &mut settled);
    moved(scene, plan, &mut settled);
    outside(scene, plan, &mut settled);
    settled
}

fn value(is: bool) -> f64 {
    if is { 1.0 } else { 0.0 }
}

/// Runs that have sessions, or hours that found no place.
fn opened(scene: &Scene<'_>, plan: &Plan, settled: &mut BTreeMap<Variable, f64>) {
    let held = plan.sessions.iter().map(|session| session.run.as_str());
    let named: BTreeSet<&str> =
        held.chain(plan.unplaced.iter().map(|missing| missing.run.as_str())).collect();
    for (index, run) in scene.runs.iter().enumerate().filter(|(_, run)| !run.forced) {
        settled.insert(Variable::Open(index), value(named.contains(run.key.as_str())));
    }
}

/// Weekdays of patterns that were chosen.
fn weekdays(scene: &Scene<'_>, plan: &Plan, settled: &mut BTreeMap<Variable, f64>) {
    for pattern in &plan.patterns {
        let cohort = pattern.cohort;
        let Some(asked) = scene.pattern(cohort) else { continue };
        if !matches!(asked.days, PatternDays::Choose { .. }) {
            continue;
        }
        for day in asked.weekdays().iter() {
            let weekday = day.num_days_from_monday();
            settled.insert(Variable::SchoolWeekday { cohort, weekday }, value(pattern.school.contains(day)));
            settled.insert(Variable::FirmWeekday { cohort, weekday }, value(pattern.firm.contains(day)));
        }
    }
}

/// Days of holiday weeks that are shared out anew. A cohort without firms shows no firm days: there days with sessions come
/// first as school-led, then the earliest.
fn holiday_weeks(scene: &Scene<'_>, plan: &Plan, settled: &mut BTreeMap<Variable, f64>) {
    let firm_days: BTreeSet<(CohortId, NaiveDate)> =
        plan.firm_days.iter().map(|day| (day.cohort, day.date)).collect();
    let mut held: BTreeSet<(CohortId, NaiveDate)> = BTreeSet::new();
    for session in plan.sessions.iter().filter(|session| session.lead == Lead::School) {
        held.extend(session.attendance.iter().map(|entry| (entry.cohort, session.date)));
    }
    let mut asked = Build::new(scene, &[], Mode::Planning);
    for cohort in (0..scene.scenario.cohorts.len()).map(CohortId) {
        let Some(pattern) = scene.pattern(cohort).filter(|it| it.holiday_weeks == HolidayWeeks::Scale) else {
            continue;
        };
        let visible = scene.scenario.cohorts[cohort.index()].groups.iter().any(|group| group.firm.is_some());
        for week in &scene.calendar.weeks {
            let is_shared = |day: &usize| {
                matches!(asked.school_led(cohort, *day), LeadDay::When(_))
                    && matches!(asked.firm_led(cohort, *day), LeadDay::When(_))
                    && scene.in_holiday_week(*day, &pattern)
            };
            let days: Vec<usize> = week.days.iter().copied().filter(is_shared).collect();
            let school = school_days(scene, &pattern, &days, |day| {
                let date = scene.date(day);
                let firm = visible && firm_days.contains(&(cohort, date));
                (firm, !held.contains(&(cohort, date)))
            });
            for day in days {
                let firm = if visible {
                    firm_days.contains(&(cohort, scene.date(day)))
                } else {
                    !school.contains(&day)
                };
                settled.insert(Variable::SchoolDay { cohort, day }, value(school.contains(&day)));
                settled.insert(Variable::FirmDay { cohort, day }, value(firm));
            }
        }
    }
}

/// The school-led ones of the days of a holiday week: so many as are due, those that come first.
fn school_days(
    scene: &Scene<'_>,
    pattern: &WeekPattern,
    days: &[usize],
    order: impl Fn(usize) -> (bool, bool),
) -> BTreeSet<usize> {
    let mut ordered: Vec<usize> = days.to_vec();
    ordered.sort_by_key(|day| (order(*day), scene.date(*day)));
    let open = (days.len() as u32).min(pattern.school_days + pattern.firm_days);
    ordered.into_iter().take(pattern.scaled(open) as usize).collect()
}

/// Units that are moved.
fn moved(scene: &Scene<'_>, plan: &Plan, settled: &mut BTreeMap<Variable, f64>) {
    for (index, equipment) in scene.scenario.equipment.iter().enumerate() {
        let pool = EquipmentId(index);
        for (option, offered) in equipment.moves.iter().enumerate() {
            let those = plan.moves.iter().filter(|moved| moved.pool == pool && moved.option == option);
            let units: u32 = those.map(|moved| moved.units).sum();
            settled.insert(Variable::MovedUnits { pool, option, most: offered.units }, f64::from(units));
        }
    }
}

/// Seats bought outside.
fn outside(scene: &Scene<'_>, plan: &Plan, settled: &mut BTreeMap<Variable, f64>) {
    for cohort in (0..scene.scenario.cohorts.len()).map(CohortId) {
        let Some(provider) = seats::provider(scene.scenario, cohort) else { continue };
        let away = |learner: u32| {
            plan.outside.iter().any(|seats| seats.cohort == cohort && seats.learners.contains(learner))
        };
        if !seats::flexible(scene.scenario, cohort) {
            let any = plan.outside.iter().any(|seats| seats.cohort == cohort);
            settled.insert(Variable::AllOutside { provider }, value(any));
            continue;
        }
        let learners = 1..=scene.scenario.cohorts[cohort.index()].learners();
        let mut firms: BTreeMap<Option<FirmId>, (u32, u32)> = BTreeMap::new();
        for learner in learners {
            let firm = scene.scenario.group_of(cohort, learner).and_then(|group| group.firm);
            let entry = firms.entry(firm).or_default();
            entry.0 += 1;
            entry.1 += u32::from(away(learner));
        }
        for (firm, (most, gone)) in firms {
            settled.insert(Variable::SeatsOutside { provider, firm, cohort, most }, f64::from(gone));
            settled.insert(Variable::FirmOutside { provider, firm, cohort }, value(gone == most));
        }
    }
}
