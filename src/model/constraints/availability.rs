//! **Learners are only expected when their cohort is there, they are available and not on shift.**
//!
//! Refuses placements outside the cohort's dates, outside every availability window of the cohort
//! or the learner group (where windows are stated), or during a shift of their roster.

use super::{Family, Objection};
use crate::domain::{Roster, Window};
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct Availability;

impl Family for Availability {
    fn key(&self) -> &'static str {
        "availability"
    }

    fn sentence(&self) -> &'static str {
        "Learners are only expected between their cohort's first and last day, when they are available and not on shift."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let all = scene.runs[placement.run].groups.iter().all(|group| {
            let group = &scene.groups[*group];
            let cohort = &scene.scenario.cohorts[group.cohort.index()];
            scene.in_range(group.cohort, placement.day)
                && open(scene, &cohort.available, placement)
                && off_shift(scene, cohort.roster.as_ref(), placement)
                && group.of(scene.scenario).all(|given| {
                    open(scene, &given.available, placement)
                        && off_shift(scene, given.roster.as_ref(), placement)
                })
        });
        if all { Vec::new() } else { vec![Objection::NEVER] }
    }
}

fn open(scene: &Scene<'_>, windows: &[Window], placement: &Placement) -> bool {
    let date = scene.date(placement.day);
    windows.is_empty()
        || windows.iter().any(|window| window.covers(date, placement.time.start, placement.time.end))
}

fn off_shift(scene: &Scene<'_>, roster: Option<&Roster>, placement: &Placement) -> bool {
    let (from, to) = (u32::from(placement.time.start.0), u32::from(placement.time.end.0));
    roster.is_none_or(|roster| !roster.works(scene.date(placement.day), from, to))
}
