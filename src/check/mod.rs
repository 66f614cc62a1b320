//! The judge of a plan: every rule recomputed from the requirement, learner by learner.
//!
//! Takes a scenario and a plan, from this program or made by hand; says which rules the plan
//! breaks, by how much and where, and what its broken wishes cost. It shares no code with the
//! model, so that a mistake in one of the two shows as a disagreement. A rule is a file in
//! `rules/`, and is registered there and nowhere else.

mod breach;
mod case;
mod diary;
mod lost_income;
mod overlaps;
mod release;
mod rules;
mod tally;
mod units;
mod words;

use std::collections::BTreeMap;

use crate::domain::{Cents, ExactCents, PolicyId, Scenario, Strength};
use crate::plan::Plan;

pub use breach::{Amount, Breach, Verdict};
pub use case::Case;
pub use diary::{Present, Squad, Visit};
pub use rules::RULES;
pub use tally::named;

/// The key under which income that the plan loses stands among the broken wishes.
pub const INCOME_LOST: &str = "income_lost";

/// A rule that a plan keeps or breaks.
pub trait Rule: Sync {
    /// The word in reports; for a policy, the word of the policy in files.
    fn key(&self) -> &'static str;
    /// What it asks, in a sentence.
    fn sentence(&self) -> &'static str;
    /// Every place where the plan breaks it, in a fixed order.
    fn breaches(&self, case: &Case<'_>) -> Vec<Breach>;
}

/// Judges a plan by every rule.
pub fn judge(scenario: &Scenario, plan: &Plan) -> Verdict {
    judge_by(scenario, plan, |_| true)
}

/// Judges a plan by the rules whose keys are `asked` for; [`INCOME_LOST`] is one of them.
pub fn judge_by(scenario: &Scenario, plan: &Plan, asked: impl Fn(&str) -> bool) -> Verdict {
    let case = Case::new(scenario, plan);
    let is_wish = |breach: &Breach| {
        breach.policy.is_some_and(|id| scenario.policies[id.index()].strength == Strength::Wish)
    };
    let rules = RULES.iter().filter(|rule| asked(rule.key()));
    let found = rules.flat_map(|rule| rule.breaches(&case));
    let (mut wishes, violations): (Vec<Breach>, Vec<Breach>) = found.partition(is_wish);
    let (lost, lost_cents) =
        if asked(INCOME_LOST) { lost_income::lost(&case) } else { (Vec::new(), Cents(0)) };
    let wish_cents = priced(scenario, &wishes) + lost_cents;
    wishes.extend(lost);
    Verdict { violations, wishes, wish_cents }
}

/// What broken wishes cost: each policy is summed exactly and rounded once.
fn priced(scenario: &Scenario, wishes: &[Breach]) -> Cents {
    let mut sums: BTreeMap<PolicyId, ExactCents> = BTreeMap::new();
    for breach in wishes {
        let Some(id) = breach.policy else { continue };
        *sums.entry(id).or_default() += breach.amount.at(scenario.policies[id.index()].price.borne());
    }
    sums.into_values().map(ExactCents::round).sum()
}
