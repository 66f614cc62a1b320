//! One level after another, each with the rows that matter.

use super::dual::{Dual, Found};
use super::{LexicographicError, Problem, Row};
use crate::game::span::Span;
use crate::solver::{Cancel, Col};

/// Weights and violations below this count as nothing; numbers are scaled to about [`SIZE`].
const NOTHING: f64 = 1e-7;

/// What the largest number is scaled to, so that the solver's tolerance is small beside it.
const SIZE: f64 = 1e5;

/// What is settled, and the rows that are known.
pub(super) struct Search<'a> {
    problem: &'a Problem<'a>,
    cancel: &'a Cancel,
    scale: f64,
    settled: Span,
    rows: Vec<Known>,
    dual: Dual,
}

/// A row of the dual's columns.
struct Known {
    row: Row,
    column: Col,
    /// Whether it is not settled yet.
    open: bool,
}

impl<'a> Search<'a> {
    /// The total is settled; rows to begin with are those likely to matter and those that equal shares break.
    pub fn new(problem: &'a Problem<'a>, cancel: &'a Cancel) -> Self {
        let players = problem.players;
        let scale = SIZE / problem.magnitude;
        let mut settled = Span::new(players);
        settled.add(&vec![1.0; players], problem.total * scale);
        // Wide enough for every share and level, so that there is a solution before all rows are known.
        let most = 4.0 * SIZE * players as f64;
        let furthest = most * problem.steepest;
        let mut dual = Dual::new(players, most, furthest);
        dual.equate(&vec![1.0; players], problem.total * scale);
        for (one, other) in alike(problem.kinds) {
            let mut terms = vec![0.0; players];
            (terms[one], terms[other]) = (1.0, -1.0);
            settled.add(&terms, 0.0);
            dual.equate(&terms, 0.0);
        }
        let mut search = Self { problem, cancel, scale, settled, rows: Vec::new(), dual };
        let likely = problem.goals.likely(&search.settled);
        search.add(likely);
        let equal = vec![problem.total * scale / players as f64; players];
        let broken = search.at_hand(&equal, -furthest);
        search.add(broken);
        search
    }

    /// Whether the shares are settled.
    pub fn is_complete(&self) -> bool {
        self.settled.is_complete()
    }

    /// The shares, once settled, as they are stated.
    pub fn settled_shares(&self) -> Vec<f64> {
        self.stated(&self.settled.solution())
    }

    /// Scaled shares as they are stated.
    pub fn stated(&self, shares: &[f64]) -> Vec<f64> {
        shares.iter().map(|share| self.unscaled(*share)).collect()
    }

    /// A scaled number as it is stated.
    pub fn unscaled(&self, number: f64) -> f64 {
        number / self.scale
    }

    /// Solves one level with all rows that matter.
    pub fn level(&mut self) -> Result<Found, LexicographicError> {
        loop {
            let found = self.dual.solve(self.cancel)?;
            let mut broken = self.at_hand(&found.shares, found.level);
            if broken.is_empty() {
                broken = self.searched(&found)?;
            }
            if !broken.is_empty() {
                self.add(broken);
            } else if self.rows.iter().any(|known| known.open && !known.row.is_limit()) {
                return Ok(found);
            } else {
                return Err(LexicographicError::Undetermined);
            }
        }
    }

    /// The rows at hand that shares break and that are not known yet.
    fn at_hand(&self, shares: &[f64], level: f64) -> Vec<Row> {
        let (stated, level, tolerance) = self.asked(shares, level);
        let mut rows = self.problem.goals.at_hand(&stated, level, &self.settled);
        rows.extend(self.problem.limits.at_hand(&stated, tolerance, &self.settled));
        self.new_ones(rows)
    }

    /// The same of those that have to be searched for.
    fn searched(&self, found: &Found) -> Result<Vec<Row>, LexicographicError> {
        let (stated, level, tolerance) = self.asked(&found.shares, found.level);
        let mut rows = self.problem.goals.searched(&stated, level, &self.settled)?;
        rows.extend(self.problem.limits.searched(&stated, tolerance, &self.settled)?);
        Ok(self.new_ones(rows))
    }

    /// Shares as they are stated, and what goals and limits may reach.
    fn asked(&self, shares: &[f64], level: f64) -> (Vec<f64>, f64, f64) {
        let tolerance = self.unscaled(NOTHING);
        (self.stated(shares), self.unscaled(level) + tolerance, tolerance)
    }

    fn new_ones(&self, mut rows: Vec<Row>) -> Vec<Row> {
        rows.retain(|row| self.rows.iter().all(|known| !known.row.is(row)));
        rows
    }

    /// Adds rows as they are stated.
    fn add(&mut self, rows: Vec<Row>) {
        for row in rows {
            let row = Row { bound: row.bound * self.scale, ..row };
            let column = self.dual.add(&row);
            self.rows.push(Known { row, column, open: true });
        }
    }

    /// Settles the rows that have a weight; says whether any of them is new.
    pub fn settle(&mut self, found: &Found) -> bool {
        let before = self.settled.rank();
        for Known { row, column, .. } in self.rows.iter().filter(|known| known.open) {
            let bound = row.bound + row.weight * found.level;
            if found.weight(*column) > NOTHING && self.settled.add(&row.terms, bound) {
                self.dual.equate(&row.terms, bound);
            }
        }
        for known in self.rows.iter_mut().filter(|known| known.open) {
            if self.settled.settles(&known.row.terms) {
                known.open = false;
                self.dual.leave_out(known.column);
            }
        }
        self.settled.rank() > before
    }
}

/// Each player of a kind with the one before it.
fn alike(kinds: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    kinds.iter().enumerate().filter_map(|(player, kind)| {
        let before = kinds[..player].iter().rposition(|other| other == kind)?;
        Some((before, player))
    })
}
