//! `staff_evenings`: evenings of a person in a calendar week.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::tally::Tally;
use crate::check::words::{in_week, monday};
use crate::check::{Amount, Breach, Case, Rule, overlaps};
use crate::domain::SlotClass;

/// The rule.
pub struct StaffEvenings;

impl Rule for StaffEvenings {
    fn key(&self) -> &'static str {
        "staff_evenings"
    }

    fn sentence(&self) -> &'static str {
        "No person works more evenings in a calendar week than they may."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let people = |place: usize| {
            let session = case.session(place);
            let staff = session.staff.iter().filter(|_| session.class == SlotClass::Evening);
            staff.map(|person| (person.staff, person.person)).collect::<Vec<_>>()
        };
        for ((staff, person), sessions) in overlaps::by_use(case, people) {
            let group = &case.scenario.staff[staff.index()];
            let Some(most) = group.evenings_per_week.map(u64::from) else { continue };
            let mut weeks: BTreeMap<_, (BTreeSet<_>, Vec<usize>)> = BTreeMap::new();
            for place in sessions {
                let date = case.session(place).date;
                let week = weeks.entry(monday(date)).or_default();
                week.0.insert(date);
                week.1.push(place);
            }
            for (week, (evenings, sessions)) in weeks {
                let worked = evenings.len() as u64;
                if worked > most {
                    let text = format!("{}: {worked} evenings, at most {most}", in_week(week));
                    let subject = format!("{} {person}", group.key);
                    tally.thing(&subject, Amount::Count(worked - most), &sessions, &text);
                }
            }
        }
        tally.done()
    }
}
