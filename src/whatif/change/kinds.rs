//! The fields of each kind of event.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Nobody of a staff group can work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// The staff group.
    pub staff_absent: String,
    /// The numbers of those who cannot, from 1; all of them if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<u32>,
    /// When.
    #[serde(flatten)]
    pub days: Days,
}

/// Units of a pool are out of use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The pool.
    pub equipment_out: String,
    /// How many units; all if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// When.
    #[serde(flatten)]
    pub days: Days,
}

/// A site is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteClosed {
    /// The site.
    pub site_closed: String,
    /// When.
    #[serde(flatten)]
    pub days: Days,
}

/// A kind of room is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomClosed {
    /// The room.
    pub room_closed: String,
    /// When.
    #[serde(flatten)]
    pub days: Days,
}

/// Nothing is held on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayClosed {
    /// The day.
    pub day_closed: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A firm leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    /// The firm.
    pub firm_leaves: String,
    /// The first day without it.
    pub from: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Sessions were not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missed {
    /// Their ids.
    pub missed: Vec<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// One day, or a range by both ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The first day of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
