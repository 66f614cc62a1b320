//! What each rule is worth: the scenario without it, beside the scenario with it.
//!
//! Any plan with the rule is a plan without it, so that a rule is never worth less than nothing: with `b ≤ c` the bound and the
//! cost with the rule and `b′ ≤ c′` those without, it is worth at least `max(0, b − min(c, c′))` and at most `c − b′`. The law is
//! named and never switched off.

use serde::Serialize;

use super::variant::{Planned, Variant};
use crate::domain::{Policy, Rule, Scenario, Strength};
use crate::scenario::edit::{Edit, EditError, Source};

/// A rule that may be switched off, and the scenario without it.
#[derive(Clone, Debug)]
pub struct Without {
    /// The policy.
    pub policy: String,
    /// The rule that it states.
    pub rule: &'static str,
    /// Whether it is a wish.
    pub wish: bool,
    /// The scenario.
    pub variant: Variant,
}

/// Every rule that may be switched off, or those named.
///
/// # Errors
///
/// When the scenario makes no sense without one of them.
pub fn without(source: &Source, scenario: &Scenario, only: &[String]) -> Result<Vec<Without>, EditError> {
    let relaxable = |(_, policy): &(usize, &Policy)| {
        policy.strength != Strength::Legal && (only.is_empty() || only.contains(&policy.key))
    };
    let one = |(place, policy): (usize, &Policy)| {
        let edit = Edit::Remove { remove: format!("policies.{}", id(policy, place)) };
        let edited = source.edited(std::slice::from_ref(&edit))?;
        Ok(Without {
            policy: policy.key.clone(),
            rule: policy.rule.key(),
            wish: policy.strength == Strength::Wish,
            variant: Variant {
                label: format!("without {}", policy.key),
                edits: vec![edit],
                scenario: edited.scenario,
            },
        })
    };
    scenario.policies.iter().enumerate().filter(relaxable).map(one).collect()
}

/// How a policy is named in the file: by its id, or by its place where it has none.
fn id(policy: &Policy, place: usize) -> String {
    let unnamed = policy.key == format!("policies[{place}]");
    if unnamed { place.to_string() } else { policy.key.clone() }
}

/// The law of a scenario, which is never switched off.
pub fn legal(scenario: &Scenario) -> Vec<String> {
    let legal = scenario.policies.iter().filter(|policy| policy.strength == Strength::Legal);
    legal.map(|policy| policy.key.clone()).collect()
}

/// What a rule is worth.
#[derive(Clone, Debug, Serialize)]
pub struct Worth {
    /// The policy.
    pub policy: String,
    /// The rule that it states.
    pub rule: &'static str,
    /// Whether it is a wish, whose price is in the cost with it.
    pub wish: bool,
    /// Cost and wishes that the plan without it saves at least, in cents; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least_cents: Option<i64>,
    /// The same at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most_cents: Option<i64>,
    /// Whether there is a plan only without it.
    pub stands_in_the_way: bool,
    /// The scenario without it.
    pub planned: Planned,
    /// The same as a sentence.
    pub sentence: String,
}

/// What switching a rule off brings.
pub fn worth(base: &Planned, without: &Without, planned: Planned) -> Worth {
    let stands_in_the_way = base.status == "infeasible" && planned.is_complete();
    let best = match (base.objective_cents, planned.objective_cents) {
        (Some(with), Some(without)) => Some(with.min(without)),
        (with, without) => with.or(without),
    };
    let at_least_cents = base.bound_cents.zip(best).map(|(bound, best)| (bound - best).max(0));
    let at_most_cents = base.objective_cents.zip(planned.bound_cents).map(|(cost, bound)| (cost - bound).max(0));
    let mut worth = Worth {
        policy: without.policy.clone(),
        rule: without.rule,
        wish: without.wish,
        at_least_cents,
        at_most_cents,
        stands_in_the_way,
        planned,
        sentence: String::new(),
    };
    worth.sentence = worth.words(base);
    worth
}

impl Worth {
    fn words(&self, base: &Planned) -> String {
        let money = |cents: i64| crate::domain::Cents(cents).to_string();
        let name = format!("{} ({})", self.policy, self.rule);
        if self.stands_in_the_way {
            let cost = self.planned.objective_cents.map_or(String::new(), money);
            return format!("{name}: without it there is a plan, of {cost} ({})", self.planned.known());
        }
        if base.status == "infeasible" {
            return format!("{name}: without it, {}", self.planned.known());
        }
        match (self.at_least_cents, self.at_most_cents) {
            (Some(0), Some(0)) => format!("{name}: worth nothing: a plan without it costs as much"),
            (Some(low), Some(high)) if low == high => format!("{name}: worth {}", money(low)),
            (Some(low), Some(high)) => format!("{name}: worth {} to {}", money(low), money(high)),
            (None, Some(high)) => format!("{name}: worth {} at most", money(high)),
            (Some(low), None) => format!("{name}: worth {} at least", money(low)),
            (None, None) => format!("{name}: {}", self.planned.known()),
        }
    }
}

/// Rules whose worth no plan of the same scenario can show, since they speak of money itself.
pub fn speaks_of_money(policy: &Policy) -> bool {
    matches!(policy.rule, Rule::Budget { .. })
}
