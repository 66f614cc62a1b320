//! Serial cost sharing (Moulin and Shenker 1992), which for costs of the largest need is the sharing of airports
//! by increments. It fits where a coalition pays what its neediest member pays alone, `c(S) = max_{i ∈ S} c(i)`.
//! With players sorted by need, `0 = c_0 ≤ c_1 ≤ … ≤ c_n`, each increment is shared by those who need it:
//!
//! `x_i = Σ_{k ≤ i} (c_k − c_{k−1}) / (n − k + 1)`.

use super::{Method, NoSplit, Split};
use crate::game::criteria::NOTHING;
use crate::game::{Coalition, Game, Question};

/// The method.
pub struct Serial;

impl Method for Serial {
    fn key(&self) -> &'static str {
        "serial"
    }

    fn sentence(&self) -> &'static str {
        "Where the neediest member sets the cost, each step up to it is shared equally by those who need it."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        if let Some(player) = (0..game.len()).find(|player| game.alone(*player) < -NOTHING * game.magnitude())
        {
            let player = &game.players[player];
            return Err(NoSplit::None(format!("{player} pays less than nothing alone, which is no need")));
        }
        if let Some(coalition) = misfit(game) {
            return Err(NoSplit::None(why(game, coalition)));
        }
        let core =
            "every coalition pays its neediest member's cost, so that no coalition pays more than alone";
        Ok(Split::from(shares(game)).promising(core.to_owned()))
    }
}

/// The first coalition, by its bits, that does not pay what its neediest member pays alone. Where the smaller
/// ones do, it is enough to look at one member and at the others together.
fn misfit(game: &Game) -> Option<Coalition> {
    let nothing = NOTHING * game.magnitude();
    (1..=game.everybody().0).map(Coalition).find(|coalition| {
        let Some(one) = coalition.players().next() else { return false };
        let others = coalition.without(one);
        let need = if others.is_empty() { game.alone(one) } else { game.alone(one).max(game.cost(others)) };
        (game.cost(*coalition) - need).abs() > nothing
    })
}

fn why(game: &Game, coalition: Coalition) -> String {
    let neediest = coalition.players().max_by(|a, b| game.alone(*a).total_cmp(&game.alone(*b)));
    let (player, need) = neediest.map_or(("", 0.0), |one| (game.players[one].as_str(), game.alone(one)));
    let (who, cost) = (game.named(coalition), game.cost(coalition));
    format!(
        "the costs are not those of the neediest member: {who} pay {cost:.2}, and {player}, who needs most of \
         them, pays {need:.2} alone"
    )
}

fn shares(game: &Game) -> Vec<f64> {
    let mut order: Vec<usize> = (0..game.len()).collect();
    order.sort_by(|a, b| game.alone(*a).total_cmp(&game.alone(*b)));
    let mut shares = vec![0.0; game.len()];
    let (mut reached, mut share) = (0.0, 0.0);
    for (place, player) in order.iter().enumerate() {
        share += (game.alone(*player) - reached) / (game.len() - place) as f64;
        reached = game.alone(*player);
        shares[*player] = share;
    }
    shares
}
