//! One part planned anew.

use super::decided::Decided;
use super::extent::Extent;
use super::follow::{Followed, Seeking, follow};
use super::part::Part;
use super::year::Year;
use crate::planner::worker::Worker;
use crate::solver::{Col, Limits, Outcome, SolverError, Stop};

/// Search nodes for a part.
const NODES: u64 = 60;

/// What became of a part.
pub(super) struct Step {
    /// What it decides where that is better.
    pub(super) better: Option<Decided>,
    /// By how much less it costs then.
    pub(super) gained: f64,
    /// Whether it was solved to its end.
    pub(super) whole: bool,
}

/// Plans a part anew from where it stands.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn step(worker: &mut Worker<'_>, year: &Year<'_>, extent: &Extent) -> Result<Step, SolverError> {
    let nothing = Step { better: None, gained: 0.0, whole: false };
    let Some((part, now)) = stands(worker, year, extent)? else { return Ok(nothing) };
    let start: Vec<(Col, f64)> =
        now.values.iter().enumerate().map(|(index, value)| (Col(index as u32), *value)).collect();
    let limits = Limits { relative_gap: 1e-5, nodes: Some(NODES), ..Limits::default() };
    let Outcome::Solved(found) = worker.solve_from(&part.slice.formulation, limits, Some(&start))? else {
        return Ok(nothing);
    };
    let gained = now.objective - found.objective;
    let whole = matches!(found.stop, Stop::Proven | Stop::Gap);
    if gained <= 1e-6 {
        return Ok(Step { whole, ..nothing });
    }
    Ok(Step { better: Some(part.decided(&found.values)), gained, whole })
}

/// A part and its values as it stands: with no hour left out where none is missing, open to hours left out otherwise.
fn stands<'a>(
    worker: &mut Worker<'_>,
    year: &Year<'a>,
    extent: &Extent,
) -> Result<Option<(Part<'a>, Followed)>, SolverError> {
    let whole = extent.kin.iter().all(|kin| year.missing(*kin) == 0);
    // Hours of modules may all be there, and those that norms ask for not.
    for closed in [true, false].into_iter().filter(|closed| whole || !closed) {
        let part = Part::new(year, extent, closed);
        let start = part.start(year, extent);
        if let Some(now) = follow(worker, &part.slice.formulation, &start, Seeking::CHEAPEST)? {
            return Ok(Some((part, now)));
        }
    }
    Ok(None)
}

/// A part as it may be held now, from nothing.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn other(
    worker: &mut Worker<'_>,
    year: &Year<'_>,
    extent: &Extent,
) -> Result<Option<Decided>, SolverError> {
    let whole = extent.kin.iter().all(|kin| year.missing(*kin) == 0);
    let limits = Limits { relative_gap: 1e-3, nodes: Some(NODES), ..Limits::default() };
    for closed in [true, false].into_iter().filter(|closed| whole || !closed) {
        let part = Part::new(year, extent, closed);
        if let Some(found) = worker.attempt(&part.slice.formulation, limits)? {
            return Ok(Some(part.decided(&found.values)));
        }
    }
    Ok(None)
}
