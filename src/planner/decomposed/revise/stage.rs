//! One aim of a revision: the least disturbance, or the least cost with what may be disturbed.

use std::time::{Duration, Instant};

use fastrand::Rng;

use super::around::{Mended, mend};
use crate::model::scene::Scene;
use crate::planner::decomposed::one::plan_as_one;
use crate::planner::decomposed::period::placed;
use crate::planner::decomposed::year::Year;
use crate::planner::decomposed::{ByParts, FEW_COHORTS, Told, apart, improved, is_separable};
use crate::planner::phase::Phase;
use crate::planner::revision::Revision as Asked;
use crate::planner::search::Search;
use crate::planner::{Options, PlannerError, Status, StopReason};

/// What is found for one aim: the plan, whether it is proven to be the best for it, and whether a clock ended the search.
pub(super) type Found = (Told, bool, bool);

/// Whether what is left of the year is one programme for the solver.
pub(super) fn is_one(scene: &Scene<'_>) -> bool {
    scene.scenario.cohorts.len() < FEW_COHORTS || !is_separable(scene.scenario)
}

/// Seeks what the year is priced for, from a plan where there is one.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn stage(
    scene: &Scene<'_>,
    (options, time, asked): (&Options<'_>, Option<Duration>, &Asked<'_>),
    year: &mut Year<'_>,
    rng: &mut Rng,
    given: Option<Told>,
) -> Result<Found, PlannerError> {
    let options = Options { time, cancel: options.cancel.clone(), ..*options };
    let mut search = Search::new(scene, &options, Instant::now());
    search.steps = asked.steps;
    if !is_one(scene) {
        let best = match given {
            Some(given) => given,
            None => placed(&mut search, year, rng)?,
        };
        search.tell(Phase::Improving, None);
        let told = improved(&mut search, year, rng, best)?;
        let cut_short = search.must_wrap_up() || search.is_clocked();
        return Ok((told, false, cut_short));
    }
    let mut given = given;
    if given.is_none() {
        let mended = mend(&mut search, year)?;
        if mended == Mended::Whole {
            given = match apart(&mut search, year, rng) {
                // Their people cannot be told apart: the whole may hold other sessions.
                Err(PlannerError::NotToldApart { .. } | PlannerError::Parts) => None,
                told => Some(told?),
            };
        }
        if asked.any && mended == Mended::Missing {
            return Err(PlannerError::NoPeriod);
        }
    }
    if let Some(told) = given.take_if(|_| asked.any) {
        return Ok((told, false, search.is_clocked()));
    }
    let before = given.as_ref().map(|given| (given.plan.clone(), given.cost));
    match plan_as_one(&mut search, year, rng, given)? {
        ByParts::Answer(answer) => {
            let (plan, cost) = (answer.plan, answer.objective);
            let plan = plan.or(before.map(|(plan, _)| plan)).unwrap_or_default();
            let told = Told { plan, cost: cost.unwrap_or(f64::INFINITY), missing: 0.0 };
            let proven = answer.status == Status::Optimal && !search.is_clocked();
            Ok((told, proven, matches!(answer.stop, StopReason::Time | StopReason::Cancelled)))
        }
        ByParts::Partial(plan) | ByParts::NoPlan { partial: plan, .. } => {
            let missing = plan.unplaced.iter().map(|missing| f64::from(missing.minutes)).sum();
            let cut_short = search.must_wrap_up() || search.is_clocked();
            Ok((Told { plan, cost: f64::INFINITY, missing }, false, cut_short))
        }
    }
}
