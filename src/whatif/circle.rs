//! The part of a plan that a change of one session can touch.
//!
//! Rules look at learners (all that they attend), at runs, at units, rooms and people (on a date, or in a week), and at firms
//! (learners away on a date). What a change of a session breaks or mends is therefore seen on the sessions of its cohorts and on
//! those that share a thing, a person or a firm with it in that time; all else is the same before and after. Two rules look at
//! the plan as a whole, cost and income; who asks for them judges the whole plan by these.

use std::collections::BTreeSet;

use super::effect::Change;
use super::question::{Question, monday};
use crate::domain::{CohortId, FirmId, LockKind, Scenario};
use crate::plan::{Attendance, FirmDay, Plan, Session};

/// Whom a session concerns.
pub(super) struct Circle {
    /// The cohorts that attend it.
    cohorts: BTreeSet<CohortId>,
    /// The scenario with policies, locks and learners of these cohorts, and learners of firms that miss theirs.
    pub(super) scenario: Scenario,
    /// Sessions with learners of a firm that has a ceiling on those away, and learners here.
    missed: Vec<bool>,
}

impl Circle {
    /// Whom sessions with these learners concern.
    pub(super) fn new(question: &Question<'_>, attendance: &[Attendance]) -> Self {
        let cohorts: BTreeSet<CohortId> = attendance.iter().map(|here| here.cohort).collect();
        let firms: BTreeSet<FirmId> =
            cohorts.iter().flat_map(|cohort| employers(question.scenario, *cohort)).collect();
        let missed = |session: &Session| {
            session
                .attendance
                .iter()
                .any(|here| employers(question.scenario, here.cohort).any(|firm| firms.contains(&firm)))
        };
        let missed: Vec<bool> = question.plan.sessions.iter().map(missed).collect();
        Self { scenario: part(question.scenario, &cohorts, &firms), cohorts, missed }
    }

    /// The places of the sessions that a change can touch, without the one that goes.
    pub(super) fn touched(&self, question: &Question<'_>, change: &Change) -> Vec<usize> {
        let moments: Vec<&Session> = change
            .gone
            .map(|place| &question.plan.sessions[place])
            .into_iter()
            .chain(&change.comes)
            .collect();
        let touched = |place: usize, session: &Session| {
            session.attendance.iter().any(|here| self.cohorts.contains(&here.cohort))
                || moments.iter().any(|moment| {
                    (self.missed[place] && session.date == moment.date)
                        || shares(&self.scenario, session, moment)
                })
        };
        let sessions = question.plan.sessions.iter().enumerate();
        let kept =
            sessions.filter(|(place, session)| Some(*place) != change.gone && touched(*place, session));
        kept.map(|(place, _)| place).collect()
    }

    /// A plan of some sessions, with the firm days of the cohorts.
    pub(super) fn plan(&self, question: &Question<'_>, sessions: Vec<Session>) -> Plan {
        let ours = |day: &&FirmDay| self.cohorts.contains(&day.cohort);
        Plan {
            sessions,
            firm_days: question.plan.firm_days.iter().filter(ours).cloned().collect(),
            moves: question.plan.moves.clone(),
            outside: question.plan.outside.clone(),
            patterns: question.plan.patterns.clone(),
            unplaced: Vec::new(),
        }
    }
}

/// The firms with a ceiling on learners away that employ learners of a cohort.
fn employers(scenario: &Scenario, cohort: CohortId) -> impl Iterator<Item = FirmId> + '_ {
    let groups = scenario.cohorts[cohort.index()].groups.iter();
    groups.filter_map(|group| group.firm).filter(|firm| scenario.firms[firm.index()].away_at_most.is_some())
}

/// Whether two sessions share a unit, a room or a person in the time in which rules look at these.
fn shares(scenario: &Scenario, session: &Session, moment: &Session) -> bool {
    let same_day = session.date == moment.date;
    let pool = session.equipment.as_ref().zip(moment.equipment.as_ref()).is_some_and(|(here, there)| {
        // How often a pool is opened is counted over weeks, periods and the year.
        here.pool == there.pool
            && (same_day || !scenario.equipment[here.pool.index()].entitlements.is_empty())
    });
    let room = same_day && session.room.is_some() && session.room == moment.room;
    let same_week = monday(session.date) == monday(moment.date);
    let people = same_week
        && session.staff.iter().any(|one| {
            moment.staff.iter().any(|other| (one.staff, one.person) == (other.staff, other.person))
        });
    pool || room || people
}

/// A scenario in which rules about other cohorts say nothing.
fn part(scenario: &Scenario, cohorts: &BTreeSet<CohortId>, firms: &BTreeSet<FirmId>) -> Scenario {
    let mut part = scenario.clone();
    for policy in &mut part.policies {
        policy.cohorts.retain(|cohort| cohorts.contains(cohort));
    }
    part.locks.retain(|lock| {
        let cohort = match &lock.kind {
            LockKind::Session(session) => session.cohort,
            LockKind::Days { cohort, .. } => *cohort,
        };
        cohorts.contains(&cohort)
    });
    for index in 0..part.cohorts.len() {
        let id = CohortId(index);
        if !cohorts.contains(&id) && !employers(scenario, id).any(|firm| firms.contains(&firm)) {
            part.cohorts[index].groups.clear();
        }
    }
    part
}
