//! Parts of the year planned again, one after the other, until nothing is missing.
//!
//! Takes values that satisfy every rule but leave hours out, and gives better ones. In each step a
//! part is set free, everything else stays, and the solver finds the best plan of that part from
//! where it stands. A part is a window of weeks, which moves on, or a few runs in all weeks
//! (`exchange`); windows grow when a whole round of both brought nothing.

mod exchange;

use crate::model::Model;
use crate::solver::{Col, Limits, Outcome, SolverError};

use super::phase::Phase;
use super::place::Place;
use super::search::Search;
use super::slice::{Role, Slice};

/// Weeks of the first windows.
const NARROW: usize = 3;

/// Weeks of the last windows.
const WIDE: usize = 8;

/// Search nodes for a window.
const NODES: u64 = 200;

/// Minutes that values leave out.
pub(super) fn missing(model: &Model, values: &[f64]) -> f64 {
    model.floors().map(|breach| values[breach.col.index()]).sum()
}

/// Improves values window by window until nothing is missing or no window helps.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn repair(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
    mut values: Vec<f64>,
) -> Result<Vec<f64>, SolverError> {
    let weeks = search.scene.calendar.weeks.len();
    let mut width = NARROW.min(weeks.max(1));
    while width <= WIDE.min(weeks) && missing(model, &values) > 1e-6 {
        let before = missing(model, &values);
        let mut begin = 0;
        while begin < weeks && missing(model, &values) > 1e-6 && !search.must_wrap_up() {
            search.tell(Phase::Repairing { minutes: missing(model, &values) }, None);
            let weeks = begin..begin + width;
            let loose = exchange::loose(search.scene, model, &values);
            let inside = |index: usize| {
                place.weeks[index].is_some_and(|week| weeks.contains(&week))
                    || !loose.is_empty() && exchange::of_runs(model, place, index, |run| loose.contains(&run))
            };
            values = better(search, model, values, inside)?;
            begin += width.div_ceil(2);
        }
        values = exchange::exchange(search, model, place, values)?;
        if search.must_wrap_up() {
            break;
        }
        if missing(model, &values) > before - 1e-6 {
            width += 2;
        }
    }
    Ok(values)
}

/// The best plan of the weeks around one whose values break a row that is new; `None` when there
/// is none.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn again(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
    values: &[f64],
    week: usize,
) -> Result<Option<Vec<f64>>, SolverError> {
    for more in [1, 3] {
        let around = week.saturating_sub(more)..week + more + 1;
        let inside = |index: usize| place.weeks[index].is_some_and(|week| around.contains(&week));
        if let Some(found) = replan(search, model, values, inside, false)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The values, or better ones that differ in a part.
fn better(
    search: &mut Search<'_>,
    model: &Model,
    values: Vec<f64>,
    inside: impl Fn(usize) -> bool,
) -> Result<Vec<f64>, SolverError> {
    let found = replan(search, model, &values, inside, true)?;
    let now = model.formulation.evaluate(&values) - 1e-6;
    Ok(found.filter(|found| model.formulation.evaluate(found) < now).unwrap_or(values))
}

/// About what a plan costs, in euros; nothing is known of the bound where counting ended the search for
/// a plan before it began.
fn scale(search: &Search<'_>, model: &Model) -> f64 {
    let bound = if search.bound.is_finite() { search.bound.abs() } else { 0.0 };
    model.formulation.offset.abs().max(bound)
}

/// The best plan of a part while everything else stays.
fn replan(
    search: &mut Search<'_>,
    model: &Model,
    values: &[f64],
    inside: impl Fn(usize) -> bool,
    start: bool,
) -> Result<Option<Vec<f64>>, SolverError> {
    let role = |index: usize| {
        let stays = model.formulation.columns[index].integer && !inside(index);
        if stays { Role::Fixed(values[index]) } else { Role::Free }
    };
    let part = Slice::new(&model.formulation, role);
    let from: Vec<(Col, f64)> =
        part.columns.iter().enumerate().map(|(at, index)| (Col(at as u32), values[*index])).collect();
    let limits = Limits {
        absolute_gap: 0.5 * search.options.gap * scale(search, model),
        nodes: Some(NODES),
        ..Limits::default()
    };
    let start = start.then_some(from.as_slice());
    let Outcome::Solved(solution) =
        search.at_work(|worker| worker.solve_from(&part.formulation, limits, start))?
    else {
        return Ok(None);
    };
    let mut whole = values.to_vec();
    for (index, value) in part.columns.iter().zip(&solution.values) {
        whole[*index] = *value;
    }
    Ok(Some(whole))
}
