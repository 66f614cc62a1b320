//! Cohorts, their learner groups and work rosters.

use chrono::NaiveDate;

use super::WindowEntry;
use crate::domain::ClockTime;
use crate::scenario::count::Positive;
use crate::scenario::entries::Entries;
use crate::scenario::record::record;
use crate::scenario::shape::{Pair, Spanned};

record! {
    /// Learners who follow a programme together; either `learners` or `groups` is stated.
    CohortEntry {
        /// The id.
        required id: String,
        /// What people call it; the id if absent.
        optional name: String,
        /// The programme it follows.
        required programme: String,
        /// Where its school-led lessons are by default.
        required school: String,
        /// Where its learners live; the school if absent.
        optional home: String,
        /// First day on which it can be taught; the first of the calendar if absent.
        optional from: NaiveDate,
        /// Last day on which it can be taught; the last of the calendar if absent.
        optional until: NaiveDate,
        /// Learners by firm, the word none for those without: { "F1": 8, "none": 3 }.
        optional learners: Entries<Positive>,
        /// Learner groups, where firm alone does not tell learners apart.
        optional groups: Vec<GroupEntry>,
        /// When its learners can attend; whenever the calendar is open if absent.
        optional available: Vec<WindowEntry>,
        /// A work roster during whose shifts nobody can attend.
        optional roster: RosterEntry,
    }
}

record! {
    /// Learners alike in firm, age dates, home and availability.
    GroupEntry {
        /// The id, unique in the cohort.
        required id: String,
        /// How many learners.
        required learners: Positive,
        /// Their firm.
        optional firm: String,
        /// The day they turn 16, where it matters; two years before they turn 18 if absent.
        optional turns_16: NaiveDate,
        /// The day they turn 18, where it matters; two years after they turn 16 if absent.
        optional turns_18: NaiveDate,
        /// Where they live; the cohort's home if absent.
        optional home: String,
        /// When they can attend, besides what holds for the cohort.
        optional available: Vec<WindowEntry>,
        /// Their own work roster.
        optional roster: RosterEntry,
    }
}

record! {
    /// A cyclic work roster.
    RosterEntry {
        /// The day on which the cycle starts.
        required anchor: NaiveDate,
        /// The shift of each day; the word off is a free day.
        required cycle: Vec<Spanned<String>>,
        /// The shifts: beginning and end; an end not later than its beginning lies on the next day.
        required shifts: Entries<Pair<ClockTime>>,
    }
}
