//! **Nobody is in two sessions at once.**
//!
//! For each learner group g, day d and moment t at which a session may begin:
//! `Σ_{p attended by g, covering t} held_p ≤ 1`.
//!
//! Emits nothing where at most one placement covers the moment.

use super::{Build, Family};
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct OneSessionAtATime;

impl Family for OneSessionAtATime {
    fn key(&self) -> &'static str {
        "one_session_at_a_time"
    }

    fn sentence(&self) -> &'static str {
        "Nobody is expected in two sessions at once."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for group in 0..build.scene.groups.len() {
            for day in 0..build.scene.calendar.days.len() {
                let placements = build.by_group_day[group][day].clone();
                for (_, together) in build.cliques(&placements) {
                    if together.len() > 1 {
                        let terms = together.iter().map(|index| (build.held(*index), 1.0)).collect();
                        let tag = build.tag(Subject::on(Whom::Group(group), day));
                        build.rule(tag, f64::NEG_INFINITY, 1.0, terms);
                    }
                }
            }
        }
    }
}
