//! Judges a split from anywhere, also one typed by a treasurer.
//!
//! Written from the definitions, on the costs alone; it shares no code with the methods. Costs and shares are
//! taken as the decimal numbers that were written, and compared exactly.

mod exact;
mod kohlberg;
mod rational;

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::coalition::Coalition;
use super::table::Game;
pub use kohlberg::{Certificate, MOST_CERTIFIED};
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

/// Judges shares, in the order of the players. What is smaller than `tolerance` counts as nothing: shares
/// rounded to cents may be a cent off.
pub fn verify(game: &Game, shares: &[f64], tolerance: f64) -> Verdict {
    let exact: Vec<BigRational> = shares.iter().map(|share| written(*share)).collect();
    let nothing = written(tolerance);
    let above = |amount: &BigRational| *amount > nothing;
    let surplus = exact.iter().sum::<BigRational>() - written(game.total());
    let surplus = if surplus.abs() > nothing { rational::float(&surplus) } else { 0.0 };
    let mut objections: Vec<(Coalition, BigRational)> = Vec::new();
    let mut objecting = 0;
    for coalition in (1..game.everybody().0).map(Coalition) {
        let complaint = complaint(game, &exact, coalition);
        if above(&complaint) {
            objecting += 1;
            objections.push((coalition, complaint));
            if objections.len() > 4 * LISTED {
                keep_the_worst(&mut objections);
            }
        }
    }
    keep_the_worst(&mut objections);
    let better_alone = (0..game.len())
        .map(|player| (player, &exact[player] - written(game.alone(player))))
        .filter(|(_, more)| above(more))
        .map(|(player, more)| (player, rational::float(&more)))
        .collect();
    Verdict {
        surplus,
        better_alone,
        objections: objections.iter().map(|(who, more)| (*who, rational::float(more))).collect(),
        objecting,
        nucleolus: kohlberg::certify(game, shares, tolerance),
    }
}

/// What a coalition pays beyond its own cost: `x(S) − c(S)`.
fn complaint(game: &Game, shares: &[BigRational], coalition: Coalition) -> BigRational {
    let paid = coalition.players().fold(BigRational::zero(), |sum, player| sum + &shares[player]);
    paid - written(game.cost(coalition))
}

fn keep_the_worst(objections: &mut Vec<(Coalition, BigRational)>) {
    objections.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    objections.truncate(LISTED);
}
