//! Equal shares: `x_i = c(N) / n`.

use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct Equal;

impl Method for Equal {
    fn key(&self) -> &'static str {
        "equal"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays the same."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        Ok(vec![game.total() / game.len() as f64; game.len()].into())
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let n = question.oracle.players();
        Ok(many::Split::exact(vec![question.total()? / n as f64; n]))
    }
}
