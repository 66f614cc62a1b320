//! What each rule is worth: the scenario without it, beside the scenario with it.
//!
//! Any plan with the rule is a plan without it, so that a rule is never worth less than nothing (but see below): with `b ≤ c` the bound and the
//! cost with the rule and `b′ ≤ c′` those without, it is worth at least `max(0, b − min(c, c′))` and at most `c − b′`. What is fixed
//! in advance (locks) is looked at in the same way. A weekly pattern, or days locked for the firm, give firm-led days that other rules
//! may ask for: without them there may be less, so that they are worth between `b − c′` and `c − b′`, which may be less than nothing.
//! Wishes about seats in rooms are left as they are, since without one every room has to be large enough. The law is named and
//! never switched off.

use serde::Serialize;

use super::variant::{Planned, Variant};
use crate::domain::{DayUse, Lock, LockKind, Policy, Rule, Scenario, Strength};
use crate::scenario::edit::{Edit, EditError, Source};

/// A rule that may be switched off, and the scenario without it.
#[derive(Clone, Debug)]
pub struct Without {
    /// The policy or the lock.
    pub policy: String,
    /// The rule that it states, or `locks`.
    pub rule: &'static str,
    /// Whether it is a wish.
    pub wish: bool,
    /// Whether it also gives something that others ask for.
    pub gives: bool,
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
        policy.strength != Strength::Legal
            && policy.rule != Rule::RoomSeats
            && (only.is_empty() || only.contains(&policy.key))
    };
    let one = |(place, policy): (usize, &Policy)| {
        let entry = format!("policies.{}", id(&policy.key, "policies", place));
        let (wish, edit) = (policy.strength == Strength::Wish, Edit::Remove { remove: entry });
        let gives = matches!(policy.rule, Rule::WeeklyPattern { .. });
        switched_off(source, (&policy.key, policy.rule.key()), (wish, gives), edit)
    };
    let named = |(_, lock): &(usize, &Lock)| only.is_empty() || only.contains(&lock.key);
    let fixed = |(place, lock): (usize, &Lock)| {
        let edit = Edit::Remove { remove: format!("locks.{}", id(&lock.key, "locks", place)) };
        let gives = matches!(lock.kind, LockKind::Days { used: DayUse::Firm, .. });
        switched_off(source, (&lock.key, "locks"), (false, gives), edit)
    };
    let policies = scenario.policies.iter().enumerate().filter(relaxable).map(one);
    policies.chain(scenario.locks.iter().enumerate().filter(named).map(fixed)).collect()
}

/// The scenario with a rule switched off.
fn switched_off(
    source: &Source,
    (key, rule): (&str, &'static str),
    (wish, gives): (bool, bool),
    edit: Edit,
) -> Result<Without, EditError> {
    let scenario = source.edited(std::slice::from_ref(&edit))?.scenario;
    let variant = Variant { label: format!("without {key}"), edits: vec![edit], scenario };
    Ok(Without { policy: key.to_owned(), rule, wish, gives, variant })
}

/// How an entry of a list is named in the file: by its id, or by its place where it has none.
fn id(key: &str, list: &str, place: usize) -> String {
    let unnamed = key == format!("{list}[{place}]");
    if unnamed { place.to_string() } else { key.to_owned() }
}

/// The law of a scenario, which is never switched off.
pub fn legal(scenario: &Scenario) -> Vec<String> {
    let legal = scenario.policies.iter().filter(|policy| policy.strength == Strength::Legal);
    legal.map(|policy| policy.key.clone()).collect()
}

/// What a rule is worth.
#[derive(Clone, Debug, Serialize)]
pub struct Worth {
    /// The policy or the lock.
    pub policy: String,
    /// The rule that it states, or `locks`.
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
pub fn worth(base: &Planned, without_it: &Without, planned: Planned) -> Worth {
    let stands_in_the_way = base.status == "infeasible" && planned.is_complete();
    let (cost, bound) = (base.objective_cents, base.bound_cents);
    let best = match (cost, planned.objective_cents) {
        (Some(with), Some(without)) if !without_it.gives => Some(with.min(without)),
        (with, None) if !without_it.gives => with,
        (_, found) => found,
    };
    let floor = if without_it.gives { i64::MIN } else { 0 };
    let at_least_cents = bound.zip(best).map(|(bound, best)| (bound - best).max(floor));
    let at_most_cents = cost.zip(planned.bound_cents).map(|(cost, bound)| (cost - bound).max(floor));
    let mut worth = Worth {
        policy: without_it.policy.clone(),
        rule: without_it.rule,
        wish: without_it.wish,
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
        if self.planned.status == "infeasible" {
            return format!("{name}: without it no plan keeps every rule");
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
