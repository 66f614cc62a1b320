//! Plans that need no search: everybody outside, and the plans of larger coalitions, cut down ([`super::harvest`]).
//! Each counts only once the judge has accepted it, and none may be cheaper than what no plan can cost less than.

use super::coalition_cost::{CostError, Larger};
use super::harvest::harvests;
use super::known::{Known, Way};
use super::outside::everybody_outside;
use crate::check::judge;
use crate::domain::{Cents, Scenario};
use crate::plan::{Plan, price};
use crate::planner::judged::rounding;
use crate::planner::least::Least;

/// A plan that the judge accepts, and what it costs.
pub(super) struct Accepted {
    /// The plan.
    pub plan: Plan,
    /// How it was found.
    pub way: Way,
    /// Its cost by the ledger, wishes included.
    pub cost: Cents,
    /// By how many cents rounding may part the ledger from the model.
    rounding: f64,
}

impl Accepted {
    /// By how many cents it costs more than a bound of the model, rounding aside; 0 where it is proven the least.
    pub fn above(&self, bound: f64) -> f64 {
        (self.cost.0 as f64 - bound - self.rounding).max(0.0)
    }

    /// What no plan costs less than, by a bound of the model: its own cost where that is as low as the bound.
    /// Prices are never negative, so that nothing costs less than 0.
    pub fn lower(&self, bound: f64) -> Cents {
        if self.above(bound) <= 0.0 {
            self.cost
        } else {
            Cents((bound - self.rounding).floor().max(0.0) as i64)
        }
    }

    /// As what is known of a coalition.
    pub fn known(self, lower: Cents) -> Known {
        Known::Cost { lower, upper: self.cost, plan: Box::new(self.plan), way: self.way }
    }
}

/// The cheapest plan at hand that the judge accepts.
pub(super) fn at_hand(
    own: &Scenario,
    least: &Least,
    larger: &[Larger<'_>],
) -> Result<Option<Accepted>, CostError> {
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
pub(super) fn accepted(own: &Scenario, plan: Plan, way: Way) -> Option<Accepted> {
    let verdict = judge(own, &plan);
    if !verdict.accepted() {
        return None;
    }
    let ledger = price(own, &plan);
    let (cost, rounding) = (ledger.cost() + verdict.wish_cents, rounding(own, &ledger));
    Some(Accepted { plan, way, cost, rounding })
}

/// No plan may be cheaper than a bound of the model.
pub(super) fn not_below(found: &Accepted, bound: f64) -> Result<(), CostError> {
    if (found.cost.0 as f64) < bound - found.rounding {
        let lower = Cents(bound.floor() as i64);
        return Err(CostError::Crossed { upper: found.cost, lower });
    }
    Ok(())
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
