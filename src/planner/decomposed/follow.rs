//! What follows from decisions that have been taken.

use super::part::Part;
use crate::planner::worker::Worker;
use crate::solver::{Col, Formulation, Limits, Propagation, SolverError};

/// Search nodes for what bounds alone do not settle.
const NODES: u64 = 5;

/// By how much a row may be missed, as a share, and a value be above its least, in euros and as a share.
const EPSILON: f64 = 1e-6;
const SHARE: f64 = 1e-9;

/// Values for every column of a part, and what they cost in euros.
pub(super) struct Followed {
    pub(super) values: Vec<f64>,
    pub(super) objective: f64,
}

/// Values that agree with decisions: drawn from the rows, or where that does not settle all of them sought by the solver. With
/// `cheapest` no others cost less; without, they may. `None` where the rows do not allow the decisions, or nothing was found.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn follow(
    worker: &mut Worker<'_>,
    part: &Part<'_>,
    decisions: &[(Col, f64)],
    cheapest: bool,
) -> Result<Option<Followed>, SolverError> {
    let rows = &part.slice.formulation;
    match drawn(rows, decisions, cheapest) {
        Drawn::Values(values) => return Ok(Some(values)),
        Drawn::Conflict => return Ok(None),
        Drawn::Open => {}
    }
    let rest = rows.with_fixed(decisions.iter().copied());
    let found = worker.attempt(&rest, Limits { nodes: Some(NODES), ..Limits::default() })?;
    Ok(found.map(|found| Followed { values: found.values, objective: found.objective }))
}

/// What rows alone say of decisions.
pub(super) enum Drawn {
    /// Values for every column.
    Values(Followed),
    /// The decisions are not allowed.
    Conflict,
    /// Something is left to be sought.
    Open,
}

/// Values that agree with decisions, as far as bounds drawn from rows settle them; with `cheapest` only if no others cost less.
pub(super) fn drawn(rows: &Formulation, decisions: &[(Col, f64)], cheapest: bool) -> Drawn {
    let Ok(mut bounds) = Propagation::new(rows) else { return Drawn::Conflict };
    if bounds.fix_all(decisions).is_err() {
        return Drawn::Conflict;
    }
    let least = bounds.cost() + rows.offset;
    let values = bounds.completed().filter(|values| rows.violation(values, EPSILON).is_none());
    let found = values.map(|values| Followed { objective: rows.evaluate(&values), values });
    let cheap = |found: &Followed| !cheapest || found.objective <= least + EPSILON + SHARE * least.abs();
    found.filter(cheap).map_or(Drawn::Open, Drawn::Values)
}
