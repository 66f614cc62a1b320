//! What is known of a cost without a search: a bound, and the cheapest plan that lies at hand.

use crate::check::judge;
use crate::consortium::coalition_cost::CostError;
use crate::consortium::harvest::harvests;
use crate::consortium::outside::everybody_outside;
use crate::domain::{Cents, Scenario};
use crate::plan::{Plan, price};
use crate::planner::judged::rounding;
use crate::planner::least::least_cost;
use crate::solver::Cancel;

/// What is known of a cost without a search.
pub(super) struct AtHand {
    /// No plan costs less; `None` where no plan gives everybody the hours.
    pub lower: Option<Cents>,
    /// The cheapest plan at hand that the judge accepts.
    pub plan: Option<(Cents, Plan)>,
}

/// What is known of the cost of some firms from bounds and the plans of more learners.
///
/// # Errors
///
/// When the solver fails, or a plan is cheaper than its bound.
pub(super) fn at_hand(
    own: &Scenario,
    larger: &[(&Scenario, &Plan)],
    cancel: &Cancel,
) -> Result<AtHand, CostError> {
    let Some(least) = least_cost(own, cancel)? else { return Ok(AtHand { lower: None, plan: None }) };
    let bound = least.euros * 100.0;
    let cut = larger.iter().flat_map(|other| harvests(own, least.seats.as_ref(), *other));
    let mut best: Option<(Cents, f64, Plan)> = None;
    for plan in everybody_outside(own).into_iter().chain(cut) {
        let verdict = judge(own, &plan);
        if !verdict.accepted() {
            continue;
        }
        let ledger = price(own, &plan);
        let (cost, blurred) = (ledger.cost() + verdict.wish_cents, rounding(own, &ledger));
        if (cost.0 as f64) < bound - blurred {
            return Err(CostError::Crossed { upper: cost, lower: Cents(bound.floor() as i64) });
        }
        if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
            best = Some((cost, blurred, plan));
        }
        // Nothing is cheaper than the bound.
        if best.as_ref().is_some_and(|(known, blurred, _)| known.0 as f64 - bound <= *blurred) {
            break;
        }
    }
    let lower = match &best {
        Some((cost, blurred, _)) if cost.0 as f64 - bound <= *blurred => *cost,
        Some((_, blurred, _)) => Cents((bound - blurred).floor().max(0.0) as i64),
        None => Cents(bound.floor().max(0.0) as i64),
    };
    Ok(AtHand { lower: Some(lower), plan: best.map(|(cost, _, plan)| (cost, plan)) })
}
