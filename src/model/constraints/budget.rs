//! **The plan costs no more than the budget.**
//!
//! `Σ of every cost term (of one payer, if said) ≤ ceiling`. Income does not count, wishes neither.
//! The row is written after the objective, from the same terms.

use super::{Build, Family};
use crate::domain::Rule;
use crate::model::build::Terms;
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
            let mine = |of: &crate::domain::Party| payer.is_none_or(|payer| payer == *of);
            let terms: Terms = build
                .costs
                .iter()
                .filter(|cost| mine(&cost.payer))
                .map(|cost| (cost.col, cost.euros))
                .collect();
            let fixed: f64 = build.fixed.iter().filter(|(of, _)| mine(of)).map(|(_, euros)| euros).sum();
            let tag = build.tag(Subject::always(Whom::Everybody)).policy(id).euros();
            build.rule(tag, f64::NEG_INFINITY, at_most.0 as f64 / 100.0 - fixed, terms);
        }
    }
}
