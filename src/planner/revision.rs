//! A plan revised after something has changed: what is past stands, and as few people as possible are disturbed.
//!
//! First the least disturbance is sought with which every hour finds a place, whatever it costs; then, allowing more and more of
//! it (ε-constraint), the cheapest plans. Each is a plan of the whole year, judged like any other.

mod steady;

use std::sync::Arc;

use chrono::NaiveDate;

use super::decomposed;
use super::{Options, PlannerError};
use crate::domain::{Module, Scenario};
use crate::model::extract::Known;
use crate::model::scene::Scene;
use crate::plan::Plan;
pub(super) use steady::steady;

/// What a change of a session weighs.
#[derive(Clone, Debug)]
pub struct Weighing {
    /// Whether people count: learners and staff of a session; otherwise each session is one.
    pub people: bool,
    /// The day on which the change is told.
    pub told: NaiveDate,
    /// Up to so many days of notice a change weighs so many times; more notice once.
    pub notice: Vec<(i64, f64)>,
}

impl Weighing {
    /// People count, up to two weeks of notice three times, up to four weeks twice.
    pub fn of_people(told: NaiveDate) -> Self {
        Self { people: true, told, notice: vec![(13, 3.0), (27, 2.0)] }
    }

    /// Every session counts once.
    pub const fn of_sessions(told: NaiveDate) -> Self {
        Self { people: false, told, notice: Vec::new() }
    }

    /// The people whom a session concerns, or one.
    pub fn people(&self, learners: u32, module: &Module) -> f64 {
        let staff: u32 = module.staff.iter().map(|role| role.count).sum();
        if self.people { f64::from(learners + staff) } else { 1.0 }
    }

    /// How many times a change on a date weighs.
    pub fn notice(&self, date: NaiveDate) -> f64 {
        let days = (date - self.told).num_days();
        self.notice.iter().find(|(up_to, _)| days <= *up_to).map_or(1.0, |(_, times)| *times)
    }
}

/// A plan that is to be revised.
#[derive(Clone, Debug)]
pub struct Revision<'a> {
    /// The plan as it was published.
    pub given: &'a Plan,
    /// The first day that may be changed.
    pub from: NaiveDate,
    /// What changes weigh.
    pub weighing: Weighing,
    /// How many plans are sought, from the least disturbance to any.
    pub points: u32,
    /// Whether any plan with few changes will do, and none with fewer is sought.
    pub any: bool,
    /// Most steps of improvement of each, where they are limited.
    pub steps: Option<u64>,
}

/// One of the plans that were found.
#[derive(Clone, Debug)]
pub struct Point {
    /// The plan.
    pub plan: Plan,
    /// By how much it might disturb, as the sum of weights; `None` where any disturbance was allowed.
    pub allowed: Option<f64>,
    /// Whether what was sought (the least disturbance, or the least cost with what was allowed) is proven to be the least.
    pub proven: bool,
    /// Whether it is also proven to be the cheapest of those that disturb no more than was allowed.
    pub cheapest: bool,
    /// Whether the search for it was ended by a clock or by the user.
    pub cut_short: bool,
    /// Why a search after it failed, if one did: there are no further plans then.
    pub failure: Option<String>,
}

/// Revises a plan of a scenario that has changed since: plans by what they may disturb, least first; where hours find no place
/// at all, one plan that leaves them out.
///
/// # Errors
///
/// When the solver fails, or sessions before the first day cannot stand.
pub fn revise(
    scenario: &Scenario,
    options: &Options<'_>,
    revision: &Revision<'_>,
) -> Result<Vec<Point>, PlannerError> {
    let mut scene = Scene::new(scenario);
    let first = scene.calendar.days.iter().position(|day| day.date >= revision.from);
    let known = Known::of(&scene, &revision.given.sessions, first.unwrap_or(scene.calendar.days.len()));
    scene.known = Arc::new(known);
    decomposed::revise(&scene, options, revision)
}
