//! The rules, one a file; this list is the only registration.

use super::Rule;

/// Declares the file of each rule and lists the rule.
macro_rules! rules {
    ($($file:ident::$rule:ident),+ $(,)?) => {
        $(mod $file;)+

        /// Every rule, in the order in which breaches are told.
        pub static RULES: &[&dyn Rule] = &[$(&$file::$rule),+];
    };
}

rules! {
    session_form::SessionForm,
    firm_day_form::FirmDayForm,
    module_hours::ModuleHours,
    one_run::OneRun,
    one_session_at_a_time::OneSessionAtATime,
    module_window::ModuleWindow,
    module_site::ModuleSite,
    availability::Availability,
    site_closed::SiteClosed,
    prerequisites::Prerequisites,
    travel_time::TravelTime,
    equipment_window::EquipmentWindow,
    equipment_units::EquipmentUnits,
    equipment_moves::EquipmentMoves,
    entitlement::EntitlementRule,
    rooms::Rooms,
    staff_qualified::StaffQualified,
    staff_at_once::StaffAtOnce,
    staff_load::StaffLoad,
    staff_evenings::StaffEvenings,
    firm_places::FirmPlaces,
    firm_release::FirmRelease,
    firm_presence::FirmPresence,
    outside_seats::OutsideSeatsRule,
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
