//! Firms.

use super::{PriceEntry, WindowEntry};
use crate::scenario::record::record;
use crate::scenario::shape::Spanned;

record! {
    /// A firm of the consortium or around it.
    FirmEntry {
        /// The id.
        required id: String,
        /// What people call it; the id if absent.
        optional name: String,
        /// Where its firm-led days take place.
        optional site: String,
        /// Programmes it is recognised for; every programme if absent.
        optional accredited: Vec<Spanned<String>>,
        /// Learner contracts it may hold in the year.
        optional places: u32,
        /// Mentors it has.
        optional mentors: u32,
        /// Learners each mentor may look after.
        optional learners_per_mentor: u32,
        /// Learners it can receive on one day.
        optional present_at_most: u32,
        /// Learners it can spare at once during its working hours.
        optional away_at_most: u32,
        /// When its people work.
        optional working_hours: Vec<WindowEntry>,
        /// Wage an hour of a learner trained in working time.
        optional learner_wage_per_hour: PriceEntry,
        /// Firms whose sites its learners do not enter; one side is enough.
        optional rivals: Vec<Spanned<String>>,
    }
}
