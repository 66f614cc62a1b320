//! `avoid_class`: sessions of a class are disliked.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::Rule as Asked;

/// The rule.
pub struct AvoidClass;

impl Rule for AvoidClass {
    fn key(&self) -> &'static str {
        "avoid_class"
    }

    fn sentence(&self) -> &'static str {
        "No learner has a session of the class."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::AvoidClass { class } = policy.rule else { return };
            for (place, session) in case.sessions().filter(|(_, session)| session.class == class) {
                for here in session.attendance.iter().filter(|here| policy.cohorts.contains(&here.cohort)) {
                    let text = format!("on {}: a session of class {}, none", day(session.date), class.key());
                    tally.learners((here.cohort, &here.learners), Amount::Count(1), &[place], text);
                }
            }
        })
    }
}
