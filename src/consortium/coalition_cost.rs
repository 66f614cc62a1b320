//! What one coalition would pay, from the cheapest way to know it to the dearest.
//!
//! 1. A bound: what the hours of its programme cost at least, with whole groups and seats
//!    ([`crate::planner::least`]).
//! 2. Plans at hand ([`super::at_hand`]): everybody outside; the plans of larger coalitions, cut down. The judge
//!    has to accept them for the coalition's own scenario.
//! 3. Where the cheapest of them costs more than the bound, the planner.

use super::alone::Alone;
use super::at_hand::{Accepted, accepted, at_hand, not_below};
use super::known::{Known, Way};
use crate::domain::{Cents, Scenario};
use crate::game::many::Members;
use crate::plan::Plan;
use crate::planner::judged::{JudgeError, judged};
use crate::planner::least::least_cost;
use crate::planner::{self, PlannerError, Status};
use crate::solver::SolverError;

/// Why the cost of a coalition could not be computed.
#[derive(Debug, thiserror::Error)]
pub enum CostError {
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// The planner failed, or refuses the scenario.
    #[error(transparent)]
    Planner(#[from] PlannerError),
    /// The planner contradicts itself.
    #[error(transparent)]
    Judge(#[from] JudgeError),
    /// A plan is cheaper than what no plan can cost less than.
    #[error(
        "a plan costs {upper} although no plan should cost less than {lower}. Please report this with the scenario"
    )]
    Crossed {
        /// What the plan costs.
        upper: Cents,
        /// The bound.
        lower: Cents,
    },
}

/// A plan of a larger coalition that may be cut down.
#[derive(Clone, Copy)]
pub struct Larger<'a> {
    /// The coalition.
    pub coalition: Members,
    /// Its scenario.
    pub scenario: &'a Scenario,
    /// Its plan.
    pub plan: &'a Plan,
}

/// The cost of some firms standing alone.
///
/// # Errors
///
/// When the solver fails, the planner refuses the scenario, or a plan is cheaper than its bound.
pub fn cost_of(
    own: &Alone,
    larger: &[Larger<'_>],
    options: &planner::Options<'_>,
) -> Result<Known, CostError> {
    let least = least_cost(&own.scenario, &options.cancel)?;
    let bound = least.as_ref().map(|least| least.euros * 100.0);
    let at_hand = match &least {
        Some(least) => at_hand(&own.scenario, least, larger)?,
        None => None,
    };
    match (at_hand, bound) {
        (Some(plan), Some(bound)) if bound.is_finite() && plan.above(bound) <= options.gap * bound.abs() => {
            let lower = plan.lower(bound);
            Ok(plan.known(lower))
        }
        (at_hand, bound) => planned(own, at_hand, bound, options),
    }
}

/// Asks the planner, and keeps the better of its plan and the one at hand.
fn planned(
    own: &Alone,
    at_hand: Option<Accepted>,
    hours: Option<f64>,
    options: &planner::Options<'_>,
) -> Result<Known, CostError> {
    let answer = planner::plan(&own.scenario, options)?;
    let found = judged(&own.scenario, &answer, options.seed)?.filter(|found| found.verdict.accepted());
    let searched = found.as_ref().and_then(|found| found.proof.bound_cents).map(|cents| cents as f64);
    let theirs = found.and_then(|found| accepted(&own.scenario, found.plan, Way::Planned));
    let bound = hours.into_iter().chain(searched).fold(0.0, f64::max);
    match [at_hand, theirs].into_iter().flatten().min_by_key(|found| found.cost) {
        Some(best) => {
            not_below(&best, bound)?;
            let lower = best.lower(bound);
            Ok(best.known(lower))
        }
        None if answer.status == Status::Infeasible => {
            let shortages = answer.shortages.iter().map(planner::Shortage::sentence);
            Ok(Known::NoPlan { why: own.lacks.iter().cloned().chain(shortages).collect() })
        }
        None => Ok(Known::NotFound { lower: hours.map(|hours| Cents(hours.floor().max(0.0) as i64)) }),
    }
}
