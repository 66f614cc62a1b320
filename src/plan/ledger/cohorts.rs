//! What single cohorts cost: the part of the ledger that they bring about.
//!
//! Staff, equipment and rooms of a session count for each cohort in proportion to its learners in it;
//! consumables, wages, travel and seats are those of its own learners; groups are those of the cohort that
//! stands first in a run. Set-up, moves and fixed costs are the whole programme's, and count for no cohort.

use super::{Entries, Ledger, groups, people, seats, things};
use crate::domain::{CohortId, Scenario};
use crate::plan::{Plan, Session};

/// Prices what some cohorts bring about; income is none of it.
pub fn price_of(scenario: &Scenario, plan: &Plan, cohorts: &[CohortId]) -> Ledger {
    let mut entries = Entries::default();
    let mut theirs = Plan { outside: plan.outside.clone(), ..Plan::default() };
    theirs.outside.retain(|seats| cohorts.contains(&seats.cohort));
    for session in &plan.sessions {
        let mut mine = session.clone();
        mine.attendance.retain(|attendance| cohorts.contains(&attendance.cohort));
        if mine.attendance.is_empty() {
            continue;
        }
        entries.add_share(of_everybody(scenario, session), (mine.learners(), session.learners()));
        people::consumables(scenario, &mine, &mut entries);
        people::wages(scenario, &mine, &mut entries);
        theirs.sessions.push(mine);
    }
    people::travel(scenario, &theirs, &mut entries);
    let first =
        |session: &&Session| session.attendance.first().is_some_and(|one| cohorts.contains(&one.cohort));
    let led: Vec<Session> = plan.sessions.iter().filter(first).cloned().collect();
    groups(scenario, &led, &mut entries);
    seats(scenario, &theirs, cohorts, &mut entries);
    entries.into_ledger()
}

/// What a session costs whoever attends.
fn of_everybody(scenario: &Scenario, session: &Session) -> Entries {
    let mut entries = Entries::default();
    people::staff(scenario, session, &mut entries);
    things::equipment(scenario, session, &mut entries);
    things::room(scenario, session, &mut entries);
    entries
}
