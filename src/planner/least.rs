//! What the hours of a programme cost at least, with whole groups and whole seats.
//!
//! As [`super::unavoidable`], the programme keeps only the rows that ask for the hours of modules, those for sessions in the
//! evening and at the weekend, and those that open groups and buy seats outside; but groups, seats and who goes outside
//! stay whole numbers, while sessions need not be held whole. Every plan that keeps all rules keeps these, so that no plan costs less.

mod priced;

use crate::domain::Scenario;
use crate::model::extract::{Seats, seats_of};
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, Model};
use crate::solver::{Alike, Cancel, Formulation, Limits, Outcome, Request, SolverError, solve};
use priced::Priced;

/// The rules that ask for hours, groups and seats, and for sessions in the evening and at the weekend.
const ROWS: [&str; 4] = ["module_hours", "offer", "one_run", "outside_seats"];

/// Nodes are few: groups and seats are.
pub(super) const NODES: u64 = 20_000;

/// What the hours cost at least.
#[derive(Clone, Debug, PartialEq)]
pub struct Least {
    /// No plan costs less, in euros.
    pub euros: f64,
    /// The seats with which the least is reached, if a solution was found.
    pub seats: Option<Seats>,
}

/// The least that every plan of a scenario costs; `None` when no plan gives everybody the hours.
///
/// # Errors
///
/// When the solver fails.
pub fn least_cost(scenario: &Scenario, cancel: &Cancel) -> Result<Option<Least>, SolverError> {
    let scene = Scene::new(scenario);
    let model = model::build(&scene, Mode::Planning);
    let part = Alike::of(&hours_groups_seats(&model));
    let nodes = part.formulation.has_integers().then_some(NODES);
    let limits = Limits { nodes, ..Limits::default() };
    Ok(match solve(&Request { limits, ..Request::new(&part.formulation, cancel) })? {
        Outcome::Solved(solution) => {
            let seats = seats_of(&scene, &model, &part.spread(&solution.values));
            Some(Least { euros: solution.bound.min(solution.objective), seats: Some(seats) })
        }
        Outcome::NothingFound { bound, .. } => Some(Least { euros: bound, seats: None }),
        Outcome::Infeasible => None,
        Outcome::Unbounded => Some(Least { euros: f64::NEG_INFINITY, seats: None }),
    })
}

/// The part of a programme that says what its hours cost at least: those rows, and whole numbers for groups and seats
/// only. Rows that only say what follows
/// from the decisions are left out where nothing is priced by it.
pub fn hours_groups_seats(model: &Model) -> Formulation {
    let mut part = model.strict();
    let mut tags = model.tags.iter();
    part.rows.retain(|_| {
        let tag = tags.next().and_then(Option::as_ref);
        tag.is_none_or(|tag| !tag.wish && ROWS.contains(&tag.family))
    });
    let priced = Priced::new(model, &part);
    part.rows.retain(|row| priced.has(row));
    for (column, variable) in part.columns.iter_mut().zip(&model.variables) {
        column.integer &= is_seat(variable);
    }
    part
}

/// Whether a variable says who is taught inside and in how many groups.
pub(super) const fn is_seat(variable: &Variable) -> bool {
    use Variable as V;
    matches!(variable, V::Open(_) | V::AllOutside { .. } | V::FirmOutside { .. } | V::SeatsOutside { .. })
}
