//! Where in the year, and for whom, each column is decided.

use crate::model::Model;
use crate::model::scene::Scene;
use crate::model::variables::Variable;

/// Week and cohort of each column; `None` where it concerns the whole year or several cohorts.
pub(super) struct Place {
    pub(super) weeks: Vec<Option<usize>>,
    pub(super) cohorts: Vec<Option<usize>>,
}

impl Place {
    pub(super) fn new(scene: &Scene<'_>, model: &Model) -> Self {
        Self {
            weeks: model.variables.iter().map(|variable| week(scene, model, variable)).collect(),
            cohorts: model.variables.iter().map(|variable| cohort(scene, model, variable)).collect(),
        }
    }
}

fn week(scene: &Scene<'_>, model: &Model, variable: &Variable) -> Option<usize> {
    let of_day = |day: usize| Some(scene.calendar.days[day].week);
    match variable {
        Variable::Held(placement) | Variable::On { placement, .. } => of_day(model.placements[*placement].day),
        Variable::StaffEvening { day, .. }
        | Variable::SchoolDay { day, .. }
        | Variable::FirmDay { day, .. }
        | Variable::Present { day, .. }
        | Variable::Attends { day, .. }
        | Variable::Reached { day, .. } => of_day(*day),
        Variable::ReachedInWeek { week, .. } => Some(*week),
        _ => None,
    }
}

fn cohort(scene: &Scene<'_>, model: &Model, variable: &Variable) -> Option<usize> {
    match variable {
        Variable::Held(placement) | Variable::On { placement, .. } => {
            match scene.runs[model.placements[*placement].run].members.as_slice() {
                [(cohort, _)] => Some(cohort.index()),
                _ => None,
            }
        }
        Variable::Present { group, .. } | Variable::Attends { group, .. } => {
            Some(scene.groups[*group].cohort.index())
        }
        _ => None,
    }
}
