//! **Young learners are not taught in slots closed to their age on that date, of all or of selected
//! modules.**
//!
//! Refuses placements attended by a learner in the age band on the date of the session that lie in
//! a closed class, begin too early or end too late. The strictest learner binds the whole session.

use super::{Family, Objection};
use crate::domain::{AgeBand, Rule};
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct SlotsByAge;

impl Family for SlotsByAge {
    fn key(&self) -> &'static str {
        "slots_by_age"
    }

    fn sentence(&self) -> &'static str {
        "No learner is taught in a class of slot, or at an hour, that is closed to the learner's age on that date."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let mut objections = Vec::new();
        for (id, policy) in scene.policies() {
            let Rule::SlotsByAge { band, selector, not, latest, earliest } = &policy.rule else { continue };
            let time = &placement.time;
            let selected = scene.runs[placement.run]
                .members
                .iter()
                .any(|(_, module)| selector.matches(*module, &scene.scenario.modules[module.index()]));
            let closed = not.contains(&time.class)
                || latest.is_some_and(|latest| time.end > latest)
                || earliest.is_some_and(|earliest| time.start < earliest);
            let learners =
                if selected && closed { in_band(scene, placement, *band, &policy.cohorts) } else { 0 };
            if learners > 0 {
                objections.push(Objection { policy: Some(id), learners });
            }
        }
        objections
    }
}

/// Learners of some cohorts on a placement who are in an age band on its date.
pub fn in_band(
    scene: &Scene<'_>,
    placement: &Placement,
    band: AgeBand,
    cohorts: &[crate::domain::CohortId],
) -> u32 {
    let date = scene.date(placement.day);
    let groups = scene.runs[placement.run].groups.iter().map(|group| &scene.groups[*group]);
    groups
        .filter(|group| cohorts.contains(&group.cohort))
        .filter(|group| group.of(scene.scenario).any(|given| band.holds(given, date)))
        .map(|group| group.learners)
        .sum()
}
