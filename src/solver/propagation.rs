//! Bounds of columns drawn from each other by the rows.
//!
//! A row `l ≤ Σ a_j x_j ≤ u` with least activity `A = Σ_{a_j > 0} a_j lower_j + Σ_{a_j < 0} a_j upper_j` says of each column k that
//! `a_k x_k ≤ u − (A − its own part of A)`, and the same from the other side. Fixing one column tightens others, over row after
//! row, until nothing changes or a row can no longer hold. What was done since a mark can be taken back.

mod activity;
mod complete;
mod rows_of;

use super::formulation::{Col, Formulation};
use activity::{Activity, reach};
use rows_of::RowsOf;

/// By how much a row may be missed, and a bound must move to count.
const EPSILON: f64 = 1e-6;

/// Bounds in progress.
pub struct Propagation<'a> {
    formulation: &'a Formulation,
    /// Rows of each column, with its coefficient.
    rows_of: RowsOf,
    /// By how much any one term of a row could change at the beginning, and so at most since.
    span: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    least: Vec<Activity>,
    most: Vec<Activity>,
    /// Earlier bounds, to be taken back from the end.
    trail: Vec<(u32, f64, f64)>,
    waiting: Vec<u32>,
    is_waiting: Vec<bool>,
    /// What the columns cost at least within their bounds, where that is finite.
    cost: f64,
}

/// The rows cannot all hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict;

impl<'a> Propagation<'a> {
    /// Begins with the bounds of the columns, drawn from each other.
    ///
    /// # Errors
    ///
    /// When the rows cannot all hold.
    pub fn new(formulation: &'a Formulation) -> Result<Self, Conflict> {
        let mut least = vec![Activity::default(); formulation.rows.len()];
        let mut most = vec![Activity::default(); formulation.rows.len()];
        let mut span = vec![0.0_f64; formulation.rows.len()];
        for (index, row) in formulation.rows.iter().enumerate() {
            for (col, factor) in &row.terms {
                let column = &formulation.columns[col.index()];
                let (low, high) = reach(*factor, column.lower, column.upper);
                least[index].add(low, 1.0);
                most[index].add(high, 1.0);
                span[index] = span[index].max(high - low);
            }
        }
        let rows = formulation.rows.len();
        let mut propagation = Self {
            formulation,
            rows_of: RowsOf::new(formulation),
            span,
            lower: formulation.columns.iter().map(|column| column.lower).collect(),
            upper: formulation.columns.iter().map(|column| column.upper).collect(),
            least,
            most,
            trail: Vec::new(),
            waiting: (0..rows as u32).rev().collect(),
            is_waiting: vec![true; rows],
            cost: 0.0,
        };
        propagation.cost = (0..formulation.columns.len()).map(|column| propagation.least_of(column)).sum();
        propagation.settle()?;
        Ok(propagation)
    }

    /// The bounds of a column now.
    pub fn bounds(&self, col: Col) -> (f64, f64) {
        (self.lower[col.index()], self.upper[col.index()])
    }

    /// What the columns cost at least within their bounds, offset left out; columns without a finite least count nothing.
    pub fn cost(&self) -> f64 {
        self.cost
    }

    fn least_of(&self, column: usize) -> f64 {
        let cost = self.formulation.columns[column].cost;
        let least = if cost > 0.0 { cost * self.lower[column] } else { cost * self.upper[column] };
        if least.is_finite() { least } else { 0.0 }
    }

    /// Whether a column has one value left.
    pub fn is_fixed(&self, col: Col) -> bool {
        self.upper[col.index()] - self.lower[col.index()] < EPSILON
    }

    /// A point to come back to.
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Takes back everything since a mark.
    pub fn back(&mut self, mark: usize) {
        while self.trail.len() > mark {
            if let Some((col, lower, upper)) = self.trail.pop() {
                self.put(col as usize, lower, upper);
            }
        }
        for row in self.waiting.drain(..) {
            self.is_waiting[row as usize] = false;
        }
    }

    /// Gives columns their values at once and draws what follows.
    ///
    /// # Errors
    ///
    /// When the rows cannot all hold then; everything since the last mark must be taken back.
    pub fn fix_all(&mut self, values: &[(Col, f64)]) -> Result<(), Conflict> {
        values.iter().try_for_each(|(col, value)| self.tighten(col.index(), *value, *value))?;
        self.settle()
    }

