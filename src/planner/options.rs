//! What a search is asked for.

use std::time::Duration;

use super::Report;
use crate::solver::Cancel;

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
