//! **A run keeps its room.**
//!
//! For each run r and kind of room k that would do for some of its placements, each of which has a kind of its own:
//! `held_p ≤ uses_{r,k}` and `Σ_k uses_{r,k} ≤ 1`; as a wish each kind beyond the first costs its price.
//!
//! Emits nothing for runs that one kind of room serves alone.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::{PolicyId, RoomId, Rule};
use crate::model::build::Terms;
use crate::model::runs::Run;
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct SameRoom;

impl Family for SameRoom {
    fn key(&self) -> &'static str {
        "same_room"
    }

    fn sentence(&self) -> &'static str {
        "A run stays in the same room from its first session to its last."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if !matches!(policy.rule, Rule::SameRoom) {
                continue;
            }
            for run in 0..build.scene.runs.len() {
                if build.scene.runs[run].members.iter().any(|(cohort, _)| policy.cohorts.contains(cohort)) {
                    one(build, id, run);
                }
            }
        }
    }
}

/// Whether it matters for a run in which kind of room it is.
pub fn matters(scene: &Scene<'_>, run: &Run) -> bool {
    scene.policies().any(|(_, policy)| {
        matches!(policy.rule, Rule::SameRoom)
            && run.members.iter().any(|(cohort, _)| policy.cohorts.contains(cohort))
    })
}

fn one(build: &mut Build<'_>, id: PolicyId, run: usize) {
    let mut kinds: BTreeMap<RoomId, Vec<usize>> = BTreeMap::new();
    for index in build.by_run[run].clone() {
        if let Some(room) = build.placements[index].rooms.first() {
            kinds.entry(*room).or_default().push(index);
        }
    }
    if kinds.len() < 2 {
        return;
    }
    let mut terms: Terms = Vec::new();
    for (room, placements) in kinds {
        let uses = build.col(Variable::UsesRoom { run, room });
        for index in placements {
            let held = build.held(index);
            build.link(f64::NEG_INFINITY, 0.0, vec![(held, 1.0), (uses, -1.0)]);
        }
        terms.push((uses, 1.0));
    }
    let tag = build.tag(Subject::always(Whom::Run(run))).policy(id);
    build.rule(tag, f64::NEG_INFINITY, 1.0, terms);
}
