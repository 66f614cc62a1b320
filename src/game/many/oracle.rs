//! What is asked of those who know what coalitions cost.

use super::condition::Condition;
use super::members::Members;
use crate::game::lexicographic::LexicographicError;
use crate::solver::SolverError;

/// What is known of an amount, in euros.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// It is not less.
    pub lower: f64,
    /// It is not more.
    pub upper: f64,
}

impl Interval {
    /// An amount that is known.
    pub const fn exact(amount: f64) -> Self {
        Self { lower: amount, upper: amount }
    }

    /// How far its ends are apart.
    pub const fn width(self) -> f64 {
        self.upper - self.lower
    }

    /// Its middle.
    pub const fn middle(self) -> f64 {
        f64::midpoint(self.lower, self.upper)
    }

    /// What two statements about the same amount say together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { lower: self.lower.max(other.lower), upper: self.upper.min(other.upper) }
    }
}

/// What coalitions cost, asked one at a time.
pub trait Costs {
    /// How many players there are, 2 to 64.
    fn players(&self) -> usize;

    /// The kind of each player: players of a kind can change places without changing the cost of any coalition. Nobody
    /// is like another unless the costs say so.
    fn kinds(&self) -> Vec<usize> {
        (0..self.players()).collect()
    }

    /// What a coalition costs, c(S); the empty one is never asked for and costs nothing.
    ///
    /// # Errors
    ///
    /// When it cannot be computed, the coalition has no plan, or it is cancelled.
    fn cost(&self, members: Members) -> Result<Interval, ManyError>;
}

/// Finds the coalition that complains most: a model in which the membership of each player is a 0 or 1.
pub trait Oracle: Costs {
    /// Minimises `c(S) − Σ_{i ∈ S} prices_i` over the coalitions S but the empty one and everybody that keep the
    /// conditions ([`condition::write`](super::condition::write) puts them into a model). `None` when no coalition
    /// keeps them.
    ///
    /// # Errors
    ///
    /// When it cannot be computed, what was found has no cost, or it is cancelled.
    fn cheapest(&self, prices: &[f64], conditions: &[Condition]) -> Result<Option<Found>, ManyError>;
}

/// What an oracle found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The coalition.
    pub members: Members,
    /// What it costs.
    pub cost: Interval,
    /// No coalition that keeps the conditions has a smaller `c(S) − Σ prices`, in euros.
    pub bound: f64,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ManyError {
    /// Too few players to share, or too many to tell apart.
    #[error("a game of many has 2 to 64 players, this one has {0}")]
    Players(usize),
    /// Everybody together is dearer than all alone.
    #[error("together costs more than all alone, so that every split asks somebody for more than alone")]
    Beyond,
    /// Everybody together may be dearer than all alone.
    #[error(
        "together may cost more than all alone: the bounds of the costs leave open whether some split asks nobody for more \
         than alone"
    )]
    MayBeBeyond,
    /// Somebody has no cost to compare shares with.
    #[error("somebody pays nothing alone, so that shares of one's own cost cannot be compared")]
    Free,
    /// A coalition has no plan, or none was found.
    #[error("{0}")]
    NoPlan(String),
    /// What a coalition costs could not be told.
    #[error("{0}")]
    Costs(String),
    /// It was cancelled.
    #[error("it was cancelled")]
    Cancelled,
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// The shares could not be computed from the rows.
    #[error(transparent)]
    Shares(LexicographicError),
}

impl From<ManyError> for LexicographicError {
    fn from(error: ManyError) -> Self {
        match error {
            ManyError::Cancelled => Self::Cancelled,
            ManyError::Solver(error) => Self::Solver(error),
            ManyError::Shares(error) => error,
            other => Self::Lookup(Box::new(other)),
        }
    }
}

impl From<LexicographicError> for ManyError {
    fn from(error: LexicographicError) -> Self {
        match error {
            LexicographicError::Cancelled => Self::Cancelled,
            LexicographicError::Solver(error) => Self::Solver(error),
            LexicographicError::Lookup(what) => {
                what.downcast::<Self>().map_or_else(|what| Self::Costs(what.to_string()), |error| *error)
            }
            other => Self::Shares(other),
        }
    }
}
