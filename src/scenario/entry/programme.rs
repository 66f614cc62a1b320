//! Programmes and modules.

use chrono::NaiveDate;

use super::{PriceEntry, WindowEntry};
use crate::domain::{Kind, Lead, Skill, Track};
use crate::scenario::count::{Positive, Year};
use crate::scenario::number::Hours;
use crate::scenario::record::record;
use crate::scenario::shape::{Brief, OneOrMany, Spanned};
use crate::scenario::word::NoRoom;

record! {
    /// A named set of modules that leads to an award.
    ProgrammeEntry {
        /// The id.
        required id: String,
        /// What people call it; the id if absent.
        optional name: String,
        /// What it leads to.
        optional award: String,
        /// Its modules.
        required modules: Vec<ModuleEntry>,
    }
}

record! {
    /// A course unit.
    ModuleEntry {
        /// The id, unique in the programme.
        required id: String,
        /// What people call it; the id if absent.
        optional name: String,
        /// Hours each learner gets.
        required hours: Hours,
        /// What it asks of the learner.
        required kind: Kind,
        /// Where it stands in the programme; basic if absent.
        optional track: Track,
        /// What skill it builds; hard if absent.
        optional skill: Skill,
        /// Length of a session, or the lengths to choose from; a whole daypart if absent.
        optional session_hours: OneOrMany<Hours>,
        /// Whether one session may be shorter, so that the hours are met exactly; true if absent.
        optional shorter_last: bool,
        /// Largest group; the whole cohort if absent.
        optional max_group: Positive,
        /// Smallest group that is run; 1 if absent.
        optional min_group: Positive,
        /// Further largest groups that may be chosen instead, each below `max_group`.
        optional smaller_groups: Vec<Spanned<Positive>>,
        /// Kind of equipment each session needs, or the kind with the oldest year that will do.
        optional equipment: Brief<Spanned<String>, EquipmentNeed>,
        /// The room each session needs; none if equipment is stated or the kind is online, else any.
        optional room: Brief<NoRoom, RoomNeedEntry>,
        /// Seats each session takes in a room, guests and repeaters included; one for each learner if absent.
        optional seats: u32,
        /// The people each session needs: a qualification, or one with employer and number.
        optional staff: Vec<Brief<Spanned<String>, RoleEntry>>,
        /// Under whose responsibility it is taught; school if absent.
        optional lead: Lead,
        /// Sites it may be held at; where its equipment stands, else the cohort's school, if absent.
        optional sites: Vec<Spanned<String>>,
        /// Modules that come before.
        optional after: Vec<Brief<Spanned<String>, AfterEntry>>,
        /// First day it may be held.
        optional from: NaiveDate,
        /// Last day it may be held.
        optional until: NaiveDate,
        /// When it is never held.
        optional not_at: Vec<WindowEntry>,
        /// Consumables a learner uses in an hour; 0 if absent.
        optional consumables_per_learner_hour: PriceEntry,
    }
}

record! {
    /// Equipment of a kind, not older than a year.
    EquipmentNeed {
        /// The kind.
        required kind: String,
        /// Oldest year of build that will do.
        optional from_year: Year,
    }
}

record! {
    /// A room with these features, and none of those named.
    RoomNeedEntry {
        /// What the room must have; nothing in particular if absent.
        optional features: Vec<Spanned<String>>,
        /// Ids of rooms that do not suit it.
        optional not: Vec<Spanned<String>>,
    }
}

record! {
    /// People a session needs.
    RoleEntry {
        /// The qualification.
        required qualification: String,
        /// The employer they must have: college, consortium or the id of a firm.
        optional employer: String,
        /// How many of them; 1 if absent.
        optional count: Positive,
    }
}

record! {
    /// A module that comes before.
    AfterEntry {
        /// The module of the same programme.
        required module: String,
        /// Hours of it that come first; all of it if absent.
        optional hours: Hours,
        /// Fewest days between; 0 (if absent) allows the same day.
        optional min_gap_days: u32,
        /// Most days between.
        optional max_gap_days: u32,
    }
}
