//! Names of columns and rows, for people who read a formulation.

use super::scene::Scene;
use super::tags::{Subject, When, Whom};
use crate::plan::{Moment, Object, ObjectKind};

mod columns;

pub use columns::column;

/// Whom and when a row concerns, in the planner's words.
pub fn subject(scene: &Scene<'_>, subject: Subject) -> String {
    format!("{} {}", whom(scene, subject.whom), when(scene, subject.when)).trim_end().to_owned()
}

/// When a row holds, in the planner's words.
pub fn when(scene: &Scene<'_>, when: When) -> String {
    match when {
        When::Always => String::new(),
        When::Day(day) => format!("on {}", scene.date(day).format("%a %-d %b %Y")),
        When::Week(week) => {
            format!("in the week of {}", scene.calendar.weeks[week].monday.format("%-d %b %Y"))
        }
        When::Period(period) => format!("in period {}", scene.scenario.calendar.periods[period].key),
    }
}

/// Whom a row concerns, in the planner's words.
pub fn whom(scene: &Scene<'_>, whom: Whom) -> String {
    let scenario = scene.scenario;
    match whom {
        Whom::Everybody => "the plan".into(),
        Whom::Run(run) => scene.runs[run].key.clone(),
        Whom::Cohort(cohort) => scenario.cohorts[cohort.index()].key.clone(),
        Whom::Group(group) => {
            let group = &scene.groups[group];
            format!("{} learners {}", scenario.cohorts[group.cohort.index()].key, group.set())
        }
        Whom::Pool(pool) => scenario.equipment[pool.index()].name.clone(),
        Whom::Staff(staff) => scenario.staff[staff.index()].name.clone(),
        Whom::Rooms(site) => format!("rooms at {}", scenario.sites[site.index()].name),
        Whom::Firm(firm) => scenario.firms[firm.index()].name.clone(),
        Whom::Module(module) => scenario.modules[module.index()].key.clone(),
        Whom::Lock(lock) => scenario.locks[lock].key.clone(),
    }
}

/// What a row concerns, by its kind and id; of a learner group the cohort.
pub fn object(scene: &Scene<'_>, whom: Whom) -> Object {
    use ObjectKind as K;
    let scenario = scene.scenario;
    let (kind, id) = match whom {
        Whom::Everybody => (K::Plan, ""),
        Whom::Run(run) => (K::Run, scene.runs[run].key.as_str()),
        Whom::Cohort(cohort) => (K::Cohort, scenario.cohorts[cohort.index()].key.as_str()),
        Whom::Group(group) => (K::Cohort, scenario.cohorts[scene.groups[group].cohort.index()].key.as_str()),
        Whom::Pool(pool) => (K::Equipment, scenario.equipment[pool.index()].key.as_str()),
        Whom::Staff(staff) => (K::Staff, scenario.staff[staff.index()].key.as_str()),
        Whom::Rooms(site) => (K::Rooms, scenario.sites[site.index()].key.as_str()),
        Whom::Firm(firm) => (K::Firm, scenario.firms[firm.index()].key.as_str()),
        Whom::Module(module) => (K::Module, scenario.modules[module.index()].key.as_str()),
        Whom::Lock(lock) => (K::Lock, scenario.locks[lock].key.as_str()),
    };
    Object::new(kind, id)
}

/// When a row holds, for files; `None` for all the year.
pub fn moment(scene: &Scene<'_>, when: When) -> Option<Moment> {
    Some(match when {
        When::Always => return None,
        When::Day(day) => Moment::Day(scene.date(day)),
        When::Week(week) => Moment::Week(scene.calendar.weeks[week].monday),
        When::Period(period) => Moment::Period(scene.scenario.calendar.periods[period].key.clone()),
    })
}
