//! `firm_places`: a firm holds no more learner contracts than it may.

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::FirmId;

/// The rule.
pub struct FirmPlaces;

impl Rule for FirmPlaces {
    fn key(&self) -> &'static str {
        "firm_places"
    }

    fn sentence(&self) -> &'static str {
        "A firm has no more learners than its places and its mentors allow."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, firm) in case.scenario.firms.iter().enumerate() {
            let Some(most) = firm.contracts() else { continue };
            let groups = case.scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
            let theirs = groups.filter(|group| group.firm == Some(FirmId(place)));
            let learners: u32 = theirs.map(|group| group.learners).sum();
            if learners > most {
                let text = format!("has {learners} learners, at most {most}");
                tally.thing(&firm.key, Amount::Count((learners - most).into()), &[], &text);
            }
        }
        tally.done()
    }
}
