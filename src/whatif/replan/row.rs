//! A revised plan in numbers, beside the one that was published.

use serde::Serialize;

use super::Asked;
use crate::check::judge;
use crate::domain::Scenario;
use crate::plan::{Difference, Plan, price};
use crate::planner::Point;
use crate::planner::judged::FLOORS;

/// A plan that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// By how much it might disturb, where people of a group, units of a pool and rooms of a kind are not told apart; absent where
    /// any disturbance was allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<f64>,
    /// By how much it disturbs: people of changed sessions, more for less notice.
    pub disturbance: f64,
    /// Sessions that are held otherwise, no longer, or newly.
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
    /// Whether a clock or the user ended the search for it.
    pub cut_short: bool,
    /// What is known of it, as a sentence.
    pub known: String,
    /// What differs from the plan as published.
    pub difference: Difference,
}

impl Row {
    /// Whether no more hours are left out, nobody more is disturbed, and nothing costs more than in another plan.
    pub(super) fn is_as_good_as(&self, other: &Self) -> bool {
        self.unplaced_hours <= other.unplaced_hours
            && self.disturbance <= other.disturbance + 1e-9
            && self.quality_cents() <= other.quality_cents()
    }

    /// Cost and wishes, in cents.
    pub fn quality_cents(&self) -> i64 {
        self.cost_cents + self.wish_cents
    }
}

/// The numbers of a plan that was found.
pub(super) fn row(scenario: &Scenario, asked: &Asked<'_>, given: &Plan, point: &Point) -> Row {
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
        cut_short: point.cut_short,
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
    let end =
        if point.cut_short { "cut short" } else { "ended where nothing helped any more, or by its steps" };
    let known = match (point.allowed, point.proven) {
        _ if missing > 0 => format!("hours found no place; search {end}"),
        (_, true) if !point.cheapest => {
            format!("{PROVEN}nothing disturbs less; other plans that disturb as little may be cheaper")
        }
        (_, true) => format!(
            "{PROVEN}nothing disturbs less, or saves a cent for each person whom more changes would disturb within what is allowed"
        ),
        (Some(_), false) => format!("not proven; search {end}"),
        (None, false) => format!("any change allowed, not proven; search {end}"),
    };
    point.failure.as_ref().map_or(known.clone(), |why| format!("{known}; a search after it failed: {why}"))
}

/// How proofs of revised plans begin.
const PROVEN: &str = "proven, with weekdays, moves and groups as published: ";
