//! What the solver found.

use super::Violation;

/// The answer to a request.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// A solution was found.
    Solved(Solution),
    /// The search ended before a solution was found; there may be one.
    NothingFound {
        /// No solution has a smaller objective; negative infinity when
        /// nothing is known.
        bound: f64,
        /// What ended the search.
        stop: Stop,
    },
    /// There is no solution.
    Infeasible,
    /// There are solutions of any objective, however small.
    Unbounded,
}

/// A vector of values that satisfies every row, bound and integrality rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Solution {
    /// One value per column; whole numbers for integer columns.
    pub values: Vec<f64>,
    /// The formulation's objective at `values`, offset included.
    pub objective: f64,
    /// No solution has a smaller objective; never above `objective`,
    /// negative infinity when nothing is known.
    pub bound: f64,
    /// What ended the search.
    pub stop: Stop,
    /// Search tree nodes examined.
    pub nodes: u64,
    /// For each row, the change of the objective per unit of the row's
    /// bound; for solved formulations without integer columns.
    pub row_duals: Option<Vec<f64>>,
    /// For each column, the change of the objective per unit of the column;
    /// for solved formulations without integer columns.
    pub reduced_costs: Option<Vec<f64>>,
}

/// What ended a search.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stop {
    /// The bound has met the objective: there is no better solution.
    Proven,
    /// The allowed gap was reached.
    Gap,
    /// The limit on search tree nodes was reached.
    Nodes,
    /// The limit on time was reached.
    Time,
    /// The search was cancelled.
    Cancelled,
}

/// A failure of the solver or of the one who called it.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SolverError {
    /// The formulation, the start or a limit cannot be used.
    #[error("the optimisation problem cannot be solved as it stands: {what}")]
    Invalid {
        /// What is wrong.
        what: String,
    },
    /// The solver gave up.
    #[error("the solver failed while {doing}: {status}")]
    Failed {
        /// What the solver was asked to do.
        doing: &'static str,
        /// What it answered.
        status: String,
    },
    /// The solver's answer misses a condition of the formulation.
    #[error("the solver's answer does not satisfy {0}")]
    WrongAnswer(Violation),
    /// The solver denies that there is a solution, but the start is one.
    #[error("the solver found no solution although the start is one")]
    DeniedStart,
}
