//! How plans are found: takes a scenario, gives the best plan it can with a proof of how good it is.
//!
//! 1. Strict: every rule holds. A timetable of a week that wishes alone price, too large to be solved whole, is annealed
//!    (`annealing`). A programme of many cohorts that share things, people and places only is planned part
//!    by part (`decomposed`). Of others a small one goes to the solver whole; for a large one (`large`)
//!    moves and smaller groups are left aside (`plainest`), weekdays that are open are guessed
//!    (`weekdays`), and so are seats that are sold outside (`bought`). It gets a first plan
//!    (`first`): what is scarce is settled for the year (`critical`), the rest guided without whole
//!    numbers (`guide`) and rolled week by week (`horizon`, or `outlook` where that comes to a dead
//!    end); what is left out finds a place window by window, or by exchanges over the year
//!    (`repair`). Unless the bound already proves it good enough, the solver improves it whole.
//! 2. Units, rooms and people are told apart; where that fails the programme gets what it lacked,
//!    and the weeks or the whole are solved again ([`crate::model::extract`]).
//! 3. What the plan does not show (slacks, days attended) is set as low as its decisions allow, so that
//!    its objective is what the decisions cost (`settle`).
//! 4. No plan: the reasons are counted and measured ([`explain`]), and a partial plan is made.
//!
//! Deterministic for a seed as long as no clock ends a search: all other limits count nodes.

mod annealing;
mod answer;
mod bought;
mod concern;
pub mod counting;
mod critical;
mod decomposed;
pub mod explain;
mod first;
mod guide;
mod horizon;
pub mod judged;
mod large;
pub mod least;
mod near;
mod options;
mod outcome;
mod outlook;
mod phase;
mod place;
mod plainest;
mod repair;
pub mod revision;
mod search;
mod settle;
mod slice;
mod strict;
pub mod task;
pub mod unavoidable;
mod weekdays;
mod whole;
mod worker;

use std::time::Instant;

use decomposed::ByParts;
pub use explain::Shortage;
pub use options::{LANES, Options};
pub use outcome::{Answer, PlannerError, Status, StopReason};
pub use phase::{Phase, Report};
pub use revision::{Point, Revision, Weighing, revise};
use strict::Strict;
pub use task::{Goal, Task};
pub use unavoidable::unavoidable_cost;

use crate::domain::Scenario;
use crate::model::scene::Scene;
use crate::model::seats;

/// Runs above which the programme of the whole is too large to be built.
const MANY_RUNS: usize = 1_000;

/// Plans a scenario.
///
/// # Errors
///
/// When the solver fails, or the scenario asks for seats one by one where parts or hours had differ.
pub fn plan(scenario: &Scenario, options: &Options<'_>) -> Result<Answer, PlannerError> {
    plan_for(scenario, options, &Task::default())
}

/// Plans of a scenario what is asked for, within so many steps.
///
/// # Errors
///
/// As [`plan`]; and when sessions outside a period cannot stand, or nothing fits beside them.
pub fn plan_for(scenario: &Scenario, options: &Options<'_>, task: &Task<'_>) -> Result<Answer, PlannerError> {
    if let Some(cohort) = seats::undecidable(scenario).first() {
        let cohort = scenario.cohorts[cohort.index()].key.clone();
        return Err(PlannerError::SeatsWithoutParts { cohort });
    }
    if let Some(cohort) = seats::unlike(scenario).first() {
        let cohort = scenario.cohorts[cohort.index()].key.clone();
        return Err(PlannerError::SeatsAfterHours { cohort });
    }
    let scene = Scene::new(scenario);
    let mut search = search::Search::new(&scene, options, Instant::now());
    (search.steps, search.any) = (task.steps, matches!(task.goal, Goal::Year | Goal::Nearby));
    if let Goal::Period { given, weeks } = &task.goal {
        let mut answer = task::of_period(&mut search, given, weeks)?;
        give_reasons(&mut answer);
        return Ok(answer);
    }
    if let Some(answer) = annealing::plan_by_annealing(&mut search)? {
        return Ok(answer);
    }
    let counted = counting::shortages(&scene);
    let share = if matches!(task.goal, Goal::Nearby) { 1.0 } else { near::SHARE };
    let near = match task.near.filter(|_| counted.is_empty()) {
        Some(near) => near::plan_near(&mut search, near, share)?,
        None => None,
    };
    let near = match near {
        Some((answer, true)) => {
            return Ok(if search.any { task::of_year(answer, options.gap) } else { answer });
        }
        near => near.map(|(answer, _)| answer),
    };
    if matches!(task.goal, Goal::Nearby) {
        return Ok(near.unwrap_or_else(|| nothing_near(&search, counted)));
    }
    let by_parts = if counted.is_empty() { by_parts(&mut search)? } else { None };
    let mut answer = match by_parts {
        Some(answer) => answer,
        None => whole(&mut search, counted)?,
    };
    answer = near::better(answer, near)?;
    give_reasons(&mut answer);
    Ok(if search.any { task::of_year(answer, options.gap) } else { answer })
}