    /// Gives a column one value and draws what follows.
    ///
    /// # Errors
    ///
    /// When the rows cannot all hold then; everything since the last mark must be taken back.
    pub fn fix(&mut self, col: Col, value: f64) -> Result<(), Conflict> {
        self.tighten(col.index(), value, value)?;
        self.settle()
    }

    /// Draws bounds from rows until nothing changes.
    fn settle(&mut self) -> Result<(), Conflict> {
        while let Some(row) = self.waiting.pop() {
            self.is_waiting[row as usize] = false;
            self.draw(row as usize)?;
        }
        Ok(())
    }

    /// Draws the bounds of a row's columns.
    fn draw(&mut self, index: usize) -> Result<(), Conflict> {
        let row = &self.formulation.rows[index];
        let (least, most) = (self.least[index], self.most[index]);
        let scale = EPSILON * (1.0 + row.lower.abs().min(row.upper.abs()).min(1e6));
        if least.infinite == 0 && least.finite > row.upper + scale
            || most.infinite == 0 && most.finite < row.lower - scale
        {
            return Err(Conflict);
        }
        // No term can use up what is left of a side, or more than one is without end.
        let span = self.span[index];
        let slack_above = least.infinite > 1
            || row.upper.is_infinite()
            || least.infinite == 0 && row.upper - least.finite >= span;
        let slack_below = most.infinite > 1
            || row.lower.is_infinite()
            || most.infinite == 0 && most.finite - row.lower >= span;
        if slack_above && slack_below {
            return Ok(());
        }
        for (col, factor) in &row.terms {
            let column = col.index();
            let (lower, upper) = (self.lower[column], self.upper[column]);
            if upper - lower < EPSILON {
                continue;
            }
            let (low, high) = reach(*factor, lower, upper);
            let top = self.least[index].without(low).map_or(f64::INFINITY, |rest| row.upper - rest);
            let bottom = self.most[index].without(high).map_or(f64::NEG_INFINITY, |rest| row.lower - rest);
            let (new_lower, new_upper) =
                if *factor > 0.0 { (bottom / factor, top / factor) } else { (top / factor, bottom / factor) };
            self.tighten(column, new_lower, new_upper)?;
        }
        Ok(())
    }

    /// Moves the bounds of a column inwards, whole numbers to whole numbers.
    fn tighten(&mut self, column: usize, lower: f64, upper: f64) -> Result<(), Conflict> {
        let (mut lower, mut upper) = (lower, upper);
        // Most often nothing moves: whole bounds stay whole.
        if lower - EPSILON <= self.lower[column] && upper + EPSILON >= self.upper[column] {
            return Ok(());
        }
        if self.formulation.columns[column].integer {
            (lower, upper) = ((lower - EPSILON).ceil(), (upper + EPSILON).floor());
        }
        let (before_lower, before_upper) = (self.lower[column], self.upper[column]);
        let step = if self.formulation.columns[column].integer { EPSILON } else { 1e-3 };
        let lower = if lower > before_lower + step { lower } else { before_lower };
        let upper = if upper < before_upper - step { upper } else { before_upper };
        if lower > upper + EPSILON * (1.0 + lower.abs()) {
            return Err(Conflict);
        }
        if lower > before_lower || upper < before_upper {
            self.trail.push((column as u32, before_lower, before_upper));
            self.put(column, lower.min(upper), upper);
        }
        Ok(())
    }

    /// Sets the bounds of a column; its rows are looked at again.
    fn put(&mut self, column: usize, lower: f64, upper: f64) {
        let before = (self.lower[column], self.upper[column]);
        self.cost -= self.least_of(column);
        (self.lower[column], self.upper[column]) = (lower, upper);
        self.cost += self.least_of(column);
        for (row, factor) in self.rows_of.of(column) {
            let index = *row as usize;
            let ((old_low, old_high), (low, high)) =
                (reach(*factor, before.0, before.1), reach(*factor, lower, upper));
            self.least[index].add(old_low, -1.0);
            self.least[index].add(low, 1.0);
            self.most[index].add(old_high, -1.0);
            self.most[index].add(high, 1.0);
            if !std::mem::replace(&mut self.is_waiting[index], true) {
                self.waiting.push(*row);
            }
        }
    }
}
