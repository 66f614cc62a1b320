//! How a long computation is followed and stopped.

use super::oracle::ManyError;
use crate::solver::Cancel;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// A coalition that complains most was searched for.
    Searched {
        /// Searches so far.
        searches: usize,
        /// How many of the shares' degrees of freedom are settled, the total among them.
        settled: usize,
        /// How much the coalition found complains beyond the level, in euros; not above 0 when a level is reached.
        beyond: f64,
    },
    /// Orders were sampled.
    Sampled {
        /// Pairs of orders so far.
        pairs: usize,
        /// Of how many.
        of: usize,
    },
}

/// Who looks on.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Stops the computation; oracles that solve models hold a clone of it.
    pub cancel: &'a Cancel,
    /// Called on the computing thread.
    pub progress: &'a dyn Fn(Event),
}

impl Watch<'_> {
    /// Says whether to go on.
    pub(super) fn go_on(&self) -> Result<(), ManyError> {
        if self.cancel.is_cancelled() { Err(ManyError::Cancelled) } else { Ok(()) }
    }
}
