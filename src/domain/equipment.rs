//! Equipment pools: interchangeable units of one kind, of one owner, at one site.

use chrono::NaiveDate;

use super::{DateRange, Party, Price, SiteId, SlotClass, Window};

/// Interchangeable units of equipment.
#[derive(Clone, Debug, PartialEq)]
pub struct EquipmentPool {
    /// The planner's id.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What modules ask for: `robot-cell`.
    pub kind: String,
    /// Where the units stand.
    pub site: SiteId,
    /// Who owns and lends them: the college, the consortium or a firm.
    pub owner: Party,
    /// How many units there are.
    pub units: u32,
    /// Learners that work at one unit at a time.
    pub learners_per_unit: u32,
    /// Year of build, for modules that ask for a generation.
    pub year: Option<i32>,
    /// When the units may be used; empty means whenever the calendar is open.
    pub lent: Vec<Window>,
    /// Cost of a unit for an hour of use.
    pub per_hour: Price,
    /// Cost of setting the pool up, for each day on which any unit is used.
    pub setup_per_day: Price,
    /// Moves that may be decided.
    pub moves: Vec<MoveOption>,
    /// How often the pool may be opened; empty means as often as it is lent.
    pub entitlements: Vec<Entitlement>,
    /// Units that are out of use on some days.
    pub out: Vec<Outage>,
}

impl EquipmentPool {
    /// How many of the units at its own site are out of use on a date: of those that are there the highest-numbered.
    pub fn out_on(&self, date: NaiveDate) -> u32 {
        let out = self.out.iter().filter(|outage| outage.range.contains(date));
        out.map(|outage| outage.units).sum::<u32>().min(self.units)
    }
}

/// Units that are out of use: broken, or in maintenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The days.
    pub range: DateRange,
    /// How many units, of those at the pool's own site.
    pub units: u32,
    /// Why, as the planner says it; empty where nothing is said.
    pub why: String,
}

/// A move to another site that the plan may make, for any number of units up to a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveOption {
    /// Where the units go.
    pub to: SiteId,
    /// The days they are away from their home site.
    pub between: DateRange,
    /// Most units that may go.
    pub units: u32,
    /// Cost of one way, a unit.
    pub cost_each_way: Price,
    /// Days at the start, and as many at the end, on which moved units stand nowhere.
    pub days_down: u32,
    /// When moved units may be used; empty means whenever the calendar is open.
    pub lent: Vec<Window>,
}

/// What an entitlement is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntitlementPeriod {
    /// The whole calendar.
    Year,
    /// Each named period of the calendar.
    Period,
    /// Each calendar week.
    Week,
}

/// The right to open a pool so many times. An opening is a dated stretch of time in which at
/// least one unit is used; sessions that overlap in time share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entitlement {
    /// Who holds the right; the rights of all present holders add up.
    pub holder: Party,
    /// The class of slot it holds for; `None` counts every class.
    pub class: Option<SlotClass>,
    /// How many openings.
    pub openings: u32,
    /// What they are counted over.
    pub per: EntitlementPeriod,
}
