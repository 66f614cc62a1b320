//! The nucleolus and its relatives: lexicographic questions about the complaints of coalitions.

use super::coalitions::{Alone, Complaints, Measure, Nothing};
use super::lexicographic::{self, Answer, LexicographicError, Lookup, Problem};
use super::methods::{NoSplit, Split};
use super::table::Game;
use crate::solver::Cancel;

/// Which splits are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Those in which nobody pays more than alone.
    Imputations,
    /// All.
    AllSplits,
}

/// The split with the lexicographically least complaints, and what it promises.
///
/// # Errors
///
/// When somebody always pays more than alone, or it cannot be computed.
pub fn split(game: &Game, measure: Measure, domain: Domain, cancel: &Cancel) -> Result<Split, NoSplit> {
    match least(game, measure, domain, cancel) {
        Ok(found) => Ok(found.shares.into()),
        Err(NoSplit::Failed(LexicographicError::Undetermined)) => {
            let none =
                "too many coalitions cost nothing, and do not complain, for the shares to be determined";
            Err(NoSplit::None(none.to_owned()))
        }
        Err(error) => Err(error),
    }
}

/// The same with the levels of complaints.
///
/// # Errors
///
/// As [`split`].
pub fn least(game: &Game, measure: Measure, domain: Domain, cancel: &Cancel) -> Result<Answer, NoSplit> {
    let alone: f64 = (0..game.len()).map(|player| game.alone(player)).sum();
    // Sums of costs are exact to about 1e-16 of the largest.
    let beyond = game.total() - alone > 1e-12 * game.magnitude();
    if domain == Domain::Imputations && beyond {
        let none =
            "together costs more than all alone, so that every split asks somebody for more than alone";
        return Err(NoSplit::None(none.to_owned()));
    }
    let limits: &dyn Lookup = match domain {
        Domain::Imputations => &Alone { game },
        Domain::AllSplits => &Nothing,
    };
    let problem = Problem {
        players: game.len(),
        total: game.total(),
        magnitude: game.magnitude(),
        steepest: steepest(game, measure),
        kinds: &[],
        goals: &Complaints { game, measure },
        limits,
    };
    Ok(lexicographic::least(&problem, cancel)?)
}

/// The most that a complaint changes with a unit of money: that of the cheapest coalition that complains of shares of
/// its cost, which are relative to the largest cost.
fn steepest(game: &Game, measure: Measure) -> f64 {
    match measure {
        Measure::Money | Measure::PerCapita => 1.0,
        Measure::Proportional => {
            let costs = game.costs().iter().map(|cost| cost.abs()).filter(|cost| *cost > 0.0);
            game.magnitude() / costs.fold(game.magnitude(), f64::min)
        }
    }
}
