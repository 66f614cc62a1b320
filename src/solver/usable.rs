//! What can be told of a problem without solving it.

use super::{Formulation, Limits, Row, SolverError};

/// How far a contradiction between two bounds may be rounding.
const CONTRADICTION: f64 = 1e-9;

impl Formulation {
    /// Whether the conditions exclude each other at first sight: bounds that
    /// cross, or a row without terms whose bounds exclude zero.
    #[must_use]
    pub fn is_contradictory(&self) -> bool {
        let columns = self.columns.iter().any(|column| column.lower > column.upper + CONTRADICTION);
        columns
            || self.rows.iter().any(|row| {
                let excludes_zero = row.lower > CONTRADICTION || row.upper < -CONTRADICTION;
                row.lower > row.upper + CONTRADICTION || (row.has_no_terms() && excludes_zero)
            })
    }

    /// Refuses numbers that no solver can use.
    pub(super) fn require_usable(&self) -> Result<(), SolverError> {
        let invalid = |what: String| Err(SolverError::Invalid { what });
        if !self.offset.is_finite() {
            return invalid(format!("the objective's offset is {}", self.offset));
        }
        for (position, column) in self.columns.iter().enumerate() {
            if !column.cost.is_finite() || !bounds_are_usable(column.lower, column.upper) {
                return invalid(format!("column {position} is {column:?}"));
            }
        }
        for (position, row) in self.rows.iter().enumerate() {
            if !bounds_are_usable(row.lower, row.upper) {
                return invalid(format!("row {position} has bounds {} to {}", row.lower, row.upper));
            }
            for &(column, coefficient) in &row.terms {
                if !coefficient.is_finite() || column.index() >= self.columns.len() {
                    return invalid(format!("row {position} has {coefficient} of column {}", column.0));
                }
            }
        }
        Ok(())
    }
}

impl Row {
    /// Whether the row's sum is zero whatever the values are.
    pub(super) fn has_no_terms(&self) -> bool {
        self.terms.iter().all(|&(_, coefficient)| coefficient == 0.0)
    }
}

fn bounds_are_usable(lower: f64, upper: f64) -> bool {
    !lower.is_nan() && !upper.is_nan() && lower < f64::INFINITY && upper > f64::NEG_INFINITY
}

impl Limits {
    /// Refuses gaps that are negative or not numbers.
    pub(super) fn require_usable(self) -> Result<(), SolverError> {
        for gap in [self.relative_gap, self.absolute_gap] {
            if gap.is_nan() || gap < 0.0 {
                return Err(SolverError::Invalid { what: format!("an allowed gap is {gap}") });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Col;
    use super::*;

    fn sample() -> Formulation {
        let mut formulation = Formulation::default();
        let x = formulation.integer(0.0, 10.0, 1.0);
        formulation.continuous(0.0, 1.0, 1.0);
        formulation.at_least([(x, 1.0)], 2.0);
        formulation
    }

    #[test]
    fn contradictions_are_seen_without_solving() {
        assert!(!sample().is_contradictory());
        let mut empty_row = sample();
        empty_row.at_least([], 1.0);
        let mut crossed = sample();
        crossed.columns[0].lower = 11.0;
        assert!(empty_row.is_contradictory() && crossed.is_contradictory());
    }

    #[test]
    fn unusable_numbers_are_refused() {
        assert!(sample().require_usable().is_ok());
        let changes: [fn(&mut Formulation); 5] = [
            |f| f.offset = f64::NAN,
            |f| f.columns[1].cost = f64::INFINITY,
            |f| f.columns[0].lower = f64::NAN,
            |f| f.rows[0].terms[0].1 = f64::NAN,
            |f| f.rows[0].terms[0].0 = Col(2),
        ];
        for change in changes {
            let mut formulation = sample();
            change(&mut formulation);
            assert!(matches!(formulation.require_usable(), Err(SolverError::Invalid { .. })));
        }
    }
}
