//! Programmes and their modules.

use chrono::NaiveDate;

use super::{ClockTime, ModuleId, Party, Price, ProgrammeId, RoomId, SiteId, Window};

/// A programme: a named set of modules that leads to an award.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    /// The planner's id.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it leads to, if said.
    pub award: Option<String>,
    /// Its modules, in the order written.
    pub modules: Vec<ModuleId>,
}

/// What a module asks of the learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Taught in a room.
    Theory,
    /// Done with hands and equipment.
    Practical,
    /// Followed from anywhere.
    Online,
    /// Judged.
    Assessment,
}

/// Where a module stands in the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Track {
    /// General development.
    Broad,
    /// Basic vocational training.
    Basic,
    /// Specialised training.
    Specialised,
}

/// What kind of skill a module builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skill {
    /// The trade.
    Hard,
    /// Working with people.
    Soft,
    /// Digital.
    Digital,
}

/// Under whose responsibility a session is held; not the same as where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    /// The college's teaching team.
    School,
    /// The firm.
    Firm,
}

/// A person a session needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRole {
    /// The qualification asked for.
    pub qualification: String,
    /// The employer the person must have, if that matters (a professional of a firm).
    pub employer: Option<Party>,
    /// How many such people a session needs; several make it co-taught.
    pub count: u32,
}

/// A module that must come before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prerequisite {
    /// The module that comes first.
    pub module: ModuleId,
    /// Minutes of it that must be delivered first; `None` is all of it.
    pub minutes: Option<u32>,
    /// Fewest days between the date on which those minutes are reached and the first session of
    /// this module; 0 allows the same day.
    pub min_gap_days: u32,
    /// Most days between that date and the first session of this module; `None` is no limit.
    pub max_gap_days: Option<u32>,
}

/// How long sessions of a module may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionLengths {
    /// Each session fills one daypart.
    FillDaypart,
    /// One of these lengths in minutes, longest first; a length longer than its daypart goes on
    /// in the next one.
    Minutes(Vec<u32>),
}

/// Whether and which room a session needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomNeed {
    /// None: the equipment brings its own place, or the session is online.
    None,
    /// A room with seats for everybody and these features.
    With(Vec<String>),
}

/// A course unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// The planner's id, unique within its programme.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The programme it belongs to.
    pub programme: ProgrammeId,
    /// Minutes each learner gets.
    pub minutes: u32,
    /// What it asks of the learner.
    pub kind: Kind,
    /// Where it stands in the programme.
    pub track: Track,
    /// What skill it builds.
    pub skill: Skill,
    /// Lengths of its sessions.
    pub sessions: SessionLengths,
    /// Whether one session of a run may be shorter, so that the hours are met exactly.
    pub shorter_last: bool,
    /// Largest group; the cohort splits into as few equal parts as that allows.
    pub max_group: Option<u32>,
    /// Smallest group that is run.
    pub min_group: u32,
    /// Further largest groups that may be chosen instead (smaller parts), each below `max_group`.
    pub smaller_groups: Vec<u32>,
    /// Kind of equipment each session needs, if any.
    pub equipment: Option<String>,
    /// Oldest year of build that will do.
    pub equipment_from_year: Option<i32>,
    /// The room each session needs.
    pub room: RoomNeed,
    /// Rooms that do not suit it.
    pub not_rooms: Vec<RoomId>,
    /// Seats each session takes in a room; `None` is one for each learner who attends.
    pub seats: Option<u32>,
    /// The people each session needs.
    pub staff: Vec<StaffRole>,
    /// Under whose responsibility it is taught.
    pub lead: Lead,
    /// Sites it may be held at; empty means where its equipment stands, else the cohort's school.
    pub sites: Vec<SiteId>,
    /// What must come before.
    pub after: Vec<Prerequisite>,
    /// First day it may be held.
    pub from: Option<NaiveDate>,
    /// Last day it may be held.
    pub until: Option<NaiveDate>,
    /// When it is never held.
    pub not_at: Vec<Window>,
    /// Consumables a learner uses in an hour.
    pub consumables_per_learner_hour: Price,
}

impl Module {
    /// Whether it may be held on `date` from `from` to `to`, as far as its own days and times say.
    pub fn may_be_at(&self, date: NaiveDate, from: ClockTime, to: ClockTime) -> bool {
        self.from.is_none_or(|first| first <= date)
            && self.until.is_none_or(|last| date <= last)
            && !self.not_at.iter().any(|window| window.touches(date, from, to))
    }
}
