//! **A learner's week has enough hours, and not too many.**
//!
//! For each learner group g and calendar week w:
//! `least ≤ Σ_{p in w} minutes_p · held_p (+ day · Σ_{d in w} firm_led_{c,d}) ≤ most`.
//! The least holds only in weeks in which all five working days are open and the cohort is there.

use itertools::Itertools;

use super::hours_norm::firm_day_minutes;
use super::{Build, Family};
use crate::domain::{PolicyId, Rule, Weekdays};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct WeekHours;

impl Family for WeekHours {
    fn key(&self) -> &'static str {
        "week_hours"
    }

    fn sentence(&self) -> &'static str {
        "In a calendar week a learner has at least, and no more than, the agreed hours."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::WeekHours { with_firm_days, at_least, at_most } = policy.rule {
                for group in build.scene.groups_of(policy) {
                    let (weeks, sources) = (0..build.scene.calendar.weeks.len(), build.each_source(group));
                    for (week, source) in weeks.cartesian_product(sources) {
                        one(build, id, (group, source, week), with_firm_days, (at_least, at_most));
                    }
                }
            }
        }
    }
}

fn one(
    build: &mut Build<'_>,
    id: PolicyId,
    (group, source, week): (usize, Option<usize>, usize),
    with_firm_days: bool,
    (at_least, at_most): (Option<u32>, Option<u32>),
) {
    let days = build.scene.calendar.weeks[week].days.clone();
    let mut terms: Terms = Vec::new();
    let possible: u32 = days.iter().map(|day| build.most_minutes(&build.by_group_day[group][*day])).sum();
    for day in &days {
        for index in &build.by_group_day[group][*day] {
            terms.push((build.held(*index), build.minutes(*index)));
        }
    }
    let mut certain = 0.0;
    if with_firm_days {
        let range = days[0]..days[days.len() - 1] + 1;
        certain = firm_day_minutes(build, (group, source), range, &mut terms);
    }
    let learners = build.scene.groups[group].learners;
    let tag = build.tag(Subject::in_week(Whom::Group(group), week)).policy(id).minutes();
    let tag = tag.weighing(learners).of_source(source);
    let firm: f64 = terms
        .iter()
        .filter(|(col, _)| col.index() >= build.placements.len())
        .map(|(_, minutes)| minutes)
        .sum();
    // No set of sessions could exceed the limit in most weeks: then the row is left out.
    if let Some(most) = at_most.filter(|most| f64::from(possible) + firm + certain > f64::from(*most)) {
        build.rule(tag, f64::NEG_INFINITY, f64::from(most) - certain, terms.clone());
    }
    let cohort = build.scene.groups[group].cohort;
    let whole = build.scene.calendar.weeks[week].missing.0 & Weekdays::WORKING.0 == 0
        && days.iter().all(|day| {
            !Weekdays::WORKING.contains(build.scene.calendar.days[*day].weekday())
                || build.scene.in_range(cohort, *day)
        });
    if let Some(least) = at_least.filter(|_| whole) {
        let (relief, off) = build.unless_outside(group, f64::from(least));
        terms.extend(relief);
        build.rule(tag.floor(), f64::from(least) - certain - off, f64::INFINITY, terms);
    }
}
