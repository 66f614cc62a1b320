//! What follows from decisions that have been taken.

use crate::planner::slice::{Role, Slice};
use crate::planner::worker::Worker;
use crate::solver::{Col, Formulation, Limits, Propagation, SolverError};

/// By how much a row may be missed, as a share, and a value be above its least, in euros and as a share.
const EPSILON: f64 = 1e-6;
const SHARE: f64 = 1e-9;

/// Values for every column of a programme, and what they cost in euros.
pub(super) struct Followed {
    pub(super) values: Vec<f64>,
    pub(super) objective: f64,
    /// No values that agree with the same decisions cost less.
    pub(super) least: f64,
}

/// How what follows is sought.
#[derive(Clone, Copy)]
pub(super) struct Seeking {
    /// Other values must not cost less, as far as bounds and that many nodes can say.
    pub(super) cheapest: bool,
    /// Search nodes for what bounds alone do not settle.
    pub(super) nodes: u64,
}

impl Seeking {
    /// Any values, with a few nodes.
    pub(super) const ANY: Self = Self { cheapest: false, nodes: 5 };
    /// The cheapest, with a few nodes.
    pub(super) const CHEAPEST: Self = Self { cheapest: true, nodes: 5 };
}

/// Values that agree with decisions: drawn from the rows; what that leaves open is sought by the solver, and nothing else of
/// the programme. `None` where the rows do not allow the decisions, or nothing was found.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn follow(
    worker: &mut Worker<'_>,
    rows: &Formulation,
    decisions: &[(Col, f64)],
    seeking: Seeking,
) -> Result<Option<Followed>, SolverError> {
    match drawn(rows, decisions, seeking.cheapest) {
        Drawn::Values(values) => return Ok(Some(values)),
        Drawn::Conflict => return Ok(None),
        Drawn::Open => {}
    }
    let Some(settled) = by_bounds(rows, decisions) else { return Ok(None) };
    let role = |index: usize| settled[index].map_or(Role::Free, Role::Fixed);
    let rest = Slice::new(rows, role);
    let limits = Limits { nodes: Some(seeking.nodes), ..Limits::default() };
    let Some(found) = worker.attempt(&rest.formulation, limits)? else { return Ok(None) };
    let mut values: Vec<f64> = settled.into_iter().map(Option::unwrap_or_default).collect();
    for (index, value) in rest.columns.iter().zip(&found.values) {
        values[*index] = *value;
    }
    let objective = rows.evaluate(&values);
    let least = objective - found.objective + found.bound.min(found.objective);
    Ok(Some(Followed { values, objective, least }))
}

/// The values that bounds alone settle; `None` where they contradict each other.
fn by_bounds(rows: &Formulation, decisions: &[(Col, f64)]) -> Option<Vec<Option<f64>>> {
    let mut bounds = Propagation::new(rows).ok()?;
    bounds.fix_all(decisions).ok()?;
    let value = |index: usize| {
        let col = Col(index as u32);
        bounds.is_fixed(col).then(|| bounds.bounds(col).0)
    };
    Some((0..rows.columns.len()).map(value).collect())
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
    let found = values.map(|values| Followed { objective: rows.evaluate(&values), least, values });
    let cheap = |found: &Followed| !cheapest || found.objective <= least + EPSILON + SHARE * least.abs();
    found.filter(cheap).map_or(Drawn::Open, Drawn::Values)
}
