//! Sites, rooms and the ways between sites.

use super::{ClosedEntry, PriceEntry};
use crate::scenario::count::Positive;
use crate::scenario::record::record;
use crate::scenario::shape::{Pair, Spanned};
use crate::scenario::word::SiteWord;

record! {
    /// A place where sessions are held or people live.
    SiteEntry {
        /// The id.
        required id: String,
        /// What people call it; the id if absent.
        optional name: String,
        /// What kind of place it is.
        required kind: SiteWord,
        /// The firm whose site it is; stated if and only if the kind is firm.
        optional firm: String,
        /// Its rooms; if absent, rooms never bind here.
        optional rooms: Vec<RoomEntry>,
        /// Days on which no session is held here; firm-led days are not touched.
        optional closed: Vec<ClosedEntry>,
    }
}

record! {
    /// Interchangeable rooms of a site.
    RoomEntry {
        /// The id, unique in the file.
        required id: String,
        /// How many there are; 1 if absent.
        optional count: Positive,
        /// Learners a room seats.
        required seats: u32,
        /// What the rooms have: lab, accessible, digital.
        optional features: Vec<Spanned<String>>,
        /// Rent of a room for an hour.
        optional rent_per_hour: PriceEntry,
        /// Days on which none of them is used.
        optional closed: Vec<ClosedEntry>,
    }
}

record! {
    /// The way between two sites, the same in both directions.
    TravelEntry {
        /// The two sites.
        required between: Pair<String>,
        /// Kilometres one way.
        required km: u32,
        /// Minutes one way.
        required minutes: u32,
    }
}
