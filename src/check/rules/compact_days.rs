//! `compact_days`: no idle time between the sessions of a day.

use crate::check::tally::Tally;
use crate::check::words::{day, hours};
use crate::check::{Amount, Breach, Case, Rule};

/// Longest break, in minutes, that is not idle.
const LONGEST_BREAK: u32 = 60;

/// The rule.
pub struct CompactDays;

impl Rule for CompactDays {
    fn key(&self) -> &'static str {
        "compact_days"
    }

    fn sentence(&self) -> &'static str {
        "Between two sessions of a learner on a date there is no more than an hour, the way from one site to \
         the other included."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            for squad in case.held(policy) {
                for (date, visits) in case.by_date(squad) {
                    for pair in visits.windows(2) {
                        let pair = [pair[0].session, pair[1].session];
                        let idle = idle(case, pair);
                        if idle > LONGEST_BREAK {
                            let text = format!(
                                "on {}: {} idle between two sessions, at most {}",
                                day(date),
                                hours(idle.into()),
                                hours(LONGEST_BREAK.into())
                            );
                            let amount = Amount::Minutes(idle.into());
                            tally.learners((squad.cohort, &squad.learners), amount, &pair, text);
                        }
                    }
                }
            }
        })
    }
}

/// Minutes between two sessions.
fn idle(case: &Case<'_>, [a, b]: [usize; 2]) -> u32 {
    let (first, second) = (case.session(a), case.session(b));
    second.start.minutes_since(first.end)
}
