//! The search for a plan that keeps every rule, and for the best partial one when none does.

use std::time::{Duration, Instant};

use super::explain::{self, Shortage};
use super::place::Place;
use super::{Answer, Options, PlannerError, Status, StopReason, horizon, repair};
use crate::model::extract::{Cut, extract};
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::{self, Model};
use crate::plan::Plan;
use crate::solver::{
    Col, Formulation, Limits, Outcome, Progress, Request, Solution, SolverError, Stop, solve,
};

/// Whole-number columns above which a programme first gets a start from the rolling horizon.
const WHOLE: usize = 6_000;

/// Rounds of cuts before the search for people and rooms gives up.
const ROUNDS: u32 = 25;

/// A partial plan is a courtesy: this gap of its penalties, and this many nodes, are enough.
const PARTIAL_GAP: f64 = 0.02;
const PARTIAL_NODES: u64 = 500;

/// What the planner is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// Building rows and columns.
    Building,
    /// Solving without whole numbers, for a first bound.
    Relaxing,
    /// Rolling over the weeks for a first plan.
    Horizon {
        /// The week reached.
        week: usize,
        /// How many there are.
        of: usize,
    },
    /// Finding a place for hours that the first plan left out.
    Repairing {
        /// Minutes left out so far.
        minutes: f64,
    },
    /// Improving the plan and its bound.
    Improving,
    /// Finding out why nothing fits.
    Explaining,
    /// Making the best partial plan.
    Partial,
}

/// How far the search is.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// What it is doing.
    pub phase: Phase,
    /// The best objective so far, in euros.
    pub incumbent: Option<f64>,
    /// No plan is better than this, in euros.
    pub bound: f64,
    /// Time since the search began.
    pub elapsed: Duration,
}

/// A search in progress.
pub(super) struct Search<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) options: &'a Options<'a>,
    pub(super) nodes: u64,
    began: Instant,
}

/// How one programme ended.
enum End {
    Found { solution: Solution, plan: Plan },
    Nothing { bound: f64, stop: Stop, partial: Option<Plan> },
    NoSolution,
}

