//! **No firm receives more learners on a day than it can.**
//!
//! For each firm f with a limit and each day d: `Σ_c n_{c,f} · firm_led_{c,d} ≤ limit_f`, with
//! `n_{c,f}` the learners of f in cohort c.
//!
//! Emits nothing for firms without a limit.

use super::{Build, Family};
use crate::domain::{CohortId, FirmId};
use crate::model::build::Terms;
use crate::model::decisions::LeadDay;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct FirmPresence;

impl Family for FirmPresence {
    fn key(&self) -> &'static str {
        "firm_presence"
    }

    fn sentence(&self) -> &'static str {
        "On a firm-led day no firm receives more learners than it can."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.firms.len() {
            let Some(limit) = build.scene.scenario.firms[index].present_at_most else { continue };
            for day in 0..build.scene.calendar.days.len() {
                one(build, FirmId(index), day, f64::from(limit));
            }
        }
    }
}

fn one(build: &mut Build<'_>, firm: FirmId, day: usize, limit: f64) {
    let (mut terms, mut certain): (Terms, f64) = (Vec::new(), 0.0);
    for cohort in 0..build.scene.scenario.cohorts.len() {
        let groups = build.scene.scenario.cohorts[cohort].groups.iter();
        let learners: u32 = groups.filter(|group| group.firm == Some(firm)).map(|group| group.learners).sum();
        match build.firm_led(CohortId(cohort), day) {
            LeadDay::Always => certain += f64::from(learners),
            LeadDay::When(col) => terms.push((col, f64::from(learners))),
            LeadDay::Free | LeadDay::Never => {}
        }
    }
    let possible: f64 = terms.iter().map(|(_, learners)| learners).sum();
    if certain + possible > limit {
        let tag = build.tag(Subject::on(Whom::Firm(firm), day));
        build.rule(tag, f64::NEG_INFINITY, limit - certain, terms);
    }
}
