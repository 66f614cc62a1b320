//! What counts for each side where plans are compared.

use crate::scenario::count::Positive;
use crate::scenario::entries::Entries;
use crate::scenario::record::record;

record! {
    /// What counts for learners and for employers: a measure and how much it weighs, such as { "evenings": 2, "km": 1 }.
    BenefitsEntry {
        /// For learners.
        required learners: Entries<Positive>,
        /// For employers.
        required employers: Entries<Positive>,
    }
}
