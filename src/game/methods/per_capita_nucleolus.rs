//! The per-capita nucleolus: as the nucleolus, with complaints `(x(S) − c(S)) / |S|`.

use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::coalitions::Measure;
use crate::game::many::{
    self,
    nucleolus::{Measure as Of, nucleolus},
};
use crate::game::nucleoli::{Domain, split};

/// The method.
pub struct PerCapitaNucleolus;

impl Method for PerCapitaNucleolus {
    fn key(&self) -> &'static str {
        "per_capita_nucleolus"
    }

    fn sentence(&self) -> &'static str {
        "As the nucleolus, with complaints for each member of a coalition."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        split(game, Measure::PerCapita, Domain::Imputations, question.cancel)
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let found = nucleolus(question.oracle, Of::PerCapita, Domain::Imputations, question.watch)?;
        Ok(found.into())
    }
}
