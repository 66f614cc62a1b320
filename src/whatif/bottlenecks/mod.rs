//! What limits a plan: how much of everything is used of what there is, and what a little more of it would bring.
//!
//! Equipment, people, rooms, learners' time, firms and money each have measures (used, there) from the plan. What one more unit,
//! person, hour, evening or place brings is guessed from the programme without whole numbers, whose rows have a price there, and
//! then found out: the scenario with that [edit](crate::scenario::edit::Edit) is planned anew. Both searches end with a bound and
//! a cost, so that the value is known to lie between two amounts, and is told as both.

mod brings;
mod guess;
mod measures;
mod solved;
mod steps;
mod text;

use std::time::Duration;

use serde::Serialize;

pub use brings::Brings;
pub use measures::Measure;
pub use solved::Found;
pub use steps::Step;

use crate::domain::Scenario;
use crate::plan::Plan;
use crate::planner::judged::JudgeError;
use crate::planner::{PlannerError, Report};
use crate::scenario::edit::{EditError, Source};
use crate::solver::{Cancel, SolverError};

/// What is asked.
pub struct Asked<'a> {
    /// The scenario as a file.
    pub source: &'a Source,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its plan, where one is given; else it is planned.
    pub plan: Option<GivenPlan<'a>>,
    /// How long each plan may take.
    pub time: Option<Duration>,
    /// Each search ends at this share of a gap.
    pub gap: f64,
    /// The seed of every search.
    pub seed: u32,
    /// Threads of each search.
    pub lanes: usize,
    /// Most steps that are found out by planning anew.
    pub most: usize,
    /// Places of numbers that are doubled instead; then nothing else is found out.
    pub double: &'a [String],
    /// Ends it with what has been found.
    pub cancel: &'a Cancel,
    /// Told what is being found out, and how far the search for it is.
    pub progress: &'a dyn Fn(&str, &Report),
}

/// A plan and what its file says of it.
#[derive(Clone, Copy, Debug)]
pub struct GivenPlan<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// `optimal`, `within_gap`, `stopped`, `infeasible`, or `given` where that is not known.
    pub status: &'a str,
    /// No complete plan costs less, in cents, if that is known.
    pub bound_cents: Option<i64>,
}

/// The sort of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A pool of equipment.
    Equipment,
    /// A staff group.
    Staff,
    /// A kind of room.
    Rooms,
    /// The time of a cohort.
    LearnerTime,
    /// A firm.
    Firms,
    /// A ceiling on cost.
    Money,
}

/// Something a plan uses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Thing {
    /// What sort it is.
    pub kind: Kind,
    /// Its place in the scenario file: `equipment.robot-cells`.
    pub place: String,
    /// What people call it.
    pub name: String,
    /// How much of it is used of what there is.
    pub measures: Vec<Measure>,
    /// A little more of it, and what that brings where it was found out.
    pub steps: Vec<Step>,
}

impl Thing {
    /// The largest share that any of its measures uses; 0 where nothing limits it.
    pub fn fullest(&self) -> f64 {
        self.measures.iter().filter_map(Measure::share).fold(0.0, f64::max)
    }
}

/// What limits a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bottlenecks {
    /// The plan as it is.
    pub now: Found,
    /// What it uses: by sort, in the order of the scenario.
    pub things: Vec<Thing>,
    /// What doubling brings, where that is asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubled: Vec<Step>,
    /// Whether it was ended before everything asked for was found out.
    pub cut_short: bool,
    /// What follows, in words.
    pub sentence: String,
}

/// Why bottlenecks were not found.
#[derive(Debug, thiserror::Error)]
pub enum BottleneckError {
    /// What is asked for is not there.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// What is asked to be doubled is nothing of which there could be more.
    #[error(
        "`{place}` is nothing of which twice as much could be had: name equipment, staff, a room, a number of a firm or the at_most of a policy, such as equipment.cells or staff.teachers.hours_per_week"
    )]
    NoMore {
        /// The place.
        place: String,
    },
    /// The planner failed.
    #[error(transparent)]
    Planner(#[from] PlannerError),
    /// The planner contradicts itself.
    #[error(transparent)]
    Judge(#[from] JudgeError),
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// It was ended before there was any plan.
    #[error("ended before a plan was found")]
    Cancelled,
}

/// Finds out what limits a plan.
///
/// # Errors
///
/// When a place that is to be doubled is not there, or a search fails. Ending it early is no error once there is a plan.
pub fn bottlenecks(asked: &Asked<'_>) -> Result<Bottlenecks, BottleneckError> {
    let doubled = asked.double.iter().map(|place| steps::doubling(asked, place));
    let mut doubled = doubled.collect::<Result<Vec<Step>, _>>()?;
    let (now, plan) = solved::now(asked)?;
    let mut things = measures::things(asked.scenario, &plan);
    let all_guessed = guess::guess(asked, &mut things)?;
    let mut chosen: Vec<&mut Step> = doubled.iter_mut().collect();
    let doubling = !chosen.is_empty();
    if !doubling {
        chosen = promising(&mut things, all_guessed).into_iter().take(asked.most).collect();
    }
    let (mut cut_short, mut known) = (false, Vec::new());
    for step in chosen {
        if asked.cancel.is_cancelled() {
            cut_short = true;
            break;
        }
        match solved::with(asked, step, (&now, &plan))? {
            Some(brings) => {
                step.brings = Some(brings);
                known.push((step.edits.clone(), brings));
            }
            None => cut_short = true,
        }
    }
    let currency = &asked.scenario.currency;
    for step in things.iter_mut().flat_map(|thing| &mut thing.steps) {
        // A rule for several cohorts is one step for each of them.
        let same = known.iter().find(|(edits, _)| *edits == step.edits);
        step.brings = same.map(|(_, brings)| *brings);
        step.sentence = step.concluded(currency);
    }
    for step in &mut doubled {
        step.sentence = step.concluded(currency);
        steps::tell_peak(step, &things);
    }
    let mut found = Bottlenecks { now, things, doubled, cut_short, sentence: String::new() };
    found.sentence = found.concluded();
    Ok(found)
}

/// Steps of things that may limit the plan, those that promise most first. Where every row has its price, what has none is left
/// out unless it is used up at some moment.
fn promising(things: &mut [Thing], all_guessed: bool) -> Vec<&mut Step> {
    let mut steps: Vec<(f64, f64, &mut Step)> = Vec::new();
    for thing in things {
        let full = thing.fullest();
        let guessed = |step: &Step| step.guess_cents.unwrap_or(0) as f64;
        let hopeful = thing
            .steps
            .iter_mut()
            .filter(|step| guessed(step) > 0.5 || full >= 0.999 || (!all_guessed && full > 0.95));
        steps.extend(hopeful.map(|step| (guessed(step), full, step)));
    }
    steps.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let mut unlike: Vec<&mut Step> = Vec::new();
    for (_, _, step) in steps {
        if unlike.iter().all(|other| other.edits != step.edits) {
            unlike.push(step);
        }
    }
    unlike
}
