//! Plans that keep every rule, and the best partial one when there is none.

use super::answer::{found, refuted, unfinished};
use super::explain::{self, Shortage};
use super::first::first_plan;
use super::large::{on_cheapest_seats, plan_large};
use super::phase::Phase;
use super::search::Search;
use super::weekdays;
use super::whole::{End, solve_whole};
use super::{Answer, PlannerError, StopReason};
use crate::model::extract::extract;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::{self, Model};
use crate::plan::Plan;
use crate::solver::{Limits, Outcome};

/// Whole-number columns above which a programme first gets a start from the rolling horizon.
const WHOLE: usize = 6_000;

/// A partial plan is a courtesy: this gap of its penalties, and this many nodes, are enough.
const PARTIAL_GAP: f64 = 0.02;
const PARTIAL_NODES: u64 = 500;

/// How the search for a plan that keeps every rule ended.
pub(super) enum Strict {
    /// With a plan, or before one was found.
    Answer(Answer),
    /// With the proof that there is none; a partial plan if one was met on the way.
    NoPlan {
        /// It.
        partial: Option<Plan>,
    },
}

/// Plans with every rule kept.
///
/// # Errors
///
/// When the solver fails, or people and rooms cannot be told apart in any of many solutions.
pub(super) fn strict(search: &mut Search<'_>) -> Result<Strict, PlannerError> {
    search.tell(Phase::Building, None);
    let mut model = model::build(search.scene, Mode::Planning);
    if is_large(&model) {
        return plan_large(search, &mut model);
    }
    if let Some(answer) = on_cheapest_seats(search, &model)? {
        return Ok(Strict::Answer(answer));
    }
    Ok(match solve_whole(search, &mut model, None)? {
        End::NoSolution => Strict::NoPlan { partial: None },
        End::Found { solution, plan } => Strict::Answer(found(search, &solution, *plan)),
        End::Nothing { bound, stop } => Strict::Answer(unfinished(search, None, bound, stop)),
    })
}

/// No plan keeps every rule: says why, and makes the best partial plan unless there is one already.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn without_a_plan(
    search: &mut Search<'_>,
    counted: Vec<Shortage>,
    known: Option<Plan>,
) -> Result<Answer, PlannerError> {
    search.tell(Phase::Explaining, None);
    let mut shortages = counted;
    if shortages.is_empty() {
        shortages = explain::measured(search)?;
    }
    let (plan, stop) = match known {
        Some(plan) => (Some(plan), StopReason::NoPlan),
        None => partial(search)?,
    };
    Ok(Answer { stop, ..refuted(search, plan, shortages) })
}

/// The best partial plan: hours and locked sessions may be missing, every other rule holds. Without
/// one, whether it is proven that there is none.
fn partial(search: &mut Search<'_>) -> Result<(Option<Plan>, StopReason), PlannerError> {
    search.tell(Phase::Partial, None);
    let mut model = model::build(search.scene, Mode::Planning);
    if is_large(&model) {
        return Ok((partial_large(search, &mut model)?, StopReason::NoPlan));
    }
    let limits = Limits { relative_gap: PARTIAL_GAP, nodes: Some(PARTIAL_NODES), ..Limits::default() };
    Ok(match search.at_work(|worker| worker.solve(&model.formulation, limits))? {
        Outcome::Solved(solution) => {
            (extract(search.scene, &model, &solution.values).ok(), StopReason::NoPlan)
        }
        Outcome::Infeasible => (None, StopReason::NoPartialPlan),
        Outcome::NothingFound { .. } | Outcome::Unbounded => (None, StopReason::NoPlan),
    })
}

/// A partial plan of a large programme, on guessed weekdays where they are to be chosen.
fn partial_large(search: &mut Search<'_>, model: &mut Model) -> Result<Option<Plan>, PlannerError> {
    let Some(weekdays) = weekdays::promising(search, model, 1)?.pop() else {
        search.leave_out();
        return Ok(first_plan(search, model)?.and_then(|first| first.plan));
    };
    let scene = Scene::on_weekdays(search.scene.scenario, weekdays);
    let mut guess = search.guessing(&scene);
    guess.leave_out();
    let first = first_plan(&mut guess, &mut model::build(&scene, Mode::Planning))?;
    search.nodes += guess.nodes;
    Ok(first.and_then(|first| first.plan))
}

/// Whether a programme needs a first plan before the solver takes it whole.
fn is_large(model: &Model) -> bool {
    model.formulation.columns.iter().filter(|column| column.integer).count() > WHOLE
}
