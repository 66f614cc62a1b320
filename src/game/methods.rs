//! The ways to split what everybody pays together, one a file, in one list.
//!
//! Shares are costs: `x_i` is what player i pays. A game of values is the game of costs c = −v, so that every
//! method serves both.

use super::lexicographic::LexicographicError;
use super::table::Game;
use crate::solver::Cancel;

mod ensc;
mod epm;
mod equal;
mod gately;
mod least_core;
mod nucleolus;
mod per_capita_nucleolus;
mod prenucleolus;
mod proportional_nucleolus;
mod proportional_standalone;
mod scrb;
pub mod shapley;
mod tau;

/// A rule that splits the total.
pub trait Method: Sync {
    /// The word in files and on the command line.
    fn key(&self) -> &'static str;

    /// What it does, in a sentence.
    fn sentence(&self) -> &'static str;

    /// What each player pays; the shares add up to the total.
    ///
    /// # Errors
    ///
    /// When the game has no such split, or it cannot be computed.
    fn split(&self, game: &Game, cancel: &Cancel) -> Result<Split, NoSplit>;
}

/// A split and what its method promises of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// What each player pays.
    pub shares: Vec<f64>,
    /// What the method promises, with the figure behind it.
    pub guarantee: Option<String>,
}

impl From<Vec<f64>> for Split {
    fn from(shares: Vec<f64>) -> Self {
        Self { shares, guarantee: None }
    }
}

/// Why a method gives no split.
#[derive(Debug, thiserror::Error)]
pub enum NoSplit {
    /// The game has none.
    #[error("{0}")]
    None(String),
    /// It could not be computed.
    #[error(transparent)]
    Failed(#[from] LexicographicError),
}

/// Every method, in the order of the table.
pub const METHODS: &[&dyn Method] = &[
    &equal::Equal,
    &proportional_standalone::ProportionalStandalone,
    &shapley::Shapley,
    &nucleolus::Nucleolus,
    &ensc::Ensc,
    &scrb::Scrb,
    &gately::Gately,
    &tau::Tau,
    &least_core::LeastCore,
    &prenucleolus::Prenucleolus,
    &per_capita_nucleolus::PerCapitaNucleolus,
    &proportional_nucleolus::ProportionalNucleolus,
    &epm::Epm,
];

/// Those shown when no method is asked for.
pub const USUAL: [&str; 4] = ["equal", "proportional_standalone", "shapley", "nucleolus"];

/// The method of a key.
pub fn method(key: &str) -> Option<&'static dyn Method> {
    METHODS.iter().copied().find(|method| method.key() == key)
}

/// Below this share of the largest cost, a sum counts as 0.
const NOTHING: f64 = 1e-12;

/// What is left of the total after a base, in proportion to keys: `base_i + key_i / Σ key · (c(N) − Σ base)`.
fn in_proportion(game: &Game, base: &[f64], keys: &[f64], none: &str) -> Result<Split, NoSplit> {
    let left = game.total() - base.iter().sum::<f64>();
    let all: f64 = keys.iter().sum();
    if left.abs() <= NOTHING * game.magnitude() {
        return Ok(base.to_vec().into());
    }
    if all.abs() <= NOTHING * game.magnitude() {
        return Err(NoSplit::None(none.to_owned()));
    }
    let share = |(base, key): (&f64, &f64)| base + key / all * left;
    Ok(base.iter().zip(keys).map(share).collect::<Vec<_>>().into())
}
