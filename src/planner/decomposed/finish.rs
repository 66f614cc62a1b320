//! A year of sessions made a plan: units, rooms and people told apart, and what it costs by the rows of the whole.
//!
//! The programme of the whole is built on the sessions that are held and nothing else, so that it is no larger than the
//! plan. All its rows have to hold, whatever parts the year was made of.

use std::collections::{BTreeMap, BTreeSet};

use super::follow::{Followed, Seeking, follow};
use super::given::Period;
use super::year::{Chosen, Year};
use crate::model::extract::{Cut, extract, missing_hours};
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, Model};
use crate::plan::{Plan, Session};
use crate::planner::worker::Worker;
use crate::solver::{Cancel, SolverError};

/// What is sought at the end of all, when time may be up: only people of weeks in which they are told apart are left open.
const SEEKING: Seeking = Seeking { cheapest: true, nodes: 500 };

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
    let Some(checked) = check(year)? else { return Ok(Finished::Broken) };
    let Checked { model, found, missing } = checked;
    let plan = match &year.period {
        None => extract(year.scene, &model, &found.values),
        Some(period) if year.revision.is_some() => revised(year.scene, period, &model, &found.values),
        Some(period) => beside(year.scene, period, &model, &found.values),
    };
    Ok(match plan {
        Ok(plan) => Finished::Plan { plan: Box::new(plan), cost: found.objective, missing },
        Err(cuts) => Finished::NotApart(cuts),
    })
}

/// A year in which every row of the whole holds.
pub(super) struct Checked {
    model: Model,
    found: Followed,
    /// Minutes it leaves out.
    pub(super) missing: f64,
}

impl Checked {
    /// What it costs in euros, hours left out counted at their price.
    pub(super) fn cost(&self) -> f64 {
        self.found.objective
    }

    /// What the same decisions cost at least.
    pub(super) fn least(&self) -> f64 {
        self.found.least
    }
}

/// Looks at every row of the whole; `None` where one is broken.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn check(year: &Year<'_>) -> Result<Option<Checked>, SolverError> {
    let all: Vec<&Chosen> = year.sessions.iter().flatten().collect();
    let placements = all.iter().map(|chosen| chosen.placement.clone()).collect();
    let mut model = model::build_on(year.scene, placements, Mode::Planning);
    model.without_lengths();
    for cut in &year.cuts {
        cut.add_to(year.scene, &mut model);
    }
    if let Some(revision) = &year.revision {
        let all = model.placements.len();
        revision.charge(&mut model, all, |run| run, f64::INFINITY);
    }
    fix(&mut model, &all, |variable| year.decided.get(variable).copied());
    let cancel = Cancel::default();
    let mut worker = Worker::unhurried(&cancel);
    let Some(found) = follow(&mut worker, &model.formulation, &[], SEEKING)? else { return Ok(None) };
    let missing = missing(&model, &found.values);
    Ok(Some(Checked { model, found, missing }))
}

/// The given plan with the sessions of the period as the values hold them. Units, rooms and people are told apart day by
/// day and week by week, so that those of other weeks stay what they are.
fn beside(scene: &Scene<'_>, period: &Period<'_>, model: &Model, values: &[f64]) -> Result<Plan, Vec<Cut>> {
    let mut inside = values.to_vec();
    for (index, placement) in model.placements.iter().enumerate() {
        if !period.weeks.contains(&scene.calendar.days[placement.day].week) {
            inside[index] = 0.0;
        }
    }
    let mut anew = extract(scene, model, &inside)?.sessions;
    let standing: Vec<Session> =
        period.given.sessions.iter().filter(|session| !period.holds(scene, session)).cloned().collect();
    number(&standing, &mut anew);
    let sessions = standing.into_iter().chain(anew).collect();
    let unplaced = missing_hours(scene, model, values);
    let mut plan = Plan { sessions, unplaced, ..period.given.clone() };
    plan.sort();
    Ok(plan)
}

/// The given plan up to the first day that is planned, and from there on what the values say. People of the first week are told
/// apart together with its first days, which keep those they had.
fn revised(scene: &Scene<'_>, period: &Period<'_>, model: &Model, values: &[f64]) -> Result<Plan, Vec<Cut>> {
    let mut inside = values.to_vec();
    for (index, placement) in model.placements.iter().enumerate() {
        if !period.weeks.contains(&scene.calendar.days[placement.day].week) {
            inside[index] = 0.0;
        }
    }
    let from = period.from;
    let mut plan = extract(scene, model, &inside)?;
    plan.sessions.retain(|session| session.date >= from);
    plan.firm_days.retain(|day| day.date >= from);
    let standing: Vec<Session> =
        period.given.sessions.iter().filter(|session| session.date < from).cloned().collect();
    number(&standing, &mut plan.sessions);
    plan.sessions.extend(standing);
    plan.firm_days.extend(period.given.firm_days.iter().filter(|day| day.date < from).cloned());
    plan.unplaced = missing_hours(scene, model, values);
    plan.sort();
    Ok(plan)
}

/// Gives sessions planned anew, by date within their run, the first numbers that none that stands has.
fn number(standing: &[Session], anew: &mut [Session]) {
    let taken: BTreeSet<&str> = standing.iter().map(|session| session.id.as_str()).collect();
    let mut last: BTreeMap<String, u32> = BTreeMap::new();
    anew.sort_by(|a, b| (&a.run, a.date, a.start).cmp(&(&b.run, b.date, b.start)));
    for session in anew {
        let number = last.entry(session.run.clone()).or_default();
        loop {
            *number += 1;
            session.id = format!("{}#{number:02}", session.run);
            if !taken.contains(session.id.as_str()) {
                break;
            }
        }
    }
}

/// Minutes that values leave out.
fn missing(model: &Model, values: &[f64]) -> f64 {
    model.floors().map(|breach| values[breach.col.index()]).sum()
}

/// Holds what has been decided: sessions, their people, and what no session shows.
fn fix(model: &mut Model, all: &[&Chosen], yearly: impl Fn(&Variable) -> Option<f64>) {
    for (index, variable) in model.variables.iter().enumerate() {
        let value = match variable {
            Variable::Held(_) => Some(1.0),
            Variable::On { placement, role, staff, .. } => {
                let served = &all[*placement].served;
                let people = served.iter().find(|entry| (entry.0, entry.1) == (*role, *staff));
                Some(people.map_or(0.0, |entry| f64::from(entry.2)))
            }
            other => yearly(other),
        };
        if let Some(value) = value {
            let column = &mut model.formulation.columns[index];
            (column.lower, column.upper) = (value, value);
        }
    }
}
