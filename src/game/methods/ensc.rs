//! Separable costs, the rest equally (ENSC, equal charge method): `x_i = m_i + (c(N) − Σ_j m_j) / n` with
//! `m_i = c(N) − c(N∖i)`.

use super::{Method, NoSplit, Split, in_proportion};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct Ensc;

impl Method for Ensc {
    fn key(&self) -> &'static str {
        "ensc"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays what they add to the cost of all others, and an equal part of the rest."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let marginal: Vec<f64> = (0..game.len()).map(|player| game.marginal(player)).collect();
        in_proportion(game, &marginal, &vec![game.magnitude(); game.len()], "there are no players")
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let (_, marginal) = question.separable()?;
        question.beyond(&marginal, &vec![1.0; marginal.len()], "there are no players")
    }
}
