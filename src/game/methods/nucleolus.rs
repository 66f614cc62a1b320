//! The nucleolus (Schmeidler): of the splits in which nobody pays more than alone, the one whose complaints
//! `x(S) − c(S)`, sorted from the largest, are lexicographically least.

use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::coalitions::Measure;
use crate::game::many::{
    self,
    nucleolus::{Measure as Of, nucleolus},
};
use crate::game::nucleoli::{Domain, split};

/// The method.
pub struct Nucleolus;

impl Method for Nucleolus {
    fn key(&self) -> &'static str {
        "nucleolus"
    }

    fn sentence(&self) -> &'static str {
        "The largest complaint of any coalition, what it pays beyond its own cost, is as small as can be, then the next."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        split(game, Measure::Money, Domain::Imputations, question.cancel)
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let found = nucleolus(question.oracle, Of::Money, Domain::Imputations, question.watch)?;
        Ok(found.into())
    }
}
