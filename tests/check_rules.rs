//! Every rule of the judge has a plan it accepts and one it rejects, for that rule and no other.

#![allow(clippy::unwrap_used, reason = "worlds are built outside of test functions")]

use std::collections::BTreeSet;

use vetplan::check::{Amount, RULES, judge};
use vetplan::domain::{Price, Strength};

mod check;

use check::world::World;
use check::{Example, examples};

fn sum(amounts: impl Iterator<Item = Amount>) -> Vec<Amount> {
    let mut sums: Vec<Amount> = Vec::new();
    for amount in amounts {
        let same =
            sums.iter_mut().find(|sum| std::mem::discriminant(*sum) == std::mem::discriminant(&amount));
        match (same, amount) {
            (Some(Amount::Minutes(sum)), Amount::Minutes(more))
            | (Some(Amount::Count(sum)), Amount::Count(more))
            | (Some(Amount::Cents(sum)), Amount::Cents(more)) => {
                *sum += more;
            }
            _ => sums.push(amount),
        }
    }
    sums
}

fn told(world: &World) -> Vec<String> {
    let verdict = judge(&world.scenario, &world.plan);
    let all = verdict.violations.iter().chain(&verdict.wishes);
    all.map(|breach| format!("{}: {}", breach.rule, breach.message)).collect()
}

#[test]
fn every_rule_has_an_example() {
    let shown: BTreeSet<&str> = examples().iter().map(|example| example.rule).collect();
    let missing: Vec<&str> = RULES.iter().map(|rule| rule.key()).filter(|key| !shown.contains(key)).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn keys_are_unique_and_sentences_are_sentences() {
    let keys: BTreeSet<&str> = RULES.iter().map(|rule| rule.key()).collect();
    assert_eq!(keys.len(), RULES.len());
    for rule in RULES {
        assert!(rule.sentence().ends_with('.'), "{}", rule.key());
    }
}

#[test]
fn accepted_plans_are_accepted() {
    for Example { rule, title, accepted, .. } in examples() {
        assert_eq!(told(&accepted), Vec::<String>::new(), "{rule}: {title}");
    }
}

#[test]
fn rejected_plans_are_rejected_for_that_rule_alone() {
    for Example { rule, title, rejected, amount, .. } in examples() {
        let verdict = judge(&rejected.scenario, &rejected.plan);
        let keys: BTreeSet<&str> = verdict.violations.iter().map(|breach| breach.rule).collect();
        assert_eq!(keys, BTreeSet::from([rule]), "{title}: {:#?}", told(&rejected));
        assert!(verdict.wishes.is_empty(), "{rule}: {title}");
        let amounts = sum(verdict.violations.iter().map(|breach| breach.amount));
        assert_eq!(amounts, [amount], "{rule}: {title}: {:#?}", told(&rejected));
    }
}

#[test]
fn a_broken_wish_is_no_violation_and_has_its_price() {
    for Example { rule, title, mut rejected, amount, .. } in examples() {
        if rejected.scenario.policies.is_empty() {
            continue;
        }
        for policy in &mut rejected.scenario.policies {
            policy.strength = Strength::Wish;
            policy.price = Price::plain(600);
        }
        let verdict = judge(&rejected.scenario, &rejected.plan);
        assert!(verdict.accepted(), "{rule}: {title}");
        assert!(verdict.wishes.iter().all(|breach| breach.rule == rule), "{rule}: {title}");
        let cents = match amount {
            Amount::Minutes(minutes) => minutes * 10,
            Amount::Count(count) => count * 600,
            Amount::Cents(cents) => cents * 6,
        };
        assert_eq!(verdict.wish_cents.0, cents as i64, "{rule}: {title}");
    }
}

#[test]
fn rejections_do_not_depend_on_the_order_of_the_plan() {
    for Example { rule, title, rejected, .. } in examples() {
        let mut shuffled = rejected.clone();
        shuffled.plan.sessions.reverse();
        shuffled.plan.firm_days.reverse();
        let mut pairs = [told(&rejected), told(&shuffled)];
        for told in &mut pairs {
            told.sort();
        }
        assert_eq!(pairs[0], pairs[1], "{rule}: {title}");
    }
}
