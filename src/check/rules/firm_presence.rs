//! `firm_presence`: a firm receives no more learners on a day than it can.

use std::collections::BTreeMap;

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};

/// The rule.
pub struct FirmPresence;

impl Rule for FirmPresence {
    fn key(&self) -> &'static str {
        "firm_presence"
    }

    fn sentence(&self) -> &'static str {
        "On no date does a firm have more learners on firm-led days than it can receive."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let mut received: BTreeMap<_, u32> = BTreeMap::new();
        for firm_day in &case.plan.firm_days {
            *received.entry((firm_day.firm, firm_day.date)).or_default() += firm_day.learners.len();
        }
        for ((firm, date), learners) in received {
            let firm = &case.scenario.firms[firm.index()];
            if let Some(most) = firm.present_at_most.filter(|most| learners > *most) {
                let text = format!("receives {learners} learners on {}, at most {most}", day(date));
                tally.thing(&firm.key, Amount::Count((learners - most).into()), &[], &text);
            }
        }
        tally.done()
    }
}
