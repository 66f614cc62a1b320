//! Which seats are bought outside where that is a decision.
//!
//! By the hours of the modules alone ([`super::least`]) it is settled how many seats each firm buys and which
//! groups open, cheapest first. What that costs no plan undercuts; that there is a plan for those who stay
//! is a guess, and a plan made on it has its seats fixed beforehand.

use super::least::{NODES, hours_groups_seats, is_seat};
use super::search::Search;
use crate::model::Model;
use crate::model::variables::Variable;
use crate::solver::{Alike, Col, Limits, SolverError};

/// Seats and open groups.
pub(super) struct Bought {
    /// No plan costs less, in euros.
    pub(super) bound: f64,
    /// The columns of seats and groups with their values.
    columns: Vec<(Col, f64)>,
}

impl Bought {
    /// Fixes them in the programme they were found for.
    pub(super) fn settle(&self, model: &mut Model) {
        for (col, value) in &self.columns {
            let column = &mut model.formulation.columns[col.index()];
            (column.lower, column.upper) = (*value, *value);
        }
    }
}

/// Whether seats of a programme may be bought outside.
pub(super) fn may_be(model: &Model) -> bool {
    use Variable as V;
    model.variables.iter().any(|variable| matches!(variable, V::AllOutside { .. } | V::SeatsOutside { .. }))
}

/// The seats and groups that are cheapest by the hours alone; `None` where no seats are sold, or nothing was
/// found.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn cheapest(search: &mut Search<'_>, model: &Model) -> Result<Option<Bought>, SolverError> {
    if !may_be(model) {
        return Ok(None);
    }
    let limits = Limits { nodes: Some(NODES), ..Limits::default() };
    let part = Alike::of(&hours_groups_seats(model));
    let found = search.attempt(&part.formulation, limits)?;
    Ok(found.map(|solution| Bought {
        bound: solution.bound,
        columns: settled(model, &part.spread(&solution.values)),
    }))
}

/// What is settled by a solution.
fn settled(model: &Model, values: &[f64]) -> Vec<(Col, f64)> {
    let columns = model.variables.iter().enumerate().filter(|(_, variable)| is_seat(variable));
    columns.map(|(index, _)| (Col(index as u32), values[index].round())).collect()
}
