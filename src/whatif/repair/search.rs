//! The weakest step of a lever that does.

use super::lever::{Lever, Matter, Step, copied};
use super::levers::levers;
use super::trial::{Trial, Verdict, tried};
use super::tried::{Tried, repair};
use super::{Open, Repair, RepairError, is_left};
use crate::planner::Shortage;
use crate::scenario::edit::Edit;

/// Plans of one lever at most.
const PLANS: usize = 6;

/// The same where an answer is wanted in little time.
const QUICK: usize = 2;

/// Reasons that are mended one after the other at most.
const DEEP: usize = 4;

/// A search for repairs.
pub(super) struct Search<'t, 'a> {
    pub(super) trial: &'t mut Trial<'a>,
    /// Whether counting knows why nothing fits as it is.
    counted: bool,
    /// Changes that are not refuted, and of which no plan was found.
    pub(super) open: Vec<Open>,
}

impl<'t, 'a> Search<'t, 'a> {
    /// A search where nothing fits for some reasons.
    pub(super) fn new(trial: &'t mut Trial<'a>, why: &[Shortage]) -> Self {
        Self { trial, counted: why.iter().any(|one| one.needed.is_some()), open: Vec::new() }
    }

    /// The repair by the weakest step of a lever that does; `None` when none does, or none was found.
    ///
    /// # Errors
    ///
    /// When an edit does not fit, the planner fails, or the judge contradicts it.
    pub(super) fn smallest(&mut self, lever: &Lever, why: &Shortage) -> Result<Option<Repair>, RepairError> {
        let Some(first) = self.first_not_refuted(lever, why)? else { return Ok(None) };
        let steps = lever.steps.len();
        // Below `refuted` all is refuted; what lies from there to `low` was not found out.
        let (mut refuted, mut low, mut plans) = (first, first, 0);
        let (mut at, mut ahead) = (first, 1);
        let mut best = self.with_what_is_known(lever, first..steps, why)?;
        let most = match (self.trial.is_quick(), &best) {
            (true, Some(_)) => 1,
            (true, None) => QUICK,
            (false, _) => PLANS,
        };
        let mut unknown: Option<Tried> = None;
        loop {
            if let Some((fits, _)) = &best {
                if *fits <= low {
                    break;
                }
                at = usize::midpoint(low, *fits);
            }
            if plans == most || at >= steps || self.trial.is_cancelled() {
                break;
            }
            plans += 1;
            let tried = self.step(lever, &lever.steps[at], why)?;
            match &tried.verdict {
                Verdict::Fits(_) => best = Some(self.with_less(lever, refuted..at, (at, tried), why)?),
                Verdict::Refuted(_) => {
                    // So is all that is less.
                    (refuted, low, unknown) = (at + 1, at + 1, None);
                }
                Verdict::Unknown => {
                    low = at + 1;
                    if best.is_none() {
                        // What just does is harder to keep than what leaves room; what fits then may fit with less.
                        at = if unknown.is_none() && at + 1 < steps { steps - 1 } else { steps };
                        unknown.get_or_insert(tried);
                        continue;
                    }
                }
            }
            if best.is_none() {
                at += ahead;
                ahead *= 2;
            }
        }
        let Some((at, tried)) = best else {
            self.leave_open(unknown);
            return Ok(None);
        };
        let tried = self.at_its_cost(lever, tried, why)?;
        let Verdict::Fits(fitting) = &tried.verdict else { return Ok(None) };
        // What was mended besides may be too little, rather than the smaller step.
        let by_itself = at == first || lever.steps[at].edits == tried.edits;
        let is_least = at == refuted && by_itself && steps > 1 && lever.ceiling.is_none();
        Ok(Some(repair(lever, &tried, fitting, is_least)))
    }

    /// Notes the weakest change that nothing refutes, once.
    fn leave_open(&mut self, unknown: Option<Tried>) {
        let Some(Tried { edits, words, .. }) = unknown else { return };
        let open = Open { set: edits.iter().map(copied).collect(), words };
        if !self.open.contains(&open) {
            self.open.push(open);
        }
    }

    /// The first step at which counting no longer finds what is short: steps before it are refuted.
    fn first_not_refuted(&self, lever: &Lever, why: &Shortage) -> Result<Option<usize>, RepairError> {
        let refuted = |step: &Step| -> Result<bool, RepairError> {
            let left = self.trial.counted(&step.edits)?;
            Ok(left.is_none_or(|left| left.iter().any(|other| is_left(why, other))))
        };
        if !self.counted {
            return Ok(Some(0));
        }
        let (mut low, mut high) = (0, lever.steps.len());
        // The strongest step first: most levers do not help at all.
        if refuted(&lever.steps[high - 1])? {
            return Ok(None);
        }
        high -= 1;
        while low < high {
            let middle = usize::midpoint(low, high);
            if refuted(&lever.steps[middle])? { low = middle + 1 } else { high = middle }
        }
        Ok(Some(low))
    }

    /// Plans a step, with what it takes to mend what is still short in the same way.
    pub(super) fn step(&mut self, lever: &Lever, step: &Step, why: &Shortage) -> Result<Tried, RepairError> {
        self.trial.tell(&step.words);
        let (mut edits, mut words) = (step.edits.clone(), step.words.clone());
        let mut refuted = vec![why.clone()];
        for _ in 0..DEEP {
            let Some(left) = self.trial.counted(&edits)? else { break };
            let Some(next) = left.first().cloned() else {
                let verdict = tried(self.trial, &edits)?;
                return Ok(Tried { edits, words, verdict });
            };
            let Some(more) = self.besides(&edits, &next, lever.way)? else {
                refuted = left;
                break;
            };
            edits.extend(more.edits);
            words = format!("{words}, and {}", more.words);
        }
        Ok(Tried { edits, words, verdict: Verdict::Refuted(refuted) })
    }

    /// The weakest step after some edits with which another reason is gone, in the same way rather than in another.
    fn besides(&self, edits: &[Edit], why: &Shortage, way: &str) -> Result<Option<Step>, RepairError> {
        let Some((source, scenario)) = self.trial.version(edits)? else { return Ok(None) };
        let mut ways = levers(Matter { source: &source, scenario: &scenario, reason: why });
        ways.sort_by_key(|lever| lever.way != way);
        for lever in ways {
            let gone = |step: &Step| -> Result<bool, RepairError> {
                let all = [edits, step.edits.as_slice()].concat();
                let left = self.trial.counted(&all)?;
                Ok(left.is_some_and(|left| !left.iter().any(|other| is_left(why, other))))
            };
            let (mut low, mut high) = (0, lever.steps.len() - 1);
            if !gone(&lever.steps[high])? {
                continue;
            }
            while low < high {
                let middle = usize::midpoint(low, high);
                if gone(&lever.steps[middle])? { high = middle } else { low = middle + 1 }
            }
            return Ok(Some(lever.steps[low].clone()));
        }
        Ok(None)
    }
}
