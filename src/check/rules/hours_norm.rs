//! `hours_norm`: hours of a learner over the whole plan, those had before it included.

use crate::check::tally::Tally;
use crate::check::words::hours;
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{Category, Lead, Rule as Asked, Selector};

/// The rule.
pub struct HoursNorm;

impl Rule for HoursNorm {
    fn key(&self) -> &'static str {
        "hours_norm"
    }

    fn sentence(&self) -> &'static str {
        "Over the plan, with what was had before it, each learner gets at least and at most so many hours with the school, with the \
         firm, or in all."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::HoursNorm { category, selector, at_least, at_most } = &policy.rule else { return };
            for squad in case.held(policy) {
                // Who has no firm cannot have its days: that is told as unmet practice, not here.
                let possible = *category == Category::Guided || case.group(squad).firm.is_some();
                let least = at_least.filter(|_| possible).map(u64::from);
                let had = minutes(case, squad, *category, selector);
                let what = word(*category);
                if let Some(least) = least.filter(|least| had < *least) {
                    let text = format!("get {} {what}, at least {}", hours(had), hours(least));
                    tally.learners((squad.cohort, &squad.learners), Amount::Minutes(least - had), &[], text);
                }
                if let Some(most) = at_most.map(u64::from).filter(|most| had > *most) {
                    let text = format!("get {} {what}, at most {}", hours(had), hours(most));
                    tally.learners((squad.cohort, &squad.learners), Amount::Minutes(had - most), &[], text);
                }
            }
        })
    }
}

/// What is counted, in words.
const fn word(category: Category) -> &'static str {
    match category {
        Category::Guided => "with the school",
        Category::Firm => "with the firm",
        Category::Total => "in all",
    }
}

/// Minutes of a squad that a norm counts.
fn minutes(case: &Case<'_>, squad: &Squad, category: Category, selector: &Selector) -> u64 {
    let under = |lead: Lead| {
        case.minutes(squad, |visit| {
            case.session(visit.session).lead == lead
                && selector.matches(visit.module, case.module(visit.module))
        }) + case.minutes_before(squad, |module| {
            case.module(module).lead == lead && selector.matches(module, case.module(module))
        })
    };
    let school = if category == Category::Firm { 0 } else { under(Lead::School) };
    let firm =
        if category == Category::Guided { 0 } else { under(Lead::Firm) + case.firm_day_minutes(squad) };
    school + firm
}
