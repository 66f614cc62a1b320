//! `one_session_at_a_time`: nobody is in two sessions at once.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule, overlaps};

/// The rule.
pub struct OneSessionAtATime;

impl Rule for OneSessionAtATime {
    fn key(&self) -> &'static str {
        "one_session_at_a_time"
    }

    fn sentence(&self) -> &'static str {
        "No learner is in two sessions that share a moment."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for squad in &case.squads {
            let order: Vec<usize> = squad.visits.iter().map(|visit| visit.session).collect();
            for (a, b) in overlaps::pairs(case, &order) {
                let (first, second) = (case.session(a), case.session(b));
                let text = format!(
                    "on {}: {} until {} and {} from {}, one session at a time",
                    day(first.date),
                    first.id,
                    first.end,
                    second.id,
                    second.start
                );
                tally.learners((squad.cohort, &squad.learners), Amount::Count(1), &[a, b], text);
            }
        }
        tally.done()
    }
}
