//! The linear problem of a level, by its dual.
//!
//! `min ε  s.t.  a_k · x − w_k · ε ≤ b_k,  e_j · x = f_j` has the dual
//!
//! `min Σ b_k λ_k + Σ f_j μ_j  s.t.  Σ a_k λ_k + Σ e_j μ_j = 0,  Σ w_k λ_k = 1,  λ ≥ 0`.
//!
//! It has a row for each player and one for ε, however many goals there are, so that a basis stays small; a goal
//! that is looked up is one more column, after which the simplex method goes on from where it was. The prices of
//! its rows are x and −ε; a goal with `λ_k > 0` is tight in every solution of the level.

use super::{LexicographicError, Row};
use crate::solver::{Cancel, Col, Column, Growing, Outcome};

/// The solution of a level, scaled.
pub(super) struct Found {
    /// x.
    pub shares: Vec<f64>,
    /// ε.
    pub level: f64,
    /// λ and μ by column.
    weights: Vec<f64>,
}

impl Found {
    /// The weight of a row by its column.
    pub fn weight(&self, column: Col) -> f64 {
        self.weights.get(column.index()).copied().unwrap_or(0.0)
    }
}

/// The dual of a level, from one level to the next.
pub(super) struct Dual {
    players: usize,
    problem: Growing,
}

impl Dual {
    /// Shares within `most` of 0, and ε within `furthest`, so that there is a solution before any row is known.
    pub fn new(players: usize, most: f64, furthest: f64) -> Self {
        let rows = (0..=players).map(|row| if row == players { (1.0, 1.0) } else { (0.0, 0.0) });
        let mut dual = Self { players, problem: Growing::new(rows) };
        for (row, within) in (0..=players).map(|row| (row, if row == players { furthest } else { most })) {
            for sign in [1.0, -1.0] {
                dual.column(0.0, within, &[(row, sign)]);
            }
        }
        dual
    }

    /// Adds a goal or a limit.
    pub fn add(&mut self, row: &Row) -> Col {
        let level = (row.weight != 0.0).then_some((self.players, row.weight));
        let terms: Vec<(usize, f64)> = shares(&row.terms).chain(level).collect();
        self.column(0.0, row.bound, &terms)
    }

    /// Adds an equation `e · x = f`.
    pub fn equate(&mut self, terms: &[f64], bound: f64) {
        let terms: Vec<(usize, f64)> = shares(terms).collect();
        self.column(f64::NEG_INFINITY, bound, &terms);
    }

    /// Leaves a goal or a limit out from now on.
    pub fn leave_out(&mut self, column: Col) {
        self.problem.hold(column, 0.0);
    }

    /// Solves the level with the rows that are known.
    pub fn solve(&mut self, cancel: &Cancel) -> Result<Found, LexicographicError> {
        match self.problem.solve(cancel)? {
            Outcome::Solved(solution) => {
                let mut shares = solution.row_duals.unwrap_or_default();
                let level = 0.0 - shares.pop().unwrap_or(0.0);
                Ok(Found { shares, level, weights: solution.values })
            }
            Outcome::Unbounded => Err(LexicographicError::Impossible),
            Outcome::Infeasible | Outcome::NothingFound { .. } => Err(LexicographicError::Cancelled),
        }
    }

    fn column(&mut self, lower: f64, cost: f64, terms: &[(usize, f64)]) -> Col {
        self.problem.add(Column { lower, upper: f64::INFINITY, integer: false, cost }, terms)
    }
}

/// The terms of shares that are not 0, by player.
fn shares(terms: &[f64]) -> impl Iterator<Item = (usize, f64)> {
    terms.iter().copied().enumerate().filter(|(_, term)| *term != 0.0)
}
