//! Judges a split from anywhere, also one typed by a treasurer.
//!
//! Written from the definitions, on the costs alone; it shares no code with the methods. Costs and shares are
//! taken as the decimal numbers that were written, and compared exactly where it could matter.

mod exact;
mod kohlberg;
mod rational;

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::coalition::Coalition;
use super::table::Game;
pub use kohlberg::{Certificate, MOST_CERTIFIED, certify};
pub use rational::written;

/// What was found of a split.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What the shares add up to beyond the total.
    pub surplus: f64,
    /// Players who pay more than alone, with how much, in the order of the players.
    pub better_alone: Vec<(usize, f64)>,
    /// Coalitions that pay more than alone, with how much, the most first; single players among them.
    pub objections: Vec<(Coalition, f64)>,
    /// How many coalitions object, of which only the first are listed.
    pub objecting: usize,
    /// Whether the split is the nucleolus.
    pub nucleolus: Certificate,
}

impl Verdict {
    /// Whether the shares pay the total and no coalition pays more than alone.
    pub fn holds(&self) -> bool {
        self.surplus == 0.0 && self.objecting == 0
    }
}

/// Objections that are listed.
const LISTED: usize = 10;

/// This share of the largest cost is what arithmetic on a computer may take from a number: sums of costs are exact to about
/// 1e-16 of them.
const DUST: f64 = 1e-12;

/// Judges shares, in the order of the players. Each may have been rounded by as much as `rounding`, half a cent
/// for shares in whole cents, so that a coalition objects only to more than that for each of its members. The
/// total is to be paid all the same.
pub fn verify(game: &Game, shares: &[f64], rounding: f64) -> Verdict {
    let dust = DUST * game.magnitude();
    let rounding = rounding.max(dust);
    let exact: Vec<BigRational> = shares.iter().map(|share| written(*share)).collect();
    let surplus = exact.iter().sum::<BigRational>() - written(game.total());
    let surplus = if surplus.abs() > written(dust) { rational::float(&surplus) } else { 0.0 };
    let objects = |coalition: Coalition, about: f64| {
        let most = rounding * coalition.len() as f64;
        if (about - most).abs() > dust {
            return about > most;
        }
        complaint(game, &exact, coalition)
            > written(rounding) * BigRational::from_integer(coalition.len().into())
    };
    let mut objections: Vec<(Coalition, f64)> = Vec::new();
    let mut objecting = 0;
    for coalition in (1..game.everybody().0).map(Coalition) {
        let about = about(game, shares, coalition);
        if objects(coalition, about) {
            objecting += 1;
            objections.push((coalition, about));
            if objections.len() > 4 * LISTED {
                keep_the_worst(&mut objections);
            }
        }
    }
    keep_the_worst(&mut objections);
    let better_alone = (0..game.len())
        .map(|player| (player, about(game, shares, Coalition::single(player))))
        .filter(|(player, more)| objects(Coalition::single(*player), *more))
        .collect();
    let nucleolus = certify(game, shares, rounding);
    Verdict { surplus, better_alone, objections, objecting, nucleolus }
}

/// What a coalition pays beyond its own cost, `x(S) − c(S)`, but for arithmetic.
fn about(game: &Game, shares: &[f64], coalition: Coalition) -> f64 {
    coalition.players().map(|player| shares[player]).sum::<f64>() - game.cost(coalition)
}

/// What a coalition pays beyond its own cost.
fn complaint(game: &Game, shares: &[BigRational], coalition: Coalition) -> BigRational {
    let paid = coalition.players().fold(BigRational::zero(), |sum, player| sum + &shares[player]);
    paid - written(game.cost(coalition))
}

fn keep_the_worst(objections: &mut Vec<(Coalition, f64)>) {
    objections.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    objections.truncate(LISTED);
}
