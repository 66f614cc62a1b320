//! The proportional nucleolus: as the nucleolus, with complaints `(x(S) − c(S)) / |c(S)|`.

use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::coalitions::Measure;
use crate::game::nucleoli::{Domain, split};

/// The method.
pub struct ProportionalNucleolus;

impl Method for ProportionalNucleolus {
    fn key(&self) -> &'static str {
        "proportional_nucleolus"
    }

    fn sentence(&self) -> &'static str {
        "As the nucleolus, with complaints as a share of what a coalition would pay alone."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        split(game, Measure::Proportional, Domain::Imputations, question.cancel)
    }
}
