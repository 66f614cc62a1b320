//! The first plan of a programme too large to be solved whole.
//!
//! A rolling horizon gives values, or, where it comes to a dead end, one with the rest of the year in
//! view. Repair finds places for what they leave out, and units, rooms and people are told apart;
//! weeks in which that fails are planned again.

use super::horizon;
use super::outlook;
use super::phase::Phase;
use super::place::Place;
use super::repair;
use super::search::Search;
use super::settle;
use crate::model::Model;
use crate::model::extract::extract;
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
    /// Its objective, in euros.
    pub(super) objective: f64,
}

impl First {
    /// Whether it is a plan that keeps every rule.
    pub(super) fn is_complete(&self) -> bool {
        self.plan.is_some() && self.missing < 1e-6
    }

    fn new(model: &Model, values: Vec<f64>, plan: Option<Plan>) -> Result<Self, SolverError> {
        let (missing, objective) = (repair::missing(model, &values), model.formulation.evaluate(&values));
        let mut first = Self { values, plan, missing, objective };
        if first.is_complete() {
            first.objective = settle::least(model, &first.values, objective)?;
        }
        Ok(first)
    }
}

/// Finds a first plan; `None` when the year has none even without whole
/// numbers, or the search ended before there was any.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn first_plan(search: &mut Search<'_>, model: &mut Model) -> Result<Option<First>, SolverError> {
    let mut place = Place::new(search.scene, model);
    let rolled = match horizon::roll(search, model, &place)? {
        None if !search.out_of_time() && search.relax(model)? => outlook::roll(search, model, &place)?,
        rolled => rolled,
    };
    let Some(values) = rolled else { return Ok(None) };
    let mut values = repair::repair(search, model, &place, values)?;
    for _ in 0..ROUNDS {
        let cuts = match extract(search.scene, model, &values) {
            Ok(plan) => return First::new(model, values, Some(plan)).map(Some),
            Err(cuts) => cuts,
        };
        search.tell(Phase::TellingApart { weeks: cuts.len() }, None);
        for cut in &cuts {
            cut.add_to(search.scene, model);
        }
        values.resize(model.formulation.columns.len(), 0.0);
        place = Place::new(search.scene, model);
        let mut all = true;
        for cut in &cuts {
            let found = repair::again(search, model, &place, &values, cut.week(search.scene))?;
            all &= found.is_some();
            values = found.unwrap_or(values);
        }
        if !all || search.out_of_time() {
            break;
        }
        values = repair::repair(search, model, &place, values)?;
    }
    let plan = extract(search.scene, model, &values).ok();
    First::new(model, values, plan).map(Some)
}
