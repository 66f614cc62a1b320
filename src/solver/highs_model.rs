//! A formulation as a HiGHS model, built with `good_lp`.

use std::ops::Range;

use ::highs::Model;
use good_lp::constraint::{eq, geq, leq};
use good_lp::solvers::highs::{HighsProblem, highs};
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, variable};

use super::{Column, Formulation, Row, SolverError};

/// A model and the way back from it to the formulation.
pub(super) struct Built {
    /// HiGHS' model; its columns are those of the formulation.
    pub model: Model,
    /// For each row of the formulation, the model's rows that stand for it:
    /// none without bounds or terms, two with two different bounds.
    pub rows: Vec<Range<usize>>,
}

/// Builds the model, without the offset of the objective.
pub(super) fn build(formulation: &Formulation) -> Result<Built, SolverError> {
    let mut unknowns = ProblemVariables::new();
    let columns: Vec<Variable> =
        formulation.columns.iter().map(|column| unknowns.add(definition(column))).collect();
    let mut objective = Expression::with_capacity(columns.len());
    for (column, &unknown) in formulation.columns.iter().zip(&columns) {
        if column.cost != 0.0 {
            objective.add_mul(column.cost, unknown);
        }
    }
    let mut problem = unknowns.minimise(objective).using(highs);
    let mut rows = Vec::with_capacity(formulation.rows.len());
    let mut next = 0;
    for row in &formulation.rows {
        let count = add_row(&mut problem, row, &columns);
        rows.push(next..next + count);
        next += count;
    }
    let model = problem.try_into_inner().map_err(|error| SolverError::Failed {
        doing: "taking over the formulation",
        status: error.to_string(),
    })?;
    Ok(Built { model, rows })
}

fn definition(column: &Column) -> good_lp::VariableDefinition {
    let definition = variable().min(column.lower).max(column.upper);
    if column.integer { definition.integer() } else { definition }
}

/// Adds the constraints for one row and returns their number.
fn add_row(problem: &mut HighsProblem, row: &Row, columns: &[Variable]) -> usize {
    if row.has_no_terms() {
        return 0;
    }
    let sum = || {
        let mut sum = Expression::with_capacity(row.terms.len());
        for &(column, coefficient) in &row.terms {
            sum.add_mul(coefficient, columns[column.index()]);
        }
        sum
    };
    if row.upper - row.lower <= 0.0 {
        problem.add_constraint(eq(sum(), row.lower));
        return 1;
    }
    let mut count = 0;
    if row.lower > f64::NEG_INFINITY {
        problem.add_constraint(geq(sum(), row.lower));
        count += 1;
    }
    if row.upper < f64::INFINITY {
        problem.add_constraint(leq(sum(), row.upper));
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_knows_its_constraints() {
        let mut formulation = Formulation::default();
        let x = formulation.continuous(0.0, 1.0, 1.0);
        formulation.at_least([], 0.0);
        formulation.add_row(0.0, 1.0, [(x, 1.0)]);
        formulation.add_row(f64::NEG_INFINITY, f64::INFINITY, [(x, 1.0)]);
        formulation.equal([(x, 1.0)], 1.0);
        let built = build(&formulation).unwrap();
        assert_eq!(built.rows, [0..0, 0..2, 2..2, 2..3]);
        assert_eq!((built.model.num_cols(), built.model.num_rows()), (1, 3));
    }
}
