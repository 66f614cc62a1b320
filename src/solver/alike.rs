//! Columns that no row and no cost can tell apart, made one.
//!
//! Continuous columns with the same cost and the same coefficient in every row only ever count by their sum:
//! `x_1 + … + x_k` from `Σ lower` to `Σ upper` is the same problem with fewer columns.

use std::collections::HashMap;

use super::formulation::{Col, Column, Formulation, Row};

/// A problem with its alike columns made one.
#[derive(Clone, Debug)]
pub struct Alike {
    /// It.
    pub formulation: Formulation,
    /// Where each column of the original went.
    places: Vec<Col>,
    /// Bounds of the original columns.
    bounds: Vec<(f64, f64)>,
}

/// What tells a column from others: its cost and its coefficients, numbers by their bits.
#[derive(PartialEq, Eq, Hash)]
struct Looks {
    cost: u64,
    coefficients: Vec<(usize, u64)>,
}

impl Alike {
    /// Makes one of all that are alike; whole numbers and columns without bounds stay as they are.
    pub fn of(original: &Formulation) -> Self {
        let mut coefficients: Vec<Vec<(usize, u64)>> = vec![Vec::new(); original.columns.len()];
        for (row, Row { terms, .. }) in original.rows.iter().enumerate() {
            for (col, factor) in terms {
                coefficients[col.index()].push((row, factor.to_bits()));
            }
        }
        let mut formulation = Formulation { offset: original.offset, ..Formulation::default() };
        let mut known: HashMap<Looks, Col> = HashMap::new();
        let mut places = Vec::with_capacity(original.columns.len());
        for (column, coefficients) in original.columns.iter().zip(coefficients) {
            let looks = Looks { cost: column.cost.to_bits(), coefficients };
            let apart = column.integer || !column.lower.is_finite() || !column.upper.is_finite();
            let place = match known.get(&looks).filter(|_| !apart) {
                Some(col) => {
                    let one: &mut Column = &mut formulation.columns[col.index()];
                    (one.lower, one.upper) = (one.lower + column.lower, one.upper + column.upper);
                    *col
                }
                None => formulation.add_column(*column),
            };
            if !apart {
                known.insert(looks, place);
            }
            places.push(place);
        }
        for row in &original.rows {
            let mut last = None;
            let mut terms: Vec<(Col, f64)> =
                row.terms.iter().map(|(col, factor)| (places[col.index()], *factor)).collect();
            terms.sort_by_key(|(col, _)| *col);
            terms.retain(|(col, _)| last.replace(*col) != Some(*col));
            formulation.rows.push(Row { terms, ..*row });
        }
        let bounds = original.columns.iter().map(|column| (column.lower, column.upper)).collect();
        Self { formulation, places, bounds }
    }

    /// Where a column of the original went.
    pub fn place(&self, original: Col) -> Col {
        self.places[original.index()]
    }

    /// Values of the original columns with the same sums: the first ones as large as they may be.
    pub fn spread(&self, values: &[f64]) -> Vec<f64> {
        let mut left: Vec<f64> = values.to_vec();
        for (place, (lower, _)) in
            self.places.iter().zip(&self.bounds).filter(|(_, bounds)| bounds.0.is_finite())
        {
            left[place.index()] -= lower;
        }
        let one = |(place, (lower, upper)): (&Col, &(f64, f64))| {
            if !lower.is_finite() {
                return values[place.index()];
            }
            let more = left[place.index()].clamp(0.0, (upper - lower).max(0.0));
            left[place.index()] -= more;
            lower + more
        };
        self.places.iter().zip(&self.bounds).map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_columns_become_one_and_are_told_apart_again() {
        let mut original = Formulation::default();
        let [a, b] = [original.continuous(0.0, 1.0, 2.0), original.continuous(0.5, 1.0, 2.0)];
        let dearer = original.continuous(0.0, 1.0, 3.0);
        let whole = original.binary(2.0);
        original.at_least([(a, 4.0), (b, 4.0), (dearer, 4.0), (whole, 4.0)], 6.0);
        let alike = Alike::of(&original);
        assert_eq!(alike.formulation.columns.len(), 3);
        assert_eq!((alike.place(a), alike.place(b)), (Col(0), Col(0)));
        let one = alike.formulation.columns[0];
        assert_eq!((one.lower, one.upper), (0.5, 2.0));
        assert_eq!(alike.formulation.rows[0].terms.len(), 3);
        assert_eq!(alike.spread(&[1.75, 0.0, 1.0]), [1.0, 0.75, 0.0, 1.0]);
    }

    #[test]
    fn columns_in_different_rows_stay_apart() {
        let mut original = Formulation::default();
        let [a, b] = [original.continuous(0.0, 1.0, 1.0), original.continuous(0.0, 1.0, 1.0)];
        original.at_least([(a, 1.0)], 1.0);
        original.at_least([(b, 1.0)], 1.0);
        assert_eq!(Alike::of(&original).formulation.columns.len(), 2);
    }
}
