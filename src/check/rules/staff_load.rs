//! `staff_load`: contact hours of a person in a calendar week.

use std::collections::BTreeMap;

use crate::check::tally::Tally;
use crate::check::words::{hours, in_week, monday};
use crate::check::{Amount, Breach, Case, Rule, overlaps};

/// The rule.
pub struct StaffLoad;

impl Rule for StaffLoad {
    fn key(&self) -> &'static str {
        "staff_load"
    }

    fn sentence(&self) -> &'static str {
        "No person gives more contact hours in a calendar week than they may."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let people = |place: usize| {
            case.session(place).staff.iter().map(|person| (person.staff, person.person)).collect::<Vec<_>>()
        };
        for ((staff, person), sessions) in overlaps::by_use(case, people) {
            let group = &case.scenario.staff[staff.index()];
            let Some(most) = group.minutes_per_week.map(u64::from) else { continue };
            let mut weeks: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for place in sessions {
                weeks.entry(monday(case.session(place).date)).or_default().push(place);
            }
            for (week, sessions) in weeks {
                let given: u64 = sessions.iter().map(|place| u64::from(case.session(*place).minutes)).sum();
                if given > most {
                    let text =
                        format!("{}: {} of contact, at most {}", in_week(week), hours(given), hours(most));
                    let subject = format!("{} {person}", group.key);
                    tally.thing(&subject, Amount::Minutes(given - most), &sessions, &text);
                }
            }
        }
        tally.done()
    }
}
