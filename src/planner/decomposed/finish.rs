//! A year of sessions made a plan: units, rooms and people told apart, and what it costs by the rows of the whole.
//!
//! The programme of the whole is built on the sessions that are held and nothing else, so that it is no larger than the
//! plan. All its rows have to hold, whatever parts the year was made of.

use super::year::{Chosen, Year};
use crate::model::extract::{Cut, extract};
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, Model};
use crate::plan::Plan;
use crate::solver::{Cancel, Outcome, Request, SolverError, solve};

/// A year as a plan.
pub(super) enum Finished {
    /// It.
    Plan {
        /// The plan.
        plan: Box<Plan>,
        /// What it costs in euros, hours left out counted at their price.
        cost: f64,
        /// Minutes it leaves out.
        missing: f64,
    },
    /// People or rooms could not be told apart.
    NotApart(Vec<Cut>),
    /// Some rule is broken: a mistake of the decomposition.
    Broken,
}

/// Makes a year a plan.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn finish(year: &Year<'_>) -> Result<Finished, SolverError> {
    let all: Vec<&Chosen> = year.sessions.iter().flatten().collect();
    let placements = all.iter().map(|chosen| chosen.placement.clone()).collect();
    let mut model = model::build_on(year.scene, placements, Mode::Planning);
    for cut in &year.cuts {
        cut.add_to(year.scene, &mut model);
    }
    for (index, variable) in model.variables.iter().enumerate() {
        if let Some(value) = decided(year, &all, variable) {
            let column = &mut model.formulation.columns[index];
            (column.lower, column.upper) = (value, value);
        }
    }
    let cancel = Cancel::default();
    let Outcome::Solved(solution) = solve(&Request::new(&model.formulation, &cancel))? else {
        return Ok(Finished::Broken);
    };
    Ok(match extract(year.scene, &model, &solution.values) {
        Ok(plan) => {
            let missing = missing(&model, &solution.values);
            Finished::Plan { plan: Box::new(plan), cost: solution.objective, missing }
        }
        Err(cuts) => Finished::NotApart(cuts),
    })
}

/// Minutes that values leave out.
fn missing(model: &Model, values: &[f64]) -> f64 {
    model.floors().map(|breach| values[breach.col.index()]).sum()
}

/// The value of what the year has decided.
fn decided(year: &Year<'_>, all: &[&Chosen], variable: &Variable) -> Option<f64> {
    match variable {
        Variable::Held(_) => Some(1.0),
        Variable::On { placement, role, staff, .. } => {
            let served = &all[*placement].served;
            let people = served.iter().find(|entry| (entry.0, entry.1) == (*role, *staff));
            Some(people.map_or(0.0, |entry| f64::from(entry.2)))
        }
        other => year.decided.get(other).copied(),
    }
}
