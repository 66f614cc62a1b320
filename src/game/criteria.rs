//! What a split promises, measured on the game itself.

use super::coalition::Coalition;
use super::methods::Split;
use super::table::Game;

/// Below this share of the largest cost, a difference counts as 0.
pub const NOTHING: f64 = 1e-9;

/// The measures of a split.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Criteria {
    /// What the shares add up to beyond what those who pay cost together; 0 for every split that pays the bill.
    pub surplus: f64,
    /// Players who would pay less alone, with what they would save by it, the most first.
    pub better_alone: Vec<(usize, f64)>,
    /// The coalition that pays most above its own cost, or least below it, and that amount: `max x(S) − c(S)`
    /// over all coalitions but the empty one and everybody; `None` of a single player.
    pub worst: Option<(Coalition, f64)>,
    /// What each player pays less than alone.
    pub saving: Vec<f64>,
    /// The player who pays least beyond, or most below, what they add to the cost of all others, and that
    /// amount: `min x_i − (c(N) − c(N∖i))`. Below 0 the others subsidise this player.
    pub least_beyond_marginal: (usize, f64),
    /// Whether the bill is paid, and no coalition pays more than alone.
    pub in_core: bool,
}

/// Measures a split by a method that may let players drop out: among those who take part, by the costs of these.
/// The others neither pay nor save anything.
pub fn criteria_of(game: &Game, split: &Split) -> Criteria {
    if split.takes_part == game.everybody() {
        return criteria(game, &split.shares);
    }
    let staying: Vec<usize> = split.takes_part.players().collect();
    let shares: Vec<f64> = staying.iter().map(|player| split.shares[*player]).collect();
    let found = game.among(split.takes_part).map(|rest| criteria(&rest, &shares)).unwrap_or_default();
    let mut saving = vec![0.0; game.len()];
    staying.iter().zip(&found.saving).for_each(|(player, amount)| saving[*player] = *amount);
    let back = |(place, amount): (usize, f64)| (staying.get(place).copied().unwrap_or(place), amount);
    Criteria {
        surplus: found.surplus,
        better_alone: found.better_alone.into_iter().map(back).collect(),
        worst: found.worst.map(|(who, above)| (who.spread(split.takes_part), above)),
        saving,
        least_beyond_marginal: back(found.least_beyond_marginal),
        in_core: found.in_core,
    }
}

/// Measures shares that everybody is to pay.
pub fn criteria(game: &Game, shares: &[f64]) -> Criteria {
    let nothing = NOTHING * game.magnitude();
    let players = 0..game.len();
    let saving: Vec<f64> = players.clone().map(|player| game.alone(player) - shares[player]).collect();
    let mut better_alone: Vec<(usize, f64)> =
        players.clone().map(|player| (player, -saving[player])).filter(|(_, gain)| *gain > nothing).collect();
    better_alone.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let surplus = shares.iter().sum::<f64>() - game.total();
    let worst = worst(game, shares);
    let beyond = players.map(|player| (player, shares[player] - game.marginal(player)));
    let least_beyond_marginal = beyond.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0));
    let in_core = surplus.abs() <= nothing && worst.is_none_or(|(_, above)| above <= nothing);
    Criteria { surplus, better_alone, worst, saving, least_beyond_marginal, in_core }
}

/// The coalition with the largest complaint; of equal ones the first by its bits.
fn worst(game: &Game, shares: &[f64]) -> Option<(Coalition, f64)> {
    let mut paid = vec![0.0; game.costs().len()];
    let mut worst: Option<(Coalition, f64)> = None;
    for coalition in 1..game.everybody().0 {
        let lowest = coalition.trailing_zeros() as usize;
        paid[coalition as usize] = paid[(coalition & (coalition - 1)) as usize] + shares[lowest];
        let above = paid[coalition as usize] - game.costs()[coalition as usize];
        if worst.is_none_or(|(_, most)| above > most) {
            worst = Some((Coalition(coalition), above));
        }
    }
    worst
}
