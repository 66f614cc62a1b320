//! What the decisions of a plan cost.
//!
//! A search that stops within a gap may leave a column that only follows from decisions (a slack, a day
//! attended, a set-up) above the least it has to be. A plan does not show such a column, so its
//! objective must not either: the decisions are fixed, and what follows from them is minimised.

use crate::model::Model;
use crate::model::variables::Variable;
use crate::solver::{Cancel, Outcome, Request, SolverError, solve};

/// The least objective, in euros, with the decisions that a plan shows as they are in `values`, which
/// keep every rule; never more than `objective`, that of the values themselves.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn least(model: &Model, values: &[f64], objective: f64) -> Result<f64, SolverError> {
    let mut fixed = model.strict();
    for (index, column) in fixed.columns.iter_mut().enumerate() {
        if column.integer && shown(&model.variables[index]) {
            let value = values[index].round();
            (column.lower, column.upper) = (value, value);
        }
    }
    // Short, and needed to say what a plan costs: neither the clock nor Ctrl-C ends it.
    let cancel = Cancel::default();
    Ok(match solve(&Request::new(&fixed, &cancel))? {
        Outcome::Solved(solution) => solution.objective.min(objective),
        Outcome::NothingFound { .. } | Outcome::Infeasible | Outcome::Unbounded => objective,
    })
}

/// Whether a plan shows the value of a variable; what it does not show only follows.
fn shown(variable: &Variable) -> bool {
    use Variable as V;
    matches!(
        variable,
        V::Held(_)
            | V::Open(_)
            | V::On { .. }
            | V::Person { .. }
            | V::SchoolWeekday { .. }
            | V::FirmWeekday { .. }
            | V::SchoolDay { .. }
            | V::FirmDay { .. }
            | V::MovedUnits { .. }
            | V::AllOutside { .. }
            | V::FirmOutside { .. }
            | V::SeatsOutside { .. }
            | V::Sits { .. }
    )
}
