//! The prenucleolus: of all splits, the one whose complaints `x(S) − c(S)`, sorted from the largest, are
//! lexicographically least.

use super::{Method, NoSplit, Split};
use crate::game::Game;
use crate::game::coalitions::Measure;
use crate::game::nucleoli::{Domain, split};
use crate::solver::Cancel;

/// The method.
pub struct Prenucleolus;

impl Method for Prenucleolus {
    fn key(&self) -> &'static str {
        "prenucleolus"
    }

    fn sentence(&self) -> &'static str {
        "As the nucleolus, but single players may be asked for more than they would pay alone."
    }

    fn split(&self, game: &Game, cancel: &Cancel) -> Result<Split, NoSplit> {
        split(game, Measure::Money, Domain::AllSplits, cancel)
    }
}
