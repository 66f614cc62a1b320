//! From the planner's answer to a judged plan with its ledger and proof.

use super::{Answer, Status, unavoidable_cost};
use crate::check::{Verdict, judge};
use crate::domain::{Rule, Scenario, Strength};
use crate::plan::file::{Document, PeriodRow, Proof, document};
use crate::plan::{Ledger, Plan, price};
use crate::solver::{Backend, SolverError};

/// A plan that the judge has seen, with its price and proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The plan.
    pub plan: Plan,
    /// Its price.
    pub ledger: Ledger,
    /// What the judge says.
    pub verdict: Verdict,
    /// What is known of it.
    pub proof: Proof,
}

/// The planner contradicts itself: a mistake of this program, never of the planner's.
#[derive(Debug, thiserror::Error)]
pub enum Contradiction {
    /// The judge rejects a plan that the model allows.
    #[error(
        "the judge rejects the planner's own plan; nothing was written. Please report this with the scenario:\n{0}"
    )]
    Rejected(String),
    /// The ledger and the objective disagree by more than rounding.
    #[error(
        "the plan costs {ledger_cents} cents by its ledger, but {model_cents:.1} by the model; nothing was written. Please report this with the scenario"
    )]
    Cost {
        /// Cost and wishes recomputed from the sessions.
        ledger_cents: i64,
        /// The solver's objective.
        model_cents: f64,
    },
    /// The judge accepts a complete plan where there should be none.
    #[error(
        "it was found that no plan keeps every rule, but the judge accepts one; nothing was written. Please report this with the scenario:\n{0}"
    )]
    Possible(String),
}

/// Why a plan could not be judged.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// The planner contradicts itself.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
}

/// Rules that a plan with missing hours misses because of them.
pub const FLOORS: &[&str] =
    &["module_hours", "one_run", "hours_norm", "share", "split", "offer", "week_hours", "spread", "locks"];

/// Has the plan of an answer judged and priced; `None` when there is no plan.
///
/// # Errors
///
/// When the judge rejects the planner's plan, model and ledger disagree, or the solver fails.
pub fn judged(scenario: &Scenario, answer: &Answer, seed: u32) -> Result<Option<Judged>, JudgeError> {
    judged_of(scenario, answer, &Asked { seed, period: None, least: true })
}

/// What is to be known of a plan besides the answer.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The seed of the search.
    pub seed: u32,
    /// The period that was planned, where all else stood.
    pub period: Option<PeriodRow>,
    /// Whether what every plan costs is to be worked out, which takes a while for many cohorts; of a period it never is, since
    /// most of it stands.
    pub least: bool,
}

/// Has the plan of an answer judged and priced, with what is asked for; `None` when there is no plan.
///
/// # Errors
///
/// As [`judged`].
pub fn judged_of(scenario: &Scenario, answer: &Answer, asked: &Asked) -> Result<Option<Judged>, JudgeError> {
    let Some(plan) = answer.plan.clone() else { return Ok(None) };
    let (ledger, verdict) = (price(scenario, &plan), judge(scenario, &plan));
    let partial = !plan.unplaced.is_empty() || answer.objective.is_none();
    let wrong = verdict.violations.iter().filter(|breach| !partial || !FLOORS.contains(&breach.rule));
    let messages: Vec<String> =
        wrong.map(|breach| format!("  {}: {}", breach.rule, breach.message)).collect();
    if !messages.is_empty() {
        return Err(Contradiction::Rejected(messages.join("\n")).into());
    }
    if answer.status == Status::Infeasible && plan.unplaced.is_empty() && verdict.accepted() {
        let reasons: Vec<String> =
            answer.shortages.iter().map(|shortage| format!("  {}", shortage.sentence())).collect();
        return Err(Contradiction::Possible(reasons.join("\n")).into());
    }
    let objective = ledger.cost().0 + verdict.wish_cents.0;
    let bound_cents = bound(answer, objective, rounding(scenario, &ledger))?.filter(|_| !partial);
    let open = bound_cents.is_some_and(|bound| bound < objective);
    let proof = Proof {
        status: answer.status.key(),
        stop_reason: answer.stop.key(),
        wish_cents: verdict.wish_cents.0,
        bound_cents,
        unavoidable_cents: if asked.least && open { unavoidable(scenario)? } else { None },
        period: asked.period.clone(),
        reasons: answer.shortages.iter().map(|shortage| shortage.reason(scenario)).collect(),
        solver: Backend::default().version(),
        seed: asked.seed,
    };
    Ok(Some(Judged { plan, ledger, verdict, proof }))
}

/// By how many cents rounding may part the ledger from the objective: half a cent for each line of the
/// ledger, and for each broken wish and lost income; what the lines lose, a wished budget feels again at
/// its price for each euro.
pub fn rounding(scenario: &Scenario, ledger: &Ledger) -> f64 {
    let wished = || scenario.policies.iter().filter(|policy| policy.strength == Strength::Wish);
    let budgets = wished().filter(|policy| matches!(policy.rule, Rule::Budget { .. }));
    let felt: f64 = budgets.map(|budget| budget.price.borne().0 as f64 / 100.0).sum();
    let others = wished().count() + scenario.tariff.income.len();
    0.5 * (ledger.lines.len() as f64 * (1.0 + felt) + others as f64) + 1.0
}

/// The lower bound in whole cents, rounded so that it stays one.
fn bound(answer: &Answer, objective: i64, rounding: f64) -> Result<Option<i64>, Contradiction> {
    let Some(model) = answer.objective else { return Ok(None) };
    if (model * 100.0 - objective as f64).abs() > rounding {
        return Err(Contradiction::Cost { ledger_cents: objective, model_cents: model * 100.0 });
    }
    if answer.status == Status::Optimal {
        return Ok(Some(objective));
    }
    Ok(answer.bound.is_finite().then(|| ((answer.bound * 100.0 - rounding).floor() as i64).min(objective)))
}

/// What every plan costs, in whole cents.
fn unavoidable(scenario: &Scenario) -> Result<Option<i64>, SolverError> {
    let euros = unavoidable_cost(scenario)?;
    Ok(euros.map(|euros| (euros * 100.0).floor() as i64))
}

impl Judged {
    /// The plan file.
    pub fn document(&self, scenario: &Scenario) -> Document {
        document(scenario, &self.plan, &self.ledger, &self.proof)
    }
}
