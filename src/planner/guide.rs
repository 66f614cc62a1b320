//! The year without whole numbers: what a rolling horizon follows.
//!
//! Takes what is settled for the whole year, decides what else concerns all of it (runs opened, moves),
//! and solves the rest with fractions, early days slightly preferred.

use crate::model::Model;
use crate::model::scene::Scene;
use crate::solver::{Formulation, Limits, Solution, SolverError};

use super::critical::{Settled, with_reserve};
use super::place::Place;
use super::search::Search;

/// Search nodes for the decisions of the whole year.
const YEAR_NODES: u64 = 500;

/// The year with its settled columns fixed and its year-long decisions made, and its solution
/// without whole numbers; `None` when there is none or the search must end first.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn guided(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
    settled: &Settled,
) -> Result<Option<(Formulation, Solution)>, SolverError> {
    let mut year = with_reserve(model);
    for (index, value) in &settled.values {
        (year.columns[*index].lower, year.columns[*index].upper) = (*value, *value);
    }
    let mut early = early(search.scene, model, &year);
    for (index, value) in &settled.order {
        early.columns[*index].lower = *value;
    }
    for (index, column) in early.columns.iter_mut().enumerate() {
        column.integer &= place.weeks[index].is_none() && column.lower < column.upper;
    }
    if early.has_integers() {
        let limits = Limits { relative_gap: 0.01, nodes: Some(YEAR_NODES), ..Limits::default() };
        let Some(made) = search.attempt(&model.closed(&early), limits)? else { return Ok(None) };
        for (index, column) in early.columns.iter_mut().enumerate().filter(|(_, column)| column.integer) {
            let value = made.values[index].clamp(column.lower, column.upper).round();
            (column.lower, column.upper, column.integer) = (value, value, false);
            (year.columns[index].lower, year.columns[index].upper) = (value, value);
        }
    }
    let guide = match search.attempt(&model.closed(&early), Limits::default())? {
        Some(guide) => Some(guide),
        None if search.relax(model)? => search.attempt(&early, Limits::default())?,
        None => None,
    };
    Ok(guide.map(|guide| (year, guide)))
}

/// Euros that a minute of teaching costs, or one where nothing costs.
pub(super) fn cost_of_a_minute(scene: &Scene<'_>, model: &Model) -> f64 {
    let needed: u32 = scene.runs.iter().map(|run| run.minutes).sum();
    (model.formulation.offset.abs() / f64::from(needed.max(1))).max(1.0)
}

/// The programme with a slight preference for early days, so that what is idle is idle at the end,
/// where nothing can fail any more because of it: half a percent of the cost in all.
pub(super) fn early(scene: &Scene<'_>, model: &Model, year: &Formulation) -> Formulation {
    let mut early = year.clone();
    let days = scene.calendar.days.len().max(1) as f64;
    let each = 0.005 * cost_of_a_minute(scene, model);
    for (index, placement) in model.placements.iter().enumerate() {
        early.columns[index].cost += each * f64::from(placement.time.minutes) * placement.day as f64 / days;
    }
    early
}
