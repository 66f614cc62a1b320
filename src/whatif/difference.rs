//! What a rule is broken more in one verdict than in another.
//!
//! Breaches are compared learner by learner: those of learners who break a rule alike are told together, and other learners may
//! do so after a change. Two breaches are about the same matter when they differ in amounts only, so that a week that has 2 of
//! 4 hours instead of none is not broken anew.

use std::collections::BTreeMap;

use crate::check::{Amount, Breach, named};
use crate::domain::{CohortId, PolicyId, Scenario};
use crate::plan::LearnerSet;

/// Whom a breach is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whom<'b> {
    Learner(CohortId, u32),
    Thing(&'b str),
}

/// What a breach is about: two with the same matter differ in amounts only.
type Matter<'b> = (&'static str, Option<PolicyId>, Whom<'b>, String);

/// What is broken in `after` beyond `before`: each breach with the learners for whom it is worse, and by how much it is.
pub(super) fn worse(scenario: &Scenario, before: &[Breach], after: &[Breach]) -> Vec<Breach> {
    let mut old: Vec<&Breach> = before.iter().collect();
    let mut new: Vec<&Breach> = Vec::new();
    for breach in after {
        match old.iter().position(|same| *same == breach) {
            Some(place) => drop(old.swap_remove(place)),
            None => new.push(breach),
        }
    }
    let mut had: BTreeMap<Matter<'_>, u64> = BTreeMap::new();
    for breach in old {
        for matter in matters(breach) {
            *had.entry(matter).or_default() += each(breach);
        }
    }
    let mut worse = Vec::new();
    for breach in new {
        let mut more: BTreeMap<u64, Vec<Whom<'_>>> = BTreeMap::new();
        for matter in matters(breach) {
            let whom = matter.2;
            let had = had.entry(matter).or_default();
            let as_before = each(breach).min(*had);
            *had -= as_before;
            more.entry(each(breach) - as_before).or_default().push(whom);
        }
        more.remove(&0);
        worse.extend(more.into_iter().map(|(amount, whom)| of_some(scenario, breach, amount, &whom)));
    }
    worse
}

/// A breach for some of those it is about, each of whom breaks the rule by `amount`.
fn of_some(scenario: &Scenario, breach: &Breach, amount: u64, whom: &[Whom<'_>]) -> Breach {
    let amount = match breach.amount {
        Amount::Minutes(_) => Amount::Minutes(amount),
        Amount::Count(_) => Amount::Count(amount),
        Amount::Cents(_) => Amount::Cents(amount),
    };
    let Some((cohort, _)) = &breach.learners else { return Breach { amount, ..breach.clone() } };
    let numbers = whom.iter().filter_map(|whom| match whom {
        Whom::Learner(_, learner) => Some((*learner, *learner)),
        Whom::Thing(_) => None,
    });
    let learners = LearnerSet::of(numbers);
    let subject = named(&scenario.cohorts[cohort.index()].key, &learners);
    let text = breach.message.strip_prefix(&breach.subject).unwrap_or(&breach.message);
    Breach {
        amount: amount.times(learners.len()),
        message: format!("{subject}{text}"),
        subject,
        learners: Some((*cohort, learners)),
        ..breach.clone()
    }
}

/// How far each of those a breach is about breaks the rule.
fn each(breach: &Breach) -> u64 {
    let (Amount::Minutes(all) | Amount::Count(all) | Amount::Cents(all)) = breach.amount;
    all / breach.learners.as_ref().map_or(1, |(_, learners)| u64::from(learners.len().max(1)))
}

/// The matter of a breach for each of those it is about.
fn matters(breach: &Breach) -> Vec<Matter<'_>> {
    let text = breach.message.strip_prefix(&breach.subject).unwrap_or(&breach.message);
    let text = without_amounts(text, matches!(breach.amount, Amount::Cents(_)));
    let matter = |whom| (breach.rule, breach.policy, whom, text.clone());
    match &breach.learners {
        Some((cohort, learners)) => {
            learners.iter().map(|learner| matter(Whom::Learner(*cohort, learner))).collect()
        }
        None => vec![matter(Whom::Thing(&breach.subject))],
    }
}

/// A text without its amounts: all numbers where it is about money, else those before a word in small letters, so that the days
/// of a month stay.
fn without_amounts(text: &str, money: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number =
        |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) && word.parse::<f64>().is_ok();
    let counts = |place: usize| {
        words.get(place + 1).is_some_and(|after| after.starts_with(|first: char| first.is_lowercase()))
    };
    let kept = (0..words.len()).filter(|place| !(number(words[*place]) && (money || counts(*place))));
    kept.map(|place| words[place]).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        let text = include_str!("../../scenarios/01-first.jsonc");
        crate::scenario::read("01-first.jsonc", text.as_bytes()).unwrap()
    }

    fn breach(learners: &str, each: u64, text: &str) -> Breach {
        let set: LearnerSet = learners.parse().unwrap();
        let subject = named("BIKE", &set);
        Breach {
            rule: "week_hours",
            policy: None,
            amount: Amount::Minutes(each).times(set.len()),
            sessions: Vec::new(),
            message: format!("{subject} {text}"),
            subject,
            learners: Some((CohortId(0), set)),
        }
    }

    fn told(before: &[Breach], after: &[Breach]) -> Vec<(String, Amount)> {
        worse(&scenario(), before, after).into_iter().map(|breach| (breach.message, breach.amount)).collect()
    }

    #[test]
    fn what_is_missed_by_less_is_not_broken_anew() {
        let week = "in the week of Mon 5 Oct 2026:";
        let before = [breach("1-6", 240, &format!("{week} 0 h, at least 4 h"))];
        let after = [breach("1-6", 120, &format!("{week} 2 h, at least 4 h"))];
        assert_eq!(told(&before, &after), []);
        let mended = told(&after, &before);
        assert_eq!(mended, [(format!("BIKE learners 1-6 {week} 0 h, at least 4 h"), Amount::Minutes(720))]);
    }

    #[test]
    fn another_week_is_another_matter() {
        let before = [breach("1-6", 120, "in the week of Mon 5 Oct 2026: 2 h, at least 4 h")];
        let after = [breach("1-6", 120, "in the week of Mon 12 Oct 2026: 2 h, at least 4 h")];
        assert_eq!(told(&before, &after).len(), 1);
        assert_eq!(told(&after, &before).len(), 1);
    }

    #[test]
    fn learners_are_told_for_whom_it_is_worse() {
        let text = "get 3 h of theory, at least 6 h";
        let (before, after) = ([breach("1-4", 180, text)], [breach("1-6", 180, text)]);
        assert_eq!(told(&before, &after), [(format!("BIKE learners 5-6 {text}"), Amount::Minutes(360))]);
        assert_eq!(told(&after, &before), []);
        // What some have more than before is told of them alone.
        let after = [breach("1-4", 240, "get 2 h of theory, at least 6 h")];
        let told = told(&before, &after);
        assert_eq!(
            told,
            [("BIKE learners 1-4 get 2 h of theory, at least 6 h".into(), Amount::Minutes(240))]
        );
    }

    #[test]
    fn amounts_go_and_dates_stay() {
        let day = without_amounts("on Tue 6 Oct 2026: 7.5 h of sessions, at most 6 h", false);
        assert_eq!(day, "on Tue 6 Oct 2026: h of sessions, at most h");
        let money = without_amounts("costs 187 420.00 EUR, at most 170 000.00", true);
        assert_eq!(money, "costs EUR, at most");
    }
}
