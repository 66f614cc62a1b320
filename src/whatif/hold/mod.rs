//! A slot as a session of a plan: the units, the room and the people that are free there.
//!
//! What the session has now it keeps where it can; otherwise it gets what is free. Where nothing is, it gets what is taken, so
//! that the judge names what is broken, and the sessions in its way are told.

mod people;
mod things;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::question::{Question, monday};
use crate::domain::{Lead, RoomId, SlotClass, StaffId};
use crate::model::placements::Placement;
use crate::plan::{Attendance, Session};

/// Something a session needs that others use at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InTheWay {
    /// The rule by which it serves one session at a time.
    pub rule: &'static str,
    /// What: a pool, the rooms of a site, a qualification, `learners`.
    pub thing: String,
    /// The sessions that use it, by id.
    pub sessions: Vec<String>,
}

/// A session that is to be held somewhere.
pub(super) struct Wanted<'q> {
    /// Its id.
    pub(super) id: String,
    /// Its run.
    pub(super) run: String,
    /// Who attends.
    pub(super) attendance: Vec<Attendance>,
    /// Under whose responsibility.
    pub(super) lead: Lead,
    /// Where it lies now, as a place in the plan.
    pub(super) now: Option<usize>,
    /// The question.
    pub(super) question: &'q Question<'q>,
    /// Kinds of rooms and staff groups of the other sessions of the run.
    habits: (BTreeSet<RoomId>, BTreeSet<StaffId>),
}

/// What others do at the time and in the week of a slot.
struct Around<'q> {
    /// Sessions that share a moment.
    at_once: Vec<&'q Session>,
    /// Minutes and evenings of each person in the week.
    loads: BTreeMap<(StaffId, u32), (u32, BTreeSet<NaiveDate>)>,
}

impl<'q> Wanted<'q> {
    /// A session of a run.
    pub(super) fn new(
        question: &'q Question<'q>,
        (id, run): (String, String),
        (attendance, lead): (Vec<Attendance>, Lead),
        now: Option<usize>,
    ) -> Self {
        let sessions = question.plan.sessions.iter().enumerate();
        let others = sessions.filter(|(place, session)| session.run == run && Some(*place) != now);
        let mut habits = (BTreeSet::new(), BTreeSet::new());
        for (_, session) in others {
            habits.0.extend(session.room.map(|(kind, _)| kind));
            habits.1.extend(session.staff.iter().map(|person| person.staff));
        }
        Self { id, run, attendance, lead, now, question, habits }
    }

    /// The session in a slot, and what is in its way there.
    pub(super) fn held(&self, slot: &Placement) -> (Session, Vec<InTheWay>) {
        let mut session = self.bare(slot);
        let around = self.around(&session);
        let mut in_the_way = Vec::new();
        let shared = |other: &&&Session| {
            other.attendance.iter().any(|there| {
                self.attendance.iter().any(|here| {
                    here.cohort == there.cohort
                        && here.learners.iter().any(|one| there.learners.contains(one))
                })
            })
        };
        let learners = ("one_session_at_a_time", "learners".to_owned());
        note(&mut in_the_way, learners, around.at_once.iter().filter(shared).copied());
        session.equipment = self.units(slot, &session, &around, &mut in_the_way);
        session.room = self.room(slot, &around, &mut in_the_way);
        session.staff = self.people(slot, &session, &around, &mut in_the_way);
        (session, in_the_way)
    }

    /// The session without things and people.
    fn bare(&self, slot: &Placement) -> Session {
        Session {
            id: self.id.clone(),
            run: self.run.clone(),
            date: self.question.scene.date(slot.day),
            dayparts: slot.time.dayparts.clone(),
            start: slot.time.start,
            end: slot.time.end,
            minutes: slot.time.minutes,
            class: slot.time.class,
            attendance: self.attendance.clone(),
            site: slot.site,
            room: None,
            equipment: None,
            staff: Vec::new(),
            lead: self.lead,
        }
    }

    fn around(&self, session: &Session) -> Around<'q> {
        let first = monday(session.date);
        let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
        let mut around = Around { at_once: Vec::new(), loads: BTreeMap::new() };
        for (_, other) in self.question.between((first, last), self.now) {
            if other.overlaps(session) {
                around.at_once.push(other);
            }
            for person in &other.staff {
                let load = around.loads.entry((person.staff, person.person)).or_default();
                load.0 += other.minutes;
                if other.class == SlotClass::Evening {
                    load.1.insert(other.date);
                }
            }
        }
        around
    }

    /// The session as it lies now.
    fn present(&self) -> Option<&'q Session> {
        self.now.map(|place| &self.question.plan.sessions[place])
    }
}

/// Notes the sessions that use a thing, if any do.
fn note<'q>(
    in_the_way: &mut Vec<InTheWay>,
    (rule, thing): (&'static str, String),
    sessions: impl Iterator<Item = &'q Session>,
) {
    let mut ids: Vec<String> = sessions.map(|session| session.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let known = in_the_way.iter().any(|one| one.thing == thing);
    if !ids.is_empty() && !known {
        in_the_way.push(InTheWay { rule, thing, sessions: ids });
    }
}

/// How far a session lies from a moment, in minutes, and whether after it.
pub(super) fn distance(session: &Session, (date, start): (NaiveDate, u16)) -> (u64, bool) {
    let minutes = (session.date - date).num_days() * 1_440 + i64::from(session.start.0) - i64::from(start);
    (minutes.unsigned_abs(), minutes > 0)
}
