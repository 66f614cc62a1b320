//! Steps of a lever that plans keep which are known already.

use std::ops::Range;

use super::RepairError;
use super::lever::{Lever, Step};
use super::search::Search;
use super::trial::Verdict;
use super::tried::Tried;
use crate::planner::Shortage;

impl Search<'_, '_> {
    /// Levers of which a known plan keeps a step as it is before those that have to be planned.
    ///
    /// # Errors
    ///
    /// As [`Search::smallest`].
    pub(super) fn kept_first(&self, levers: Vec<Lever>) -> Result<Vec<Lever>, RepairError> {
        let (mut first, mut later) = (Vec::new(), Vec::new());
        for lever in levers {
            let kept = self.kept(&lever, 0..lever.steps.len())?.is_some();
            if kept { first.push(lever) } else { later.push(lever) }
        }
        first.extend(later);
        Ok(first)
    }

    /// The weakest of some steps that a known plan keeps as it is, and what it is found to be.
    ///
    /// # Errors
    ///
    /// As [`Search::smallest`].
    pub(super) fn with_what_is_known(
        &mut self,
        lever: &Lever,
        steps: Range<usize>,
        why: &Shortage,
    ) -> Result<Option<(usize, Tried)>, RepairError> {
        let Some(at) = self.kept(lever, steps)? else { return Ok(None) };
        let tried = self.step(lever, &lever.steps[at], why)?;
        Ok(matches!(tried.verdict, Verdict::Fits(_)).then_some((at, tried)))
    }

    /// A step that fits, or the weakest of some before it that a known plan keeps as it is.
    ///
    /// # Errors
    ///
    /// As [`Search::smallest`].
    pub(super) fn with_less(
        &mut self,
        lever: &Lever,
        weaker: Range<usize>,
        (at, tried): (usize, Tried),
        why: &Shortage,
    ) -> Result<(usize, Tried), RepairError> {
        // What was mended besides belongs to its own step.
        if lever.steps[at].edits != tried.edits {
            return Ok((at, tried));
        }
        Ok(self.with_what_is_known(lever, weaker, why)?.unwrap_or((at, tried)))
    }

    /// A raised ceiling of money at what its plan costs, to the cent; other steps as they are.
    ///
    /// # Errors
    ///
    /// As [`Search::smallest`].
    pub(super) fn at_its_cost(
        &mut self,
        lever: &Lever,
        tried: Tried,
        why: &Shortage,
    ) -> Result<Tried, RepairError> {
        let Some(ceiling) = lever.ceiling.as_ref().filter(|_| tried.edits.len() == 1) else {
            return Ok(tried);
        };
        let Verdict::Fits(fitting) = &tried.verdict else { return Ok(tried) };
        let Some(over) = self.trial.over(&ceiling.policy, &fitting.judged.plan)? else { return Ok(tried) };
        let step: Step = ceiling.raised(ceiling.now + over as f64 / 100.0);
        let exact = self.step(lever, &step, why)?;
        Ok(if matches!(exact.verdict, Verdict::Fits(_)) { exact } else { tried })
    }

    /// The weakest of some steps that a known plan keeps as it is.
    fn kept(&self, lever: &Lever, mut steps: Range<usize>) -> Result<Option<usize>, RepairError> {
        let kept = steps.find_map(|at| match self.trial.is_kept(&lever.steps[at].edits) {
            Ok(false) => None,
            found => Some(found.map(|_| at)),
        });
        kept.transpose()
    }
}
