//! `slots_by_age`: when learners of an age may have sessions.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{AgeBand, ClockTime, Rule as Asked, SlotClass};
use crate::plan::Session;

/// The rule.
pub struct SlotsByAge;

impl Rule for SlotsByAge {
    fn key(&self) -> &'static str {
        "slots_by_age"
    }

    fn sentence(&self) -> &'static str {
        "Learners of an age band have no session in the classes and at the times that are closed to them."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::SlotsByAge { band, selector, not, latest, earliest } = &policy.rule else { return };
            for (place, session) in case.sessions() {
                let Some(why) = closed(session, not, *latest, *earliest) else { continue };
                for here in &case.present[place] {
                    if policy.cohorts.contains(&here.cohort)
                        && selector.matches(here.module, case.module(here.module))
                        && band.holds(here.group_in(case.scenario), session.date)
                    {
                        let text =
                            format!("on {}: {}, and a session that {why}", day(session.date), age(*band));
                        tally.learners((here.cohort, &here.learners), Amount::Count(1), &[place], text);
                    }
                }
            }
        })
    }
}

/// Why a session is closed to the band, if it is.
fn closed(
    session: &Session,
    not: &[SlotClass],
    latest: Option<ClockTime>,
    earliest: Option<ClockTime>,
) -> Option<String> {
    if not.contains(&session.class) {
        return Some(format!("is of class {}, not allowed", session.class.key()));
    }
    if let Some(latest) = latest.filter(|latest| session.end > *latest) {
        return Some(format!("ends at {}, at the latest {latest}", session.end));
    }
    let earliest = earliest.filter(|earliest| session.start < *earliest)?;
    Some(format!("begins at {}, at the earliest {earliest}", session.start))
}

/// An age band in words.
pub(super) fn age(band: AgeBand) -> String {
    match (band.from, band.under) {
        (Some(from), Some(under)) => format!("aged {from} and younger than {under}"),
        (Some(from), None) => format!("aged {from} or more"),
        (None, Some(under)) => format!("younger than {under}"),
        (None, None) => "of any age".to_owned(),
    }
}
