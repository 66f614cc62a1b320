//! The parts of a plan.

use chrono::NaiveDate;

use super::LearnerSet;
use crate::domain::{
    ClockTime, CohortId, DaypartId, EquipmentId, FirmId, Lead, ModuleId, RoomId, SiteId, SlotClass, StaffId,
    Weekdays,
};

/// Learners of a cohort who attend a session, and the module of theirs that it fulfils.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The cohort.
    pub cohort: CohortId,
    /// The module of the cohort's programme that the session counts for.
    pub module: ModuleId,
    /// Who attends.
    pub learners: LearnerSet,
}

/// Units of a pool that a session uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedUnits {
    /// The pool.
    pub pool: EquipmentId,
    /// Numbers of the units, from 1.
    pub units: Vec<u32>,
}

/// A person on a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffOnSession {
    /// The staff group.
    pub staff: StaffId,
    /// Which of its people, from 1.
    pub person: u32,
    /// The qualification used.
    pub qualification: String,
}

/// A dated session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Stable under re-solving: the run and the session's number in it (`MT1A/robot/2#07`).
    pub id: String,
    /// The run it belongs to (`MT1A/robot/2`).
    pub run: String,
    /// The date.
    pub date: NaiveDate,
    /// The dayparts it takes, in order; it begins when the first begins.
    pub dayparts: Vec<DaypartId>,
    /// When it begins.
    pub start: ClockTime,
    /// When it ends.
    pub end: ClockTime,
    /// Minutes of teaching: breaks between its dayparts do not count.
    pub minutes: u32,
    /// Class of its first daypart.
    pub class: SlotClass,
    /// Who attends.
    pub attendance: Vec<Attendance>,
    /// Where.
    pub site: SiteId,
    /// The room and its number, from 1, if it uses one.
    pub room: Option<(RoomId, u32)>,
    /// The equipment, if it uses some.
    pub equipment: Option<PlacedUnits>,
    /// The people.
    pub staff: Vec<StaffOnSession>,
    /// Under whose responsibility.
    pub lead: Lead,
}

impl Session {
    /// How many learners attend.
    pub fn learners(&self) -> u32 {
        self.attendance.iter().map(|attendance| attendance.learners.len()).sum()
    }

    /// Whether this session and another share a moment of the same date.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.date == other.date && self.start < other.end && other.start < self.end
    }
}

/// A firm-led day of learners of one firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmDay {
    /// The date.
    pub date: NaiveDate,
    /// The cohort.
    pub cohort: CohortId,
    /// The learners.
    pub learners: LearnerSet,
    /// Their firm; learners without one have no firm days.
    pub firm: FirmId,
    /// The firm's mentor who looks after them, from 1; `None` where none is named.
    pub mentor: Option<u32>,
    /// Minutes of the day.
    pub minutes: u32,
}

/// Units moved to another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolMove {
    /// The pool.
    pub pool: EquipmentId,
    /// Which of its move options, from 0.
    pub option: usize,
    /// How many units; they are the pool's highest-numbered ones.
    pub units: u32,
}

/// Learners whose seats are bought outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideSeats {
    /// The cohort.
    pub cohort: CohortId,
    /// The learners.
    pub learners: LearnerSet,
    /// Which of the tariff's outside providers, from 0.
    pub provider: usize,
}

/// The weekdays of a cohort's pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The cohort.
    pub cohort: CohortId,
    /// School-led days.
    pub school: Weekdays,
    /// Firm-led days.
    pub firm: Weekdays,
}

/// Minutes of a run that could not be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The run.
    pub run: String,
    /// Who misses it.
    pub attendance: Vec<Attendance>,
    /// Minutes missing for each of them.
    pub minutes: u32,
    /// Why, in words.
    pub reason: String,
}

/// A plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Sessions by date, start and id.
    pub sessions: Vec<Session>,
    /// Firm-led days by date and cohort.
    pub firm_days: Vec<FirmDay>,
    /// Moves of equipment.
    pub moves: Vec<PoolMove>,
    /// Seats bought outside.
    pub outside: Vec<OutsideSeats>,
    /// Patterns, given or chosen.
    pub patterns: Vec<Pattern>,
    /// What could not be placed.
    pub unplaced: Vec<Unplaced>,
}

impl Plan {
    /// Sorts sessions and firm days into the order files and reports use.
    pub fn sort(&mut self) {
        self.sessions.sort_by(|a, b| (a.date, a.start, &a.id).cmp(&(b.date, b.start, &b.id)));
        self.firm_days.sort_by(|a, b| {
            (a.date, a.cohort, a.learners.iter().next()).cmp(&(b.date, b.cohort, b.learners.iter().next()))
        });
    }
}
