//! The constraint families: each a rule in words, the rows that state it, and the placements it
//! refuses. The list is the only registration.

use super::build::Build;
use super::placements::Placement;
use super::scene::Scene;
use crate::domain::PolicyId;

/// A reason against a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The policy it would break; `None` for what can never be.
    pub policy: Option<PolicyId>,
    /// Learners concerned, for the price of a wish.
    pub learners: u32,
}

impl Objection {
    /// What can never be.
    pub const NEVER: Self = Self { policy: None, learners: 0 };
}

/// A rule of the plan.
pub trait Family: Sync {
    /// Its `snake_case` name: file, golden and check rule have the same.
    fn key(&self) -> &'static str;

    /// The rule as a training manager would sign it.
    fn sentence(&self) -> &'static str;

    /// Why a placement breaks the rule by itself.
    fn objections(&self, _scene: &Scene<'_>, _placement: &Placement) -> Vec<Objection> {
        Vec::new()
    }

    /// Why a placement breaks the rule in the rooms that are left to it.
    fn objections_to_rooms(&self, _scene: &Scene<'_>, _placement: &Placement) -> Vec<Objection> {
        Vec::new()
    }

    /// Writes the rows that state the rule.
    fn rows(&self, _build: &mut Build<'_>) {}

    /// Writes the rows that speak of cost, once the objective is complete.
    fn rows_on_cost(&self, _build: &mut Build<'_>) {}
}

macro_rules! families {
    ($($file:ident :: $family:ident),+ $(,)?) => {
        $(pub mod $file;)+

        /// Every family, in the order in which `explain` prints them.
        pub static FAMILIES: &[&dyn Family] = &[$(&$file::$family),+];
    };
}

families! {
    module_hours::ModuleHours,
    one_run::OneRun,
    one_session_at_a_time::OneSessionAtATime,
    module_window::ModuleWindow,
    availability::Availability,
    site_closed::SiteClosed,
    prerequisites::Prerequisites,
    travel_time::TravelTime,
    equipment_window::EquipmentWindow,
    equipment_units::EquipmentUnits,
    equipment_moves::EquipmentMoves,
    entitlement::Entitlement,
    rooms::Rooms,
    staff_qualified::StaffQualified,
    staff_at_once::StaffAtOnce,
    staff_load::StaffLoad,
    staff_evenings::StaffEvenings,
    firm_places::FirmPlaces,
    firm_release::FirmRelease,
    firm_presence::FirmPresence,
    outside_seats::OutsideSeats,
    locks::Locks,
    weekly_pattern::WeeklyPattern,
    hours_norm::HoursNorm,
    share::Share,
    split::Split,
    offer::Offer,
    day_hours::DayHours,
    week_hours::WeekHours,
    evenings_per_week::EveningsPerWeek,
    free_weekends::FreeWeekends,
    slots_by_age::SlotsByAge,
    travel_cap::TravelCap,
    site_change::SiteChange,
    rivals_apart::RivalsApart,
    spread::Spread,
    compact_days::CompactDays,
    same_staff::SameStaff,
    avoid_class::AvoidClass,
    place::Place,
    isolated_sessions::IsolatedSessions,
    teaching_days::TeachingDays,
    same_room::SameRoom,
    room_seats::RoomSeats,
    budget::Budget,
}
