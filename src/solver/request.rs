//! What is asked of the solver, and how it is watched and stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{Col, Formulation};

/// A formulation to solve and the conditions of solving it.
pub struct Request<'a> {
    /// The problem.
    pub formulation: &'a Formulation,
    /// A solution to begin with, or the integer part of one: columns left
    /// out are completed by a short solve of its own (at most
    /// [`COMPLETION_NODES`] nodes). A start that cannot be completed is
    /// ignored. Not used when there are no integer columns.
    pub start: Option<&'a [(Col, f64)]>,
    /// When to stop before the proof is complete.
    pub limits: Limits,
    /// Seed of the solver's random choices; the top bit is not used.
    pub seed: u32,
    /// Stops the solver from another thread or from `progress`.
    pub cancel: &'a Cancel,
    /// Called on the solving thread for each better solution and otherwise
    /// about ten times a second; only for formulations with integers.
    pub progress: Option<&'a dyn Fn(Progress)>,
}

/// Search tree nodes spent at most on completing a partial start.
pub const COMPLETION_NODES: u64 = 500;

impl<'a> Request<'a> {
    /// A request with default limits, seed 0, no start and no progress.
    #[must_use]
    pub fn new(formulation: &'a Formulation, cancel: &'a Cancel) -> Self {
        Self { formulation, start: None, limits: Limits::default(), seed: 0, cancel, progress: None }
    }
}

/// When a search may stop with a solution that is not proven best.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    /// Allowed distance of objective and bound as a share of the objective.
    pub relative_gap: f64,
    /// Allowed distance of objective and bound in units of the objective.
    pub absolute_gap: f64,
    /// Search tree nodes; `Some(0)` examines the start only.
    pub nodes: Option<u64>,
    /// Wall-clock time for the whole call. Answers differ from run to run
    /// when this limit is what ends the search.
    pub time: Option<Duration>,
}

impl Default for Limits {
    /// Search until the proof is complete.
    fn default() -> Self {
        Self { relative_gap: 0.0, absolute_gap: 1e-6, nodes: None, time: None }
    }
}

/// A flag that stops a running solver; clones share the flag.
///
/// The solver looks at it many times a second, except while it simplifies
/// the formulation, which takes seconds for a hundred thousand rows. The
/// limit on time is watched in the same way.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks every solver that watches this flag to stop soon.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether [`Cancel::cancel`] has been called.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far a running search has come.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Progress {
    /// Objective of the best solution so far.
    pub incumbent: Option<f64>,
    /// No solution has a smaller objective than this; negative infinity
    /// while nothing is known.
    pub bound: f64,
    /// Search tree nodes examined.
    pub nodes: u64,
    /// Time since the call began.
    pub elapsed: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_the_flag() {
        let cancel = Cancel::default();
        let other = cancel.clone();
        assert!(!cancel.is_cancelled());
        other.cancel();
        assert!(cancel.is_cancelled());
    }
}
