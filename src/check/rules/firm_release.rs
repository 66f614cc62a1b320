//! `firm_release`: a firm misses no more learners at once than it can spare.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule, release};
use crate::domain::FirmId;

/// The rule.
pub struct FirmRelease;

impl Rule for FirmRelease {
    fn key(&self) -> &'static str {
        "firm_release"
    }

    fn sentence(&self) -> &'static str {
        "At no moment of a firm's working hours are more of its learners in sessions than it can spare."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, firm) in case.scenario.firms.iter().enumerate() {
            let Some(most) = firm.away_at_most else { continue };
            for peak in release::peaks(case, FirmId(place), most) {
                let text = format!(
                    "misses {} learners on {} at {}, at most {most}",
                    peak.away,
                    day(peak.date),
                    peak.at
                );
                tally.thing(&firm.key, Amount::Count((peak.away - most).into()), &peak.sessions, &text);
            }
        }
        tally.done()
    }
}
