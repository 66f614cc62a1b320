//! What is fixed in advance, delivered already, or run together.

use chrono::NaiveDate;

use crate::domain::DayUse;
use crate::scenario::count::Positive;
use crate::scenario::number::Hours;
use crate::scenario::record::record;
use crate::scenario::shape::Spanned;

record! {
    /// Something fixed in advance: either a session, or what days are used for.
    LockEntry {
        /// The id; its place in the list if absent.
        optional id: String,
        /// A session that is held.
        optional session: LockedSession,
        /// Days whose use is fixed.
        optional days: LockedDays,
    }
}

record! {
    /// A session that is held as stated.
    LockedSession {
        /// The cohort.
        required cohort: String,
        /// The module.
        required module: String,
        /// Which part of the cohort, counted from 1; the whole cohort or its only part if absent.
        optional part: Positive,
        /// The date.
        required date: NaiveDate,
        /// The daypart it begins in.
        required daypart: String,
        /// Its length; any allowed length if absent.
        optional hours: Hours,
        /// Where; anywhere allowed if absent.
        optional site: String,
        /// On which equipment pool; any that serves if absent.
        optional equipment: String,
        /// By somebody of which staff; by anybody who can if absent.
        optional staff: String,
    }
}

record! {
    /// Days of a cohort whose use is fixed.
    LockedDays {
        /// The cohort.
        required cohort: String,
        /// The first day.
        required from: NaiveDate,
        /// The last day.
        required to: NaiveDate,
        /// What they are used for.
        required used: DayUse,
    }
}

record! {
    /// Hours a cohort has had before the plan begins.
    DeliveredEntry {
        /// The cohort.
        required cohort: String,
        /// The module.
        required module: String,
        /// The hours.
        required hours: Hours,
        /// Ids of learner groups; all of the cohort if absent.
        optional groups: Vec<Spanned<String>>,
    }
}

record! {
    /// A run that several cohorts may follow together.
    CombinedEntry {
        /// The id.
        required id: String,
        /// The cohorts, and the module that each of them fulfils by it.
        required members: Vec<MemberEntry>,
        /// Smallest group; 1 if absent.
        optional min_group: Positive,
        /// Largest group.
        optional max_group: Positive,
        /// Whether it must be combined; if absent, the plan decides.
        optional required: bool,
    }
}

record! {
    /// A cohort in a combined run.
    MemberEntry {
        /// The cohort.
        required cohort: String,
        /// The module of its programme.
        required module: String,
    }
}
