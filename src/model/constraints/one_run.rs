//! **For every module, each learner group follows exactly one run, or its seats are bought
//! outside.**
//!
//! For each learner group g and module m that more than one candidate run could serve:
//! `Σ_{r serves g, m} open_r = 1 − outside_g`.
//!
//! Emits nothing where a single run serves the group and nothing can be bought, and for cohorts whose
//! seats may be bought one by one (see `outside_seats`).

use super::{Build, Family};
use crate::domain::ModuleId;
use crate::model::seats;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct OneRun;

impl Family for OneRun {
    fn key(&self) -> &'static str {
        "one_run"
    }

    fn sentence(&self) -> &'static str {
        "For every module each learner follows exactly one run, unless the seat is bought outside."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for group in 0..build.scene.groups.len() {
            let cohort = build.scene.groups[group].cohort;
            if seats::flexible(build.scene.scenario, cohort) {
                continue;
            }
            let programme = build.scene.scenario.cohorts[cohort.index()].programme;
            for module in build.scene.scenario.programmes[programme.index()].modules.clone() {
                one(build, group, module);
            }
        }
    }
}

fn one(build: &mut Build<'_>, group: usize, module: ModuleId) {
    let cohort = build.scene.groups[group].cohort;
    let serving: Vec<usize> = build
        .scene
        .runs_of(group)
        .filter(|run| build.scene.runs[*run].members.contains(&(cohort, module)))
        .collect();
    let mut terms: Vec<_> = Vec::new();
    for run in &serving {
        match build.open(*run) {
            Some(open) => terms.push((open, 1.0)),
            None => return,
        }
    }
    if let Some(outside) = build.outside(cohort) {
        terms.push((outside, 1.0));
    }
    let first = build.scene.groups[group].learners;
    let tag = build.tag(Subject::always(Whom::Group(group))).weighing(first).floor();
    build.rule(tag, 1.0, 1.0, terms);
}
