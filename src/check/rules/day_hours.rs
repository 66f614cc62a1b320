//! `day_hours`: hours of a learner on a date.

use crate::check::tally::Tally;
use crate::check::words::{day, hours};
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::Rule as Asked;

/// The rule.
pub struct DayHours;

impl Rule for DayHours {
    fn key(&self) -> &'static str {
        "day_hours"
    }

    fn sentence(&self) -> &'static str {
        "On a date with sessions each learner has at least and at most so many hours of them."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::DayHours { lead, at_least, at_most } = policy.rule else { return };
            for squad in case.held(policy) {
                for (date, visits) in case.by_date(squad) {
                    let counted: Vec<usize> = visits
                        .iter()
                        .map(|visit| visit.session)
                        .filter(|place| lead.is_none_or(|lead| case.session(*place).lead == lead))
                        .collect();
                    if counted.is_empty() {
                        continue;
                    }
                    let had: u64 = counted.iter().map(|place| u64::from(case.session(*place).minutes)).sum();
                    let whom = (squad.cohort, &squad.learners);
                    let is = format!("on {}: {} of sessions", day(date), hours(had));
                    if let Some(least) = at_least.map(u64::from).filter(|least| had < *least) {
                        let text = format!("{is}, at least {}", hours(least));
                        tally.learners(whom, Amount::Minutes(least - had), &counted, text);
                    }
                    if let Some(most) = at_most.map(u64::from).filter(|most| had > *most) {
                        let text = format!("{is}, at most {}", hours(most));
                        tally.learners(whom, Amount::Minutes(had - most), &counted, text);
                    }
                }
            }
        })
    }
}
