//! What the end of a search means.

use super::search::Search;
use super::{Answer, Shortage, Status, StopReason};
use crate::plan::Plan;
use crate::solver::{Solution, Stop};

/// The answer when the solver found a plan of the whole programme.
pub(super) fn found(search: &Search<'_>, solution: &Solution, plan: Plan) -> Answer {
    finished(search, plan, solution.objective, solution.bound, solution.stop)
}

/// A plan that keeps every rule, and what is known of it.
pub(super) fn finished(search: &Search<'_>, plan: Plan, objective: f64, bound: f64, stop: Stop) -> Answer {
    let (status, stop) = match stop {
        Stop::Proven => (Status::Optimal, StopReason::Proven),
        Stop::Gap => (Status::WithinGap, StopReason::Gap),
        Stop::Time => (Status::Stopped, StopReason::Time),
        Stop::Nodes => (Status::Stopped, StopReason::Nodes),
        Stop::Cancelled => (Status::Stopped, StopReason::Cancelled),
    };
    Answer {
        plan: Some(plan),
        status,
        stop,
        bound,
        objective: Some(objective),
        shortages: Vec::new(),
        nodes: search.nodes,
    }
}

/// The limits came before any plan that keeps every rule; a partial one is given if there is.
pub(super) fn unfinished(search: &Search<'_>, plan: Option<Plan>, bound: f64, stop: Stop) -> Answer {
    let stop = match stop {
        Stop::Cancelled => StopReason::Cancelled,
        Stop::Nodes => StopReason::Nodes,
        Stop::Time | Stop::Gap | Stop::Proven => StopReason::Time,
    };
    Answer {
        plan,
        status: Status::Stopped,
        stop,
        bound,
        objective: None,
        shortages: Vec::new(),
        nodes: search.nodes,
    }
}

/// What a bound proves of an objective; `None` when it is not near enough to end the search.
pub(super) fn proven(search: &Search<'_>, objective: f64) -> Option<Stop> {
    let above = objective - search.bound;
    if above <= 1e-6 {
        return Some(Stop::Proven);
    }
    search.is_near_enough(objective).then_some(Stop::Gap)
}

/// What ended a search: the user, the clock, or else its own budgets.
pub(super) fn ended(search: &Search<'_>) -> Stop {
    match (search.options.cancel.is_cancelled(), search.out_of_time()) {
        (true, _) => Stop::Cancelled,
        (false, true) => Stop::Time,
        (false, false) => Stop::Nodes,
    }
}

/// It is proven that no plan keeps every rule.
pub(super) fn refuted(search: &Search<'_>, plan: Option<Plan>, shortages: Vec<Shortage>) -> Answer {
    Answer {
        plan,
        status: Status::Infeasible,
        stop: StopReason::NoPlan,
        bound: f64::INFINITY,
        objective: None,
        shortages,
        nodes: search.nodes,
    }
}
