//! Independent checks of a formulation and of vectors said to solve it.

use super::{Col, Formulation, Row};

/// A condition of a formulation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The row at this position.
    Row(usize),
    /// The bounds of a column.
    Bounds(Col),
    /// The rule that a column is a whole number.
    Integrality(Col),
}

/// A condition that a vector of values misses.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Violation {
    /// The condition.
    pub place: Place,
    /// By how much it is missed, as a share of the largest number involved
    /// or of 1 if that is larger; infinite if a value is missing or is not
    /// a number.
    pub amount: f64,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.place {
            Place::Row(row) => write!(f, "row {row}"),
            Place::Bounds(column) => write!(f, "the bounds of column {}", column.0),
            Place::Integrality(column) => write!(f, "the integrality of column {}", column.0),
        }?;
        write!(f, " (by {:e})", self.amount)
    }
}

impl Formulation {
    /// The condition missed most by `values`, if any is missed by more than
    /// `tolerance`; see [`Violation::amount`] for the scale.
    #[must_use]
    pub fn violation(&self, values: &[f64], tolerance: f64) -> Option<Violation> {
        let value = |column: usize| values.get(column).copied().unwrap_or(f64::NAN);
        let rows = self
            .rows
            .iter()
            .enumerate()
            .map(|(position, row)| Violation { place: Place::Row(position), amount: row_excess(row, value) });
        let columns = self.columns.iter().zip(0..).flat_map(|(column, position)| {
            let value = value(position as usize);
            let column_name = Col(position);
            let whole = if column.integer { (value - value.round()).abs() } else { 0.0 };
            [
                (Place::Bounds(column_name), excess(column.lower, value, column.upper, 0.0)),
                (Place::Integrality(column_name), not_a_number_is_infinite(whole)),
            ]
            .map(|(place, amount)| Violation { place, amount })
        });
        columns
            .chain(rows)
            .filter(|violation| violation.amount > tolerance)
            .max_by(|a, b| a.amount.total_cmp(&b.amount))
    }
}

fn row_excess(row: &Row, value: impl Fn(usize) -> f64) -> f64 {
    let (mut sum, mut largest) = (0.0, 0.0_f64);
    for &(column, coefficient) in &row.terms {
        let part = coefficient * value(column.index());
        sum += part;
        largest = largest.max(part.abs());
    }
    excess(row.lower, sum, row.upper, largest)
}

/// How far `value` lies outside the bounds, relative to the largest number.
fn excess(lower: f64, value: f64, upper: f64, largest: f64) -> f64 {
    let (distance, bound) = if value < lower { (lower - value, lower) } else { (value - upper, upper) };
    // Not `max`, which would take the other argument for a NaN.
    let outside = if distance < 0.0 { 0.0 } else { distance };
    not_a_number_is_infinite(outside / bound.abs().max(largest).max(1.0))
}

fn not_a_number_is_infinite(amount: f64) -> f64 {
    if amount.is_nan() { f64::INFINITY } else { amount }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Formulation {
        let mut formulation = Formulation::default();
        let x = formulation.integer(0.0, 10.0, 1.0);
        let y = formulation.continuous(f64::NEG_INFINITY, f64::INFINITY, 1.0);
        formulation.add_row(2.0, 1000.0, [(x, 100.0), (y, 1.0)]);
        formulation
    }

    #[test]
    fn the_largest_violation_is_found_and_scaled() {
        let formulation = sample();
        assert_eq!(formulation.violation(&[1.0, 5.0], 0.0), None);
        let found = formulation.violation(&[10.0, 100.0], 1e-6);
        assert_eq!(found, Some(Violation { place: Place::Row(0), amount: 0.1 }));
        let found = formulation.violation(&[0.5, 0.0], 1e-6);
        assert_eq!(found, Some(Violation { place: Place::Integrality(Col(0)), amount: 0.5 }));
        let found = formulation.violation(&[-1.0, 200.0], 1e-6);
        assert_eq!(found, Some(Violation { place: Place::Bounds(Col(0)), amount: 1.0 }));
    }

    #[test]
    fn missing_and_undefined_values_are_violations() {
        for values in [&[1.0][..], &[1.0, f64::NAN], &[f64::NAN, 1.0], &[]] {
            let found = sample().violation(values, 1e9).map(|violation| violation.amount);
            assert_eq!(found, Some(f64::INFINITY), "{values:?}");
        }
    }
}
