//! What is known of a cost without a search: a bound, and the cheapest plan that lies at hand. It is kept in a store by
//! the content of the scenario and of the plan of everybody that is cut down for it.

use crate::check::judge;
use crate::consortium::coalition_cost::CostError;
use crate::consortium::costs::Store;
use crate::consortium::harvest::harvests;
use crate::consortium::outside::everybody_outside;
use crate::consortium::{Known, Way};
use crate::domain::{Cents, Scenario, digest};
use crate::game::Coalition;
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

/// Everybody's plan, which is cut down for fewer learners.
pub(super) struct Everybody<'a> {
    /// Everybody.
    pub who: Coalition,
    /// Their scenario.
    pub scenario: &'a Scenario,
    /// Their plan.
    pub plan: &'a Plan,
}

impl Everybody<'_> {
    /// What is known of the cost of fewer learners, from the store or anew.
    ///
    /// # Errors
    ///
    /// When the solver fails, or a plan is cheaper than its bound.
    pub(super) fn at_hand(
        &self,
        own: &Scenario,
        store: &dyn Store,
        cancel: &Cancel,
    ) -> Result<AtHand, CostError> {
        let key = self.key(own);
        if let Some(Known::Cost { lower, upper, plan, .. }) = store.find(&key, own) {
            return Ok(AtHand { lower: Some(lower), plan: Some((upper, *plan)) });
        }
        let found = self.anew(own, cancel)?;
        // What a cancelled solver found may be less than what it would have found.
        if let (Some(lower), Some((upper, plan)), false) = (found.lower, &found.plan, cancel.is_cancelled()) {
            let from = self.who;
            let way = if plan.sessions.is_empty() { Way::Outside } else { Way::CutDown { from } };
            let known = Known::Cost { lower, upper: *upper, plan: Box::new(plan.clone()), way };
            store.keep(&key, own, &known);
        }
        Ok(found)
    }

    fn key(&self, own: &Scenario) -> String {
        let both = format!("{}{:?}", own.digest, self.plan);
        format!("{}-at-hand-v{}", &digest(both.as_bytes())[..32], env!("CARGO_PKG_VERSION"))
    }

    fn anew(&self, own: &Scenario, cancel: &Cancel) -> Result<AtHand, CostError> {
        let Some(least) = least_cost(own, cancel)? else { return Ok(AtHand { lower: None, plan: None }) };
        let bound = least.euros * 100.0;
        let cut = harvests(own, least.seats.as_ref(), (self.scenario, self.plan));
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
}
