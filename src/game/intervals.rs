//! Costs of coalitions that are known within bounds, as a planner proves them: `L(S) ≤ c(S) ≤ U(S)`.

use super::coalition::Coalition;
use super::criteria::NOTHING;
use super::methods::shapley::weights;
use super::table::{Game, MOST_PLAYERS, TableError};

/// The least and the most that each coalition may cost, by its bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    /// L: no coalition costs less.
    pub lower: Vec<f64>,
    /// U: what the best plan that is known costs.
    pub upper: Vec<f64>,
}

/// Why bounds are none.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum IntervalError {
    /// They are no tables.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The least is above the most.
    #[error("the costs of coalition {0:b} are at least {1} and at most {2}")]
    Order(u32, f64, f64),
}

/// Whether shares are in the core of costs that are known within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stability {
    /// Whatever the costs are, no coalition pays more than alone: `x(S) ≤ L(S)` for all S.
    Certain,
    /// That depends on the costs, `x(S) ≤ U(S)` for all S; this coalition has most beyond its L.
    Possible(Coalition),
    /// Whatever the costs are, a coalition pays more than alone; this one most beyond its U.
    Refuted(Coalition),
}

impl Intervals {
    /// Bounds from two tables of 2ⁿ costs.
    ///
    /// # Errors
    ///
    /// When they are no tables of n players, or a least cost is above the most.
    pub fn new(players: usize, lower: Vec<f64>, upper: Vec<f64>) -> Result<Self, IntervalError> {
        if players == 0 || players > MOST_PLAYERS {
            return Err(TableError::Players(players).into());
        }
        for table in [&lower, &upper] {
            if table.len() != 1 << players {
                return Err(TableError::Size { players, values: table.len() }.into());
            }
            if let Some(bad) = table.iter().position(|cost| !cost.is_finite()) {
                return Err(TableError::NotFinite(format!("coalition {bad:b}")).into());
            }
            if table[0] != 0.0 {
                return Err(TableError::Empty(table[0]).into());
            }
        }
        match lower.iter().zip(&upper).position(|(lower, upper)| lower > upper) {
            Some(bad) => Err(IntervalError::Order(bad as u32, lower[bad], upper[bad])),
            None => Ok(Self { lower, upper }),
        }
    }

    /// Costs that are known exactly.
    pub fn exact(game: &Game) -> Self {
        Self { lower: game.costs().to_vec(), upper: game.costs().to_vec() }
    }

    /// How many players there are.
    pub fn players(&self) -> usize {
        self.lower.len().ilog2() as usize
    }

    /// The least and the most that the Shapley value of each player can be, when everybody is billed `total`:
    ///
    /// `lo_i = Σ_{S ∌ i} w_{|S|} (L(S + i) − U(S))`, `hi_i = Σ_{S ∌ i} w_{|S|} (U(S + i) − L(S))`,
    ///
    /// with `w_k = k! (n − 1 − k)! / n!` and `L(N) = U(N) = total`. A share is linear in the costs, and each
    /// coalition has one weight in it, above 0 with i and below 0 without: so both ends are met, each by costs within
    /// their bounds, as far as these do not depend on each other. Not all players meet their ends at once.
    pub fn shapley(&self, total: f64) -> Vec<(f64, f64)> {
        let n = self.players();
        let weights = weights(n);
        let everybody = Coalition::all(n);
        let bounds = |coalition: Coalition| match coalition {
            all if all == everybody => (total, total),
            _ => (self.lower[coalition.0 as usize], self.upper[coalition.0 as usize]),
        };
        let mut ranges = vec![(0.0, 0.0); n];
        for coalition in (1..=everybody.0).map(Coalition) {
            let weight = weights[coalition.len() - 1];
            let (lower, upper) = bounds(coalition);
            for player in coalition.players() {
                let (lower_without, upper_without) = bounds(coalition.without(player));
                ranges[player].0 += weight * (lower - upper_without);
                ranges[player].1 += weight * (upper - lower_without);
            }
        }
        ranges
    }

    /// Whether shares, which pay the bill, are in the core: every coalition but everybody is looked at.
    pub fn stability(&self, shares: &[f64]) -> Stability {
        let largest = self.upper.iter().chain(&self.lower).fold(0.0_f64, |most, cost| most.max(cost.abs()));
        let nothing = NOTHING * largest;
        let mut paid = vec![0.0; self.lower.len()];
        let (mut above_lower, mut above_upper) = ((nothing, None), (nothing, None));
        for bits in 1..Coalition::all(self.players()).0 {
            let place = bits as usize;
            paid[place] = paid[place & (place - 1)] + shares[bits.trailing_zeros() as usize];
            for (worst, bounds) in [(&mut above_lower, &self.lower), (&mut above_upper, &self.upper)] {
                let above = paid[place] - bounds[place];
                if above > worst.0 {
                    *worst = (above, Some(Coalition(bits)));
                }
            }
        }
        match (above_upper.1, above_lower.1) {
            (Some(coalition), _) => Stability::Refuted(coalition),
            (None, Some(coalition)) => Stability::Possible(coalition),
            (None, None) => Stability::Certain,
        }
    }
}
