//! Learners whom a weekly pattern sends to their firm on the same days, against those it can receive.

use crate::domain::{CohortId, FirmId, HolidayWeeks, Strength};
use crate::model::decisions::WeekPattern;
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::explain::Shortage;

/// Firms that a cohort's firm-led days bring more learners than they can receive, whichever weekdays
/// they are.
pub(super) fn shortages(scene: &Scene<'_>) -> Vec<Shortage> {
    let cohorts = || (0..scene.scenario.cohorts.len()).map(CohortId);
    let firms = (0..scene.scenario.firms.len()).map(FirmId);
    firms.flat_map(|firm| cohorts().filter_map(move |cohort| one(scene, firm, cohort))).collect()
}

fn one(scene: &Scene<'_>, firm: FirmId, cohort: CohortId) -> Option<Shortage> {
    let scenario = scene.scenario;
    let given = &scenario.firms[firm.index()];
    let most = given.present_at_most?;
    let groups = scenario.cohorts[cohort.index()].groups.iter().filter(|group| group.firm == Some(firm));
    let learners: u32 = groups.map(|group| group.learners).sum();
    let pattern = scene.pattern(cohort)?;
    let strength = scene.strength(Some(pattern.policy));
    if learners <= most || strength == Strength::Wish || !must_be_there(scene, cohort, &pattern) {
        return None;
    }
    let (cohort, policy) =
        (&scenario.cohorts[cohort.index()].key, &scenario.policies[pattern.policy.index()]);
    Some(Shortage {
        family: "firm_presence",
        policy: Some(pattern.policy),
        relaxable: strength != Strength::Legal,
        object: Object::new(ObjectKind::Firm, &given.key),
        besides: Vec::new(),
        when: Vec::new(),
        subject: format!("places for learners of {cohort} at {} on a firm-led day", given.name),
        needed: Some(f64::from(learners)),
        available: Some(f64::from(most)),
        short: f64::from(learners - most),
        unit: Unit::Count,
        detail: format!("by its present_at_most, and {} sends them on the same days", policy.key),
        // Presence is no hours: no run is short of anything.
        runs: Vec::new(),
    })
}

/// Whether every choice of firm-led weekdays has a day on which the learners are at their firm.
fn must_be_there(scene: &Scene<'_>, cohort: CohortId, pattern: &WeekPattern) -> bool {
    let binds = |day: &usize| {
        let holiday = scene.in_holiday_week(*day, pattern) && pattern.holiday_weeks != HolidayWeeks::Keep;
        scene.in_range(cohort, *day) && scene.locked_use(cohort, *day).is_none() && !holiday
    };
    let days = (0..scene.calendar.days.len()).filter(binds);
    let bound =
        days.fold(0_u8, |bound, day| bound | 1 << scene.calendar.days[day].weekday().num_days_from_monday());
    if let Some((_, firm)) = pattern.led {
        return bound & firm.0 != 0;
    }
    (pattern.weekdays().0 & !bound).count_ones() < pattern.firm_days
}
