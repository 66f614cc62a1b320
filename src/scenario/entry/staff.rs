//! Staff.

use chrono::NaiveDate;

use super::{PriceEntry, WindowEntry};
use crate::scenario::count::Positive;
use crate::scenario::number::Hours;
use crate::scenario::record::record;
use crate::scenario::shape::{Brief, Spanned};

record! {
    /// A person, or interchangeable people with one employer.
    StaffEntry {
        /// The id.
        required id: String,
        /// What people call them; the id if absent.
        optional name: String,
        /// Who employs and pays them: college (if absent), consortium or the id of a firm.
        optional employer: String,
        /// How many people; 1 if absent.
        optional count: Positive,
        /// What each of them may teach: a word, or a word with the days on which it is valid.
        required qualifications: Vec<Brief<Spanned<String>, QualificationEntry>>,
        /// Contact hours each may give in a calendar week.
        optional hours_per_week: Hours,
        /// Evenings each may work in a calendar week.
        optional evenings_per_week: u32,
        /// When they can work; whenever the calendar is open if absent.
        optional available: Vec<WindowEntry>,
        /// Days on which they cannot, or some of them.
        optional absent: Vec<AbsentEntry>,
        /// Cost of a contact hour; 0 if absent.
        optional cost_per_hour: PriceEntry,
    }
}

record! {
    /// A qualification that holds for some days.
    QualificationEntry {
        /// What modules ask for.
        required id: String,
        /// First day on which it is valid.
        optional from: NaiveDate,
        /// Last day on which it is valid.
        optional until: NaiveDate,
    }
}

record! {
    /// Days on which people cannot work: one day (`on`), or a range (`from` and `to`).
    AbsentEntry {
        /// The one day.
        optional on: NaiveDate,
        /// The first day of a range.
        optional from: NaiveDate,
        /// The last day of a range.
        optional to: NaiveDate,
        /// The numbers of those who cannot, from 1; all of them if absent.
        optional persons: Vec<Spanned<Positive>>,
        /// Why; for whoever reads the file.
        optional _name as "name": String,
    }
}
