//! `same_staff`: one person for the whole of a run.

use std::collections::BTreeSet;

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};

/// The rule.
pub struct SameStaff;

impl Rule for SameStaff {
    fn key(&self) -> &'static str {
        "same_staff"
    }

    fn sentence(&self) -> &'static str {
        "A run is taught by one person in each of its roles, from the first session to the last."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            for (run, sessions) in &case.runs {
                let Some(first) = sessions.first().map(|place| case.session(*place)) else { continue };
                if !first.attendance.iter().any(|here| policy.cohorts.contains(&here.cohort)) {
                    continue;
                }
                let Some(module) = case.taught(first) else { continue };
                let needed = module.staff.iter().map(|role| role.count as usize).sum::<usize>();
                // People of one staff group are interchangeable: groups are counted, not people.
                let staff: BTreeSet<_> = sessions
                    .iter()
                    .flat_map(|place| case.session(*place).staff.iter().map(|person| person.staff))
                    .collect();
                if staff.len() > needed {
                    let names: Vec<&str> =
                        staff.iter().map(|id| case.scenario.staff[id.index()].key.as_str()).collect();
                    let text = format!("is taught by {}, at most {needed} of them", names.join(" and "));
                    let over = Amount::Count((staff.len() - needed) as u64);
                    tally.thing(&format!("run {run}"), over, sessions, &text);
                }
            }
        })
    }
}
