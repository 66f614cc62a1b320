//! Equipment pools.

use chrono::NaiveDate;

use super::{PriceEntry, WindowEntry};
use crate::domain::{EntitlementPeriod, SlotClass};
use crate::scenario::count::{Positive, Year};
use crate::scenario::record::record;
use crate::scenario::shape::Pair;

record! {
    /// Interchangeable units of equipment of one kind, of one owner, at one site.
    EquipmentEntry {
        /// The id.
        required id: String,
        /// What people call it; the id if absent.
        optional name: String,
        /// What modules ask for: robot-cell.
        required kind: String,
        /// Where the units stand.
        required site: String,
        /// Who owns and lends them: college, consortium or the id of a firm.
        required owner: String,
        /// How many units there are.
        required units: Positive,
        /// Learners that work at one unit at a time; 1 if absent.
        optional learners_per_unit: Positive,
        /// Year of build.
        optional year: Year,
        /// When the units may be used; whenever the calendar is open if absent.
        optional lent: Vec<WindowEntry>,
        /// What using them costs.
        optional cost: EquipmentCost,
        /// Moves to other sites that the plan may make.
        optional movable: Vec<MoveEntry>,
        /// How often the pool may be opened; as often as it is lent if absent.
        optional entitlements: Vec<EntitlementEntry>,
        /// Units that are out of use on some days: broken, or in maintenance.
        optional out: Vec<OutEntry>,
    }
}

record! {
    /// Units that are out of use: on one day (`on`), or on all of a range (`from` and `to`).
    OutEntry {
        /// How many units of those at the pool's own site; all if absent.
        optional units: Positive,
        /// The one day.
        optional on: NaiveDate,
        /// The first day of a range.
        optional from: NaiveDate,
        /// The last day of a range.
        optional to: NaiveDate,
        /// Why.
        optional name: String,
    }
}

record! {
    /// What using equipment costs.
    EquipmentCost {
        /// A unit for an hour of use.
        optional per_hour: PriceEntry,
        /// Setting the pool up, for each day on which any unit is used.
        optional setup_per_day: PriceEntry,
    }
}

record! {
    /// A move to another site that the plan may make.
    MoveEntry {
        /// Where the units go.
        required to: String,
        /// First and last day they are away.
        required between: Pair<NaiveDate>,
        /// Most units that may go; all of the pool if absent.
        optional units: Positive,
        /// One way, a unit.
        optional cost_each_way: PriceEntry,
        /// Days at the start, and as many at the end, on which moved units stand nowhere; 0 if absent.
        optional days_down: u32,
        /// When moved units may be used; whenever the calendar is open if absent.
        optional lent: Vec<WindowEntry>,
    }
}

record! {
    /// The right to open a pool so many times.
    EntitlementEntry {
        /// Who holds it: consortium (if absent), college or the id of a firm.
        optional holder: String,
        /// The class of slot it holds for; every class if absent.
        optional class: SlotClass,
        /// How many openings.
        required openings: u32,
        /// What they are counted over; the year if absent.
        optional per: EntitlementPeriod,
    }
}
