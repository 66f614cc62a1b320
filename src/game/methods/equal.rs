//! Equal shares: `x_i = c(N) / n`.

use super::{Method, NoSplit, Split};
use crate::game::Game;
use crate::solver::Cancel;

/// The method.
pub struct Equal;

impl Method for Equal {
    fn key(&self) -> &'static str {
        "equal"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays the same."
    }

    fn split(&self, game: &Game, _: &Cancel) -> Result<Split, NoSplit> {
        Ok(vec![game.total() / game.len() as f64; game.len()].into())
    }
}
