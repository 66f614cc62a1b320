//! What is known of a cost without a search: a bound, and the cheapest plan that lies at hand. It is kept in a store by
//! the content of the scenario and of the plan of everybody that is cut down for it.

use super::Known;
use super::at_hand::at_hand;
use super::coalition_cost::{CostError, Larger};
use super::costs::Store;
use crate::domain::{Cents, Scenario, digest};
use crate::plan::Plan;
use crate::planner::least::least_cost;
use crate::solver::Cancel;

/// What is known of a cost without a search.
pub(super) struct AtHand {
    /// No plan costs less; `None` where no plan gives everybody the hours.
    pub lower: Option<Cents>,
    /// The cheapest plan at hand that the judge accepts.
    pub plan: Option<Known>,
}

/// What is known of the cost of fewer firms or learners than everybody, from the store or anew.
///
/// # Errors
///
/// When the solver fails, or a plan is cheaper than its bound.
pub(super) fn known(
    own: &Scenario,
    everybody: Larger<'_>,
    store: &dyn Store,
    cancel: &Cancel,
) -> Result<AtHand, CostError> {
    let key = key(own, everybody.plan);
    if let Some(known @ Known::Cost { .. }) = store.find(&key, own) {
        return Ok(AtHand { lower: known.lower(), plan: Some(known) });
    }
    let Some(least) = least_cost(own, cancel)? else { return Ok(AtHand { lower: None, plan: None }) };
    let bound = least.euros * 100.0;
    let Some(found) = at_hand(own, &least, &[everybody])? else {
        return Ok(AtHand { lower: Some(Cents(bound.floor().max(0.0) as i64)), plan: None });
    };
    let lower = found.lower(bound);
    let known = found.known(lower);
    // What a cancelled solver found may be less than what it would have found.
    if !cancel.is_cancelled() {
        store.keep(&key, own, &known);
    }
    Ok(AtHand { lower: Some(lower), plan: Some(known) })
}

/// By the scenario, and the plan that is cut down for it.
fn key(own: &Scenario, everybody: &Plan) -> String {
    let both = format!("{}{everybody:?}", own.digest);
    format!("{}-at-hand-v{}", &digest(both.as_bytes())[..32], env!("CARGO_PKG_VERSION"))
}
