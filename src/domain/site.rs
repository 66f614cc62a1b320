//! Places and the rooms in them.

use chrono::NaiveDate;

use super::{DateRange, FirmId, Price, SiteId};

/// What kind of place a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    /// The college's own.
    College,
    /// A firm's.
    Firm(FirmId),
    /// Nobody's in particular: a shared plant, a town learners live in.
    Neutral,
    /// No place at all: nobody travels.
    Online,
}

/// A place where sessions are held or people live.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The planner's id.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its kind, with the firm for a firm's site.
    pub kind: SiteKind,
    /// Whether the rooms of this site are listed; if not, rooms never bind here.
    pub rooms_listed: bool,
    /// Days on which no session is held there.
    pub closed: Vec<DateRange>,
}

impl Site {
    /// Whether no session is held there on a date.
    pub fn is_closed(&self, date: NaiveDate) -> bool {
        self.closed.iter().any(|range| range.contains(date))
    }

    /// The firm that owns the site, if a firm does.
    pub const fn firm(&self) -> Option<FirmId> {
        match self.kind {
            SiteKind::Firm(firm) => Some(firm),
            _ => None,
        }
    }
}

/// A kind of room at a site: interchangeable rooms are counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// The planner's id, unique within the scenario.
    pub key: String,
    /// Where the rooms are.
    pub site: SiteId,
    /// How many of them there are.
    pub count: u32,
    /// Learners a room seats.
    pub seats: u32,
    /// What the rooms have: `lab`, `accessible`, `digital`.
    pub features: Vec<String>,
    /// Rent an hour a room.
    pub rent_per_hour: Price,
    /// Days on which none of them is used.
    pub closed: Vec<DateRange>,
}
