//! **A learner gives up no more evenings in a week than agreed.**
//!
//! For each learner group g: `held_p ≤ evening_{g,d}` for its evening placements of day d, and for
//! each calendar week w: `Σ_{d in w} evening_{g,d} ≤ k`.

use super::{Build, Family};
use crate::domain::{PolicyId, Rule, SlotClass};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct EveningsPerWeek;

impl Family for EveningsPerWeek {
    fn key(&self) -> &'static str {
        "evenings_per_week"
    }

    fn sentence(&self) -> &'static str {
        "A learner has sessions on no more evenings of a calendar week than agreed."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::EveningsPerWeek { at_most } = policy.rule {
                for group in build.scene.groups_of(policy) {
                    for week in 0..build.scene.calendar.weeks.len() {
                        one(build, id, group, week, at_most);
                    }
                }
            }
        }
    }
}

fn one(build: &mut Build<'_>, id: PolicyId, group: usize, week: usize, most: u32) {
    let late = |index: &usize| build.placements[*index].time.class == SlotClass::Evening;
    let mut evenings: Vec<(usize, Vec<usize>)> = Vec::new();
    for day in build.scene.calendar.weeks[week].days.clone() {
        let placements: Vec<usize> = build.by_group_day[group][day].iter().copied().filter(late).collect();
        if !placements.is_empty() {
            evenings.push((day, placements));
        }
    }
    if evenings.len() > most as usize {
        let mut terms: Terms = Vec::new();
        for (day, placements) in evenings {
            let evening = build.col(Variable::Evening { group, day });
            build.indicate(evening, &placements);
            terms.push((evening, 1.0));
        }
        let learners = build.scene.groups[group].learners;
        let tag = build.tag(Subject::in_week(Whom::Group(group), week)).policy(id).weighing(learners);
        build.rule(tag, f64::NEG_INFINITY, f64::from(most), terms);
    }
}
