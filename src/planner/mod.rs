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
mod outlook;
mod place;
mod plainest;
mod repair;
mod search;
mod settle;
mod slice;
mod strict;
pub mod task;
pub mod unavoidable;
mod weekdays;
mod whole;
mod worker;

use std::time::{Duration, Instant};

use decomposed::ByParts;
pub use explain::Shortage;
pub use search::{Phase, Report};
use strict::Strict;
pub use task::{Goal, Task};
pub use unavoidable::unavoidable_cost;

use crate::domain::Scenario;
use crate::model::scene::Scene;
use crate::model::seats;
use crate::plan::Plan;
use crate::solver::{Cancel, SolverError};

/// Runs above which the programme of the whole is too large to be built.
const MANY_RUNS: usize = 1_000;

/// What the planner is asked.
pub struct Options<'a> {
    /// Stop when the objective is proven to be within this share of the best.
    pub gap: f64,
    /// Wall-clock limit of the whole search.
    pub time: Option<Duration>,
    /// Seed of the solver.
    pub seed: u32,
    /// Parts of a large programme that are planned at the same time; another number may give another plan.
    pub lanes: usize,
    /// Stops the search; the best plan so far is returned.
    pub cancel: Cancel,
    /// Told how far the search is.
    pub progress: &'a dyn Fn(&Report),
}

/// Lanes when nothing else is said: the same on every machine, so that a seed means the same plan everywhere.
pub const LANES: usize = 2;

impl Default for Options<'_> {
    fn default() -> Self {
        Self { gap: 0.0, time: None, seed: 0, lanes: LANES, cancel: Cancel::default(), progress: &|_| {} }
    }
}

/// How a plan was ended and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No plan is better.
    Optimal,
    /// No plan is better by more than the gap asked for.
    WithinGap,
    /// The search ended before that was known.
    Stopped,
    /// No plan keeps every rule.
    Infeasible,
}

impl Status {
    /// The word used in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::WithinGap => "within_gap",
            Self::Stopped => "stopped",
            Self::Infeasible => "infeasible",
        }
    }
}

/// What ended the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// The proof is complete.
    Proven,
    /// The gap asked for was reached.
    Gap,
    /// The time was up.
    Time,
    /// It was cancelled.
    Cancelled,
    /// The budget of search nodes or steps was spent.
    Nodes,
    /// There was a plan of the year, and nothing else was asked for.
    Year,
    /// It was proven that no plan exists.
    NoPlan,
    /// It was proven that none exists even with hours left out.
    NoPartialPlan,
}

impl StopReason {
    /// The word used in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Gap => "gap",
            Self::Time => "time",
            Self::Cancelled => "cancelled",
            Self::Nodes => "nodes",
            Self::Year => "year",
            Self::NoPlan => "no_plan",
            Self::NoPartialPlan => "no_partial_plan",
        }
    }
}

/// The planner's answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The plan; partial when something could not be placed, `None` when nothing was found.
    pub plan: Option<Plan>,
    /// What is known of it.
    pub status: Status,
    /// What ended the search.
    pub stop: StopReason,
    /// No plan has a smaller objective than this, in euros; negative infinity when unknown.
    pub bound: f64,
    /// The plan's objective, in euros; `None` when there is no plan that keeps every rule.
    pub objective: Option<f64>,
    /// Why no plan keeps every rule, if none does.
    pub shortages: Vec<Shortage>,
    /// Search nodes spent.
    pub nodes: u64,
}

/// Why no answer could be given.
#[derive(Debug, thiserror::Error)]
pub enum PlannerError {
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// Seats may be bought one by one in a cohort whose modules split it differently.
    #[error(
        "seats of cohort {cohort} may be bought one by one, but its modules split it into different parts: give all modules the same max_group, or let everybody go or nobody"
    )]
    SeatsWithoutParts {
        /// The cohort.
        cohort: String,
    },
    /// Seats may be bought one by one in a cohort whose groups have had different hours.
    #[error(
        "seats of cohort {cohort} may be bought one by one, but its groups have had different hours before the plan: make them cohorts of their own, or let everybody go or nobody"
    )]
    SeatsAfterHours {
        /// The cohort.
        cohort: String,
    },
    /// Sessions outside the weeks that are planned cannot stand as they are.
    #[error(
        "what stands outside the period breaks rules or cannot be; mend it, or plan a longer period:\n  {problems}"
    )]
    Standing {
        /// A sentence for each, a line each.
        problems: String,
    },
    /// Nothing was found that fits beside what stands.
    #[error(
        "no plan of the period was found beside the sessions that stand, not even one that leaves hours out. Plan a longer period, or give the search more time"
    )]
    NoPeriod,
    /// Parts that fit together row by row broke a rule of the whole.
    #[error("a plan made part by part breaks a rule of the whole. Please report this with the scenario")]
    Parts,
    /// Rooms or people could not be told apart in any of many plans.
    #[error("no plan was found in which rooms and people can be told apart, after {rounds} rounds")]
    NotToldApart {
        /// How many rounds were tried.
        rounds: u32,
    },
}

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
    (search.steps, search.any) = (task.steps, matches!(task.goal, Goal::Year));
    if let Goal::Period { given, weeks } = &task.goal {
        let mut answer = task::of_period(&mut search, given, weeks)?;
        give_reasons(&mut answer);
        return Ok(answer);
    }
    if let Some(answer) = annealing::plan_by_annealing(&mut search)? {
        return Ok(answer);
    }
    // What counting finds needs every placement at once, which very many runs have too many of.
    let counted = if scene.runs.len() > MANY_RUNS { Vec::new() } else { counting::shortages(&scene) };
    let by_parts = if counted.is_empty() { by_parts(&mut search)? } else { None };
    let mut answer = match by_parts {
        Some(answer) => answer,
        None => whole(&mut search, counted)?,
    };
    give_reasons(&mut answer);
    Ok(if search.any { task::of_year(answer, options.gap) } else { answer })
}

/// A plan made part by part; `None` where the question does not fall into parts, or is small enough to find out as a whole why
/// no parts made a plan.
fn by_parts(search: &mut search::Search<'_>) -> Result<Option<Answer>, PlannerError> {
    if !decomposed::suits(search.scene) {
        return Ok(None);
    }
    let large = search.scene.runs.len() > MANY_RUNS;
    let found = match decomposed::plan_by_parts(search) {
        // The programme of the whole may find others.
        Err(PlannerError::NotToldApart { .. }) if !large && !search.must_wrap_up() => return Ok(None),
        Err(PlannerError::NotToldApart { .. }) => {
            return Ok(Some(answer::unfinished(search, None, search.bound, decomposed::ended(search))));
        }
        found => found?,
    };
    Ok(match found {
        ByParts::Answer(answer) => Some(answer),
        ByParts::Partial(plan) if search.must_wrap_up() || large => {
            Some(answer::unfinished(search, Some(plan), search.bound, decomposed::ended(search)))
        }
        ByParts::Partial(_) => None,
    })
}

/// A plan of the programme as a whole, or why there is none.
fn whole(search: &mut search::Search<'_>, counted: Vec<Shortage>) -> Result<Answer, PlannerError> {
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
