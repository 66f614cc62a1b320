//! Policies: what each asks, and how much of what it speaks of keeps it, as numerator and
//! denominator; wishes broken, with their price.

mod asks;
mod judged;
mod measured;
mod wishes;

use serde::Serialize;

use super::words::label;
use crate::check::{Case, Verdict};
use crate::domain::{Policy, PolicyId, Scenario, Strength};

pub use asks::selected;
pub use wishes::{BrokenWish, broken};

/// How much of what a policy speaks of keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// What keeps it; minutes where the unit is hours.
    pub kept: u64,
    /// Of how much.
    pub of: u64,
    /// What is counted: `weeks`, `learners`, `hours`.
    pub unit: String,
    /// What else should be known, such as how many weeks are exempt.
    pub note: Option<String>,
}

impl Kept {
    /// So many of so many.
    fn new(kept: u64, of: u64, unit: impl Into<String>) -> Self {
        Self { kept, of, unit: unit.into(), note: None }
    }

    /// Whether the two are minutes.
    pub fn is_hours(&self) -> bool {
        self.unit == HOURS
    }
}

/// The unit under which [`Kept`] counts minutes.
const HOURS: &str = "hours";

/// A policy and how it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyLine {
    /// The planner's id.
    pub policy: String,
    /// The rule.
    pub rule: String,
    /// `legal`, `policy` or `wish`.
    pub strength: &'static str,
    /// Where it comes from, if said.
    pub source: Option<String>,
    /// The cohorts it holds for.
    pub whom: String,
    /// What it asks, in words.
    pub asks: String,
    /// How it is kept; `None` when no judge has looked, or nothing can be counted.
    pub kept: Option<Kept>,
    /// Places where the judge finds it broken; `None` when no judge has looked.
    pub broken: Option<u64>,
}

/// Every policy, in the order of the scenario.
pub(super) fn policies(
    case: &Case<'_>,
    verdict: Option<&Verdict>,
    cost: &dyn Fn(&Policy) -> Option<Kept>,
) -> Vec<PolicyLine> {
    case.policies().map(|(id, policy)| line(case, verdict, (id, policy), cost(policy))).collect()
}

fn line(
    case: &Case<'_>,
    verdict: Option<&Verdict>,
    (id, policy): (PolicyId, &Policy),
    cost: Option<Kept>,
) -> PolicyLine {
    let scenario = case.scenario;
    let broken = verdict.map(|verdict| {
        let all = verdict.violations.iter().chain(&verdict.wishes);
        all.filter(|breach| breach.policy == Some(id)).collect::<Vec<_>>()
    });
    let kept = cost
        .or_else(|| measured::kept(case, policy))
        .or_else(|| broken.as_ref().map(|broken| judged::kept(case, policy, broken)));
    PolicyLine {
        policy: policy.key.clone(),
        rule: label(scenario, policy.rule.key()),
        strength: strength_key(policy.strength),
        source: policy.source.clone(),
        whom: whom(scenario, policy),
        asks: asks::asks(scenario, &policy.rule),
        kept,
        broken: broken.map(|broken| broken.len() as u64),
    }
}

/// The word for a strength in files.
const fn strength_key(strength: Strength) -> &'static str {
    match strength {
        Strength::Legal => "legal",
        Strength::Policy => "policy",
        Strength::Wish => "wish",
    }
}

/// The cohorts a policy holds for.
fn whom(scenario: &Scenario, policy: &Policy) -> String {
    if policy.cohorts.len() == scenario.cohorts.len() {
        return "all".to_owned();
    }
    let names: Vec<&str> =
        policy.cohorts.iter().map(|id| scenario.cohorts[id.index()].key.as_str()).collect();
    names.join(" ")
}
