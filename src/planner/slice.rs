//! A part of a programme while the rest waits.
//!
//! Columns are *free* (decided here), *fixed* (decided already) or *waiting* (decided later, somewhere
//! between their bounds). Each row keeps its free terms; its bounds lose what the fixed columns use and
//! gain what the waiting ones could still bring:
//!
//! `L − fixed − max waiting  ≤  Σ free terms  ≤  U − fixed − min waiting`.
//!
//! So every solution of the whole that agrees with the fixed columns is, cut down, a solution of the
//! slice; a row that the waiting columns could always satisfy is gone.

use crate::solver::{Col, Formulation};

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Role {
    /// It is decided here.
    Free,
    /// It has been decided.
    Fixed(f64),
    /// It is decided later.
    Waiting,
}

/// A part of a programme.
pub(super) struct Slice {
    /// The part.
    pub(super) formulation: Formulation,
    /// The columns of the whole, in the part's order.
    pub(super) columns: Vec<usize>,
    position: Vec<Option<u32>>,
}

impl Slice {
    /// Cuts a programme.
    pub(super) fn new(whole: &Formulation, role: impl Fn(usize) -> Role) -> Self {
        let roles: Vec<Role> = (0..whole.columns.len()).map(role).collect();
        let mut slice = Self {
            formulation: Formulation::default(),
            columns: Vec::new(),
            position: vec![None; roles.len()],
        };
        for (index, _) in roles.iter().enumerate().filter(|(_, role)| **role == Role::Free) {
            slice.position[index] = Some(slice.formulation.add_column(whole.columns[index]).0);
            slice.columns.push(index);
        }
        for row in &whole.rows {
            let (mut low, mut high, mut terms) = (0.0, 0.0, Vec::new());
            for (col, factor) in &row.terms {
                let (least, most) = match roles[col.index()] {
                    Role::Free => {
                        terms.extend(slice.col(col.index()).map(|col| (col, *factor)));
                        continue;
                    }
                    Role::Fixed(value) => (factor * value, factor * value),
                    Role::Waiting => reach(whole, col.index(), *factor),
                };
                low += least;
                high += most;
            }
            let (lower, upper) = (row.lower - high, row.upper - low);
            if !terms.is_empty() && (lower.is_finite() || upper.is_finite()) {
                slice.formulation.add_row(lower, upper, terms);
            }
        }
        slice
    }

    /// The part's column for a column of the whole, if it is free.
    pub(super) fn col(&self, index: usize) -> Option<Col> {
        self.position[index].map(Col)
    }
}

/// The least and the most that a term may be.
fn reach(whole: &Formulation, index: usize, factor: f64) -> (f64, f64) {
    let column = &whole.columns[index];
    let (one, other) = (factor * column.lower, factor * column.upper);
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_what_the_waiting_columns_leave_open() {
        let mut whole = Formulation::default();
        let [free, fixed, later] = [1.0, 2.0, 3.0].map(|cost| whole.integer(0.0, 4.0, cost));
        whole.add_row(5.0, 9.0, [(free, 1.0), (fixed, 1.0), (later, 1.0)]);
        whole.at_most([(free, 1.0), (later, -1.0)], 0.0);
        whole.at_least([(later, 1.0)], 1.0);
        let slice = Slice::new(&whole, |index| match index {
            0 => Role::Free,
            1 => Role::Fixed(2.0),
            _ => Role::Waiting,
        });
        assert_eq!(slice.columns, [0]);
        let bounds: Vec<(f64, f64)> =
            slice.formulation.rows.iter().map(|row| (row.lower, row.upper)).collect();
        assert_eq!(bounds, [(-1.0, 7.0), (f64::NEG_INFINITY, 4.0)]);
    }
}
