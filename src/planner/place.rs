//! When in the year each column is decided.

use crate::model::Model;
use crate::model::scene::Scene;
use crate::model::tags::When;
use crate::model::variables::Variable;

/// The week of each column; `None` where it concerns the whole year.
pub(super) struct Place {
    pub(super) weeks: Vec<Option<usize>>,
}

impl Place {
    pub(super) fn new(scene: &Scene<'_>, model: &Model) -> Self {
        Self { weeks: model.variables.iter().map(|variable| week(scene, model, variable)).collect() }
    }
}

fn week(scene: &Scene<'_>, model: &Model, variable: &Variable) -> Option<usize> {
    let of_day = |day: usize| Some(scene.calendar.days[day].week);
    match variable {
        Variable::Held(placement) | Variable::On { placement, .. } | Variable::Person { placement, .. } => {
            of_day(model.placements[*placement].day)
        }
        Variable::StaffEvening { day, .. }
        | Variable::PersonEvening { day, .. }
        | Variable::SchoolDay { day, .. }
        | Variable::FirmDay { day, .. }
        | Variable::Present { day, .. }
        | Variable::BothSites { day, .. }
        | Variable::Attends { day, .. }
        | Variable::Evening { day, .. }
        | Variable::Idle { day, .. }
        | Variable::TaughtOn { day, .. }
        | Variable::SetUp { day, .. }
        | Variable::Opening { day, .. }
        | Variable::Delivered { day, .. }
        | Variable::Reached { day, .. } => of_day(*day),
        Variable::Weekend { week, .. } | Variable::ReachedInWeek { week, .. } => Some(*week),
        Variable::Slack { row, .. } => match model.tags[*row]?.subject.when {
            When::Day(day) => of_day(day),
            When::Week(week) => Some(week),
            When::Always | When::Period(_) => None,
        },
        // They follow another column, in its week.
        Variable::SeatedWhile { on: other, .. } | Variable::SlackOfAll { slack: other } => {
            week(scene, model, &model.variables[other.index()])
        }
        Variable::Open(_)
        | Variable::WorksOn { .. }
        | Variable::UsesRoom { .. }
        | Variable::SchoolWeekday { .. }
        | Variable::FirmWeekday { .. }
        | Variable::MovedUnits { .. }
        | Variable::GroupsOpened { .. }
        | Variable::Opened
        | Variable::AllOutside { .. }
        | Variable::FirmOutside { .. }
        | Variable::SeatsOutside { .. }
        | Variable::Sits { .. }
        | Variable::Passed { .. }
        | Variable::Taken { .. }
        | Variable::IncomeLost(_)
        | Variable::LearnersLost { .. } => None,
    }
}
