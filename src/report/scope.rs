//! What of a plan was asked for, where that is not the best plan of everything.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::{DateRange, Scenario};
use crate::plan::{Plan, price};

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Any plan of the year, by weeks.
    Year,
    /// The best plan of a period, all else as it stood.
    Period(PeriodPlanned),
}

/// A period that was planned anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodPlanned {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// Sessions in it.
    pub sessions: u64,
    /// Sessions that stand.
    pub standing: u64,
    /// What the sessions of the period cost, in cents: the plan less what it costs without them.
    pub cost_cents: i64,
    /// What they cost in the plan that was given.
    pub before_cents: i64,
}

impl PeriodPlanned {
    /// What became of a period.
    pub fn new(scenario: &Scenario, range: DateRange, (before, after): (&Plan, &Plan)) -> Self {
        let inside = after.sessions.iter().filter(|session| range.contains(session.date)).count() as u64;
        Self {
            first: range.first,
            last: range.last,
            sessions: inside,
            standing: after.sessions.len() as u64 - inside,
            cost_cents: cost_within(scenario, after, range),
            before_cents: cost_within(scenario, before, range),
        }
    }
}

/// What the sessions of a range of dates add to the cost of a plan, in cents.
fn cost_within(scenario: &Scenario, plan: &Plan, range: DateRange) -> i64 {
    let stands = plan.sessions.iter().filter(|session| !range.contains(session.date));
    let without = Plan { sessions: stands.cloned().collect(), ..plan.clone() };
    (price(scenario, plan).cost() - price(scenario, &without).cost()).0
}
