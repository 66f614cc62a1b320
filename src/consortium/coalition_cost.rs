//! What one coalition would pay, from the cheapest way to know it to the dearest.
//!
//! 1. A bound: what the hours of its programme cost at least, with whole groups and seats
//!    ([`crate::planner::least`]).
//! 2. Plans at hand: everybody outside; the plans of larger coalitions, cut down ([`super::harvest`]). The
//!    judge has to accept them for the coalition's own scenario.
//! 3. Where the cheapest of them costs more than the bound, the planner.

use super::alone::Alone;
use super::harvest::harvests;
use super::known::{Known, Way};
use super::outside::everybody_outside;
use crate::check::judge;
use crate::domain::{Cents, Scenario};
use crate::game::Coalition;
use crate::plan::{Plan, price};
use crate::planner::judged::{JudgeError, judged, rounding};
use crate::planner::least::{Least, least_cost};
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
pub struct Larger<'a> {
    /// The coalition.
    pub coalition: Coalition,
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

/// A plan that the judge accepts, and what it costs.
struct Accepted {
    plan: Plan,
    way: Way,
    /// Its cost by the ledger, wishes included.
    cost: Cents,
    /// By how many cents rounding may part the ledger from the model.
    rounding: f64,
}

impl Accepted {
    /// By how many cents it costs more than a bound of the model, rounding aside; 0 where it is proven the least.
    fn above(&self, bound: f64) -> f64 {
        (self.cost.0 as f64 - bound - self.rounding).max(0.0)
    }

    /// What no plan costs less than, by a bound of the model: its own cost where that is as low as the bound.
    /// Prices are never negative, so that nothing costs less than 0.
    fn lower(&self, bound: f64) -> Cents {
        if self.above(bound) <= 0.0 {
            self.cost
        } else {
            Cents((bound - self.rounding).floor().max(0.0) as i64)
        }
    }

    fn known(self, lower: Cents) -> Known {
        Known::Cost { lower, upper: self.cost, plan: Box::new(self.plan), way: self.way }
    }
}

/// The cheapest plan at hand that the judge accepts.
fn at_hand(own: &Scenario, least: &Least, larger: &[Larger<'_>]) -> Result<Option<Accepted>, CostError> {
    let bound = least.euros * 100.0;
    let mut best: Option<Accepted> = None;
    // Says whether nothing can be cheaper.
    let mut offer = |plan: Plan, way: Way| -> Result<bool, CostError> {
        if let Some(found) = accepted(own, plan, way) {
            not_below(&found, bound)?;
            if best.as_ref().is_none_or(|known| found.cost < known.cost) {
                best = Some(found);
            }
        }
        Ok(best.as_ref().is_some_and(|known| known.above(bound) <= 0.0))
    };
    if let Some(plan) = everybody_outside(own)
        && offer(plan, Way::Outside)?
    {
        return Ok(best);
    }
    for other in larger {
        for plan in harvests(own, least.seats.as_ref(), (other.scenario, other.plan)) {
            if offer(plan, Way::CutDown { from: other.coalition })? {
                return Ok(best);
            }
        }
    }
    Ok(best)
}

/// A plan with its price, if the judge accepts it.
fn accepted(own: &Scenario, plan: Plan, way: Way) -> Option<Accepted> {
    let verdict = judge(own, &plan);
    if !verdict.accepted() {
        return None;
    }
    let ledger = price(own, &plan);
    let (cost, rounding) = (ledger.cost() + verdict.wish_cents, rounding(own, &ledger));
    Some(Accepted { plan, way, cost, rounding })
}

/// No plan may be cheaper than a bound of the model.
fn not_below(found: &Accepted, bound: f64) -> Result<(), CostError> {
    if (found.cost.0 as f64) < bound - found.rounding {
        let lower = Cents(bound.floor() as i64);
        return Err(CostError::Crossed { upper: found.cost, lower });
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(cost: i64) -> Accepted {
        Accepted { plan: Plan::default(), way: Way::Planned, cost: Cents(cost), rounding: 2.0 }
    }

    #[test]
    fn a_plan_is_the_least_where_only_rounding_parts_it_from_the_bound() {
        assert_eq!(plan(1_000).lower(998.5), Cents(1_000));
        assert_eq!(plan(1_000).lower(1_001.5), Cents(1_000));
        assert_eq!(plan(1_000).lower(990.0), Cents(988));
        assert_eq!(plan(1_000).lower(f64::NEG_INFINITY), Cents(0));
    }

    #[test]
    fn a_plan_cheaper_than_its_bound_is_an_error() {
        assert!(not_below(&plan(1_000), 1_001.5).is_ok());
        assert!(matches!(not_below(&plan(1_000), 1_003.0), Err(CostError::Crossed { .. })));
    }
}
