//! **The plan, or what some cohorts bring about of it, costs no more than the budget.**
//!
//! `Σ of every cost term (of one payer, if said) ≤ ceiling`. Income does not count, wishes neither. A budget
//! of single cohorts counts the terms with the weights `learners of the cohorts in r / learners of r` for what
//! a run r brings about, 1 for what one of the cohorts does, and 0 for what belongs to nobody in particular.
//! The row is written after the objective, from the same terms.

use super::{Build, Family};
use crate::domain::{Party, Rule};
use crate::model::build::{Cause, Terms};
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct Budget;

impl Family for Budget {
    fn key(&self) -> &'static str {
        "budget"
    }

    fn sentence(&self) -> &'static str {
        "The cost of the plan, before income, stays within the budget."
    }

    fn rows_on_cost(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            let Rule::Budget { at_most, payer } = policy.rule else { continue };
            let everybody = policy.cohorts.len() == build.scene.scenario.cohorts.len();
            let share = |of: Party, cause: Cause| match cause {
                _ if payer.is_some_and(|payer| payer != of) => 0.0,
                _ if everybody => 1.0,
                Cause::Run(run) => {
                    let theirs = build.scene.learners_of(run, &policy.cohorts);
                    f64::from(theirs) / f64::from(build.scene.runs[run].learners.max(1))
                }
                Cause::Cohort(cohort) => f64::from(u8::from(policy.cohorts.contains(&cohort))),
                Cause::Programme => 0.0,
            };
            let terms: Terms = build
                .costs
                .iter()
                .map(|cost| (cost.col, cost.euros * share(cost.payer, cost.cause)))
                .filter(|(_, euros)| *euros != 0.0)
                .collect();
            let fixed: f64 =
                build.fixed.iter().map(|(cause, payer, euros)| euros * share(*payer, *cause)).sum();
            let whom = match policy.cohorts[..] {
                [cohort] if !everybody => Whom::Cohort(cohort),
                _ => Whom::Everybody,
            };
            let tag = build.tag(Subject::always(whom)).policy(id).euros();
            build.rule(tag, f64::NEG_INFINITY, at_most.0 as f64 / 100.0 - fixed, terms);
        }
    }
}
