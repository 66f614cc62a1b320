//! `evenings_per_week`: evenings of a learner in a calendar week.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::tally::Tally;
use crate::check::words::{in_week, monday};
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Rule as Asked, SlotClass};

/// The rule.
pub struct EveningsPerWeek;

impl Rule for EveningsPerWeek {
    fn key(&self) -> &'static str {
        "evenings_per_week"
    }

    fn sentence(&self) -> &'static str {
        "In each calendar week each learner has sessions on at most so many evenings."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::EveningsPerWeek { at_most } = policy.rule else { return };
            for squad in case.held(policy) {
                let mut weeks: BTreeMap<_, (BTreeSet<_>, Vec<usize>)> = BTreeMap::new();
                for visit in &squad.visits {
                    let session = case.session(visit.session);
                    if session.class == SlotClass::Evening {
                        let week = weeks.entry(monday(session.date)).or_default();
                        week.0.insert(session.date);
                        week.1.push(visit.session);
                    }
                }
                for (week, (evenings, sessions)) in weeks {
                    let (had, most) = (evenings.len() as u64, u64::from(at_most));
                    if had > most {
                        let text = format!("{}: {had} evenings, at most {most}", in_week(week));
                        let over = Amount::Count(had - most);
                        tally.learners((squad.cohort, &squad.learners), over, &sessions, text);
                    }
                }
            }
        })
    }
}
