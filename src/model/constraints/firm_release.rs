//! **No firm misses more of its learners at once than it can spare.**
//!
//! For each firm f with a ceiling, each day and moment t: with `n_{f,p}` the learners of f on
//! placement p, over placements that touch f's working hours,
//! `Σ_{p covering t} n_{f,p} · held_p ≤ ceiling_f`.
//!
//! Emits nothing for firms without a ceiling or without stated working hours.

use super::{Build, Family};
use crate::domain::{CohortId, FirmId};
use crate::model::build::Terms;
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct FirmRelease;

impl Family for FirmRelease {
    fn key(&self) -> &'static str {
        "firm_release"
    }

    fn sentence(&self) -> &'static str {
        "During its working hours no firm misses more of its learners at once than it can spare."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.firms.len() {
            let Some(ceiling) = build.scene.scenario.firms[index].away_at_most else { continue };
            let firm = FirmId(index);
            let missed: Vec<u32> =
                (0..build.scene.runs.len()).map(|run| learners_of(build, run, firm)).collect();
            for day in 0..build.scene.calendar.days.len() {
                let date = build.scene.date(day);
                let felt = |placement: &usize| {
                    let placement = &build.placements[*placement];
                    let (start, end) = (placement.time.start, placement.time.end);
                    placement.day == day
                        && missed[placement.run] > 0
                        && build.scene.scenario.working_minutes(firm, date, start, end) > 0
                };
                let placements: Vec<usize> = (0..build.placements.len()).filter(felt).collect();
                for (_, together) in build.cliques(&placements) {
                    let people = |index: &usize| f64::from(missed[build.placements[*index].run]);
                    let terms: Terms =
                        together.iter().map(|index| (build.held(*index), people(index))).collect();
                    let tag = build.tag(Subject::on(Whom::Firm(firm), day));
                    build.rule(tag, f64::NEG_INFINITY, f64::from(ceiling), terms);
                }
            }
        }
    }
}

/// Learners of a firm who attend a run.
fn learners_of(build: &Build<'_>, run: usize, firm: FirmId) -> u32 {
    let cohorts: Vec<CohortId> = (0..build.scene.scenario.cohorts.len()).map(CohortId).collect();
    learners_in(build.scene, run, firm, &cohorts)
}

/// Learners of a firm, of some cohorts, who attend a run; where it is not settled who sits in a
/// part, as many as could.
pub fn learners_in(scene: &Scene<'_>, run: usize, firm: FirmId, cohorts: &[CohortId]) -> u32 {
    let groups = scene.runs[run].groups.iter().map(|group| &scene.groups[*group]);
    groups
        .filter(|group| cohorts.contains(&group.cohort))
        .map(|group| {
            let given = group.of(scene.scenario).filter(|given| given.firm == Some(firm));
            given.map(|given| given.learners).sum::<u32>().min(group.learners)
        })
        .sum()
}
