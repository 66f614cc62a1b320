//! A linear problem that is solved again and again while columns are added.

use super::driver::is_proven;
use super::highs_kept::Kept;
use super::job::{Answer, End};
use super::values::{TOLERANCE, tidy};
use super::watch::Watch;
use super::{
    Cancel, Col, Column, Formulation, Limits, Outcome, Request, Row, Solution, SolverError, Stop, solve,
};

/// Rows that stay and columns that come; each solve goes on from where the last one ended.
///
/// An answer is taken only when its values keep every row and its prices prove that nothing is better; otherwise
/// the problem is solved from the beginning with [`solve`].
#[derive(Default)]
pub struct Growing {
    formulation: Formulation,
    kept: Option<Kept>,
}

impl Growing {
    /// Rows by their least and greatest sums, without columns.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let row = |(lower, upper)| Row { lower, upper, terms: Vec::new() };
        let formulation = Formulation { rows: rows.into_iter().map(row).collect(), ..Formulation::default() };
        Self { formulation, kept: None }
    }

    /// Adds a column that is no integer, with its coefficients by the position of the row, each row once; gives its
    /// name in values.
    ///
    /// # Panics
    ///
    /// When there is no such row, or there are more than `u32::MAX` columns.
    pub fn add(&mut self, column: Column, terms: &[(usize, f64)]) -> Col {
        let name = self.formulation.add_column(Column { integer: false, ..column });
        for &(row, term) in terms {
            self.formulation.rows[row].terms.push((name, term));
        }
        // A model that cannot follow is built anew.
        if self.kept.as_mut().is_some_and(|kept| kept.add(&column, terms).is_err()) {
            self.kept = None;
        }
        name
    }

    /// Holds a column at a value.
    ///
    /// # Panics
    ///
    /// When there is no such column.
    pub fn hold(&mut self, column: Col, value: f64) {
        let held = &mut self.formulation.columns[column.index()];
        (held.lower, held.upper) = (value, value);
        if self.kept.as_mut().is_some_and(|kept| kept.set_bounds(column, value, value).is_err()) {
            self.kept = None;
        }
    }

    /// Minimises, with a price for each row when it is solved.
    ///
    /// # Errors
    ///
    /// As [`solve`].
    pub fn solve(&mut self, cancel: &Cancel) -> Result<Outcome, SolverError> {
        self.formulation.require_usable()?;
        let watch = Watch::new(Limits::default(), cancel, None);
        let kept = self.kept.take().map_or_else(|| Kept::new(&self.formulation, &watch), Ok)?;
        if let Ok((kept, answer)) = kept.run(&watch)
            && let Some(solution) = self.checked(answer)
        {
            self.kept = Some(kept);
            return Ok(Outcome::Solved(solution));
        }
        solve(&Request::new(&self.formulation, cancel))
    }

    /// The solution of an answer that leaves no doubt.
    fn checked(&self, answer: Answer) -> Option<Solution> {
        let (values, prices) = (answer.values?, answer.row_duals?);
        let values = tidy(&self.formulation, values);
        let objective = self.formulation.evaluate(&values);
        let bound = self.formulation.proven_by(&prices);
        let kept = self.formulation.violation(&values, TOLERANCE).is_none();
        (answer.end == End::Optimal && kept && is_proven(objective, bound)).then(|| Solution {
            values,
            objective,
            bound: bound.min(objective),
            stop: Stop::Proven,
            nodes: 0,
            row_duals: Some(prices),
            reduced_costs: answer.reduced_costs,
        })
    }
}
