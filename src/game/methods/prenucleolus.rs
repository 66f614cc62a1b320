//! The prenucleolus: of all splits, the one whose complaints `x(S) − c(S)`, sorted from the largest, are
//! lexicographically least.

use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::coalitions::Measure;
use crate::game::many::{
    self,
    nucleolus::{Measure as Of, nucleolus},
};
use crate::game::nucleoli::{Domain, split};

/// The method.
pub struct Prenucleolus;

impl Method for Prenucleolus {
    fn key(&self) -> &'static str {
        "prenucleolus"
    }

    fn sentence(&self) -> &'static str {
        "As the nucleolus, but single players may be asked for more than they would pay alone."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        split(game, Measure::Money, Domain::AllSplits, question.cancel)
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let found = nucleolus(question.oracle, Of::Money, Domain::AllSplits, question.watch)?;
        Ok(found.into())
    }
}
