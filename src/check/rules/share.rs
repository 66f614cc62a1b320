//! `share`: one sort of hours against another.

use crate::check::tally::Tally;
use crate::check::words::{hours, percent};
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{Rule as Asked, Selector};

/// Hundredths of a percent in the whole.
const WHOLE: i64 = 10_000;

/// The rule.
pub struct Share;

impl Rule for Share {
    fn key(&self) -> &'static str {
        "share"
    }

    fn sentence(&self) -> &'static str {
        "Of each learner's hours of some modules, at least and at most such a share are hours of others."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Share { part, whole, at_least, at_most } = &policy.rule else { return };
            for squad in case.held(policy) {
                let (had, of) = (selected(case, squad, part), selected(case, squad, whole));
                let mut note = |off: i64, bound: String| {
                    let text = format!("get {} of {}, {bound}", hours(had as u64), hours(of as u64));
                    // A minute begun counts whole: amounts are minutes.
                    let minutes = (off as u64).div_ceil(WHOLE as u64);
                    tally.learners((squad.cohort, &squad.learners), Amount::Minutes(minutes), &[], text);
                };
                if let Some(least) = at_least.filter(|least| had * WHOLE < least * of) {
                    note(least * of - had * WHOLE, format!("at least {}", percent(least)));
                }
                if let Some(most) = at_most.filter(|most| had * WHOLE > most * of) {
                    note(had * WHOLE - most * of, format!("at most {}", percent(most)));
                }
            }
        })
    }
}

/// Minutes of selected modules, in sessions and before the plan.
fn selected(case: &Case<'_>, squad: &Squad, selector: &Selector) -> i64 {
    let counts = |module| selector.matches(module, case.module(module));
    (case.minutes(squad, |visit| counts(visit.module)) + case.minutes_before(squad, counts)) as i64
}
