//! What follows from sessions and seats, and whether it has a price.
//!
//! Columns that no plan decides for themselves (a day attended, who sits where, a set-up) are tied to sessions and
//! seats by rows. Rows matter to a bound only where some column costs something that is joined to them: they
//! spread from the columns that cost something, over the rows these stand in, to the columns in those rows, and
//! on. All others may be left out; whatever they forbid, the bound stays one.

use super::is_seat;
use crate::model::Model;
use crate::model::variables::Variable;
use crate::solver::{Column, Formulation, Row};

/// Which columns have a price, by themselves or by what they are joined to.
pub(super) struct Priced {
    /// Whether a column is decided: a session, a seat, an open group, what has one value only.
    decided: Vec<bool>,
    /// Whether what follows costs something.
    priced: Vec<bool>,
}

impl Priced {
    pub(super) fn new(model: &Model, part: &Formulation) -> Self {
        let is_decided = |(variable, column): (&Variable, &Column)| {
            matches!(variable, Variable::Held(_)) || is_seat(variable) || column.lower >= column.upper
        };
        let decided: Vec<bool> = model.variables.iter().zip(&part.columns).map(is_decided).collect();
        let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); part.columns.len()];
        for (index, row) in part.rows.iter().enumerate() {
            for (col, _) in &row.terms {
                rows_of[col.index()].push(index);
            }
        }
        let mut priced = vec![false; part.columns.len()];
        let costs = |index: &usize| !decided[*index] && part.columns[*index].cost != 0.0;
        let mut reached: Vec<usize> = (0..part.columns.len()).filter(costs).collect();
        for index in &reached {
            priced[*index] = true;
        }
        let mut seen = vec![false; part.rows.len()];
        while let Some(column) = reached.pop() {
            for row in std::mem::take(&mut rows_of[column]) {
                if std::mem::replace(&mut seen[row], true) {
                    continue;
                }
                for (col, _) in &part.rows[row].terms {
                    let other = col.index();
                    if !decided[other] && !std::mem::replace(&mut priced[other], true) {
                        reached.push(other);
                    }
                }
            }
        }
        Self { decided, priced }
    }

    /// Whether a row is about decisions alone, or about what has a price.
    pub(super) fn has(&self, row: &Row) -> bool {
        let mut follows = row.terms.iter().map(|(col, _)| col.index()).filter(|index| !self.decided[*index]);
        follows.next().is_none_or(|first| self.priced[first])
    }
}
