//! A programme solved whole.
//!
//! Takes a programme, and a start if there is one; gives the plan of its best solution. Units,
//! rooms and people are told apart afterwards; where that fails the programme gets a cut and is
//! solved again.

use super::PlannerError;
use super::phase::Phase;
use super::search::Search;
use super::settle;
use crate::model::Model;
use crate::model::extract::extract;
use crate::plan::Plan;
use crate::solver::{Col, Formulation, Limits, Outcome, Request, Solution, SolverError, Stop, solve};

/// Rounds of cuts before the search for people and rooms gives up.
const ROUNDS: u32 = 25;

/// How one programme ended.
pub(super) enum End {
    /// A plan that keeps every rule.
    Found {
        /// What the solver found.
        solution: Solution,
        /// The plan read off it.
        plan: Box<Plan>,
    },
    /// The search ended before one was found.
    Nothing {
        /// No plan is better than this.
        bound: f64,
        /// What ended it.
        stop: Stop,
    },
    /// There is none.
    NoSolution,
}

/// Solves a programme with every rule kept, cutting as often as needed.
///
/// # Errors
///
/// When the solver fails, or people and rooms cannot be told apart in any of many solutions.
pub(super) fn solve_whole(
    search: &mut Search<'_>,
    model: &mut Model,
    start: Option<&[f64]>,
) -> Result<End, PlannerError> {
    let mut start = start;
    for _ in 0..ROUNDS {
        match once(search, &model.strict(), start)? {
            Outcome::Infeasible | Outcome::Unbounded => return Ok(End::NoSolution),
            Outcome::NothingFound { bound, stop } => return Ok(End::Nothing { bound, stop }),
            Outcome::Solved(mut solution) => {
                search.nodes += solution.nodes;
                match extract(search.scene, model, &solution.values) {
                    Ok(plan) => {
                        let objective = settle::least(model, &solution.values, solution.objective)?;
                        solution.objective = objective.max(solution.bound);
                        return Ok(End::Found { solution, plan: Box::new(plan) });
                    }
                    Err(cuts) => {
                        for cut in &cuts {
                            cut.add_to(search.scene, model);
                        }
                    }
                }
                start = None;
            }
        }
    }
    Err(PlannerError::NotToldApart { rounds: ROUNDS })
}

/// One run of the solver.
fn once(search: &Search<'_>, strict: &Formulation, start: Option<&[f64]>) -> Result<Outcome, SolverError> {
    let integers = |values: &[f64]| {
        // A start from the same programme with more cuts has columns beyond those of this one.
        let known = values.iter().take(strict.columns.len());
        let columns = known.enumerate().filter(|(index, _)| strict.columns[*index].integer);
        columns.map(|(index, value)| (Col(index as u32), *value)).collect::<Vec<_>>()
    };
    let start = start.map(integers);
    let watch = |progress: crate::solver::Progress| {
        search.tell_with(Phase::Improving, progress.incumbent, progress.bound);
    };
    let request = Request {
        start: start.as_deref(),
        limits: Limits {
            relative_gap: search.gap(),
            nodes: search.steps.filter(|_| strict.has_integers()),
            time: search.time_left(),
            ..Limits::default()
        },
        seed: search.options.seed,
        progress: Some(&watch),
        ..Request::new(strict, &search.options.cancel)
    };
    solve(&request)
}