impl<'a> Search<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, options: &'a Options<'a>, began: Instant) -> Self {
        Self { scene, options, nodes: 0, began }
    }

    /// Tells whoever watches how far the search is.
    pub(super) fn tell(&self, phase: Phase, incumbent: Option<f64>, bound: f64) {
        (self.options.progress)(&Report { phase, incumbent, bound, elapsed: self.began.elapsed() });
    }

    /// What is left of the time limit.
    pub(super) fn time_left(&self) -> Option<Duration> {
        self.options.time.map(|limit| limit.saturating_sub(self.began.elapsed()))
    }

    /// Whether the search must end now.
    pub(super) fn out_of_time(&self) -> bool {
        self.options.cancel.is_cancelled() || self.time_left().is_some_and(|left| left.is_zero())
    }

    /// Plans with every rule kept; `None` when that is proven impossible.
    pub(super) fn strict(&mut self) -> Result<Option<Answer>, PlannerError> {
        self.tell(Phase::Building, None, f64::NEG_INFINITY);
        let mut model = model::build(self.scene, Mode::Planning);
        match self.solve(&mut model)? {
            End::NoSolution => Ok(None),
            End::Nothing { bound, stop, partial } => Ok(Some(self.unfinished(bound, stop, partial))),
            End::Found { solution, plan } => Ok(Some(self.finished(&solution, plan))),
        }
    }

    fn finished(&self, solution: &Solution, plan: Plan) -> Answer {
        let (status, stop) = match solution.stop {
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
            bound: solution.bound,
            objective: Some(solution.objective),
            shortages: Vec::new(),
            nodes: self.nodes,
        }
    }

    /// The limits came before any plan that keeps every rule; a partial one is given if there is.
    fn unfinished(&self, bound: f64, stop: Stop, partial: Option<Plan>) -> Answer {
        let reason = match stop {
            Stop::Cancelled => StopReason::Cancelled,
            Stop::Nodes => StopReason::Nodes,
            Stop::Time | Stop::Gap | Stop::Proven => StopReason::Time,
        };
        Answer {
            plan: partial,
            status: Status::Stopped,
            stop: reason,
            bound,
            objective: None,
            shortages: Vec::new(),
            nodes: self.nodes,
        }
    }

    /// No plan keeps every rule: says why, and makes the best partial plan.
    pub(super) fn without_a_plan(&mut self, counted: Vec<Shortage>) -> Result<Answer, PlannerError> {
        self.tell(Phase::Explaining, None, f64::NEG_INFINITY);
        let mut shortages = counted;
        if shortages.is_empty() {
            shortages = explain::by_slack(self)?;
        }
        let partial = self.partial()?;
        Ok(Answer {
            plan: partial.map(|(plan, _)| plan),
            status: Status::Infeasible,
            stop: StopReason::NoPlan,
            bound: f64::INFINITY,
            objective: None,
            shortages,
            nodes: self.nodes,
        })
    }

    /// The best partial plan: hours may be missing, every other rule holds.
    fn partial(&mut self) -> Result<Option<(Plan, f64)>, PlannerError> {
        self.tell(Phase::Partial, None, f64::NEG_INFINITY);
        let model = model::build(self.scene, Mode::Planning);
        let limits = Limits {
            relative_gap: PARTIAL_GAP,
            nodes: Some(PARTIAL_NODES),
            time: self.time_left(),
            ..Limits::default()
        };
        let request = Request {
            limits,
            seed: self.options.seed,
            ..Request::new(&model.formulation, &self.options.cancel)
        };
        let values = if is_large(&model) {
            let place = Place::new(self.scene, &model);
            horizon::roll(self, &model, &place)?
        } else {
            match solve(&request)? {
                Outcome::Solved(solution) => Some(solution.values),
                Outcome::NothingFound { .. } | Outcome::Infeasible | Outcome::Unbounded => None,
            }
        };
        let read = |values: &Vec<f64>| extract(self.scene, &model, values).ok().map(|plan| (plan, 0.0));
        Ok(values.as_ref().and_then(read))
    }

    /// Solves a programme and tells units, rooms and people apart, cutting as often as needed.
    fn solve(&mut self, model: &mut Model) -> Result<End, PlannerError> {
        let mut start = Vec::new();
        if is_large(model) {
            match self.first_plan(model)? {
                First::Impossible => return Ok(End::NoSolution),
                First::Nothing => {}
                First::Values(values) if repair::missing(model, &values) > 1e-6 => {
                    if self.out_of_time() {
                        return Ok(self.ended(model, &values));
                    }
                    start = values;
                }
                First::Values(values) => start = values,
            }
        }
        for _ in 0..ROUNDS {
            let strict = model.strict();
            match self.once(&strict, &start)? {
                Outcome::Infeasible | Outcome::Unbounded => return Ok(End::NoSolution),
                Outcome::NothingFound { bound, stop } => {
                    let partial =
                        if start.is_empty() { None } else { extract(self.scene, model, &start).ok() };
                    return Ok(End::Nothing { bound, stop, partial });
                }
                Outcome::Solved(solution) => {
                    self.nodes += solution.nodes;
                    match extract(self.scene, model, &solution.values) {
                        Ok(plan) => return Ok(End::Found { solution, plan }),
                        Err(cuts) => add_cuts(model, &cuts),
                    }
                    start.clear();
                }
            }
        }
        Err(PlannerError::NotToldApart { rounds: ROUNDS })
    }

    /// The search ended with hours missing.
    fn ended(&self, model: &Model, values: &[f64]) -> End {
        let stop = if self.options.cancel.is_cancelled() { Stop::Cancelled } else { Stop::Time };
        End::Nothing { bound: f64::NEG_INFINITY, stop, partial: extract(self.scene, model, values).ok() }
    }

    /// A first plan of a large programme: a bound without whole numbers, a rolling horizon, repair.
    fn first_plan(&mut self, model: &Model) -> Result<First, SolverError> {
        self.tell(Phase::Relaxing, None, f64::NEG_INFINITY);
        let relaxed = model.strict().relaxed();
        let limits = Limits { time: self.time_left(), ..Limits::default() };
        let request = Request { limits, ..Request::new(&relaxed, &self.options.cancel) };
        match solve(&request)? {
            Outcome::Infeasible => return Ok(First::Impossible),
            Outcome::Solved(solution) => self.tell(Phase::Relaxing, None, solution.objective),
            Outcome::NothingFound { .. } | Outcome::Unbounded => {}
        }
        let place = Place::new(self.scene, model);
        let Some(values) = horizon::roll(self, model, &place)? else { return Ok(First::Nothing) };
        Ok(First::Values(repair::repair(self, model, &place, values)?))
    }

    /// One run of the solver on the whole programme.
    fn once(&self, strict: &Formulation, start: &[f64]) -> Result<Outcome, SolverError> {
        let whole: Vec<(Col, f64)> = start
            .iter()
            .enumerate()
            .filter(|(index, _)| strict.columns[*index].integer)
            .map(|(index, value)| (Col(index as u32), *value))
            .collect();
        let watch = |progress: Progress| self.tell(Phase::Improving, progress.incumbent, progress.bound);
        let request = Request {
            start: (!whole.is_empty()).then_some(whole.as_slice()),
            limits: Limits { relative_gap: self.options.gap, time: self.time_left(), ..Limits::default() },
            seed: self.options.seed,
            progress: Some(&watch),
            ..Request::new(strict, &self.options.cancel)
        };
        solve(&request)
    }
}

/// Whether a programme needs a first plan before the solver takes it whole.
fn is_large(model: &Model) -> bool {
    model.formulation.columns.iter().filter(|column| column.integer).count() > WHOLE
}

/// A first plan.
enum First {
    /// It is already proven that no plan keeps every rule.
    Impossible,
    /// The search ended before there was one.
    Nothing,
    /// Values of every column.
    Values(Vec<f64>),
}

/// Rows that forbid the columns of a cut to be all as large again.
fn add_cuts(model: &mut Model, cuts: &[Cut]) {
    for Cut(columns) in cuts {
        let sum: f64 = columns.iter().map(|(_, value)| value).sum();
        let terms: Vec<(Col, f64)> = columns.iter().map(|(col, _)| (*col, 1.0)).collect();
        model.formulation.at_most(terms, sum - 1.0);
        model.tags.push(None);
    }
}
