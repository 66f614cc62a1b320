//! Shares whose complaints are lexicographically least.
//!
//! A goal k asks that its complaint be small: `(a_k · x − b_k) / w_k`. Of all shares that keep the limits,
//! those are sought whose complaints, sorted from the largest, are lexicographically least. Level by level:
//!
//! `min ε  s.t.  a_k · x − w_k · ε ≤ b_k` for the goals not settled yet, the limits, and what is settled.
//!
//! Players of a kind can change places without changing anything, so that there are such shares in which they pay the
//! same: that is settled from the beginning, and what follows from it is never looked for.
//!
//! A row with a positive weight in the dual (`dual.rs`) is tight in every solution of its level, so that
//! `a_k · x = b_k + w_k · ε` (or the limit's `a · x = b`) is settled; each level settles at least one goal that did
//! not follow from the settled ones. Goals and limits are too many to write down: those that a solution breaks are
//! looked up and added until it breaks none.

mod dual;
mod search;

use super::span::Span;
use crate::solver::{Cancel, SolverError};
use search::Search;

/// `a · x − w · ε ≤ b`, with w = 0 for a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which goal it is of the goals, or which limit of the limits, to know it again.
    pub id: u64,
    /// a.
    pub terms: Vec<f64>,
    /// w.
    pub weight: f64,
    /// b.
    pub bound: f64,
}

impl Row {
    /// Whether it is a limit and not a goal.
    fn is_limit(&self) -> bool {
        self.weight == 0.0
    }

    /// Whether it is the same goal or limit as another.
    fn is(&self, other: &Self) -> bool {
        self.id == other.id && self.is_limit() == other.is_limit()
    }
}

/// Where rows come from that are all at hand.
pub trait Source {
    /// Rows that `shares` break, the worst first, as far as they are not settled; none when it breaks none.
    /// A goal is broken when its complaint is above `level`.
    fn broken(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row>;

    /// Rows that are likely to matter, to begin with, each once and none that is settled.
    fn likely(&self, _settled: &Span) -> Vec<Row> {
        Vec::new()
    }
}

/// Where rows come from of which some have to be searched for.
pub trait Lookup {
    /// As [`Source::broken`], of the rows that need no search.
    fn at_hand(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row>;

    /// As [`Source::broken`], of all rows; asked only when no row at hand is broken.
    ///
    /// # Errors
    ///
    /// When the search fails.
    fn searched(&self, shares: &[f64], level: f64, settled: &Span) -> Result<Vec<Row>, LexicographicError>;

    /// As [`Source::likely`].
    fn likely(&self, _settled: &Span) -> Vec<Row> {
        Vec::new()
    }
}

impl<S: Source> Lookup for S {
    fn at_hand(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row> {
        self.broken(shares, level, settled)
    }

    fn searched(&self, _: &[f64], _: f64, _: &Span) -> Result<Vec<Row>, LexicographicError> {
        Ok(Vec::new())
    }

    fn likely(&self, settled: &Span) -> Vec<Row> {
        Source::likely(self, settled)
    }
}

/// What is asked.
pub struct Problem<'a> {
    /// How many players.
    pub players: usize,
    /// What the shares add up to.
    pub total: f64,
    /// The size of the largest number in it.
    pub magnitude: f64,
    /// The most that a complaint changes with a unit of money, at least 1; levels reach that far beyond shares.
    pub steepest: f64,
    /// The kind of each player: those of a kind can change places without changing the question, and get equal shares.
    /// Empty where nobody is known to be like another.
    pub kinds: &'a [usize],
    /// Whose complaints are to be small.
    pub goals: &'a dyn Lookup,
    /// What has to be kept.
    pub limits: &'a dyn Lookup,
}

/// The shares and what proves them.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The shares.
    pub shares: Vec<f64>,
    /// The level of each round: the largest complaint, then the largest of those that can still fall, ….
    pub levels: Vec<f64>,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum LexicographicError {
    /// No shares keep the limits.
    #[error("no shares keep the limits")]
    Impossible,
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// It was cancelled.
    #[error("it was cancelled")]
    Cancelled,
    /// Rows could not be looked up.
    #[error(transparent)]
    Lookup(Box<dyn std::error::Error + Send + Sync>),
    /// Too few complain for the shares to be determined.
    #[error("too few complain for the shares to be determined")]
    Undetermined,
    /// A level settled nothing: numbers too far apart for the arithmetic of the computer.
    #[error("the numbers of this game are too far apart: a level of complaints could not be settled")]
    Unsettled,
}

/// The shares with the lexicographically least complaints.
///
/// # Errors
///
/// When no shares keep the limits, the solver or a search fails, or it is cancelled.
pub fn least(problem: &Problem<'_>, cancel: &Cancel) -> Result<Answer, LexicographicError> {
    let mut search = Search::new(problem, cancel);
    let mut levels = Vec::new();
    while !search.is_complete() {
        let found = search.level()?;
        if !search.settle(&found) {
            return Err(LexicographicError::Unsettled);
        }
        levels.push(search.unscaled(found.level));
    }
    Ok(Answer { shares: search.settled_shares(), levels })
}

/// Shares whose largest complaint is least, one of many, with the one level that is.
///
/// # Errors
///
/// As [`least`].
pub fn first(problem: &Problem<'_>, cancel: &Cancel) -> Result<Answer, LexicographicError> {
    let mut search = Search::new(problem, cancel);
    if search.is_complete() {
        return Ok(Answer { shares: search.settled_shares(), levels: Vec::new() });
    }
    let found = search.level()?;
    Ok(Answer { shares: search.stated(&found.shares), levels: vec![search.unscaled(found.level)] })
}
