//! Decisions that no single session shows: weekdays and days of patterns and runs that are opened.

use crate::domain::CohortId;
use crate::model::variables::Variable;

/// The cohort whose weekdays or days a variable decides.
pub(super) const fn of_cohort(variable: &Variable) -> Option<CohortId> {
    match variable {
        Variable::SchoolWeekday { cohort, .. }
        | Variable::FirmWeekday { cohort, .. }
        | Variable::SchoolDay { cohort, .. }
        | Variable::FirmDay { cohort, .. } => Some(*cohort),
        _ => None,
    }
}

/// A decision that holds all year, as the whole knows it, with the run of the whole for each run here; `None` for others.
pub(super) fn of_whole(variable: &Variable, runs: &[usize]) -> Option<Variable> {
    match variable {
        Variable::SchoolWeekday { .. }
        | Variable::FirmWeekday { .. }
        | Variable::SchoolDay { .. }
        | Variable::FirmDay { .. } => Some(variable.clone()),
        Variable::Open(run) => Some(Variable::Open(runs[*run])),
        _ => None,
    }
}
