//! The Gately point: everybody is equally disruptive, `Σ_{j≠i} (c(j) − x_j)`-losses of leaving being in the
//! same ratio `d` to one's own: `(x_i − m_i) / (c(i) − x_i) = d` for all i, with `m_i = c(N) − c(N∖i)`. Solved
//! for x: `x_i = c(i) − (c(i) − m_i) · (Σ_j c(j) − c(N)) / Σ_j (c(j) − m_j)`.

use super::{Method, NOTHING, NoSplit, Split};
use crate::game::Game;
use crate::solver::Cancel;

/// The method.
pub struct Gately;

impl Method for Gately {
    fn key(&self) -> &'static str {
        "gately"
    }

    fn sentence(&self) -> &'static str {
        "Everybody who left would hurt the others in the same ratio to their own loss."
    }

    fn split(&self, game: &Game, _: &Cancel) -> Result<Split, NoSplit> {
        let players = 0..game.len();
        let saved: f64 = players.clone().map(|player| game.alone(player)).sum::<f64>() - game.total();
        let room = |player: usize| game.alone(player) - game.marginal(player);
        let all: f64 = players.clone().map(room).sum();
        if all.abs() <= NOTHING * game.magnitude() {
            let none = "nobody's part can be larger or smaller, so that leaving hurts in no ratio";
            return Err(NoSplit::None(none.to_owned()));
        }
        Ok(players.map(|player| game.alone(player) - room(player) * saved / all).collect::<Vec<_>>().into())
    }
}
