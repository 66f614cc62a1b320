//! Plans that keep every rule, and the best partial one when there is none.

use super::explain::{self, Shortage};
use super::first::{First, first_plan};
use super::search::{Phase, Search};
use super::whole::{End, solve_whole};
use super::{Answer, PlannerError, Status, StopReason};
use crate::model::extract::extract;
use crate::model::tags::Mode;
use crate::model::{self, Model};
use crate::plan::Plan;
use crate::solver::{Limits, Outcome, Solution, SolverError, Stop};

/// Whole-number columns above which a programme first gets a start from the rolling horizon.
const WHOLE: usize = 6_000;

/// A partial plan is a courtesy: this gap of its penalties, and this many nodes, are enough.
const PARTIAL_GAP: f64 = 0.02;
const PARTIAL_NODES: u64 = 500;

/// Plans with every rule kept; `None` when that is proven impossible.
///
/// # Errors
///
/// When the solver fails, or people and rooms cannot be told apart in any of many solutions.
pub(super) fn strict(search: &mut Search<'_>) -> Result<Option<Answer>, PlannerError> {
    search.tell(Phase::Building, None);
    let mut model = model::build(search.scene, Mode::Planning);
    if !is_large(&model) {
        let end = solve_whole(search, &mut model, None)?;
        return Ok(answer(search, end, None, &model));
    }
    if !relax(search, &model)? {
        return Ok(None);
    }
    let first = first_plan(search, &mut model)?;
    if let Some(answer) = first.as_ref().and_then(|first| good_enough(search, &model, first)) {
        return Ok(Some(answer));
    }
    let end = if search.out_of_time() {
        End::Nothing { bound: search.bound, stop: ended(search) }
    } else {
        solve_whole(search, &mut model, first.as_ref().map(|first| first.values.as_slice()))?
    };
    Ok(answer(search, end, first, &model))
}

/// Solves the programme without whole numbers for a bound; says whether it has any solution.
fn relax(search: &mut Search<'_>, model: &Model) -> Result<bool, SolverError> {
    search.tell(Phase::Relaxing, None);
    match search.solve(&model.strict().relaxed(), Limits::default())? {
        Outcome::Infeasible => return Ok(false),
        Outcome::Solved(solution) => search.bound = solution.objective,
        Outcome::NothingFound { .. } | Outcome::Unbounded => {}
    }
    Ok(true)
}

/// A first plan that the bound proves to be near enough to the best.
fn good_enough(search: &Search<'_>, model: &Model, first: &First) -> Option<Answer> {
    let objective = model.formulation.evaluate(&first.values);
    let complete = first.missing < 1e-6;
    let near = objective - search.bound <= search.options.gap * objective.abs() + 1e-6;
    let plan = first.plan.clone().filter(|_| complete && near)?;
    let status = if objective - search.bound <= 1e-6 { Stop::Proven } else { Stop::Gap };
    Some(finished(search, plan, objective, search.bound, status))
}

/// What the end of the search on the whole programme means, with the first plan in hand.
fn answer(search: &Search<'_>, end: End, first: Option<First>, model: &Model) -> Option<Answer> {
    let objective = |first: &First| model.formulation.evaluate(&first.values);
    match end {
        End::NoSolution => None,
        End::Found { solution: Solution { objective, bound, stop, .. }, plan } => {
            Some(finished(search, *plan, objective, bound, stop))
        }
        End::Nothing { bound, stop } => {
            let bound = bound.max(search.bound);
            let Some(first) = first else { return Some(unfinished(search, None, bound, stop)) };
            let objective = objective(&first);
            match first.plan.or_else(|| extract(search.scene, model, &first.values).ok()) {
                Some(plan) if first.missing < 1e-6 => {
                    Some(finished(search, plan, objective, bound.min(objective), stop))
                }
                plan => Some(unfinished(search, plan, bound, stop)),
            }
        }
    }
}

fn finished(search: &Search<'_>, plan: Plan, objective: f64, bound: f64, stop: Stop) -> Answer {
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
fn unfinished(search: &Search<'_>, plan: Option<Plan>, bound: f64, stop: Stop) -> Answer {
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

/// What ended a search that must end now.
fn ended(search: &Search<'_>) -> Stop {
    if search.options.cancel.is_cancelled() { Stop::Cancelled } else { Stop::Time }
}

/// No plan keeps every rule: says why, and makes the best partial plan.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn without_a_plan(
    search: &mut Search<'_>,
    counted: Vec<Shortage>,
) -> Result<Answer, PlannerError> {
    search.tell(Phase::Explaining, None);
    let mut shortages = counted;
    if shortages.is_empty() {
        shortages = explain::by_slack(search)?;
    }
    Ok(Answer {
        plan: partial(search)?,
        status: Status::Infeasible,
        stop: StopReason::NoPlan,
        bound: f64::INFINITY,
        objective: None,
        shortages,
        nodes: search.nodes,
    })
}

/// The best partial plan: hours may be missing, every other rule holds.
fn partial(search: &mut Search<'_>) -> Result<Option<Plan>, PlannerError> {
    search.tell(Phase::Partial, None);
    let mut model = model::build(search.scene, Mode::Planning);
    if is_large(&model) {
        return Ok(first_plan(search, &mut model)?.and_then(|first| first.plan));
    }
    let limits = Limits { relative_gap: PARTIAL_GAP, nodes: Some(PARTIAL_NODES), ..Limits::default() };
    let found = search.attempt(&model.formulation, limits)?;
    Ok(found.and_then(|solution| extract(search.scene, &model, &solution.values).ok()))
}

/// Whether a programme needs a first plan before the solver takes it whole.
fn is_large(model: &Model) -> bool {
    model.formulation.columns.iter().filter(|column| column.integer).count() > WHOLE
}
