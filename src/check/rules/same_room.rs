//! `same_room`: one kind of room for the whole of a run.

use std::collections::BTreeSet;

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};

/// The rule.
pub struct SameRoom;

impl Rule for SameRoom {
    fn key(&self) -> &'static str {
        "same_room"
    }

    fn sentence(&self) -> &'static str {
        "All sessions of a run that need a room are in the same one; rooms listed together are alike."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            for (run, sessions) in &case.runs {
                let Some(first) = sessions.first().map(|place| case.session(*place)) else { continue };
                if !first.attendance.iter().any(|here| policy.cohorts.contains(&here.cohort)) {
                    continue;
                }
                // Rooms of one entry are interchangeable: kinds are counted, not rooms.
                let kinds: BTreeSet<_> =
                    sessions.iter().filter_map(|place| case.session(*place).room).map(|(id, _)| id).collect();
                if kinds.len() > 1 {
                    let names: Vec<&str> =
                        kinds.iter().map(|id| case.scenario.rooms[id.index()].key.as_str()).collect();
                    let text = format!("is held in {}, at most one of them", names.join(" and "));
                    let over = Amount::Count(kinds.len() as u64 - 1);
                    tally.thing(&format!("run {run}"), over, sessions, &text);
                }
            }
        })
    }
}
