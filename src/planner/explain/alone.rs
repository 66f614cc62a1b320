//! Cohorts that have no plan even with everything to themselves.

use std::collections::BTreeSet;

use super::elastic::least_breach;
use super::{Shortage, few};
use crate::domain::CohortId;
use crate::model;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::planner::search::Search;
use crate::planner::worker::Worker;
use crate::solver::{Limits, Outcome, SolverError};

/// Why cohorts have no plan alone, those together that attend runs together; empty when each may have one. A whole that is
/// one such set of cohorts is not looked at: it is no part.
///
/// # Errors
///
/// When the solver fails.
pub(in crate::planner) fn alone(search: &mut Search<'_>) -> Result<Vec<Shortage>, SolverError> {
    let kin = search.scene.kin();
    if kin.len() < 2 {
        return Ok(Vec::new());
    }
    let whole = search.scene;
    let found = search.side_by_side(kin.iter().collect(), |worker, cohorts| of(worker, whole, cohorts))?;
    Ok(few(&whole.scenario.policies, found.into_iter().flatten().collect()))
}

/// Why some cohorts have no plan alone; empty when they may have one.
fn of(
    worker: &mut Worker<'_>,
    whole: &Scene<'_>,
    cohorts: &BTreeSet<CohortId>,
) -> Result<Vec<Shortage>, SolverError> {
    let (mut scene, _) = whole.among(cohorts);
    // Counting has looked at the order of modules, whose many rows would take most of the time.
    scene.unordered = true;
    refuted(worker, &scene)
}

/// Why a scene has no plan, not even without whole numbers; empty when it may have one.
pub(super) fn refuted(worker: &mut Worker<'_>, scene: &Scene<'_>) -> Result<Vec<Shortage>, SolverError> {
    let hard = model::build(scene, Mode::Planning).strict().relaxed();
    match worker.solve(&hard, Limits::default()) {
        Ok(Outcome::Infeasible) => least_breach(worker, scene),
        // An answer that misses a row by more than rounding proves nothing either.
        Ok(_) | Err(SolverError::WrongAnswer(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
