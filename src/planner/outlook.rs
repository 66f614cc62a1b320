//! A rolling horizon with the rest of the year in view.
//!
//! Slower than `super::horizon` and less easily led into a dead end: it serves where a window there
//! has no solution. Each window is solved with everything before it fixed and everything after it
//! fractional, so that what it decides leaves the year a solution without whole numbers.
//!
//! 1. Decisions for the whole year (patterns, runs opened, moves) and the sessions of scarce runs are
//!    made first, everything else fractional.
//! 2. The weeks are cut into windows, solved one after the other.
//!
//! Every rule is kept as long as each window has a solution; from the first that has none, hours may
//! go missing at a price. What is missing at the end is for `super::repair`.

use crate::model::Model;
use crate::model::variables::Variable;
use crate::solver::{Formulation, Limits, SolverError};

use super::critical::scarce;
use super::guide::early;
use super::phase::Phase;
use super::place::Place;
use super::search::Search;

/// Weeks of a window.
const WINDOW: usize = 3;

/// Search nodes for a window.
const NODES: u64 = 400;

/// Search nodes for the decisions of the whole year.
const YEAR_NODES: u64 = 500;

/// Values that satisfy the programme, found window by window; `None` when the search must end first.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn roll(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
) -> Result<Option<Vec<f64>>, SolverError> {
    let mut year = early(search.scene, model, &model.formulation);
    let whole: Vec<bool> = year.columns.iter().map(|column| column.integer).collect();
    let scarce = scarce(search.scene, model);
    let at_once = |index: usize| match &model.variables[index] {
        Variable::Held(placement) => scarce.contains(&model.placements[*placement].run),
        _ => place.weeks[index].is_none(),
    };
    let first = |index: usize| whole[index] && at_once(index);
    for (index, column) in year.columns.iter_mut().enumerate() {
        column.integer = first(index);
    }
    let Some(mut values) = attempt(search, &model.closed(&year), YEAR_NODES)? else { return Ok(None) };
    fix(&mut year, &values, first);
    let weeks = search.scene.calendar.weeks.len();
    let mut strict = true;
    for begin in (0..weeks).step_by(WINDOW) {
        search.tell(Phase::Horizon { week: begin, of: weeks }, None);
        let inside = |index: usize| {
            whole[index] && place.weeks[index].is_some_and(|week| (begin..begin + WINDOW).contains(&week))
        };
        for (index, column) in year.columns.iter_mut().enumerate() {
            column.integer = inside(index) && column.lower < column.upper;
        }
        let found = if strict { attempt(search, &model.closed(&year), NODES)? } else { None };
        strict = found.is_some();
        let found = if strict { found } else { attempt(search, &year, NODES)? };
        let Some(found) = found else { return Ok(None) };
        values = found;
        fix(&mut year, &values, inside);
    }
    Ok(Some(values))
}

/// Fixes some columns at their values.
fn fix(formulation: &mut Formulation, values: &[f64], which: impl Fn(usize) -> bool) {
    for (index, column) in formulation.columns.iter_mut().enumerate() {
        if which(index) {
            let value = values[index].clamp(column.lower, column.upper);
            (column.lower, column.upper, column.integer) = (value, value, false);
        }
    }
}

fn attempt(search: &mut Search<'_>, part: &Formulation, nodes: u64) -> Result<Option<Vec<f64>>, SolverError> {
    let limits = Limits { relative_gap: 0.01, nodes: Some(nodes), ..Limits::default() };
    Ok(search.attempt(part, limits)?.map(|found| found.values))
}
