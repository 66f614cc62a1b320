//! A scenario with some edits, planned and measured.

use serde::Serialize;

use super::measures::Measures;
use crate::domain::Scenario;
use crate::plan::Plan;
use crate::planner::judged::Asked;
use crate::planner::judged::{JudgeError, judged_of};
use crate::planner::{Options, PlannerError, Status, Task, plan_for};
use crate::scenario::edit::Edit;

/// A scenario that is to be compared with others.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it is called in tables.
    pub label: String,
    /// What differs from the scenario it was made from.
    pub edits: Vec<Edit>,
    /// The scenario.
    pub scenario: Scenario,
}

/// What became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Planned {
    /// What it is called in tables.
    pub label: String,
    /// What differs from the scenario it was made from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// `optimal`, `within_gap`, `stopped`, `infeasible`, or `given` for a plan that was there.
    pub status: &'static str,
    /// Cost and wishes of the plan, in cents; absent where no plan keeps every rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective_cents: Option<i64>,
    /// No plan has less, in cents; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound_cents: Option<i64>,
    /// Sums over the plan; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures: Option<Measures>,
    /// Why no plan keeps every rule, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The plan, complete or not.
    #[serde(skip)]
    pub plan: Option<Plan>,
}

/// Why a variant could not be planned.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The planner could not do it.
    #[error("{0}: {1}")]
    Planner(String, PlannerError),
    /// The plan could not be judged.
    #[error("{0}: {1}")]
    Judge(String, JudgeError),
}

impl Planned {
    /// Whether there is a plan of every hour.
    pub fn is_complete(&self) -> bool {
        self.objective_cents.is_some()
    }

    /// How its cost is known.
    pub fn known(&self) -> String {
        match (self.status, self.objective_cents, self.bound_cents) {
            ("optimal", ..) => "proven".to_owned(),
            ("infeasible", ..) => "no plan keeps every rule".to_owned(),
            ("given", Some(_), _) => "as given".to_owned(),
            ("given", None, _) => "as given; it breaks rules or leaves hours out".to_owned(),
            (_, Some(cost), Some(bound)) if cost != 0 => {
                format!("within {:.2} %", 100.0 * (cost - bound).max(0) as f64 / cost.abs() as f64)
            }
            (_, Some(_), _) => "found, no bound".to_owned(),
            _ => "no plan found before the search ended".to_owned(),
        }
    }
}

impl Variant {
    /// Plans it and measures the plan.
    ///
    /// # Errors
    ///
    /// When the planner cannot, or contradicts itself.
    pub fn planned(&self, options: &Options<'_>, steps: Option<u64>) -> Result<Planned, PlanError> {
        let scenario = &self.scenario;
        let task = Task { steps, ..Task::default() };
        let answer = plan_for(scenario, options, &task)
            .map_err(|error| PlanError::Planner(self.label.clone(), error))?;
        let asked = Asked { seed: options.seed, period: None, least: false };
        let judged = judged_of(scenario, &answer, &asked)
            .map_err(|error| PlanError::Judge(self.label.clone(), error))?;
        let complete = judged.as_ref().filter(|judged| {
            judged.plan.unplaced.is_empty() && answer.objective.is_some() && judged.verdict.accepted()
        });
        let objective_cents = complete.map(|judged| judged.ledger.cost().0 + judged.verdict.wish_cents.0);
        let known = answer.status != Status::Infeasible && complete.is_some();
        let bound_cents = judged.as_ref().and_then(|judged| judged.proof.bound_cents).filter(|_| known);
        Ok(Planned {
            label: self.label.clone(),
            edits: self.edits.clone(),
            status: answer.status.key(),
            objective_cents,
            bound_cents,
            measures: judged
                .as_ref()
                .map(|judged| Measures::new(scenario, &judged.plan, &judged.ledger, &judged.verdict)),
            reasons: answer.shortages.iter().map(crate::planner::Shortage::sentence).collect(),
            plan: judged.map(|judged| judged.plan),
        })
    }
}
