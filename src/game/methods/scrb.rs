//! Separable costs, the rest by remaining benefits (SCRB, alternate cost avoided): with
//! `m_i = c(N) − c(N∖i)`, `x_i = m_i + (c(i) − m_i) / Σ_j (c(j) − m_j) · (c(N) − Σ_j m_j)`.

use super::{Method, NoSplit, Split, in_proportion};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct Scrb;

const NONE: &str = "nobody saves anything on top of what they add to the cost";

impl Method for Scrb {
    fn key(&self) -> &'static str {
        "scrb"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays what they add to the cost of all others, and the rest in proportion to what they save."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let marginal: Vec<f64> = (0..game.len()).map(|player| game.marginal(player)).collect();
        let benefit: Vec<f64> =
            (0..game.len()).map(|player| game.alone(player) - game.marginal(player)).collect();
        in_proportion(game, &marginal, &benefit, NONE)
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let (alone, marginal) = question.separable()?;
        let benefit: Vec<f64> =
            alone.iter().zip(&marginal).map(|(alone, marginal)| alone - marginal).collect();
        question.beyond(&marginal, &benefit, NONE)
    }
}
