//! `teaching_days`: the sessions of a run lie on several dates.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::Rule as Asked;

/// The rule.
pub struct TeachingDays;

impl Rule for TeachingDays {
    fn key(&self) -> &'static str {
        "teaching_days"
    }

    fn sentence(&self) -> &'static str {
        "The sessions of each run of the selected modules lie on so many dates, or more."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::TeachingDays { selector, at_least } = &policy.rule else { return };
            for (run, sessions) in &case.runs {
                let Some(first) = sessions.first().map(|place| case.session(*place)) else { continue };
                let concerned = first.attendance.iter().any(|here| {
                    policy.cohorts.contains(&here.cohort)
                        && selector.matches(here.module, case.module(here.module))
                });
                let dates: BTreeSet<NaiveDate> =
                    sessions.iter().map(|place| case.session(*place).date).collect();
                let missing = u64::from(*at_least).saturating_sub(dates.len() as u64);
                if concerned && missing > 0 {
                    let text = format!("is held on {} dates, at least {at_least}", dates.len());
                    tally.thing(&format!("run {run}"), Amount::Count(missing), sessions, &text);
                }
            }
        })
    }
}
