//! A rolling horizon: whole numbers a few weeks at a time.
//!
//! Takes a programme too large to be solved whole and gives values that satisfy every rule, hours
//! that found no place left out.
//!
//! 1. Decisions for the whole year (patterns, runs opened, moves) are made first, everything else
//!    fractional.
//! 2. The weeks are cut into windows. For each in turn everything before it is fixed, its own columns
//!    are whole numbers, and everything after it may be fractional.
//!
//! Every rule is kept as long as each window has a solution; from the first that has none, hours may
//! go missing at a price, so that no window is a dead end. What is missing at the end is for
//! `super::repair`.

use crate::model::Model;
use crate::model::scene::Scene;
use crate::model::variables::Variable;
use crate::solver::{Formulation, Limits, Outcome, Request, SolverError, solve};

use super::place::Place;
use super::search::{Phase, Search};

/// Weeks of a window.
const WINDOW: usize = 3;

/// Most placements of a run that may be scarce.
const FEW: usize = 60;

/// Share of its possible minutes above which such a run is scarce.
const SCARCE: f64 = 0.2;

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
    let mut year = guided(search.scene, model);
    let whole: Vec<bool> = year.columns.iter().map(|column| column.integer).collect();
    let scarce = scarce(search.scene, model);
    let first = |index: usize| whole[index] && (place.weeks[index].is_none() || scarce[index]);
    for (index, column) in year.columns.iter_mut().enumerate() {
        column.integer = first(index);
    }
    let Some(mut values) = attempt(search, &closed(model, &year), YEAR_NODES)? else { return Ok(None) };
    fix(&mut year, &values, first);
    let weeks = search.scene.calendar.weeks.len();
    let mut strict = true;
    for begin in (0..weeks).step_by(WINDOW) {
        search.tell(Phase::Horizon { week: begin, of: weeks }, None, f64::NEG_INFINITY);
        let inside = |index: usize| {
            whole[index] && place.weeks[index].is_some_and(|week| (begin..begin + WINDOW).contains(&week))
        };
        for (index, column) in year.columns.iter_mut().enumerate() {
            column.integer = inside(index) && column.lower < column.upper;
        }
        let found = if strict { attempt(search, &closed(model, &year), NODES)? } else { None };
        strict = found.is_some();
        let found = if strict { found } else { attempt(search, &year, NODES)? };
        let Some(found) = found else { return Ok(None) };
        values = found;
        fix(&mut year, &values, inside);
    }
    Ok(Some(values))
}

/// The year with no hours missing.
fn closed(model: &Model, year: &Formulation) -> Formulation {
    let mut closed = year.clone();
    for breach in model.floors() {
        closed.columns[breach.col.index()].upper = 0.0;
    }
    closed
}

/// Columns of runs that need a good part of the little time they could ever have (robot cells on one
/// afternoon a week): few, and everything else has to give way to them.
fn scarce(scene: &Scene<'_>, model: &Model) -> Vec<bool> {
    let (mut possible, mut choices) = (vec![0_u32; scene.runs.len()], vec![0_usize; scene.runs.len()]);
    for placement in &model.placements {
        possible[placement.run] += placement.time.minutes;
        choices[placement.run] += 1;
    }
    let tight = |run: usize| {
        choices[run] <= FEW && f64::from(scene.runs[run].minutes) >= SCARCE * f64::from(possible[run])
    };
    let of = |variable: &Variable| match variable {
        Variable::Held(placement) => tight(model.placements[*placement].run),
        _ => false,
    };
    model.variables.iter().map(of).collect()
}

/// Fixes some columns at their values.
fn fix(formulation: &mut Formulation, values: &[f64], which: impl Fn(usize) -> bool) {
    for (index, column) in formulation.columns.iter_mut().enumerate() {
        if which(index) {
            let value = values[index].clamp(column.lower, column.upper);
            column.integer = false;
            column.lower = value;
            column.upper = value;
        }
    }
}

/// The programme with a slight preference for early days, so that what is idle is idle at the end,
/// where nothing can fail any more because of it: half a percent of the cost in all.
fn guided(scene: &Scene<'_>, model: &Model) -> Formulation {
    let mut guided = model.formulation.clone();
    let days = scene.calendar.days.len().max(1) as f64;
    let needed: u32 = scene.runs.iter().map(|run| run.minutes).sum();
    let each = 0.005 * (guided.offset.abs() / f64::from(needed.max(1))).max(1.0);
    for (index, placement) in model.placements.iter().enumerate() {
        guided.columns[index].cost += each * f64::from(placement.time.minutes) * placement.day as f64 / days;
    }
    guided
}

fn attempt(search: &mut Search<'_>, part: &Formulation, nodes: u64) -> Result<Option<Vec<f64>>, SolverError> {
    let nodes = part.has_integers().then_some(nodes);
    let limits = Limits { relative_gap: 0.01, nodes, time: search.time_left(), ..Limits::default() };
    let request = Request { limits, seed: search.options.seed, ..Request::new(part, &search.options.cancel) };
    match solve(&request)? {
        Outcome::Solved(solution) => {
            search.nodes += solution.nodes;
            Ok(Some(solution.values))
        }
        Outcome::NothingFound { .. } | Outcome::Infeasible | Outcome::Unbounded => Ok(None),
    }
}
