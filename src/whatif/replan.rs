//! A plan made anew after something has happened: as little changed as possible, then cheaper for more change.
//!
//! The changes become edits of the scenario; what is before the first day stands; each plan is judged and priced like any other and
//! compared with the one that was published.

use chrono::NaiveDate;
use serde::Serialize;

use super::change::Changes;
use crate::check::{Breach, judge};
use crate::domain::{Cents, Scenario};
use crate::plan::{Difference, Plan, price};
use crate::planner::judged::FLOORS;
use crate::planner::{Options, PlannerError, Point, Revision, Weighing, revise};
use crate::scenario::edit::{Edit, EditError, Edited, Source};

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

/// A plan that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// By how much it might disturb; absent where any disturbance was allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<f64>,
    /// By how much it disturbs: people of changed sessions, more for less notice.
    pub disturbance: f64,
    /// Sessions that changed.
    pub changes: usize,
    /// The same as a share of the sessions before.
    pub share: f64,
    /// What it costs, in cents.
    pub cost_cents: i64,
    /// Prices of the wishes it breaks, in cents.
    pub wish_cents: i64,
    /// Hours that found no place.
    pub unplaced_hours: f64,
    /// Whether the judge accepts it.
    pub accepted: bool,
    /// Whether what was sought is proven to be the least.
    pub proven: bool,
    /// What is known of it, as a sentence.
    pub known: String,
    /// What differs from the plan as published.
    pub difference: Difference,
}

impl Row {
    /// Cost and wishes, in cents.
    pub fn quality_cents(&self) -> i64 {
        self.cost_cents + self.wish_cents
    }
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
    given.sessions.retain(|session| !changed.missed.contains(&session.id));
    // What an earlier plan left out is to be had as well.
    given.unplaced.clear();
    let broken = judge(scenario, &given).violations.iter().map(Broken::new).collect();
    let revision = Revision {
        given: &given,
        from: asked.from,
        weighing: asked.weighing.clone(),
        points: asked.points,
        steps: asked.steps,
    };
    let found = revise(scenario, options, &revision)?;
    let mut rows: Vec<(Row, Plan)> = Vec::new();
    for point in found {
        let row = row(scenario, asked, &given, &point);
        let is_worse = |other: &(Row, Plan)| {
            other.0.unplaced_hours <= row.unplaced_hours
                && other.0.disturbance <= row.disturbance + 1e-9
                && other.0.quality_cents() <= row.quality_cents()
        };
        if !rows.iter().any(is_worse) {
            rows.push((row, point.plan));
        }
    }
    rows.sort_by(|a, b| a.0.disturbance.total_cmp(&b.0.disturbance));
    let (points, plans) = rows.into_iter().unzip();
    let (edits, notes) = (changed.edits.clone(), changed.notes.clone());
    Ok(Replanned { from: asked.from, edits, notes, broken, points, plans })
}

impl Broken {
    fn new(breach: &Breach) -> Self {
        Self {
            rule: breach.rule,
            subject: breach.subject.clone(),
            sessions: breach.sessions.clone(),
            sentence: format!("{}: {}", breach.rule, breach.message),
        }
    }
}

fn row(scenario: &Scenario, asked: &Asked<'_>, given: &Plan, point: &Point) -> Row {
    let (ledger, verdict) = (price(scenario, &point.plan), judge(scenario, &point.plan));
    let difference = Difference::new((scenario, given), (scenario, &point.plan));
    let missing: u32 = point.plan.unplaced.iter().map(|missing| missing.minutes).sum();
    let accepted = verdict.violations.iter().all(|breach| missing > 0 && FLOORS.contains(&breach.rule));
    Row {
        allowed: point.allowed,
        disturbance: disturbance(asked, &point.plan, &difference),
        changes: difference.changes(),
        share: difference.share(),
        cost_cents: ledger.cost().0,
        wish_cents: verdict.wish_cents.0,
        unplaced_hours: f64::from(missing) / 60.0,
        accepted,
        proven: point.proven,
        known: known(point),
        difference,
    }
}

/// People of the sessions that are new or held otherwise, more for less notice.
fn disturbance(asked: &Asked<'_>, plan: &Plan, difference: &Difference) -> f64 {
    let weight = |id: &str| {
        let session = plan.sessions.iter().find(|session| session.id == id);
        session.map_or(0.0, |session| {
            let people = session.learners() + session.staff.len() as u32;
            let each = if asked.weighing.people { f64::from(people) } else { 1.0 };
            each * asked.weighing.notice(session.date)
        })
    };
    let changed = difference.changed.iter().map(|changed| changed.id.as_str());
    changed.chain(difference.added.iter().map(|held| held.id.as_str())).map(weight).sum()
}

/// What is known of a plan.
fn known(point: &Point) -> String {
    let missing: u32 = point.plan.unplaced.iter().map(|missing| missing.minutes).sum();
    let end = if point.cut_short { "ended by time" } else { "ended by its steps" };
    match (point.allowed, point.proven) {
        _ if missing > 0 => format!("hours found no place; search {end}"),
        (_, true) => "proven: no plan does better what was asked for".to_owned(),
        (Some(_), false) => format!("not proven; search {end}"),
        (None, false) => format!("any change allowed, not proven; search {end}"),
    }
}

/// Cents as the currency writes them.
pub fn money(cents: i64) -> String {
    Cents(cents).to_string()
}
