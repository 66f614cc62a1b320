//! What keeps a consortium together whose core is empty.
//!
//! The least subsidy is what is missing when nobody pays more than any coalition could object to,
//! `c(N) − max { x(N) : x(S) ≤ c(S) for all S but N }`. Coalitions are too many to write down: those that a
//! solution breaks are looked up, the worst first, and added until it breaks none. The penalty is the least that
//! a coalition would have to pay for leaving so that none leaves a split of the whole cost,
//! `min ε : x(S) ≤ c(S) + ε for all S but N, x(N) = c(N)`.

use super::coalition::Coalition;
use super::coalitions::Measure;
use super::criteria::criteria;
use super::methods::NoSplit;
use super::nucleoli::{self, Domain};
use super::table::{Game, Kind};
use crate::solver::{Cancel, Col, Formulation, Outcome, Request, SolverError, solve};

/// Below this share of the largest cost, a subsidy counts as 0.
const NOTHING: f64 = 1e-9;

/// What keeps a consortium together.
#[derive(Clone, Debug, PartialEq)]
pub struct Subsidy {
    /// The least subsidy, in the unit of the costs; 0 when the core is not empty.
    pub least: f64,
    /// The nucleolus of what is left to pay, that no coalition objects to.
    pub shares: Vec<f64>,
    /// The least penalty on a coalition that leaves under which the whole cost can be split; 0 likewise.
    pub penalty: f64,
}

/// The least subsidy and the least penalty.
///
/// # Errors
///
/// When it is cancelled or the solver fails.
pub fn subsidy(game: &Game, cancel: &Cancel) -> Result<Subsidy, NoSplit> {
    let shares = most_paid(game, cancel)?;
    let least = (game.total() - shares.iter().sum::<f64>()).max(0.0);
    let nothing = NOTHING * game.magnitude();
    if least <= nothing || game.len() == 1 {
        return Ok(Subsidy { least: 0.0, shares, penalty: 0.0 });
    }
    let core = nucleoli::least(game, Measure::Money, Domain::AllSplits, cancel)?;
    let penalty = core.levels.first().copied().unwrap_or(0.0).max(0.0);
    let shares = nucleoli::least(&less(game, least)?, Measure::Money, Domain::AllSplits, cancel)?.shares;
    Ok(Subsidy { least, shares, penalty })
}

/// The game of what is left to pay after a subsidy: its nucleolus treats equal players equally.
fn less(game: &Game, subsidy: f64) -> Result<Game, NoSplit> {
    let mut costs = game.costs().to_vec();
    if let Some(everybody) = costs.last_mut() {
        *everybody -= subsidy;
    }
    Game::new(game.players.clone(), Kind::Cost, costs).map_err(|error| NoSplit::None(error.to_string()))
}

/// Shares that add up to as much as can be asked for without any coalition objecting, at most the total.
fn most_paid(game: &Game, cancel: &Cancel) -> Result<Vec<f64>, NoSplit> {
    let everybody = game.everybody();
    let mut rows: Vec<Coalition> = (0..game.len()).map(Coalition::single).collect();
    loop {
        let shares = solved(game, &rows, cancel)?;
        let worst = criteria(game, &shares).worst;
        let Some((who, above)) = worst.filter(|(who, _)| *who != everybody) else { return Ok(shares) };
        if above <= NOTHING * game.magnitude() || rows.contains(&who) {
            return Ok(shares);
        }
        rows.push(who);
    }
}

/// `max x(N)` with the rows known so far, at most the total.
fn solved(game: &Game, rows: &[Coalition], cancel: &Cancel) -> Result<Vec<f64>, NoSplit> {
    let mut formulation = Formulation::default();
    let most = 4.0 * game.magnitude() * game.len() as f64;
    let shares: Vec<Col> = (0..game.len()).map(|_| formulation.continuous(-most, most, -1.0)).collect();
    let terms = |who: Coalition| who.players().map(|player| (shares[player], 1.0)).collect::<Vec<_>>();
    for who in rows {
        formulation.at_most(terms(*who), game.cost(*who));
    }
    formulation.at_most(terms(game.everybody()), game.total());
    match solve(&Request::new(&formulation, cancel)).map_err(failed)? {
        Outcome::Solved(solution) => Ok(solution.values),
        Outcome::Infeasible | Outcome::NothingFound { .. } | Outcome::Unbounded => {
            Err(super::lexicographic::LexicographicError::Cancelled.into())
        }
    }
}

fn failed(error: SolverError) -> NoSplit {
    super::lexicographic::LexicographicError::Solver(error).into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on says so by failing
mod tests {
    use super::super::Kind;
    use super::*;

    fn game(values: Vec<f64>) -> Game {
        Game::new(["A", "B", "C"].map(str::to_owned).to_vec(), Kind::Cost, values).unwrap()
    }

    #[test]
    fn three_firms_whose_pairs_are_too_cheap_need_half_of_what_the_pairs_lack() {
        // Pairs together pay 366 000 for twice everybody: 183 000 can be asked for, 198 000 is due.
        let (one, two, all) = (72_000.0, 122_000.0, 198_000.0);
        let found = subsidy(&game(vec![0.0, one, one, two, one, two, two, all]), &Cancel::default()).unwrap();
        assert!((found.least - 15_000.0).abs() < 1e-4, "{found:?}");
        // At 66 000 each a pair pays 132 000, 10 000 above its own cost.
        assert!((found.penalty - 10_000.0).abs() < 1e-4, "{found:?}");
        assert!(found.shares.iter().all(|share| (share - 61_000.0).abs() < 1e-4), "{found:?}");
    }

    #[test]
    fn nothing_is_needed_where_a_split_holds() {
        let found =
            subsidy(&game(vec![0.0, 10.0, 10.0, 15.0, 10.0, 15.0, 15.0, 20.0]), &Cancel::default()).unwrap();
        assert!(found.least == 0.0 && found.penalty == 0.0, "{found:?}");
        assert!((found.shares.iter().sum::<f64>() - 20.0).abs() < 1e-9);
    }
}
