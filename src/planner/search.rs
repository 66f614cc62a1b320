//! A search in progress: what was asked, what time is left, who is told, and the solver.

use std::cell::Cell;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::Options;
use super::phase::{Phase, Report};
use super::worker::Worker;
use crate::model::Model;
use crate::model::scene::Scene;
use crate::solver::{Formulation, Limits, Outcome, Solution, SolverError};

/// Share of the time limit that is kept for telling people and rooms apart, as long as it is not known how long that takes.
const WRAPPING_UP: f64 = 0.15;

/// How many times the longest it has taken so far is kept from then on, and the share that is kept at least: a step ends later
/// than it was meant to.
const MARGIN: u32 = 3;
const AT_LEAST: f64 = 0.03;

/// A search in progress.
pub(super) struct Search<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) options: &'a Options<'a>,
    /// Search nodes spent so far.
    pub(super) nodes: u64,
    /// No plan is better than this, in euros, as far as is known.
    pub(super) bound: f64,
    /// Steps of improvement that are left, where they are limited.
    pub(super) steps: Option<u64>,
    /// What of every plan's cost stands, in euros: the gap asked for is one of the rest.
    pub(super) standing: f64,
    /// Whether any plan is good enough.
    pub(super) any: bool,
    began: Instant,
    /// The longest that telling people and rooms apart has taken so far.
    wrapping_up: Option<Duration>,
    /// Whether a clock has ended something, so that it may end otherwise another time.
    clocked: Cell<bool>,
    /// Whether some of its decisions are guesses, so that what is proven of it is not proven of the whole.
    guess: bool,
    /// Whether the programme has a solution without whole numbers, once that is known.
    solvable: Option<bool>,
}

