//! In proportion to what each pays alone: `x_i = c(N) · c(i) / Σ_j c(j)`.

use super::{Method, NoSplit, Split, in_proportion};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct ProportionalStandalone;

const NONE: &str = "nobody pays anything alone, so there is no proportion";

impl Method for ProportionalStandalone {
    fn key(&self) -> &'static str {
        "proportional_standalone"
    }

    fn sentence(&self) -> &'static str {
        "Everybody saves the same share of what they would pay alone."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let alone: Vec<f64> = (0..game.len()).map(|player| game.alone(player)).collect();
        in_proportion(game, &vec![0.0; game.len()], &alone, NONE)
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let alone: Vec<f64> = question.alone()?.iter().map(|alone| alone.upper).collect();
        let split = question.in_proportion(&alone, NONE.to_owned())?;
        Ok(many::Split { known: question.known(false)?, ..split })
    }
}
