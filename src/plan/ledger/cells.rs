//! The ledger in smaller parts: what each line owes to sessions of one class of slot, and to one programme.
//!
//! Staff, premiums, equipment, rooms, consumables and wages belong to their session, and so to its class, and to the
//! programme that all who attend follow. Groups opened, seats and travel belong to a programme, and to no class;
//! setting up, moves and fixed costs to neither. The parts of a line add up to it exactly, before it is rounded.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entries, fixed, groups, people, seats, things};
use crate::domain::{CohortId, ExactCents, Heading, Party, ProgrammeId, Scenario, SlotClass};
use crate::plan::{Plan, Session};

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The line: its heading.
    pub heading: Heading,
    /// The line: who pays.
    pub payer: Party,
    /// The line: who is paid.
    pub payee: Party,
    /// The line: whether it is a cost of opportunity.
    pub opportunity: bool,
    /// The class of the sessions behind it; `None` where sessions are not behind it.
    pub class: Option<SlotClass>,
    /// The programme behind it; `None` where none is, or several are.
    pub programme: Option<ProgrammeId>,
    /// The amount, not rounded.
    pub amount: ExactCents,
}

/// Parts in the making.
#[derive(Default)]
struct Parts(BTreeMap<(Option<SlotClass>, Option<ProgrammeId>), Entries>);

impl Parts {
    fn of(&mut self, class: Option<SlotClass>, programme: Option<ProgrammeId>) -> &mut Entries {
        self.0.entry((class, programme)).or_default()
    }

    fn into_cells(self) -> Vec<Cell> {
        let cell = |(class, programme), entries: Entries| {
            entries.0.into_iter().map(move |((heading, payer, payee, opportunity), (amount, _))| Cell {
                heading,
                payer,
                payee,
                opportunity,
                class,
                programme,
                amount,
            })
        };
        self.0.into_iter().flat_map(|(of, entries)| cell(of, entries)).collect()
    }
}

/// The parts of every line of cost; income is none of it.
pub fn cells(scenario: &Scenario, plan: &Plan) -> Vec<Cell> {
    let mut parts = Parts::default();
    for session in &plan.sessions {
        let entries = parts.of(Some(session.class), followed(scenario, session));
        people::staff(scenario, session, entries);
        people::consumables(scenario, session, entries);
        people::wages(scenario, session, entries);
        things::equipment(scenario, session, entries);
        things::room(scenario, session, entries);
    }
    for (place, cohort) in scenario.cohorts.iter().enumerate() {
        of_cohort(scenario, plan, CohortId(place), parts.of(None, Some(cohort.programme)));
    }
    let of_all = parts.of(None, None);
    things::setups(scenario, plan, of_all);
    things::moves(scenario, plan, of_all);
    fixed(scenario, plan, of_all);
    parts.into_cells()
}

/// The programme that all who attend a session follow; `None` where they follow several.
fn followed(scenario: &Scenario, session: &Session) -> Option<ProgrammeId> {
    let programme = |cohort: CohortId| scenario.cohorts[cohort.index()].programme;
    let all: BTreeSet<ProgrammeId> = session.attendance.iter().map(|one| programme(one.cohort)).collect();
    if all.len() == 1 { all.first().copied() } else { None }
}

/// Groups opened for a cohort, and seats and ways of its learners.
fn of_cohort(scenario: &Scenario, plan: &Plan, cohort: CohortId, entries: &mut Entries) {
    let first = |session: &&Session| session.attendance.first().is_some_and(|one| one.cohort == cohort);
    let led: Vec<Session> = plan.sessions.iter().filter(first).cloned().collect();
    groups(scenario, &led, entries);
    let mut theirs = Plan { outside: plan.outside.clone(), ..Plan::default() };
    theirs.outside.retain(|seats| seats.cohort == cohort);
    for session in &plan.sessions {
        let mut mine = session.clone();
        mine.attendance.retain(|one| one.cohort == cohort);
        if !mine.attendance.is_empty() {
            theirs.sessions.push(mine);
        }
    }
    people::travel(scenario, &theirs, entries);
    seats(scenario, &theirs, &[cohort], entries);
}
