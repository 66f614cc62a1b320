//! What every plan costs, whatever is decided.
//!
//! Takes a scenario, gives a sum of money that no plan can do without: what the hours of the
//! modules cost at least when nothing else is asked for. It is the optimum, without whole numbers,
//! of the programme that keeps only the rows of `HOURS` and those that define its columns, so
//! that every plan costs as much or more. What a plan costs above it is what can differ between
//! plans. As other rules may make more of the cost unavoidable, that difference is never too
//! small, and the gap as a share of it never too large.

use super::decomposed;
use crate::domain::Scenario;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::{self, Model};
use crate::solver::{Cancel, Formulation, Outcome, Request, SolverError, Stop, solve};

/// The rules that ask for the hours of modules and for nothing else.
const HOURS: [&str; 2] = ["module_hours", "one_run"];

/// Runs above which it would take minutes, and is not worked out.
const VERY_MANY_RUNS: usize = 5_000;

/// The least that the hours alone cost, in euros; `None` when there is no least, or there are very many runs. No clock and no
/// flag ends it: it is a small part of what a search has solved many times before.
///
/// # Errors
///
/// When the solver fails.
pub fn unavoidable_cost(scenario: &Scenario) -> Result<Option<f64>, SolverError> {
    let scene = Scene::new(scenario);
    if scene.runs.len() > VERY_MANY_RUNS {
        return Ok(None);
    }
    if decomposed::suits(&scene) {
        return decomposed::unavoidable(&scene);
    }
    let model = model::build(&scene, Mode::Planning);
    let outcome = solve(&Request::new(&hours_only(&model), &Cancel::default()))?;
    Ok(match outcome {
        Outcome::Solved(solution) if solution.stop == Stop::Proven => Some(solution.objective),
        Outcome::Solved(_) | Outcome::NothingFound { .. } | Outcome::Infeasible | Outcome::Unbounded => None,
    })
}

/// The programme without whole numbers and without every other rule.
pub(super) fn hours_only(model: &Model) -> Formulation {
    let mut hours = model.strict().relaxed();
    let mut tags = model.tags.iter();
    hours.rows.retain(|_| {
        let tag = tags.next().and_then(Option::as_ref);
        tag.is_none_or(|tag| !tag.wish && HOURS.contains(&tag.family))
    });
    hours
}
