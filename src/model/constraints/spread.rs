//! **Selected hours are spread: every period has its share.**
//!
//! For each learner group g and each named period: `Σ_{p selected, in the period} minutes_p · held_p ≥
//! least`. Emits nothing when the calendar names no periods, and for periods in which the cohort is away.

use super::{Build, Family};
use crate::domain::{PolicyId, Rule, Selector};
use crate::model::build::Terms;
use crate::model::tags::{Subject, When, Whom};

/// The family.
pub struct Spread;

impl Family for Spread {
    fn key(&self) -> &'static str {
        "spread"
    }

    fn sentence(&self) -> &'static str {
        "In every period of the calendar a learner gets at least the agreed hours of the selected modules."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::Spread { selector, at_least } = &policy.rule {
                for group in build.scene.groups_of(policy) {
                    for period in 0..build.scene.scenario.calendar.periods.len() {
                        one(build, id, (group, period), selector, *at_least);
                    }
                }
            }
        }
    }
}

fn one(
    build: &mut Build<'_>,
    id: PolicyId,
    (group, period): (usize, usize),
    selector: &Selector,
    least: u32,
) {
    let scenario = build.scene.scenario;
    let cohort = build.scene.groups[group].cohort;
    let (range, own) = (scenario.calendar.periods[period].range, scenario.cohorts[cohort.index()].range);
    if range.last < own.first || own.last < range.first {
        return;
    }
    let days = build.scene.calendar.days_in(range);
    let mut terms: Terms = Vec::new();
    for day in days {
        for index in &build.by_group_day[group][day] {
            let members = build.scene.runs[build.placements[*index].run].members.iter();
            let mut mine = members.filter(|(of, _)| *of == cohort);
            if mine.any(|(_, module)| selector.matches(*module, &scenario.modules[module.index()])) {
                terms.push((build.held(*index), build.minutes(*index)));
            }
        }
    }
    let learners = build.scene.groups[group].learners;
    let subject = Subject { whom: Whom::Group(group), when: When::Period(period) };
    let tag = build.tag(subject).policy(id).minutes().weighing(learners).floor();
    let (relief, off) = build.unless_outside(group, f64::from(least));
    terms.extend(relief);
    build.rule(tag, f64::from(least) - off, f64::INFINITY, terms);
}
