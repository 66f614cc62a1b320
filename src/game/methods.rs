//! The ways to split what everybody pays together, one a file, in one list.
//!
//! Shares are costs: `x_i` is what player i pays. A game of values is the game of costs c = −v, so that every
//! method serves both.

use super::coalition::Coalition;
use super::lexicographic::LexicographicError;
use super::many;
use super::table::Game;
use super::terms::Question;

mod ensc;
mod epm;
mod equal;
mod gately;
mod least_core;
pub mod mix;
mod moulin_shenker;
mod nucleolus;
mod owen;
mod per_capita_nucleolus;
mod prenucleolus;
mod proportional_equipment_hours;
mod proportional_hours;
mod proportional_learners;
mod proportional_nucleolus;
mod proportional_standalone;
mod scrb;
mod serial;
pub mod shapley;
mod tau;
mod within_bounds;

/// A rule that splits the total.
pub trait Method: Sync {
    /// The word in files and on the command line.
    fn key(&self) -> &'static str;

    /// What it does, in a sentence.
    fn sentence(&self) -> &'static str;

    /// What each player pays; the shares add up to what those who take part pay together.
    ///
    /// # Errors
    ///
    /// When the game has no such split, the terms lack what it depends on, or it cannot be computed.
    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit>;

    /// The same of a game too large for a table.
    ///
    /// # Errors
    ///
    /// As [`Self::split`]; when the method cannot do without a table, as most.
    fn of_many(&self, _question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        Err(many::NoSplit::Table)
    }
}

/// A split and what its method promises of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// What each player pays; nothing for those who do not take part.
    pub shares: Vec<f64>,
    /// Who takes part: everybody, unless the method lets players drop out. The shares pay the cost of these.
    pub takes_part: Coalition,
    /// What the method promises, with the figure behind it.
    pub guarantee: Option<String>,
}

impl From<Vec<f64>> for Split {
    fn from(shares: Vec<f64>) -> Self {
        Self { takes_part: Coalition::all(shares.len()), shares, guarantee: None }
    }
}

impl Split {
    /// With what its method promises.
    #[must_use]
    pub fn promising(self, guarantee: String) -> Self {
        Self { guarantee: Some(guarantee), ..self }
    }
}

/// Why a method gives no split.
#[derive(Debug, thiserror::Error)]
pub enum NoSplit {
    /// The game has none, or the terms lack what it depends on.
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
    &proportional_learners::ProportionalLearners,
    &proportional_hours::ProportionalHours,
    &proportional_equipment_hours::ProportionalEquipmentHours,
    &shapley::Shapley,
    &owen::Owen,
    &serial::Serial,
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
    &moulin_shenker::MoulinShenker,
    &mix::Mix,
    &within_bounds::WithinBounds,
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

/// In proportion to a key of the terms: `x_i = c(N) · w_i / w(N)`.
fn by_key(question: &Question<'_>, name: &str) -> Result<Split, NoSplit> {
    let amounts = question.key(name)?;
    // Amounts are in units of their own: their sum is compared with 0 only, and not with costs.
    let all: f64 = amounts.iter().sum();
    if all <= 0.0 {
        return Err(NoSplit::None(format!("the {name:?} of all players add up to 0")));
    }
    let share = |amount: &f64| question.game.total() * amount / all;
    Ok(amounts.iter().map(share).collect::<Vec<_>>().into())
}
