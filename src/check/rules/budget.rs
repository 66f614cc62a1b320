//! `budget`: what the plan costs before income.

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Cents, CohortId, Rule as Asked};
use crate::plan::price;

/// The rule.
pub struct Budget;

impl Rule for Budget {
    fn key(&self) -> &'static str {
        "budget"
    }

    fn sentence(&self) -> &'static str {
        "The plan costs, or one payer bears, at most so much before income."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let asked = case.policies().any(|(_, policy)| matches!(policy.rule, Asked::Budget { .. }));
        if !asked || !can_be_priced(case) {
            return Vec::new();
        }
        let ledger = price(case.scenario, case.plan);
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Budget { at_most, payer } = policy.rule else { return };
            let cost = payer.map_or_else(|| ledger.cost(), |payer| ledger.borne_by(payer));
            if cost > at_most {
                let subject = payer.map_or("the plan", |payer| case.scenario.party(payer));
                let verb = if payer.is_some() { "bears" } else { "costs" };
                let Cents(over) = cost - at_most;
                let text = format!("{verb} {cost} {}, at most {at_most}", case.scenario.currency);
                tally.thing(subject, Amount::Cents(over.unsigned_abs()), &[], &text);
            }
        })
    }
}

/// Whether the plan names only moves, providers and outside learners that there are: one that
/// does not is blamed by the rules for those, and has no price.
fn can_be_priced(case: &Case<'_>) -> bool {
    let plan = case.plan;
    let moves =
        plan.moves.iter().all(|moved| moved.option < case.scenario.equipment[moved.pool.index()].moves.len());
    let seats = plan.outside.iter().all(|seats| seats.provider < case.scenario.tariff.outside.len());
    let seated = |cohort: usize| {
        let theirs = plan.outside.iter().filter(|seats| seats.cohort == CohortId(cohort));
        theirs.map(|seats| seats.learners.len()).sum::<u32>()
    };
    let fits = |(place, cohort): (usize, &crate::domain::Cohort)| seated(place) <= cohort.learners();
    moves && seats && case.scenario.cohorts.iter().enumerate().all(fits)
}
