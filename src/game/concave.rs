//! Whether costs are concave (submodular): a player adds the less, the more there are already,
//! `c(S + i + j) − c(S + j) ≤ c(S + i) − c(S)` for all S and i, j outside.

use super::coalition::Coalition;
use super::criteria::NOTHING;
use super::table::Game;

/// A player who adds more to more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rise {
    /// Who adds more.
    pub player: usize,
    /// Those who were there.
    pub joined: Coalition,
    /// Who joined them.
    pub other: usize,
    /// What the player adds to those who were there.
    pub before: f64,
    /// What the player adds to them and the other.
    pub after: f64,
}

/// The first player who adds more to more, by the bits of those who were there; `None` where costs are concave.
pub fn first_rise(game: &Game) -> Option<Rise> {
    let nothing = NOTHING * game.magnitude();
    let everybody = game.everybody();
    for joined in (0..=everybody.0).map(Coalition) {
        let outside = Coalition(everybody.0 & !joined.0);
        for other in outside.players() {
            let with = joined.with_all(Coalition::single(other));
            for player in outside.players().take_while(|player| *player < other) {
                let one = Coalition::single(player);
                let before = game.cost(joined.with_all(one)) - game.cost(joined);
                let after = game.cost(with.with_all(one)) - game.cost(with);
                if after > before + nothing {
                    return Some(Rise { player, joined, other, before, after });
                }
            }
        }
    }
    None
}
