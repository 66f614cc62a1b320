//! The first plan of a programme too large to be solved whole.
//!
//! A rolling horizon gives values, repair finds places for what they leave out, and units, rooms
//! and people are told apart; weeks in which that fails are planned again.

use super::horizon;
use super::place::Place;
use super::repair;
use super::search::{Phase, Search};
use super::whole::add_cuts;
use crate::model::Model;
use crate::model::extract::{Cut, extract};
use crate::plan::Plan;
use crate::solver::SolverError;

/// How often weeks are planned again because people or rooms could not be told apart.
const ROUNDS: u32 = 60;

/// A first plan.
pub(super) struct First {
    /// Values of every column.
    pub(super) values: Vec<f64>,
    /// The plan; `None` when people or rooms could not be told apart.
    pub(super) plan: Option<Plan>,
    /// Minutes it leaves out.
    pub(super) missing: f64,
}

/// Finds a first plan; `None` when the search ended before there was any.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn first_plan(search: &mut Search<'_>, model: &mut Model) -> Result<Option<First>, SolverError> {
    let place = Place::new(search.scene, model);
    let Some(values) = horizon::roll(search, model, &place)? else { return Ok(None) };
    let mut values = repair::repair(search, model, &place, values)?;
    for _ in 0..ROUNDS {
        let cuts = match extract(search.scene, model, &values) {
            Ok(plan) => {
                let missing = repair::missing(model, &values);
                return Ok(Some(First { values, plan: Some(plan), missing }));
            }
            Err(cuts) => cuts,
        };
        search.tell(Phase::TellingApart { weeks: cuts.len() }, None);
        add_cuts(model, &cuts);
        let mut all = true;
        for cut in &cuts {
            let found = match week(&place, cut) {
                Some(week) => repair::again(search, model, &place, &values, week)?,
                None => None,
            };
            all &= found.is_some();
            values = found.unwrap_or(values);
        }
        if !all || search.out_of_time() {
            break;
        }
        values = repair::repair(search, model, &place, values)?;
    }
    let missing = repair::missing(model, &values);
    Ok(Some(First { values, plan: None, missing }))
}

/// The week that a cut is about.
fn week(place: &Place, cut: &Cut) -> Option<usize> {
    cut.0.iter().find_map(|(col, _)| place.weeks[col.index()])
}
