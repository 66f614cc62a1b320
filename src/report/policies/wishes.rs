//! Wishes that the plan breaks, and what that costs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Breach, Verdict};
use crate::domain::{Cents, ExactCents, Scenario};

/// A wish that is broken, or income that is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BrokenWish {
    /// The policy, or what the loss is called.
    pub wish: String,
    /// What it costs, in cents; `None` where the judge states no price of its own.
    pub cents: Option<i64>,
    /// Where it is broken, a sentence each.
    pub messages: Vec<String>,
}

/// Every broken wish, in the order of the policies; each is summed exactly and rounded once.
pub fn broken(scenario: &Scenario, verdict: &Verdict) -> Vec<BrokenWish> {
    let mut wishes: BTreeMap<(Option<usize>, &str), Vec<&Breach>> = BTreeMap::new();
    for breach in &verdict.wishes {
        let place = breach.policy.map(crate::domain::PolicyId::index);
        wishes.entry((place, breach.rule)).or_default().push(breach);
    }
    let wish = |((place, rule), breaches): ((Option<usize>, &str), Vec<&Breach>)| BrokenWish {
        wish: place.map_or_else(|| rule.replace('_', " "), |place| scenario.policies[place].key.clone()),
        cents: place.map(|place| cost(scenario.policies[place].price.borne(), &breaches)),
        messages: breaches.iter().map(|breach| breach.message.clone()).collect(),
    };
    wishes.into_iter().map(wish).collect()
}

fn cost(price: Cents, breaches: &[&Breach]) -> i64 {
    breaches.iter().map(|breach| breach.amount.at(price)).sum::<ExactCents>().round().0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Amount;

    fn breach(amount: Amount) -> Breach {
        let (subject, message) = (String::new(), String::new());
        let sessions = Vec::new();
        Breach { rule: "compact_days", policy: None, amount, sessions, subject, learners: None, message }
    }

    #[test]
    fn a_wish_is_rounded_once() {
        // 5.01 € an hour: twice 30 minutes are 5.01 €, not 2 × 2.51 €.
        let (a, b) = (breach(Amount::Minutes(30)), breach(Amount::Minutes(30)));
        assert_eq!(cost(Cents(501), &[&a, &b]), 501);
        assert_eq!(cost(Cents(501), &[&breach(Amount::Count(3))]), 1_503);
        // 2.50 € for each euro over, 12.30 € over.
        assert_eq!(cost(Cents(250), &[&breach(Amount::Cents(1_230))]), 3_075);
    }
}
