//! Breaches in the making: learners with the same breach are told together.

use std::collections::BTreeMap;

use crate::domain::{CohortId, Policy, PolicyId};
use crate::plan::LearnerSet;

use super::words::day;
use super::{Amount, Breach, Case};

/// What learners have in common who break a rule in the same way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    cohort: CohortId,
    sessions: Vec<usize>,
    text: String,
    each: Amount,
}

/// The breaches of one rule, or of one policy.
pub struct Tally<'c> {
    case: &'c Case<'c>,
    rule: &'static str,
    policy: Option<PolicyId>,
    shared: BTreeMap<Finding, LearnerSet>,
    breaches: Vec<Breach>,
}

impl<'c> Tally<'c> {
    /// An empty tally of a rule that holds in every scenario.
    pub fn new(rule: &'static str, case: &'c Case<'c>) -> Self {
        Self { case, rule, policy: None, shared: BTreeMap::new(), breaches: Vec::new() }
    }

    /// Judges every policy that has this rule, each in a tally of its own.
    pub fn by_policy(
        rule: &'static str,
        case: &'c Case<'c>,
        judge: impl Fn(&Policy, &mut Self),
    ) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for (id, policy) in case.policies().filter(|(_, policy)| policy.rule.key() == rule) {
            let mut tally = Self::new(rule, case);
            tally.policy = Some(id);
            judge(policy, &mut tally);
            breaches.extend(tally.done());
        }
        breaches
    }

    /// Learners of a cohort who each break the rule by `each`; `text` goes on after their name.
    pub fn learners(
        &mut self,
        (cohort, learners): (CohortId, &LearnerSet),
        each: Amount,
        sessions: &[usize],
        text: String,
    ) {
        let finding = Finding { cohort, sessions: sessions.to_vec(), text, each };
        let all = self.shared.entry(finding).or_default();
        *all = all.union(learners);
    }

    /// A breach by a session; `text` goes on after its name.
    pub fn session(&mut self, place: usize, amount: Amount, text: &str) {
        let session = self.case.session(place);
        let subject = format!("session {}", session.id);
        let message = format!("{subject} on {} {}-{}: {text}", day(session.date), session.start, session.end);
        self.breaches.push(self.breach(amount, &[place], subject, message));
    }

    /// A breach by anything else; `text` goes on after its name.
    pub fn thing(&mut self, subject: &str, amount: Amount, sessions: &[usize], text: &str) {
        let breach = self.breach(amount, sessions, subject.to_owned(), format!("{subject} {text}"));
        self.breaches.push(breach);
    }

    fn breach(&self, amount: Amount, sessions: &[usize], subject: String, message: String) -> Breach {
        let sessions = sessions.iter().map(|place| self.case.session(*place).id.clone()).collect();
        let (rule, policy) = (self.rule, self.policy);
        Breach { rule, policy, amount, sessions, subject, learners: None, message }
    }

    /// The breaches: those of learners by cohort and session, then the others as they were found.
    pub fn done(mut self) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for (finding, learners) in std::mem::take(&mut self.shared) {
            let subject = named(&self.case.cohort(finding.cohort).key, &learners);
            let message = format!("{subject} {}", finding.text);
            let amount = finding.each.times(learners.len());
            let breach = self.breach(amount, &finding.sessions, subject, message);
            breaches.push(Breach { learners: Some((finding.cohort, learners)), ..breach });
        }
        breaches.append(&mut self.breaches);
        breaches
    }
}

/// Learners of a cohort by name: `MT1A learners 1-8`.
pub fn named(cohort: &str, learners: &LearnerSet) -> String {
    let word = if learners.len() == 1 { "learner" } else { "learners" };
    format!("{cohort} {word} {learners}")
}
