//! Plans of the scenario and of what its edits make of it.

use serde::Serialize;

use super::{Asked, BottleneckError, Brings, Step};
use crate::check::judge;
use crate::domain::Scenario;
use crate::plan::{Plan, price};
use crate::planner::judged::{Asked as ToKnow, judged_of, rounding};
use crate::planner::{Options, Report, StopReason, plan};
use crate::scenario::edit::EditError;

/// What is known of the plans of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// `optimal`, `within_gap`, `stopped`, `infeasible` or, of a plan of which that is not known, `given`.
    pub status: String,
    /// What the plan costs, wishes included; `None` where there is none.
    pub cost_cents: Option<i64>,
    /// No complete plan costs less.
    pub bound_cents: Option<i64>,
    /// Learner minutes that the plan leaves out.
    pub missing_minutes: u64,
    /// Whether the plan misses hours or breaks rules.
    #[serde(rename = "incomplete")]
    pub no_plan: bool,
}

impl Found {
    /// What a complete plan costs; `None` where hours are missing or there is none.
    pub(super) fn complete_cents(&self) -> Option<i64> {
        self.cost_cents.filter(|_| !self.no_plan)
    }

    fn of(scenario: &Scenario, plan: &Plan, (status, bound_cents): (&str, Option<i64>)) -> Self {
        let verdict = judge(scenario, plan);
        let cost = price(scenario, plan).cost().0 + verdict.wish_cents.0;
        let missing = plan.unplaced.iter().map(|missing| {
            let learners: u32 = missing.attendance.iter().map(|here| here.learners.len()).sum();
            u64::from(missing.minutes) * u64::from(learners)
        });
        let no_plan = !verdict.accepted() || !plan.unplaced.is_empty();
        Self {
            status: status.to_owned(),
            cost_cents: Some(cost),
            bound_cents: bound_cents.filter(|_| !no_plan),
            missing_minutes: missing.sum(),
            no_plan,
        }
    }
}

/// The plan as it is, given or searched for.
pub(super) fn now(asked: &Asked<'_>) -> Result<(Found, Plan), BottleneckError> {
    if let Some(given) = asked.plan {
        let found = Found::of(asked.scenario, given.plan, (given.status, given.bound_cents));
        return Ok((found, given.plan.clone()));
    }
    let found = searched(asked, asked.scenario, "the plan as it is")?.ok_or(BottleneckError::Cancelled)?;
    Ok((found.0, found.1))
}

/// What a step brings; `None` where the search was ended on purpose.
pub(super) fn with(
    asked: &Asked<'_>,
    step: &Step,
    (now, plan): (&Found, &Plan),
) -> Result<Option<Brings>, BottleneckError> {
    let edited = match asked.source.edited(&step.edits) {
        Ok(edited) => edited.scenario,
        // More of it is no scenario: there is nothing to be had.
        Err(EditError::Scenario { .. }) if asked.double.is_empty() => return Ok(Some(Brings::NotFound)),
        Err(error) => return Err(error.into()),
    };
    let Some((mut found, _, bound)) = searched(asked, &edited, &step.what)? else { return Ok(None) };
    // The plan there is stays one; a short search need not find it again.
    let kept = Found::of(&edited, plan, ("kept", None));
    if let (Some(cost), false) = (kept.complete_cents(), now.no_plan)
        && found.complete_cents().is_none_or(|other| cost < other)
    {
        let proven = found.bound_cents.or_else(|| proven(bound, rounding(&edited, &price(&edited, plan))));
        found.bound_cents = proven.map(|bound| bound.min(cost));
        (found.cost_cents, found.missing_minutes, found.no_plan) = (Some(cost), 0, false);
    }
    Ok(Some(Brings::of(now, &found)))
}

/// The bound of a search in whole cents, from one in euros that misses the ledger by so many cents of rounding at most; `None`
/// where nothing is known.
fn proven(euros: f64, rounding: f64) -> Option<i64> {
    euros.is_finite().then(|| (euros * 100.0 - rounding).floor() as i64)
}

/// The best plan of a scenario within the time there is, and the bound of its search in euros; `None` where it was ended on purpose
/// before it was done.
fn searched(
    asked: &Asked<'_>,
    scenario: &Scenario,
    what: &str,
) -> Result<Option<(Found, Plan, f64)>, BottleneckError> {
    let progress = |report: &Report| (asked.progress)(what, report);
    let options = Options {
        gap: asked.gap,
        time: asked.time,
        seed: asked.seed,
        lanes: asked.lanes,
        cancel: asked.cancel.clone(),
        progress: &progress,
    };
    let answer = plan(scenario, &options)?;
    if answer.stop == StopReason::Cancelled {
        return Ok(None);
    }
    let to_know = ToKnow { seed: asked.seed, period: None, least: false };
    let status = answer.status.key();
    let Some(judged) = judged_of(scenario, &answer, &to_know)? else {
        let bound_cents = None;
        let found =
            Found { status: status.into(), cost_cents: None, bound_cents, missing_minutes: 0, no_plan: true };
        return Ok(Some((found, Plan::default(), answer.bound)));
    };
    let found = Found::of(scenario, &judged.plan, (status, judged.proof.bound_cents));
    Ok(Some((found, judged.plan, answer.bound)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_stays_one_when_it_is_rounded() {
        assert_eq!(proven(22_302.509, 3.2), Some(2_230_247));
        assert_eq!(proven(f64::NEG_INFINITY, 3.2), None);
    }
}
