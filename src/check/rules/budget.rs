//! `budget`: what the plan, or what some cohorts bring about of it, costs before income.

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Cents, CohortId, Rule as Asked};
use crate::plan::{price, price_of};

/// The rule.
pub struct Budget;

impl Rule for Budget {
    fn key(&self) -> &'static str {
        "budget"
    }

    fn sentence(&self) -> &'static str {
        "The plan, or what some cohorts bring about of it, costs, or one payer bears, at most so much before income."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let asked = case.policies().any(|(_, policy)| matches!(policy.rule, Asked::Budget { .. }));
        if !asked || !can_be_priced(case) {
            return Vec::new();
        }
        let ledger = price(case.scenario, case.plan);
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Budget { at_most, payer } = policy.rule else { return };
            let everybody = policy.cohorts.len() == case.scenario.cohorts.len();
            let theirs = (!everybody).then(|| price_of(case.scenario, case.plan, &policy.cohorts));
            let ledger = theirs.as_ref().unwrap_or(&ledger);
            let cost = payer.map_or_else(|| ledger.cost(), |payer| ledger.borne_by(payer));
            if cost > at_most {
                let keys: Vec<&str> = policy.cohorts.iter().map(|id| case.cohort(*id).key.as_str()).collect();
                let whose = if everybody { "the plan".to_owned() } else { keys.join(", ") };
                let subject = match payer.map(|payer| case.scenario.party(payer)) {
                    Some(payer) if everybody => payer.to_owned(),
                    Some(payer) => format!("{payer}, for {whose},"),
                    None => whose,
                };
                let verb = match (payer, policy.cohorts.len()) {
                    (Some(_), _) => "bears",
                    (None, several) if !everybody && several > 1 => "cost",
                    _ => "costs",
                };
                let Cents(over) = cost - at_most;
                let text = format!("{verb} {cost} {}, at most {at_most}", case.scenario.currency);
                tally.thing(&subject, Amount::Cents(over.unsigned_abs()), &[], &text);
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
