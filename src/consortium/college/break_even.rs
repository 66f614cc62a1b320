//! With how few learners the college still loses no more than it may, when firms are billed for each learner as now.
//!
//! The intake falls as in [`super::intake`], from all learners downwards: a step at every share at which some firm
//! loses another one. At a step with n learners the result is `r = Σ x_i (n_i − lost_i) / n_i − c(n)`. What c(n) is
//! lies between what its hours cost at least, with whole groups and seats ([`crate::planner::least`]), and the
//! cheapest plan at hand: everybody outside, or the plan of all learners cut down. Groups are lumpy, so that the
//! result rises again where one group fewer is enough: every step is looked at, and none is skipped by halving. The
//! planner is never asked; where bound and plan leave it open, that is said.

use super::Risk;
use crate::consortium::Known;
use crate::consortium::coalition_cost::CostError;
use crate::consortium::costs::Store;
use crate::consortium::unsearched::{AtHand, known};
use crate::domain::Cents;
use crate::solver::Cancel;

/// Steps that are looked at.
const MOST: usize = 100;

/// The college's result with fewer learners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Learners who come.
    pub learners: u32,
    /// The result with the cheapest plan at hand, if there is one.
    pub result: Option<Cents>,
    /// The result is at most this; `None` where no plan gives everybody the hours.
    pub at_most: Option<Cents>,
    /// Whether the plan at hand buys every seat outside, so that the college teaches nobody.
    pub all_outside: bool,
}

impl Step {
    /// Whether the college surely loses no more than this.
    pub fn within(&self, loss: Cents) -> bool {
        self.result.is_some_and(|result| result >= -loss)
    }

    /// Whether it surely loses more.
    pub fn beyond(&self, loss: Cents) -> bool {
        self.at_most.is_none_or(|result| result < -loss)
    }
}

/// With how few learners the college still loses no more than it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakEven {
    /// The most that it may lose; 0 where nothing is agreed on.
    pub max_loss: Cents,
    /// Every step looked at, all learners first.
    pub steps: Vec<Step>,
    /// Whether the steps go down to the last learner.
    pub complete: bool,
}

impl BreakEven {
    /// The steps from all learners down to which the college surely loses no more than it may, without a gap.
    pub fn unbroken(&self) -> &[Step] {
        let end = self.steps.iter().position(|step| !step.within(self.max_loss));
        &self.steps[..end.unwrap_or(self.steps.len())]
    }

    /// The steps below.
    pub fn below(&self) -> &[Step] {
        &self.steps[self.unbroken().len()..]
    }

    /// Whether a step is neither surely within nor surely beyond.
    pub fn is_open(&self, step: &Step) -> bool {
        !step.within(self.max_loss) && !step.beyond(self.max_loss)
    }
}

impl Risk<'_> {
    /// The break-even number of learners; what is known of smaller programmes is kept in the store. `progress` is
    /// told how many steps were looked at, of how many.
    ///
    /// # Errors
    ///
    /// When the solver fails, or a plan is cheaper than its bound.
    pub fn break_even(
        &self,
        store: &dyn Store,
        cancel: &Cancel,
        progress: &dyn Fn(usize, usize),
    ) -> Result<BreakEven, CostError> {
        let all = self.base();
        let mut steps = vec![Step {
            learners: self.counts().iter().sum(),
            result: Some(all),
            at_most: Some(all),
            all_outside: self.plan.sessions.is_empty(),
        }];
        let chain = self.chain();
        for lost in chain.iter().take(MOST) {
            progress(steps.len(), chain.len().min(MOST));
            let found = known(&self.smaller(lost).scenario, self.everybody(), store, cancel)?;
            steps.push(self.step(lost, &found));
            if cancel.is_cancelled() {
                break;
            }
        }
        let max_loss = self.scenario.agreement.college.max_loss.unwrap_or_default();
        let complete = steps.len() > chain.len();
        Ok(BreakEven { max_loss, steps, complete })
    }

    fn step(&self, lost: &[u32], found: &AtHand) -> Step {
        let paid = self.paid(lost);
        Step {
            learners: self.counts().iter().zip(lost).map(|(count, lost)| count - lost).sum(),
            result: found.plan.as_ref().and_then(Known::upper).map(|cost| paid - cost),
            at_most: found.lower.map(|cost| paid - cost),
            all_outside: found
                .plan
                .as_ref()
                .and_then(Known::plan)
                .is_some_and(|plan| plan.sessions.is_empty()),
        }
    }

    /// Who fails to come at each step, the fewest first, while anybody comes. Firm i loses its j-th learner at the
    /// share `(2j − 1) / 2n_i`.
    fn chain(&self) -> Vec<Vec<u32>> {
        let counts = self.counts();
        let of_firm = |count: &u32| {
            let of = 2 * u64::from(*count);
            (1..=u64::from(*count)).map(move |learner| (2 * learner - 1, of))
        };
        let mut shares: Vec<(u64, u64)> = counts.iter().flat_map(of_firm).collect();
        shares.sort_by(|(a, b), (c, d)| (a * d).cmp(&(c * b)));
        let mut chain: Vec<Vec<u32>> = shares.into_iter().map(|share| self.lost(share)).collect();
        chain.dedup();
        chain.retain(|lost| *lost != counts);
        chain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(learners: u32, result: Option<i64>, at_most: Option<i64>) -> Step {
        Step { learners, result: result.map(Cents), at_most: at_most.map(Cents), all_outside: false }
    }

    #[test]
    fn the_first_step_that_is_not_surely_within_ends_the_row() {
        let steps = vec![
            step(10, Some(0), Some(0)),
            step(9, Some(-100), Some(-100)),
            // No plan at hand, though the bound would allow one.
            step(8, None, Some(-50)),
            step(7, Some(-101), Some(-101)),
            step(6, Some(-99), Some(-10)),
            step(5, None, None),
        ];
        let found = BreakEven { max_loss: Cents(100), steps, complete: true };
        assert_eq!(found.unbroken().last().map(|step| step.learners), Some(9));
        assert_eq!(found.below().len(), 4);
        let open: Vec<u32> =
            found.steps.iter().filter(|step| found.is_open(step)).map(|step| step.learners).collect();
        assert_eq!(open, [8]);
        let beyond = found.steps.iter().filter(|step| step.beyond(Cents(100)));
        assert_eq!(beyond.map(|step| step.learners).collect::<Vec<_>>(), [7, 5]);
    }
}
