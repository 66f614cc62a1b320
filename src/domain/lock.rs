//! What is fixed in advance, what has been delivered already, and runs that cohorts share.

use chrono::NaiveDate;

use super::{CohortId, DateRange, DaypartId, EquipmentId, ModuleId, SiteId, StaffId};

/// Something fixed in advance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The planner's id, or its place in the file (`locks[0]`).
    pub key: String,
    /// What is fixed.
    pub kind: LockKind,
}

/// The kinds of locks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockKind {
    /// This session is held.
    Session(SessionLock),
    /// A cohort's use of these days is fixed.
    Days {
        /// The cohort.
        cohort: CohortId,
        /// The days; a week is seven of them.
        range: DateRange,
        /// What they are used for.
        used: DayUse,
    },
}

/// What a locked day is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayUse {
    /// Nothing is planned.
    Free,
    /// School-led sessions only; no firm day.
    School,
    /// A firm day; no school-led session.
    Firm,
}

/// A session that is held as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLock {
    /// The cohort.
    pub cohort: CohortId,
    /// The module.
    pub module: ModuleId,
    /// Which part of the cohort, counted from 1; `None` is everybody, each part in a session of its own.
    pub part: Option<u32>,
    /// The date.
    pub date: NaiveDate,
    /// The daypart it begins in.
    pub daypart: DaypartId,
    /// Its length in minutes; `None` is any allowed length.
    pub minutes: Option<u32>,
    /// Where; `None` is anywhere allowed.
    pub site: Option<SiteId>,
    /// On which pool; `None` is any that serves.
    pub equipment: Option<EquipmentId>,
    /// Somebody of this staff group serves it; `None` is anybody who can.
    pub staff: Option<StaffId>,
}

/// Hours a cohort has had before the plan begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The cohort.
    pub cohort: CohortId,
    /// The learner groups, as indices into the cohort's list; empty is all of them.
    pub groups: Vec<usize>,
    /// The module.
    pub module: ModuleId,
    /// Minutes delivered.
    pub minutes: u32,
}

/// A run that several cohorts may follow together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CombinedRun {
    /// The planner's id.
    pub key: String,
    /// The cohorts and the module each of them fulfils by it; all ask for the same hours.
    pub members: Vec<(CohortId, ModuleId)>,
    /// Smallest group.
    pub min_group: u32,
    /// Largest group.
    pub max_group: Option<u32>,
    /// Whether it must be combined; otherwise the plan decides.
    pub required: bool,
}
