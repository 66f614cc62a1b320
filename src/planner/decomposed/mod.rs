//! Programmes of several cohorts, planned part by part.
//!
//! What two cohorts share is equipment, rooms, people and places in firms; everything else is one cohort's own. So each is
//! placed for the whole year beside those before it (`construct`, by a list heuristic on the rows of its own part: `list`), then
//! some cohorts in some weeks at a time are planned anew (`improve`), each part a programme of its own beside what stands
//! (`part`, `beside`). The cost of each cohort with everything to itself, and a price on what people's hours are worth, add up
//! to a bound (`bound`). At the end units, rooms and people are told apart (`told`, `rosters`) and every row of the whole is
//! checked on the sessions alone (`finish`). The programme of the whole is never built, except where it is small and the solver
//! may prove what parts leave open (`one`).

mod beside;
mod bound;
mod chains;
mod construct;
mod decided;
mod disturbed;
mod extent;
mod finish;
mod folded;
mod follow;
mod given;
mod holds;
mod improve;
mod list;
mod near;
mod one;
mod part;
mod period;
mod published;
mod reach;
mod revise;
mod rosters;
mod settled;
mod step;
mod told;
mod year;
mod yearly;

use fastrand::Rng;

use super::answer::{finished, proven};
use super::phase::Phase;
use super::search::Search;
use super::{Answer, PlannerError, Shortage, explain};
use crate::domain::{Rule, Scenario};
use crate::model::scene::Scene;
use crate::plan::Plan;
use crate::solver::{SolverError, Stop};
pub(super) use given::within;
use improve::{Improving, Pause};
use one::plan_as_one;
pub(super) use period::plan_period;
pub(super) use revise::{cost, revise};
use told::{Told, apart};
use year::Year;

/// Fewest cohorts for which parts are worth it.
const COHORTS: usize = 3;

/// Fewest runs times days for which they are.
const SIZE: usize = 2_000;

/// Fewest cohorts for which a period is planned by parts.
const FEW_COHORTS: usize = 6;

/// Runs times days up to which the solver may prove what parts leave open.
const SMALL: usize = 10_000;

/// By how much a bound may be above a cost, as a share: rounding, and no more.
const ABOVE: f64 = 1e-6;

/// How often in a row what is found may turn out no better once people are told apart.
const WORSE: u32 = 3;

/// Whether a question falls into cohorts that share nothing but things, people and places, and is large enough.
pub(super) fn suits(scene: &Scene<'_>) -> bool {
    scene.scenario.cohorts.len() >= COHORTS && is_separable(scene.scenario) && size(scene) > SIZE
}

fn size(scene: &Scene<'_>) -> usize {
    scene.runs.len() * scene.calendar.days.len()
}

/// Whether the whole may be left to the solver once there is a plan.
fn is_small(scene: &Scene<'_>) -> bool {
    size(scene) <= SMALL
}

/// Whether no decision and no sum spans all cohorts.
fn is_separable(scenario: &Scenario) -> bool {
    scenario.tariff.outside.is_empty()
        && scenario.tariff.income.iter().all(|line| line.conditions.is_empty())
        && scenario.equipment.iter().all(|pool| pool.moves.is_empty())
        && !scenario.policies.iter().any(|policy| matches!(policy.rule, Rule::Budget { .. }))
}

/// What the hours of a question that falls into cohorts cost, in euros; `None` where some have no least.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn unavoidable(scene: &Scene<'_>) -> Result<Option<f64>, SolverError> {
    bound::unavoidable(scene)
}

/// How planning part by part ended.
pub(super) enum ByParts {
    /// With a plan of every hour.
    Answer(Answer),
    /// Hours are left out, and it is not known whether they must be.
    Partial(Plan),
    /// Hours are left out, and some cohorts have no plan even with everything to themselves.
    NoPlan {
        /// The plan that leaves them out.
        partial: Plan,
        /// Why.
        why: Vec<Shortage>,
    },
}

/// Plans part by part.
///
/// # Errors
///
/// When the solver fails, or people and rooms cannot be told apart in any of many plans.
pub(super) fn plan_by_parts(search: &mut Search<'_>) -> Result<ByParts, PlannerError> {
    let mut year = Year::empty(search.scene);
    let mut rng = Rng::with_seed(u64::from(search.options.seed));
    construct::construct(search, &mut year, &mut rng)?;
    let best = apart(search, &mut year, &mut rng)?;
    if !best.is_complete() && !search.must_wrap_up() {
        search.tell(Phase::Explaining, None);
        let why = explain::alone(search)?;
        if !why.is_empty() {
            return Ok(ByParts::NoPlan { partial: best.plan, why });
        }
    }
    search.tell(Phase::Improving, Some(best.cost).filter(|_| best.is_complete()));
    if let Some(bound) = bound::bound(search)? {
        search.bound = search.bound.max(bound);
    }
    let best = improved(search, &mut year, &mut rng, best)?;
    let open = best.is_complete() && !search.is_near_enough(best.cost) && !search.must_wrap_up();
    if open && is_small(search.scene) && search.steps != Some(0) {
        return plan_as_one(search, &mut year, &mut rng, Some(best));
    }
    answered(search, best)
}

/// The best plan on the way of improving a year part by part.
fn improved(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    rng: &mut Rng,
    mut best: Told,
) -> Result<Told, PlannerError> {
    let (mut improving, mut kept, mut worse) = (Improving::new(year), year.decisions(), 0);
    while worse < WORSE {
        let (mut cost, told) = (best.cost, Some(best.cost).filter(|_| best.is_complete()));
        let end = improving.run(search, year, rng, (&mut cost, told))?;
        if cost >= best.cost {
            break;
        }
        let told = match apart(search, year, rng) {
            // Their people cannot be told apart.
            Err(PlannerError::NotToldApart { .. } | PlannerError::Parts) => None,
            told => Some(told?),
        };
        if let Some(told) = told.filter(|told| told.is_better_than(&best)) {
            (best, kept, worse) = (told, year.decisions(), 0);
        } else {
            year.back_to(kept.clone());
            worse += 1;
        }
        if end != Pause::Steps {
            break;
        }
    }
    Ok(best)
}

/// A plan as the end of a search.
///
/// # Errors
///
/// When the bound is above what the plan costs.
fn answered(search: &Search<'_>, best: Told) -> Result<ByParts, PlannerError> {
    if !best.is_complete() {
        return Ok(ByParts::Partial(best.plan));
    }
    if search.bound > best.cost + ABOVE * (1.0 + best.cost.abs()) {
        return Err(PlannerError::Bound { bound: search.bound, cost: best.cost });
    }
    let stop = proven(search, best.cost).unwrap_or_else(|| ended(search));
    let bound = search.bound.min(best.cost);
    Ok(ByParts::Answer(finished(search, best.plan, best.cost, bound, stop)))
}

/// What ended the search of parts: the user, the clock, or else its own budgets.
pub(super) fn ended(search: &Search<'_>) -> Stop {
    match (search.options.cancel.is_cancelled(), search.must_wrap_up() || search.is_clocked()) {
        (true, _) => Stop::Cancelled,
        (false, true) => Stop::Time,
        (false, false) => Stop::Nodes,
    }
}
