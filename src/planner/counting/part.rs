//! What counting finds of some cohorts, and what is kept of them once their placements are gone.

use super::demand::Shared;
use super::giving_way::Lacking;
use super::{Count, learner_time, learner_weeks, locks, order, runs};
use crate::model::scene::Scene;
use crate::planner::explain::Shortage;

/// What is kept of some cohorts.
pub(super) struct Part {
    /// Locked sessions that cannot be held.
    pub(super) locks: Vec<Shortage>,
    /// Runs that cannot be held by themselves.
    pub(super) runs: Vec<Lacking>,
    /// Runs that cannot be held after those they build on.
    pub(super) order: Vec<Shortage>,
    /// Learners whose days hold less than they need.
    pub(super) time: Vec<Shortage>,
    /// What the runs ask of what others need too.
    pub(super) shared: Shared,
}

impl Part {
    /// Of a scene; `whole` gives the run of the whole for each of its runs.
    pub(super) fn of(scene: &Scene<'_>, whole: impl Fn(usize) -> usize) -> Self {
        let count = Count::new(scene);
        let mut time = learner_time::shortages(&count);
        if time.is_empty() {
            time = learner_weeks::shortages(&count);
        }
        Self {
            locks: locks::shortages(&count),
            runs: runs::lacking(&count),
            order: runs::told_once(order::shortages(&count)),
            time,
            shared: Shared::of(&count, whole),
        }
    }
}
