//! `spread`: hours of selected modules in every named period.

use crate::check::tally::Tally;
use crate::check::words::hours;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::Rule as Asked;

/// The rule.
pub struct Spread;

impl Rule for Spread {
    fn key(&self) -> &'static str {
        "spread"
    }

    fn sentence(&self) -> &'static str {
        "In every named period each learner has at least so many hours of the selected modules."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Spread { selector, at_least } = &policy.rule else { return };
            for squad in case.held(policy) {
                let days = case.cohort(squad.cohort).range;
                for period in &case.scenario.calendar.periods {
                    // A period in which the cohort is never taught asks nothing of it.
                    if period.range.last < days.first || days.last < period.range.first {
                        continue;
                    }
                    let had = case.minutes(squad, |visit| {
                        period.range.contains(case.session(visit.session).date)
                            && selector.matches(visit.module, case.module(visit.module))
                    });
                    let least = u64::from(*at_least);
                    if had < least {
                        let text = format!("in {}: {}, at least {}", period.key, hours(had), hours(least));
                        let short = Amount::Minutes(least - had);
                        tally.learners((squad.cohort, &squad.learners), short, &[], text);
                    }
                }
            }
        })
    }
}
