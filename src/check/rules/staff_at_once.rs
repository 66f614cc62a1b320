//! `staff_at_once`: nobody teaches two sessions at once.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule, overlaps};

/// The rule.
pub struct StaffAtOnce;

impl Rule for StaffAtOnce {
    fn key(&self) -> &'static str {
        "staff_at_once"
    }

    fn sentence(&self) -> &'static str {
        "No person is on two sessions that share a moment."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let people = |place: usize| {
            case.session(place).staff.iter().map(|person| (person.staff, person.person)).collect::<Vec<_>>()
        };
        for ((staff, person), sessions) in overlaps::by_use(case, people) {
            for (a, b) in overlaps::pairs(case, &sessions) {
                let subject = format!("{} {person}", case.scenario.staff[staff.index()].key);
                let (first, second) = (case.session(a), case.session(b));
                let text = format!(
                    "on {}: on one session until {} and on another from {}, one at a time",
                    day(first.date),
                    first.end,
                    second.start
                );
                tally.thing(&subject, Amount::Count(1), &[a, b], &text);
            }
        }
        tally.done()
    }
}
