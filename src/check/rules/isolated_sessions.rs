//! `isolated_sessions`: no session stands alone in a day.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::Rule as Asked;

/// The rule.
pub struct IsolatedSessions;

impl Rule for IsolatedSessions {
    fn key(&self) -> &'static str {
        "isolated_sessions"
    }

    fn sentence(&self) -> &'static str {
        "Right before or right after each session of a learner there is another on the same date."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::IsolatedSessions { break_minutes } = policy.rule else { return };
            for squad in case.held(policy) {
                for (date, visits) in case.by_date(squad) {
                    for here in visits {
                        let touches = |other: usize| touch(case, [here.session, other], break_minutes);
                        if visits.iter().any(|other| touches(other.session)) {
                            continue;
                        }
                        let text = format!("on {}: a session that touches no other", day(date));
                        let who = (squad.cohort, &squad.learners);
                        tally.learners(who, Amount::Count(1), &[here.session], text);
                    }
                }
            }
        })
    }
}

/// Whether one of two sessions of a date follows the other after at most so many minutes.
fn touch(case: &Case<'_>, [a, b]: [usize; 2], most: u32) -> bool {
    let (a, b) = (case.session(a), case.session(b));
    let follows = |end: crate::domain::ClockTime, start: crate::domain::ClockTime| {
        start >= end && start.minutes_since(end) <= most
    };
    follows(a.end, b.start) || follows(b.end, a.start)
}
