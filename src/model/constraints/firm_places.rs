//! **No firm holds more learner contracts than it has places and mentors for, and only recognised
//! firms hold any.**
//!
//! For each firm f: `learners of f in all cohorts ≤ min(places, mentors × learners each)`. Both
//! sides are data: the row has no variable, and a scenario that breaks it has no plan.
//!
//! Emits nothing for firms that state neither places nor mentors. Recognition is checked when the
//! scenario is read.

use super::{Build, Family};
use crate::domain::FirmId;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct FirmPlaces;

impl Family for FirmPlaces {
    fn key(&self) -> &'static str {
        "firm_places"
    }

    fn sentence(&self) -> &'static str {
        "No firm has more learners for the year than the smaller of its places and what its mentors can look after."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.firms.len() {
            let Some(contracts) = build.scene.scenario.firms[index].contracts() else { continue };
            let firm = FirmId(index);
            let groups = build.scene.scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
            let learners: u32 =
                groups.filter(|group| group.firm == Some(firm)).map(|group| group.learners).sum();
            let tag = build.tag(Subject::always(Whom::Firm(firm)));
            build.rule(tag, f64::NEG_INFINITY, f64::from(contracts) - f64::from(learners), Vec::new());
        }
    }
}
