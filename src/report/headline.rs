//! How the search ended: what is placed, what it costs, and how much cheaper a plan could be.

use serde::Serialize;

use super::PlanOutcome;
use crate::check::{RULES, Verdict};
use crate::domain::Heading;

/// How the search ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Headline {
    /// `optimal`, `within_gap`, `stopped` or `infeasible`.
    pub status: String,
    /// What ended the search.
    pub stop_reason: String,
    /// Whether there is a plan at all, if only a partial one.
    pub planned: bool,
    /// Sessions in the plan.
    pub sessions: u64,
    /// Minutes of runs that could not be placed.
    pub unplaced_minutes: u64,
    /// Cost before income, in cents.
    pub cost_cents: i64,
    /// Price of the wishes broken, in cents.
    pub wish_cents: i64,
    /// Both, as minimised.
    pub objective_cents: Option<i64>,
    /// No plan has a smaller objective.
    pub bound_cents: Option<i64>,
    /// (objective − bound) / objective.
    pub gap: Option<f64>,
    /// The same as a share of what can differ between plans: the objective less what every plan costs.
    pub gap_of_difference: Option<f64>,
    /// How long the search took: for the screen only, since equal answers have equal files.
    #[serde(skip)]
    pub seconds: Option<f64>,
}

impl Headline {
    pub(super) fn new(outcome: &PlanOutcome<'_>) -> Self {
        let plan = outcome.plan;
        let unplaced = plan.into_iter().flat_map(|plan| &plan.unplaced);
        let costs = outcome.ledger.lines.iter().filter(|line| line.heading != Heading::Income);
        Self {
            status: outcome.status.to_owned(),
            stop_reason: outcome.stop_reason.to_owned(),
            planned: plan.is_some(),
            sessions: plan.map_or(0, |plan| plan.sessions.len() as u64),
            unplaced_minutes: unplaced.map(|unplaced| u64::from(unplaced.minutes)).sum(),
            cost_cents: costs.map(|line| line.amount.0).sum(),
            wish_cents: outcome.wish_cents,
            objective_cents: outcome.objective_cents,
            bound_cents: outcome.bound_cents,
            gap: outcome.gap,
            gap_of_difference: None,
            seconds: Some(outcome.seconds),
        }
    }
}

/// Hours of a run that could not be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnplacedRun {
    /// The run.
    pub run: String,
    /// How many learners miss them.
    pub learners: u32,
    /// Minutes missing for each.
    pub minutes: u32,
    /// Why.
    pub reason: String,
}

/// Every run with hours that could not be placed.
pub(super) fn unplaced(outcome: &PlanOutcome<'_>) -> Vec<UnplacedRun> {
    let runs = outcome.plan.into_iter().flat_map(|plan| &plan.unplaced);
    let run = |unplaced: &crate::plan::Unplaced| UnplacedRun {
        run: unplaced.run.clone(),
        learners: unplaced.attendance.iter().map(|attendance| attendance.learners.len()).sum(),
        minutes: unplaced.minutes,
        reason: unplaced.reason.clone(),
    };
    runs.map(run).collect()
}

/// What the judge says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Whether the plan breaks no law and no policy.
    pub accepted: bool,
    /// How many rules were judged.
    pub rules: usize,
    /// What is broken, a sentence each.
    pub violations: Vec<String>,
}

impl Judgement {
    pub(super) fn new(verdict: &Verdict) -> Self {
        let sentence = |breach: &crate::check::Breach| format!("{}: {}", breach.rule, breach.message);
        Self {
            accepted: verdict.accepted(),
            rules: RULES.len(),
            violations: verdict.violations.iter().map(sentence).collect(),
        }
    }
}
