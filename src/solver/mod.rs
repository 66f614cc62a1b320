//! Linear and mixed-integer optimisation, free of any meaning.
//!
//! A [`Formulation`] is numbers alone: columns with bounds and costs, rows
//! with bounds and coefficients, always minimised. [`solve`] hands it to a
//! [`Backend`] and answers with an [`Outcome`] that has been checked against
//! the formulation, whatever the backend said of it.
//!
//! Each call uses one thread; solve several formulations in parallel by
//! calling [`solve`] on several threads. With the same formulation, start,
//! seed and a limit on nodes instead of time, the answer is the same each
//! time.
//!
//! ```
//! use vetplan::solver::{Cancel, Formulation, Outcome, Request, solve};
//!
//! let mut formulation = Formulation::default();
//! let cheap = formulation.binary(2.0);
//! let dear = formulation.binary(3.0);
//! formulation.at_least([(cheap, 1.0), (dear, 2.0)], 2.0);
//! let Outcome::Solved(solution) = solve(&Request::new(&formulation, &Cancel::default()))? else {
//!     panic!("there is a solution");
//! };
//! assert_eq!(solution.values, [0.0, 1.0]);
//! # Ok::<(), vetplan::solver::SolverError>(())
//! ```

mod alike;
mod check;
mod driver;
#[allow(unsafe_code)]
mod ffi;
mod formulation;
mod growing;
mod highs;
mod highs_kept;
mod highs_model;
mod job;
mod lp_text;
mod outcome;
mod prices;
mod propagation;
mod request;
#[cfg(test)]
mod tests;
mod usable;
mod values;
mod watch;

pub use alike::Alike;
pub use check::{Place, Violation};
pub use formulation::{Col, Column, Formulation, Row};
pub use growing::Growing;
pub use outcome::{Outcome, Solution, SolverError, Stop};
pub use propagation::{Conflict, Propagation};
pub use request::{COMPLETION_NODES, Cancel, Limits, Progress, Request};

use job::{Answer, Job};

/// A program that can solve a [`Formulation`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Backend {
    /// HiGHS, linked into this program.
    #[default]
    Highs,
}

impl Backend {
    /// Solves the formulation of `request`; see [`solve`].
    ///
    /// # Errors
    ///
    /// As [`solve`].
    pub fn solve(self, request: &Request<'_>) -> Result<Outcome, SolverError> {
        driver::solve(self, request)
    }

    /// Its name and version: `HiGHS 1.16.0`.
    pub fn version(self) -> String {
        match self {
            Self::Highs => format!("HiGHS {}", ffi::version()),
        }
    }

    /// One run of the solver, its answer still unchecked.
    fn run(self, job: &Job<'_>) -> Result<Answer, SolverError> {
        match self {
            Self::Highs => highs::run(job),
        }
    }
}

/// Minimises the formulation of `request` with the default [`Backend`].
///
/// That there is no solution, or that the limits came first, is an
/// [`Outcome`]. The values of integer columns are whole numbers, and no row
/// is missed by more than one part in 100 000.
///
/// # Errors
///
/// [`SolverError::Invalid`] when the formulation or the start holds numbers
/// that cannot be used, and the other variants when the solver failed or
/// gave an answer that the formulation refutes.
pub fn solve(request: &Request<'_>) -> Result<Outcome, SolverError> {
    Backend::default().solve(request)
}
