//! Whoever solves parts: several can be at work at a time, each on its own thread.

use std::time::Instant;

use crate::solver::{Cancel, Col, Formulation, Limits, Outcome, Request, Solution, SolverError, solve};

/// A worker of a search.
pub(super) struct Worker<'a> {
    /// Stops the search.
    pub(super) cancel: &'a Cancel,
    /// When the search has to end, if it has to.
    pub(super) deadline: Option<Instant>,
    /// Seed of the solver.
    pub(super) seed: u32,
    /// Search nodes spent so far.
    pub(super) nodes: u64,
}

impl<'a> Worker<'a> {
    /// Somebody who has all the time there is.
    pub(super) const fn unhurried(cancel: &'a Cancel) -> Self {
        Self { cancel, deadline: None, seed: 0, nodes: 0 }
    }

    /// Solves a part of the programme in the time that is left.
    pub(super) fn solve(&mut self, part: &Formulation, limits: Limits) -> Result<Outcome, SolverError> {
        self.solve_from(part, limits, None)
    }

    /// The same from a solution, or the integer part of one.
    pub(super) fn solve_from(
        &mut self,
        part: &Formulation,
        limits: Limits,
        start: Option<&[(Col, f64)]>,
    ) -> Result<Outcome, SolverError> {
        let nodes = if part.has_integers() { limits.nodes } else { None };
        let time = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let limits = Limits { nodes, time, ..limits };
        let request = Request { start, limits, seed: self.seed, ..Request::new(part, self.cancel) };
        let outcome = solve(&request)?;
        if let Outcome::Solved(solution) = &outcome {
            self.nodes += solution.nodes;
        }
        Ok(outcome)
    }

    /// The solution of a part; `None` when there is none or the search ended before there was one.
    pub(super) fn attempt(
        &mut self,
        part: &Formulation,
        limits: Limits,
    ) -> Result<Option<Solution>, SolverError> {
        Ok(match self.solve(part, limits)? {
            Outcome::Solved(solution) => Some(solution),
            Outcome::NothingFound { .. } | Outcome::Infeasible | Outcome::Unbounded => None,
        })
    }
}
