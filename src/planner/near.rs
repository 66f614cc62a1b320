//! A plan from one of a scenario that was nearly the same.
//!
//! Where it keeps every rule here as well it stays as it is; else what of it is still possible stays, and the rest finds other
//! places with as few changes as the search for them comes to (`super::revision`). Where any plan will do, or the bound by the
//! hours proves it good enough, that is the answer; otherwise the scenario is planned as if nothing had been given, and it is the
//! answer where nothing better is found. Its cost is that of the model on its sessions, or else that of the ledger with what
//! rounding to cents may hide.

use chrono::NaiveDate;

use super::answer::{ended, finished, proven};
use super::judged::rounding;
use super::revision::{Revision, Weighing};
use super::search::Search;
use super::unavoidable::unavoidable_cost;
use super::{Answer, Options, PlannerError, Report, Status, decomposed};
use crate::check::{Verdict, judge};
use crate::plan::{Plan, price};

/// Search nodes for what has to change.
const NODES: u64 = 100;

/// The share of the time that it may take where a search without it may follow.
pub(super) const SHARE: f64 = 0.25;

/// A plan near another, found in a share of the time, and whether it is good enough; `None` where too little of it is possible.
///
/// # Errors
///
/// When the solver fails, or a bound is above what the plan costs.
pub(super) fn plan_near(
    search: &mut Search<'_>,
    near: &Plan,
    share: f64,
) -> Result<Option<(Answer, bool)>, PlannerError> {
    let scenario = search.scene.scenario;
    let accepted = |plan: Plan| -> Option<(Plan, Verdict)> {
        let verdict = judge(scenario, &plan);
        (plan.unplaced.is_empty() && verdict.accepted()).then_some((plan, verdict))
    };
    let found = match accepted(near.clone()) {
        Some(found) => Some(found),
        None => revised(search, near, share)?.and_then(accepted),
    };
    let Some((plan, verdict)) = found else { return Ok(None) };
    let by_model = match decomposed::cost(search.scene, &asked(search, &plan)) {
        // What stands there cannot stand in parts.
        Err(PlannerError::Standing { .. }) => None,
        cost => cost?,
    };
    let (cost, unknown) = if let Some(cost) = by_model {
        (cost, 0.0)
    } else {
        let ledger = price(scenario, &plan);
        let cents = ledger.cost().0 + verdict.wish_cents.0;
        (cents as f64 / 100.0, rounding(scenario, &ledger) / 100.0)
    };
    if let Some(bound) = unavoidable_cost(scenario)? {
        search.bound = search.bound.max(bound);
    }
    if search.bound > cost + unknown + 1e-6 * (1.0 + cost.abs()) {
        return Err(PlannerError::Bound { bound: search.bound, cost });
    }
    let stop = proven(search, cost + unknown);
    let bound = search.bound.min(cost);
    let answer = finished(search, plan, cost, bound, stop.unwrap_or_else(|| ended(search)));
    Ok(Some((answer, stop.is_some())))
}

/// The plan with as few changes as are found in its share of the time and of the steps.
fn revised(search: &Search<'_>, near: &Plan, share: f64) -> Result<Option<Plan>, PlannerError> {
    // What is sought here is not money.
    let quiet = |report: &Report| {
        (search.options.progress)(&Report { incumbent: None, bound: search.bound, ..*report });
    };
    let options = Options {
        time: search.time_left().map(|left| left.mul_f64(share)),
        cancel: search.options.cancel.clone(),
        progress: &quiet,
        ..*search.options
    };
    let found = match decomposed::revise(search.scene, &options, &asked(search, near)) {
        Err(
            PlannerError::NoPeriod
            | PlannerError::NotToldApart { .. }
            | PlannerError::Parts
            | PlannerError::Standing { .. },
        ) => return Ok(None),
        found => found?.into_iter().next(),
    };
    if found.as_ref().is_some_and(|point| point.cut_short) {
        search.clock_ends();
    }
    Ok(found.map(|point| point.plan))
}

/// A plan to be revised from the first day on, be it one of its own: the calendar may have begun earlier.
fn asked<'p>(search: &Search<'_>, given: &'p Plan) -> Revision<'p> {
    let first = search.scene.scenario.calendar.range.first;
    let from = given.sessions.iter().map(|session| session.date).fold(first, NaiveDate::min);
    let steps = Some(search.steps.map_or(NODES, |steps| steps.min(NODES)));
    Revision { given, from, weighing: Weighing::of_sessions(from), points: 1, any: true, steps }
}

/// The better of what was found from a plan and without it.
///
/// # Errors
///
/// When it was found that there is no plan, which one contradicts.
pub(super) fn better(answer: Answer, near: Option<Answer>) -> Result<Answer, PlannerError> {
    let Some(near) = near else { return Ok(answer) };
    let cost = near.objective.unwrap_or(f64::INFINITY);
    if answer.status == Status::Infeasible {
        return Err(PlannerError::Bound { bound: f64::INFINITY, cost });
    }
    if answer.objective.is_some_and(|objective| objective <= cost) {
        return Ok(answer);
    }
    let bound = answer.bound.max(near.bound).min(cost);
    Ok(Answer { stop: answer.stop, nodes: answer.nodes, bound, ..near })
}