impl<'a> Search<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, options: &'a Options<'a>, began: Instant) -> Self {
        let bound = f64::NEG_INFINITY;
        let (guess, solvable) = (false, None);
        Self {
            scene,
            options,
            nodes: 0,
            bound,
            steps: None,
            standing: 0.0,
            any: false,
            began,
            wrapping_up: None,
            clocked: Cell::new(false),
            guess,
            solvable,
        }
    }

    /// The same search with some of its decisions guessed.
    pub(super) fn guessing<'b>(&self, scene: &'b Scene<'b>) -> Search<'b>
    where
        'a: 'b,
    {
        let Self { options, bound, steps, standing, any, began, .. } = *self;
        Search {
            scene,
            options,
            nodes: 0,
            bound,
            steps,
            standing,
            any,
            began,
            wrapping_up: None,
            clocked: Cell::new(false),
            guess: true,
            solvable: None,
        }
    }

    /// How many steps of improvement may be taken, of so many at most.
    pub(super) fn steps_of(&self, most: usize) -> usize {
        self.steps.map_or(most, |left| most.min(usize::try_from(left).unwrap_or(most)))
    }

    /// Counts steps of improvement.
    pub(super) fn spend(&mut self, steps: usize) {
        self.steps = self.steps.map(|left| left.saturating_sub(steps as u64));
    }

    /// Whether a plan at this cost is good enough: as near to the least, by the bound, as was asked for.
    pub(super) fn is_near_enough(&self, cost: f64) -> bool {
        self.any || cost - self.bound <= self.options.gap * (cost - self.standing).abs() + 1e-6
    }

    /// The gap at which the solver may stop; any plan is within all of its cost.
    pub(super) fn gap(&self) -> f64 {
        if self.any { 1.0 } else { self.options.gap }
    }

    /// From now on hours may be left out, so that there always is a solution.
    pub(super) fn leave_out(&mut self) {
        self.solvable = Some(true);
    }

    /// Solves the programme without whole numbers, once, for a bound; says whether it may have any
    /// solution.
    pub(super) fn relax(&mut self, model: &Model) -> Result<bool, SolverError> {
        if let Some(solvable) = self.solvable {
            return Ok(solvable);
        }
        self.tell(Phase::Relaxing, None);
        let outcome = self.at_work(|worker| worker.solve(&model.strict().relaxed(), Limits::default()))?;
        if let (Outcome::Solved(solution), false) = (&outcome, self.guess) {
            self.bound = self.bound.max(solution.bound);
        }
        let solvable = !matches!(outcome, Outcome::Infeasible);
        self.solvable = Some(solvable);
        Ok(solvable)
    }

    /// Tells whoever watches how far the search is.
    pub(super) fn tell(&self, phase: Phase, incumbent: Option<f64>) {
        self.tell_with(phase, incumbent, self.bound);
    }

    /// The same with a bound that a running solver has just found; that of a guess says nothing of the
    /// whole.
    pub(super) fn tell_with(&self, phase: Phase, incumbent: Option<f64>, bound: f64) {
        let bound = if self.guess { self.bound } else { bound.max(self.bound) };
        let (standing, elapsed) = (self.standing, self.began.elapsed());
        (self.options.progress)(&Report { phase, incumbent, bound, standing, elapsed });
    }

    /// What is left of the time limit.
    pub(super) fn time_left(&self) -> Option<Duration> {
        self.options.time.map(|limit| limit.saturating_sub(self.began.elapsed()))
    }

    /// Whether the search must end now.
    pub(super) fn out_of_time(&self) -> bool {
        self.options.cancel.is_cancelled() || self.time_left().is_some_and(|left| left.is_zero())
    }

    /// Whether what there is must be made a plan now: people and rooms have yet to be told apart.
    pub(super) fn must_wrap_up(&self) -> bool {
        let kept = |limit: Duration| {
            let longest = self.wrapping_up.map_or(Duration::MAX, |longest| longest.saturating_mul(MARGIN));
            longest.max(limit.mul_f64(AT_LEAST)).min(limit.mul_f64(WRAPPING_UP))
        };
        let ends = |limit: Duration| self.began.elapsed() + kept(limit) >= limit;
        if self.options.time.is_some_and(ends) {
            self.clock_ends();
            return true;
        }
        self.options.cancel.is_cancelled()
    }

    /// Notes that a clock has ended something.
    pub(super) fn clock_ends(&self) {
        self.clocked.set(true);
    }

    /// Whether a clock has ended something.
    pub(super) fn is_clocked(&self) -> bool {
        self.clocked.get()
    }

    /// Notes how long telling people and rooms apart took.
    pub(super) fn has_wrapped_up(&mut self, took: Duration) {
        self.wrapping_up = self.wrapping_up.max(Some(took));
    }

    /// Whether a stretch of time is more than a share of the time limit.
    pub(super) fn is_more_than(&self, share: f64, time: Duration) -> bool {
        self.options.time.is_some_and(|limit| time > limit.mul_f64(share))
    }

    /// Somebody who solves parts in the time that is left.
    pub(super) fn worker(&self) -> Worker<'a> {
        let deadline = self.options.time.map(|limit| self.began + limit);
        Worker { cancel: &self.options.cancel, deadline, seed: self.options.seed, nodes: 0 }
    }

    /// Does some pieces of work at the same time, each by a worker of its own, and gives what they found in the same order.
    ///
    /// # Errors
    ///
    /// The first in this order that a worker met.
    pub(super) fn side_by_side<T: Send, R: Send>(
        &mut self,
        pieces: Vec<T>,
        work: impl Fn(&mut Worker<'_>, T) -> Result<R, SolverError> + Sync,
    ) -> Result<Vec<R>, SolverError> {
        let pieces: Vec<(Worker<'_>, T)> = pieces.into_iter().map(|piece| (self.worker(), piece)).collect();
        let one = |(mut worker, piece): (Worker<'_>, T)| {
            let found = work(&mut worker, piece);
            (worker.nodes, found)
        };
        let found: Vec<(u64, Result<R, SolverError>)> = pieces.into_par_iter().map(one).collect();
        self.nodes += found.iter().map(|(nodes, _)| nodes).sum::<u64>();
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// What one worker finds of a part ([`Worker::attempt`]).
    pub(super) fn attempt(
        &mut self,
        part: &Formulation,
        limits: Limits,
    ) -> Result<Option<Solution>, SolverError> {
        self.at_work(|worker| worker.attempt(part, limits))
    }

    /// Puts one worker to work.
    pub(super) fn at_work<R>(&mut self, work: impl FnOnce(&mut Worker<'_>) -> R) -> R {
        let mut worker = self.worker();
        let done = work(&mut worker);
        self.nodes += worker.nodes;
        done
    }
}
