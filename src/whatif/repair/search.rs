//! The weakest step of a lever that does.

use std::ops::Range;

use super::lever::{Lever, Matter, Step, copied};
use super::levers::{AMOUNT, levers};
use super::trial::{Fitting, Trial, Verdict, tried};
use super::{Open, Repair, RepairError, is_left, sentence};
use crate::planner::Shortage;
use crate::scenario::edit::Edit;

/// Plans of one lever at most.
const PLANS: usize = 6;

/// Reasons that are mended one after the other at most.
const DEEP: usize = 4;

/// A search for repairs.
pub(super) struct Search<'t, 'a> {
    trial: &'t mut Trial<'a>,
    /// Whether counting knows why nothing fits as it is.
    counted: bool,
    /// Changes that are not refuted, and of which no plan was found.
    pub(super) open: Vec<Open>,
}

/// What a step was found to be.
struct Tried {
    /// The edits with which all that is short is mended.
    edits: Vec<Edit>,
    words: String,
    verdict: Verdict,
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
        // Below `low` all is refuted; `proven` says whether by proof.
        let (mut low, mut proven, mut plans) = (first, true, 0);
        let (mut ahead, mut best): (usize, Option<(usize, Tried)>) = (1, None);
        let mut at = first;
        while plans < PLANS && at < steps && !self.trial.is_cancelled() {
            plans += 1;
            let tried = self.step(lever, &lever.steps[at], why)?;
            match &tried.verdict {
                Verdict::Fits(_) => best = Some(self.with_less(lever, low..at, (at, tried), why)?),
                Verdict::Refuted(_) => low = at + 1,
                // An amount that just does is harder to keep than one with room; what fits then may fit with less.
                Verdict::Unknown if best.is_none() && lever.way == AMOUNT && at + 1 < steps => {
                    (low, proven, at) = (at + 1, false, steps - 1);
                    continue;
                }
                // More of the same is a larger question still, and not found sooner.
                Verdict::Unknown if best.is_none() => {
                    self.open
                        .push(Open { set: tried.edits.iter().map(copied).collect(), words: tried.words });
                    return Ok(None);
                }
                Verdict::Unknown => (low, proven) = (at + 1, false),
            }
            let Some((fits, _)) = &best else {
                at += ahead;
                ahead *= 2;
                continue;
            };
            if *fits == low {
                break;
            }
            at = usize::midpoint(low, *fits);
        }
        let Some((at, tried)) = best else { return Ok(None) };
        let Verdict::Fits(fitting) = &tried.verdict else { return Ok(None) };
        Ok(Some(repair(lever, &tried, fitting, at == low && proven && lever.steps.len() > 1)))
    }

    /// A step that fits, or the weakest of some before it with which the plan that was just found keeps every rule as it is.
    fn with_less(
        &mut self,
        lever: &Lever,
        mut weaker: Range<usize>,
        (at, tried): (usize, Tried),
        why: &Shortage,
    ) -> Result<(usize, Tried), RepairError> {
        // What was mended besides belongs to its own step.
        if lever.steps[at].edits != tried.edits {
            return Ok((at, tried));
        }
        let kept = weaker.find_map(|at| match self.trial.keeps_found(&lever.steps[at].edits) {
            Ok(false) => None,
            found => Some(found.map(|_| at)),
        });
        let Some(less) = kept.transpose()? else { return Ok((at, tried)) };
        let again = self.step(lever, &lever.steps[less], why)?;
        Ok(if matches!(again.verdict, Verdict::Fits(_)) { (less, again) } else { (at, tried) })
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
    fn step(&mut self, lever: &Lever, step: &Step, why: &Shortage) -> Result<Tried, RepairError> {
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

fn repair(lever: &Lever, tried: &Tried, fitting: &Fitting, smallest: bool) -> Repair {
    let objective = fitting.cost_cents + fitting.wish_cents;
    // What is shown is the cost; the bound is one of the objective.
    let bound = fitting.bound_cents.map(|bound| bound - fitting.wish_cents);
    let told = sentence(&tried.words, &fitting.currency, (objective - fitting.wish_cents, bound), smallest);
    Repair {
        way: lever.way.to_owned(),
        edits: tried.edits.clone(),
        set: tried.edits.iter().map(copied).collect(),
        cost_cents: fitting.cost_cents,
        wish_cents: fitting.wish_cents,
        bound_cents: fitting.bound_cents,
        smallest,
        sentence: told,
    }
}
