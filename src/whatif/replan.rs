//! A plan made anew after something has happened: as little changed as possible, then cheaper for more change.
//!
//! The changes become edits of the scenario; what is before the first day stands; each plan is judged and priced like any other and
//! compared with the one that was published.

mod row;

use chrono::NaiveDate;
use serde::Serialize;

use super::change::Changes;
use crate::check::{Breach, judge};
use crate::domain::{Cents, Scenario};
use crate::plan::{Plan, Session, Unplaced};
use crate::planner::{Options, PlannerError, Revision, Weighing, revise};
use crate::scenario::edit::{Edit, EditError, Edited, Source};
pub use row::Row;
use row::row;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The plan that was published, read by the scenario as it is now.
    pub plan: &'a Plan,
    /// The first day that may be changed.
    pub from: NaiveDate,
    /// What changes weigh.
    pub weighing: Weighing,
    /// How many plans are sought.
    pub points: u32,
    /// Most steps of improvement of each, where they are limited.
    pub steps: Option<u64>,
}

/// What has changed: the scenario now, and sessions whose hours are still to be had.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The scenario as it is now.
    pub edited: Edited,
    /// The changes of its file.
    pub edits: Vec<Edit>,
    /// Sessions that were not held.
    pub missed: Vec<String>,
    /// What no plan settles.
    pub notes: Vec<String>,
}

/// Why changes have no meaning.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// They name what the scenario has not.
    #[error("{}", .0.join("\n"))]
    Unknown(Vec<String>),
    /// The scenario is wrong after them.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// The scenario after changes.
///
/// # Errors
///
/// Everything the changes name that is not there; what is wrong with the scenario after them.
pub fn changed(source: &Source, scenario: &Scenario, changes: &Changes) -> Result<Changed, ChangeError> {
    let meaning = changes.meaning(scenario).map_err(ChangeError::Unknown)?;
    let edited = source.edited(&meaning.edits)?;
    Ok(Changed { edited, edits: meaning.edits, missed: meaning.missed, notes: meaning.notes })
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct Replanned {
    /// The first day that may be changed.
    pub from: NaiveDate,
    /// The changes of the scenario.
    pub edits: Vec<Edit>,
    /// What no plan settles.
    pub notes: Vec<String>,
    /// Rules that the plan as published breaks now.
    pub broken: Vec<Broken>,
    /// Plans, least disturbance first; none of them costs as much as one that disturbs less.
    pub points: Vec<Row>,
    #[serde(skip)]
    plans: Vec<Plan>,
}

/// A rule that the plan as published breaks now.
#[derive(Clone, Debug, Serialize)]
pub struct Broken {
    /// The rule.
    pub rule: &'static str,
    /// Whom or what it is about.
    pub subject: String,
    /// The sessions.
    pub sessions: Vec<String>,
    /// The same as a sentence.
    pub sentence: String,
}

impl Replanned {
    /// The plan of a point.
    pub fn plan(&self, point: usize) -> Option<&Plan> {
        self.plans.get(point)
    }
}

/// Plans anew after changes.
///
/// # Errors
///
/// When sessions before the first day cannot stand, or the solver fails.
pub fn replan(
    changed: &Changed,
    options: &Options<'_>,
    asked: &Asked<'_>,
) -> Result<Replanned, PlannerError> {
    let scenario = &changed.edited.scenario;
    let mut given = asked.plan.clone();
    let (missed, held): (Vec<Session>, Vec<Session>) =
        given.sessions.into_iter().partition(|session| changed.missed.contains(&session.id));
    given.sessions = held;
    // Their hours, like those that an earlier plan left out, are still to be had.
    given.unplaced.extend(missed.into_iter().map(|session| Unplaced {
        run: session.run,
        attendance: session.attendance,
        minutes: session.minutes,
        reason: "not held".to_owned(),
    }));
    let broken = judge(scenario, &given).violations.iter().map(Broken::new).collect();
    let revision = Revision {
        given: &given,
        from: asked.from,
        weighing: asked.weighing.clone(),
        any: false,
        points: asked.points,
        steps: asked.steps,
    };
    let found = revise(scenario, options, &revision)?;
    let mut rows: Vec<(Row, Plan)> = Vec::new();
    for point in found {
        let row = row(scenario, asked, &given, &point);
        if !rows.iter().any(|(other, _)| other.is_as_good_as(&row)) {
            rows.retain(|(other, _)| !row.is_as_good_as(other));
            rows.push((row, point.plan));
        }
    }
    rows.sort_by(|a, b| a.0.disturbance.total_cmp(&b.0.disturbance));
    let (points, plans) = rows.into_iter().unzip();
    let (edits, notes) = (changed.edits.clone(), changed.notes.clone());
    Ok(Replanned { from: asked.from, edits, notes, broken, points, plans })
}

impl Broken {
    pub(super) fn new(breach: &Breach) -> Self {
        Self {
            rule: breach.rule,
            subject: breach.subject.clone(),
            sessions: breach.sessions.clone(),
            sentence: format!("{}: {}", breach.rule, breach.message),
        }
    }
}

/// Cents as the currency writes them.
pub fn money(cents: i64) -> String {
    Cents(cents).to_string()
}
