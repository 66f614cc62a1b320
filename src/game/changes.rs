//! How a split changes with the game: when a player leaves, and when everybody together costs more.

use super::coalition::Coalition;
use super::methods::{Method, NoSplit};
use super::table::Game;
use super::terms::Question;

/// By this part the cost of everybody rises.
pub const RISE: f64 = 0.01;

/// Below this share of the largest cost a change counts as 0: shares of some methods are solutions of linear programmes.
const NOTHING: f64 = 1e-7;

/// What the others pay when a player leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// Who leaves.
    pub leaver: usize,
    /// What each who takes part with and without the leaver pays more afterwards, in the order of the players; or
    /// why the others have no split by this method.
    pub changes: Result<Vec<(usize, f64)>, String>,
}

/// What departures change.
#[derive(Clone, Debug, PartialEq)]
pub struct Departures {
    /// One a player; none where there is only one player.
    pub each: Vec<Departure>,
    /// Of those who stay and pay less after a departure, the one who pays least: the leaver, who stays, and by how
    /// much less that one pays. `None` where nobody gains by a departure (population monotonicity on this game).
    pub worst: Option<(usize, usize, f64)>,
}

/// What a dearer total changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Costlier {
    /// By how much everybody together pays more.
    pub by: f64,
    /// What each player pays more.
    pub changes: Vec<f64>,
    /// Who pays least, if less than before, and by how much less. `None` where nobody gains (aggregate
    /// monotonicity for this rise).
    pub worst: Option<(usize, f64)>,
}

/// Splits the cost by a method again for each player who leaves, among those who stay, under the same terms.
///
/// A split is population monotonic when nobody who stays pays less after another leaves.
///
/// # Errors
///
/// When the whole game has no split by the method, or one cannot be computed.
pub fn leaving(method: &dyn Method, question: &Question<'_>) -> Result<Departures, NoSplit> {
    let game = question.game;
    let before = method.split(question)?;
    let mut each = Vec::new();
    for leaver in 0..game.len() {
        let rest = game.everybody().without(leaver);
        let Some(smaller) = game.among(rest) else { continue };
        let terms = question.terms.among(rest);
        let changes = match method.split(&Question { game: &smaller, terms: &terms, cancel: question.cancel })
        {
            Ok(after) => {
                let both = Coalition(before.takes_part.0 & after.takes_part.spread(rest).0);
                let stay = rest.players().zip(after.shares).filter(|(player, _)| both.contains(*player));
                Ok(stay.map(|(player, share)| (player, share - before.shares[player])).collect())
            }
            Err(NoSplit::None(why)) => Err(why),
            Err(failed) => return Err(failed),
        };
        each.push(Departure { leaver, changes });
    }
    let worst = worst_departure(game, &each);
    Ok(Departures { each, worst })
}

/// The leaver whose departure most helps somebody, whom, and by how much.
fn worst_departure(game: &Game, each: &[Departure]) -> Option<(usize, usize, f64)> {
    let gains = each.iter().flat_map(|departure| {
        let changes = departure.changes.as_deref().unwrap_or_default();
        changes.iter().map(move |(player, change)| (departure.leaver, *player, 0.0 - change))
    });
    let noticed = gains.filter(|(_, _, gain)| *gain > NOTHING * game.magnitude());
    noticed.fold(None, |worst, gain| match worst {
        Some((_, _, most)) if most >= gain.2 => worst,
        _ => Some(gain),
    })
}

/// Splits the cost by a method again when everybody together pays [`RISE`] more, and no smaller coalition.
///
/// A split is aggregate monotonic when nobody pays less then.
///
/// # Errors
///
/// When the game or the dearer one has no split by the method, or one cannot be computed.
pub fn costlier(method: &dyn Method, question: &Question<'_>) -> Result<Costlier, NoSplit> {
    let game = question.game;
    let by = RISE * game.total().abs();
    let before = method.split(question)?;
    let dearer = game.clone().with_total(game.total() + by);
    let after = method.split(&Question { game: &dearer, ..*question })?;
    let changes: Vec<f64> =
        after.shares.iter().zip(&before.shares).map(|(after, before)| after - before).collect();
    let both = Coalition(before.takes_part.0 & after.takes_part.0);
    let least =
        both.players().map(|player| (player, 0.0 - changes[player])).max_by(|a, b| a.1.total_cmp(&b.1));
    let worst = least.filter(|(_, gain)| *gain > NOTHING * game.magnitude());
    Ok(Costlier { by, changes, worst })
}
