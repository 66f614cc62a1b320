//! The numbers of an optimisation problem, independent of any solver.

/// A column (variable), by its position in [`Formulation::columns`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Col(pub u32);

impl Col {
    /// The position in [`Formulation::columns`] and in vectors of values.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A variable to be chosen by the solver.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    /// Smallest value; negative infinity when there is none.
    pub lower: f64,
    /// Largest value; infinity when there is none.
    pub upper: f64,
    /// Whether the value must be a whole number.
    pub integer: bool,
    /// What one unit adds to the objective.
    pub cost: f64,
}

/// A linear condition: `lower <= sum of coefficient * value <= upper`.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Smallest sum; negative infinity when there is none.
    pub lower: f64,
    /// Largest sum; infinity when there is none.
    pub upper: f64,
    /// Coefficients by column.
    pub terms: Vec<(Col, f64)>,
}

/// A problem: minimise `offset + sum of cost * value` subject to all rows
/// and column bounds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Formulation {
    /// The variables.
    pub columns: Vec<Column>,
    /// The conditions.
    pub rows: Vec<Row>,
    /// The constant part of the objective.
    pub offset: f64,
}

impl Formulation {
    /// Adds a column and returns its name for use in rows.
    ///
    /// # Panics
    ///
    /// When there are more than `u32::MAX` columns.
    pub fn add_column(&mut self, column: Column) -> Col {
        let Ok(position) = u32::try_from(self.columns.len()) else {
            panic!("a formulation holds at most {} columns", u32::MAX);
        };
        self.columns.push(column);
        Col(position)
    }

    /// Adds a column that is 0 or 1.
    pub fn binary(&mut self, cost: f64) -> Col {
        self.integer(0.0, 1.0, cost)
    }

    /// Adds a column of whole numbers from `lower` to `upper`.
    pub fn integer(&mut self, lower: f64, upper: f64, cost: f64) -> Col {
        self.add_column(Column { lower, upper, integer: true, cost })
    }

    /// Adds a column of any numbers from `lower` to `upper`.
    pub fn continuous(&mut self, lower: f64, upper: f64, cost: f64) -> Col {
        self.add_column(Column { lower, upper, integer: false, cost })
    }

    /// Adds the row `lower <= terms <= upper` and returns its position.
    ///
    /// Terms of the same column are added up, zero coefficients are left
    /// out, and the rest is ordered by column.
    pub fn add_row(&mut self, lower: f64, upper: f64, terms: impl IntoIterator<Item = (Col, f64)>) -> usize {
        let mut terms: Vec<(Col, f64)> = terms.into_iter().collect();
        terms.sort_by_key(|&(column, _)| column);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        terms.retain(|&(_, coefficient)| coefficient != 0.0);
        self.rows.push(Row { lower, upper, terms });
        self.rows.len() - 1
    }

    /// Adds the row `terms >= bound` and returns its position.
    pub fn at_least(&mut self, terms: impl IntoIterator<Item = (Col, f64)>, bound: f64) -> usize {
        self.add_row(bound, f64::INFINITY, terms)
    }

    /// Adds the row `terms <= bound` and returns its position.
    pub fn at_most(&mut self, terms: impl IntoIterator<Item = (Col, f64)>, bound: f64) -> usize {
        self.add_row(f64::NEG_INFINITY, bound, terms)
    }

    /// Adds the row `terms = value` and returns its position.
    pub fn equal(&mut self, terms: impl IntoIterator<Item = (Col, f64)>, value: f64) -> usize {
        self.add_row(value, value, terms)
    }

    /// Whether any column must be a whole number.
    #[must_use]
    pub fn has_integers(&self) -> bool {
        self.columns.iter().any(|column| column.integer)
    }

    /// The objective, offset included, for one value per column.
    #[must_use]
    pub fn evaluate(&self, values: &[f64]) -> f64 {
        let costs = self.columns.iter().zip(values);
        self.offset + costs.map(|(column, value)| column.cost * value).sum::<f64>()
    }

    /// The same problem with all columns continuous.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        let mut relaxed = self.clone();
        for column in &mut relaxed.columns {
            column.integer = false;
        }
        relaxed
    }

    /// The same problem with the given columns held at the given values.
    ///
    /// # Panics
    ///
    /// When a column is not part of this formulation.
    #[must_use]
    pub fn with_fixed(&self, values: impl IntoIterator<Item = (Col, f64)>) -> Self {
        let mut fixed = self.clone();
        for (column, value) in values {
            let column = &mut fixed.columns[column.index()];
            (column.lower, column.upper) = (value, value);
        }
        fixed
    }

    /// The same conditions with nothing to minimise.
    #[must_use]
    pub fn without_costs(&self) -> Self {
        let mut free = self.clone();
        free.offset = 0.0;
        for column in &mut free.columns {
            column.cost = 0.0;
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_merged_sorted_and_stripped_of_zeros() {
        let mut formulation = Formulation::default();
        let [a, b, c] = [1.0, 2.0, 3.0].map(|cost| formulation.binary(cost));
        let row = formulation.at_most([(c, 1.0), (a, 2.0), (b, 1.0), (c, 3.0), (b, -1.0)], 5.0);
        assert_eq!(formulation.rows[row].terms, [(a, 2.0), (c, 4.0)]);
    }

    #[test]
    fn derived_problems_change_one_thing_only() {
        let mut formulation = Formulation { offset: 10.0, ..Formulation::default() };
        let x = formulation.integer(0.0, 9.0, 2.0);
        formulation.continuous(0.0, 1.0, 4.0);
        assert!((formulation.evaluate(&[3.0, 0.5]) - 18.0).abs() < 1e-12);
        assert!(formulation.has_integers() && !formulation.relaxed().has_integers());
        let fixed = formulation.with_fixed([(x, 4.0)]);
        assert_eq!((fixed.columns[0].lower, fixed.columns[0].upper), (4.0, 4.0));
        assert!(formulation.without_costs().evaluate(&[3.0, 0.5]).abs() < 1e-12);
    }
}
