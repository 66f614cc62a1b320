//! Scenarios with some edits, looked at and planned.

use super::{Asked, RepairError};
use crate::check::judge;
use crate::domain::Scenario;
use crate::model::scene::Scene;
use crate::plan::Plan;
use crate::planner::judged::{Asked as Judging, judged_of};
use crate::planner::{Goal, Options, Shortage, Status, Task, counting, plan_for};
use crate::scenario::edit::{Edit, EditError, Source};

/// A file of which changed versions are tried.
pub(super) struct Trial<'a> {
    source: &'a Source,
    asked: &'a Asked<'a>,
    /// Plans that were sought so far.
    pub(super) plans: usize,
    /// The plan that was found last: the next change may be near it.
    near: Option<Plan>,
}

/// A plan that the judge accepts.
#[derive(Clone, Debug)]
pub(super) struct Fitting {
    /// Its cost, in cents.
    pub(super) cost_cents: i64,
    /// Prices of the wishes it breaks, in cents.
    pub(super) wish_cents: i64,
    /// No plan has a smaller objective, in cents.
    pub(super) bound_cents: Option<i64>,
    /// The money of the scenario.
    pub(super) currency: String,
}

/// What is known of a changed scenario.
pub(super) enum Verdict {
    /// A plan keeps every rule.
    Fits(Fitting),
    /// None does.
    Refuted(Vec<Shortage>),
    /// Neither was known when the search ended.
    Unknown,
}

impl<'a> Trial<'a> {
    pub(super) fn new(source: &'a Source, asked: &'a Asked<'a>) -> Self {
        Self { source, asked, plans: 0, near: None }
    }

    /// The scenario with some edits; `None` where they make no valid one, which is no way out.
    ///
    /// # Errors
    ///
    /// When the place of an edit is not there.
    pub(super) fn edited(&self, edits: &[Edit]) -> Result<Option<Scenario>, RepairError> {
        match self.source.edited(edits) {
            Ok(edited) => Ok(Some(edited.scenario)),
            Err(EditError::Scenario { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The file and its meaning with some edits.
    pub(super) fn version(&self, edits: &[Edit]) -> Result<Option<(Source, Scenario)>, RepairError> {
        match self.source.edited(edits) {
            Ok(edited) => Ok(Some((edited.source, edited.scenario))),
            Err(EditError::Scenario { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What counting still finds after some edits; `None` where they make no valid scenario.
    pub(super) fn counted(&self, edits: &[Edit]) -> Result<Option<Vec<Shortage>>, RepairError> {
        Ok(self.edited(edits)?.map(|scenario| counting::shortages(&Scene::new(&scenario))))
    }

    /// Whether the plan that was found last keeps every rule after some edits.
    ///
    /// # Errors
    ///
    /// When the place of an edit is not there.
    pub(super) fn keeps_found(&self, edits: &[Edit]) -> Result<bool, RepairError> {
        let Some(plan) = &self.near else { return Ok(false) };
        Ok(self.edited(edits)?.is_some_and(|scenario| judge(&scenario, plan).accepted()))
    }

    /// Whether somebody wants no more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.asked.options.cancel.is_cancelled()
    }

    /// Says what is tried.
    pub(super) fn tell(&self, words: &str) {
        (self.asked.progress)(words);
    }
}

/// Plans a scenario with some edits up to its first plan, and has it judged.
///
/// # Errors
///
/// When the planner fails, or the judge contradicts it.
pub(super) fn tried(trial: &mut Trial<'_>, edits: &[Edit]) -> Result<Verdict, RepairError> {
    let Some(scenario) = trial.edited(edits)? else { return Ok(Verdict::Refuted(Vec::new())) };
    trial.plans += 1;
    let given = trial.asked.options;
    let options = Options {
        gap: given.gap,
        time: trial.asked.time,
        seed: given.seed,
        lanes: given.lanes,
        cancel: given.cancel.clone(),
        progress: given.progress,
    };
    let task = Task { goal: Goal::Year, steps: None, near: trial.near.as_ref() };
    let answer = plan_for(&scenario, &options, &task)?;
    if answer.status == Status::Infeasible {
        return Ok(Verdict::Refuted(answer.shortages));
    }
    let judging = Judging { seed: given.seed, period: None, least: false };
    let judged = judged_of(&scenario, &answer, &judging)?;
    let complete = judged.filter(|judged| judged.plan.unplaced.is_empty() && judged.verdict.accepted());
    let Some(judged) = complete else { return Ok(Verdict::Unknown) };
    trial.near = Some(judged.plan);
    Ok(Verdict::Fits(Fitting {
        cost_cents: judged.ledger.cost().0,
        wish_cents: judged.proof.wish_cents,
        bound_cents: judged.proof.bound_cents,
        currency: scenario.currency.clone(),
    }))
}
