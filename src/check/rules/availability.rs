//! `availability`: learners attend only when they can.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Roster, Window};
use crate::plan::Session;

/// The rule.
pub struct Availability;

impl Rule for Availability {
    fn key(&self) -> &'static str {
        "availability"
    }

    fn sentence(&self) -> &'static str {
        "A session lies within the dates and windows of its cohorts and learner groups, and outside \
         their work rosters."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            for here in &case.present[place] {
                let cohort = case.cohort(here.cohort);
                let group = here.group_in(case.scenario);
                let why = if cohort.range.contains(session.date) {
                    obstacle(session, &cohort.available, cohort.roster.as_ref())
                        .or_else(|| obstacle(session, &group.available, group.roster.as_ref()))
                } else {
                    Some("outside the dates of the cohort")
                };
                if let Some(why) = why {
                    let when = day(session.date);
                    let text = format!("on {when} {}-{}: in a session {why}", session.start, session.end);
                    tally.learners((here.cohort, &here.learners), Amount::Count(1), &[place], text);
                }
            }
        }
        tally.done()
    }
}

/// Why people cannot attend, if they cannot.
fn obstacle(session: &Session, available: &[Window], roster: Option<&Roster>) -> Option<&'static str> {
    let covers = |window: &Window| window.covers(session.date, session.start, session.end);
    if !available.is_empty() && !available.iter().any(covers) {
        return Some("that no window of theirs covers");
    }
    let works = |roster: &Roster| roster.works(session.date, session.start.0.into(), session.end.0.into());
    roster.is_some_and(works).then_some("during their shift")
}
