//! Windows of the year planned again, one after the other, until nothing is missing.
//!
//! Takes values that satisfy every rule but leave hours out, and gives better ones. In each step a
//! window of weeks is set free, everything else stays, and the solver finds the best plan of that
//! window from where it stands; the window moves on, and grows when a whole round brought nothing.

use crate::model::Model;
use crate::solver::{Col, Limits, Outcome, Request, SolverError, solve};

use super::place::Place;
use super::search::{Phase, Search};

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
        while begin < weeks && missing(model, &values) > 1e-6 && !search.out_of_time() {
            search.tell(Phase::Repairing { minutes: missing(model, &values) }, None, f64::NEG_INFINITY);
            if let Some(better) = window(search, model, place, &values, begin..begin + width)? {
                values = better;
            }
            begin += width.div_ceil(2);
        }
        if search.out_of_time() {
            break;
        }
        if missing(model, &values) > before - 1e-6 {
            width += 2;
        }
    }
    Ok(values)
}

/// The best plan of some weeks while the others stay; `None` when it is not better.
fn window(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
    values: &[f64],
    weeks: std::ops::Range<usize>,
) -> Result<Option<Vec<f64>>, SolverError> {
    let mut part = model.formulation.clone();
    for (index, column) in part.columns.iter_mut().enumerate() {
        if column.integer && !place.weeks[index].is_some_and(|week| weeks.contains(&week)) {
            column.lower = values[index];
            column.upper = values[index];
        }
    }
    let start: Vec<(Col, f64)> =
        values.iter().enumerate().map(|(index, value)| (Col(index as u32), *value)).collect();
    let limits =
        Limits { relative_gap: 1e-4, nodes: Some(NODES), time: search.time_left(), ..Limits::default() };
    let request = Request {
        limits,
        start: Some(&start),
        seed: search.options.seed,
        ..Request::new(&part, &search.options.cancel)
    };
    let Outcome::Solved(solution) = solve(&request)? else { return Ok(None) };
    search.nodes += solution.nodes;
    let better = solution.objective < model.formulation.evaluate(values) - 1e-6;
    Ok(better.then_some(solution.values))
}
