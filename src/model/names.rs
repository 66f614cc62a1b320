//! Names of columns and rows, for people who read a formulation.

use super::scene::Scene;
use super::tags::{Subject, When, Whom};

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
