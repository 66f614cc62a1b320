//! Scenarios with some edits, looked at and planned.

use std::collections::BTreeSet;

use super::{Asked, RepairError, same};
use crate::check::{Amount, Breach, judge};
use crate::domain::Scenario;
use crate::model::scene::Scene;
use crate::plan::Plan;
use crate::planner::judged::{Asked as Judging, Judged, judged_of};
use crate::planner::{Goal, Options, Shortage, Status, Task, counting, plan_for};
use crate::scenario::edit::{Edit, EditError, Source};

/// A file of which changed versions are tried.
pub(super) struct Trial<'a> {
    source: &'a Source,
    asked: &'a Asked<'a>,
    /// Plans that were sought so far.
    pub(super) plans: usize,
    /// Plans that were given or found, the last one last: the next change may be near one of them.
    known: Vec<Plan>,
    /// What was found of changes that were tried, whatever they were tried for.
    found: Vec<(Vec<Edit>, Verdict)>,
}

/// A plan that the judge accepts.
#[derive(Clone, Debug)]
pub(super) struct Fitting {
    /// The plan, and what is known of it.
    pub(super) judged: Judged,
    /// The money of the scenario.
    pub(super) currency: String,
}

/// What is known of a changed scenario.
#[derive(Clone, Debug)]
pub(super) enum Verdict {
    /// A plan keeps every rule.
    Fits(Box<Fitting>),
    /// None does.
    Refuted(Vec<Shortage>),
    /// Neither was known when the search ended.
    Unknown,
}

impl<'a> Trial<'a> {
    pub(super) fn new(source: &'a Source, asked: &'a Asked<'a>) -> Self {
        Self { source, asked, plans: 0, known: asked.near.cloned().into_iter().collect(), found: Vec::new() }
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

    /// Whether a plan that is known keeps every rule after some edits.
    ///
    /// # Errors
    ///
    /// When the place of an edit is not there.
    pub(super) fn is_kept(&self, edits: &[Edit]) -> Result<bool, RepairError> {
        if self.known.is_empty() {
            return Ok(false);
        }
        let Some(scenario) = self.edited(edits)? else { return Ok(false) };
        Ok(self.known.iter().any(|plan| plan.unplaced.is_empty() && judge(&scenario, plan).accepted()))
    }

    /// By how much, in cents, a plan is above a ceiling of the file as it is.
    ///
    /// # Errors
    ///
    /// When the file does not mean a scenario.
    pub(super) fn over(&self, policy: &str, plan: &Plan) -> Result<Option<u64>, RepairError> {
        let Some(scenario) = self.edited(&[])? else { return Ok(None) };
        let theirs =
            |breach: &&Breach| breach.policy.is_some_and(|id| scenario.policies[id.index()].key == policy);
        Ok(judge(&scenario, plan).violations.iter().find(theirs).and_then(|breach| match breach.amount {
            Amount::Cents(over) => Some(over),
            Amount::Minutes(_) | Amount::Count(_) => None,
        }))
    }

    /// The plan that is known with the fewest hours short and then the fewest sessions named where rules are broken; of several the
    /// one found last.
    fn nearest(&self, scenario: &Scenario) -> Option<&Plan> {
        self.known.iter().rev().min_by_key(|plan| {
            let breaches = judge(scenario, plan).violations;
            let short = breaches.iter().filter(|breach| breach.sessions.is_empty());
            let short = short.map(|breach| match breach.amount {
                Amount::Minutes(minutes) => minutes,
                Amount::Count(_) | Amount::Cents(_) => 0,
            });
            let named: BTreeSet<&String> = breaches.iter().flat_map(|breach| &breach.sessions).collect();
            (short.sum::<u64>(), named.len(), breaches.len())
        })
    }

    /// Whether somebody wants no more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.asked.options.cancel.is_cancelled()
    }

    /// Whether an answer is wanted in little time.
    pub(super) fn is_quick(&self) -> bool {
        self.asked.quick
    }

    /// Says what is tried.
    pub(super) fn tell(&self, words: &str) {
        (self.asked.progress)(words);
    }
}

/// Plans a scenario with some edits up to its first plan, once, and has it judged.
///
/// # Errors
///
/// When the planner fails, or the judge contradicts it.
pub(super) fn tried(trial: &mut Trial<'_>, edits: &[Edit]) -> Result<Verdict, RepairError> {
    if let Some(known) = trial.found.iter().position(|(other, _)| same(other, edits)) {
        let verdict = &trial.found[known].1;
        // A plan that has been found since may keep what was not known.
        if !matches!(verdict, Verdict::Unknown) || !trial.is_kept(edits)? {
            return Ok(verdict.clone());
        }
        trial.found.remove(known);
    }
    let verdict = planned(trial, edits)?;
    trial.found.push((edits.to_vec(), verdict.clone()));
    Ok(verdict)
}

/// Plans a scenario with some edits.
fn planned(trial: &mut Trial<'_>, edits: &[Edit]) -> Result<Verdict, RepairError> {
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
    let goal = if trial.asked.quick { Goal::Nearby } else { Goal::Year };
    let task = Task { goal, steps: trial.asked.steps, near: trial.nearest(&scenario) };
    let answer = plan_for(&scenario, &options, &task)?;
    if answer.status == Status::Infeasible {
        return Ok(Verdict::Refuted(answer.shortages));
    }
    let judging = Judging { seed: given.seed, period: None, least: false };
    let judged = judged_of(&scenario, &answer, &judging)?;
    let complete = judged.filter(|judged| judged.plan.unplaced.is_empty() && judged.verdict.accepted());
    let Some(judged) = complete else { return Ok(Verdict::Unknown) };
    trial.known.retain(|plan| *plan != judged.plan);
    trial.known.push(judged.plan.clone());
    Ok(Verdict::Fits(Box::new(Fitting { judged, currency: scenario.currency.clone() })))
}
