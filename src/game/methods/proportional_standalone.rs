//! In proportion to what each pays alone: `x_i = c(N) · c(i) / Σ_j c(j)`.

use super::{Method, NoSplit, Split, in_proportion};
use crate::game::Game;
use crate::solver::Cancel;

/// The method.
pub struct ProportionalStandalone;

impl Method for ProportionalStandalone {
    fn key(&self) -> &'static str {
        "proportional_standalone"
    }

    fn sentence(&self) -> &'static str {
        "Everybody saves the same share of what they would pay alone."
    }

    fn split(&self, game: &Game, _: &Cancel) -> Result<Split, NoSplit> {
        let alone: Vec<f64> = (0..game.len()).map(|player| game.alone(player)).collect();
        in_proportion(
            game,
            &vec![0.0; game.len()],
            &alone,
            "nobody pays anything alone, so there is no proportion",
        )
    }
}