/// The answer where no plan near another was found.
fn nothing_near(search: &search::Search<'_>, counted: Vec<Shortage>) -> Answer {
    if counted.is_empty() {
        return answer::unfinished(search, None, search.bound, answer::ended(search));
    }
    answer::refuted(search, None, counted)
}

/// A plan made part by part; `None` where the question does not fall into parts, or is small enough to find out as a whole why
/// no parts made a plan.
fn by_parts(search: &mut search::Search<'_>) -> Result<Option<Answer>, PlannerError> {
    if !decomposed::suits(search.scene) {
        return Ok(None);
    }
    let large = search.scene.runs.len() > MANY_RUNS;
    // What parts do not find the whole may, with all of its steps.
    let steps = search.steps;
    let found = match decomposed::plan_by_parts(search) {
        // The programme of the whole may find others.
        Err(PlannerError::NotToldApart { .. }) if !large && !search.must_wrap_up() => {
            search.steps = steps;
            return Ok(None);
        }
        Err(PlannerError::NotToldApart { .. }) => {
            return Ok(Some(answer::unfinished(search, None, search.bound, decomposed::ended(search))));
        }
        found => found?,
    };
    Ok(match found {
        ByParts::Answer(answer) => Some(answer),
        ByParts::NoPlan { partial, why } => Some(answer::refuted(search, Some(partial), why)),
        ByParts::Partial(plan) if search.must_wrap_up() || large => {
            Some(answer::unfinished(search, Some(plan), search.bound, decomposed::ended(search)))
        }
        ByParts::Partial(_) => {
            search.steps = steps;
            None
        }
    })
}

/// A plan of the programme as a whole, or why there is none. Where the whole is too large to be built, what counting found is the
/// answer, without a partial plan.
fn whole(search: &mut search::Search<'_>, counted: Vec<Shortage>) -> Result<Answer, PlannerError> {
    if !counted.is_empty() && search.scene.runs.len() > MANY_RUNS {
        return Ok(answer::refuted(search, None, counted));
    }
    let strict = if counted.is_empty() { strict::strict(search)? } else { Strict::NoPlan { partial: None } };
    match strict {
        Strict::Answer(answer) => Ok(answer),
        Strict::NoPlan { partial } => strict::without_a_plan(search, counted, partial),
    }
}

/// Says of everything that found no place why that is, as far as it is known.
fn give_reasons(answer: &mut Answer) {
    let (status, shortages) = (answer.status, &answer.shortages);
    for missing in answer.plan.iter_mut().flat_map(|plan| &mut plan.unplaced) {
        missing.reason = reason(status, shortages, &missing.run);
    }
}

/// Why hours of a run found no place: the shortage that concerns it most closely, if one does.
fn reason(status: Status, shortages: &[Shortage], run: &str) -> String {
    if status != Status::Infeasible {
        return "no place was found before the search ended; it is not proven that there is none".to_owned();
    }
    match concern::closest(shortages, run) {
        Some(shortage) => format!("no plan keeps every rule: {}", shortage.sentence()),
        None if shortages.is_empty() => "no plan keeps every rule; what is short is not known".to_owned(),
        None => "no plan keeps every rule; what is known to be short does not concern these hours, which \
                 found no place in this partial plan"
            .to_owned(),
    }
}
