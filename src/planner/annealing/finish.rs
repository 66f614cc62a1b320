//! A timetable told as a plan, through the rows of the whole.

use std::collections::BTreeMap;

use super::question::Question;
use super::state::Spot;
use crate::model::extract::extract;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::{self};
use crate::plan::Plan;
use crate::planner::PlannerError;
use crate::solver::{Cancel, Outcome, Request, solve};

/// The plan of a timetable, and its objective in euros by the model.
///
/// # Errors
///
/// When the solver fails, or a row of the whole does not hold: a mistake of the annealing.
pub(super) fn finish(
    scene: &Scene<'_>,
    question: &Question,
    spots: &[Spot],
) -> Result<(Plan, f64), PlannerError> {
    let placements = held(question, spots).ok_or(PlannerError::Parts)?;
    let count = placements.len();
    let model = model::build_on(scene, placements, Mode::Planning);
    let mut fixed = model.strict();
    for column in &mut fixed.columns[..count] {
        column.lower = 1.0;
    }
    let cancel = Cancel::default();
    let Outcome::Solved(solution) = solve(&Request::new(&fixed, &cancel))? else {
        return Err(PlannerError::Parts);
    };
    let plan = extract(scene, &model, &solution.values).map_err(|_| PlannerError::Parts)?;
    Ok((plan, solution.objective))
}

/// The placements of a timetable, in the order of all.
fn held(question: &Question, spots: &[Spot]) -> Option<Vec<Placement>> {
    let mut found: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
    for (index, placement) in question.placements.iter().enumerate() {
        let slot = question.slot_of(placement)?;
        for room in &placement.rooms {
            found.insert((placement.run, slot, room.index()), index);
        }
    }
    let runs =
        question.runs.iter().enumerate().flat_map(|(run, asked)| std::iter::repeat_n(run, asked.sessions));
    let places = runs.zip(spots).map(|(run, (slot, room))| {
        found.get(&(run, *slot as usize, question.rooms[*room as usize].kind)).copied()
    });
    let mut places: Vec<usize> = places.collect::<Option<_>>()?;
    places.sort_unstable();
    Some(places.into_iter().map(|place| question.placements[place].clone()).collect())
}
