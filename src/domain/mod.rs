//! What a valid planning question is made of.
//!
//! Everything here is plain data: no file, no solver, no serde input type. A [`Scenario`] that
//! exists has been validated by [`crate::scenario`]; ids are indices into its vectors, so an id
//! never dangles. Units stand in the names where the type does not carry them.

mod agreement;
mod benefits;
mod cohort;
mod digest;
mod equipment;
mod firm;
mod ids;
mod lock;
mod money;
mod policy;
mod programme;
mod scenario;
mod site;
mod staff;
mod tariff;
mod time;

pub use agreement::{Agreement, BY_POOLS, CollegeTerms, Grant, Guarantee, GuaranteeTerm, Pool, REST};
pub use benefits::{Benefits, MEASURES, Weights};
pub use cohort::{Cohort, LearnerGroup, Roster, Shift};
pub use digest::digest;
pub use equipment::{Entitlement, EntitlementPeriod, EquipmentPool, MoveOption, Outage};
pub use firm::{Firm, WorkingHours};
pub use ids::{
    CohortId, DaypartId, EquipmentId, FirmId, ModuleId, PolicyId, ProgrammeId, RoomId, SiteId, StaffId,
};
pub use lock::{CombinedRun, DayUse, Delivered, Lock, LockKind, SessionLock};
pub use money::{Cents, ExactCents, Price, Vat, divide_half_up};
pub use policy::{
    AgeBand, Category, HolidayWeeks, OtherDays, PatternDays, Policy, RivalScope, Rule, Selector, Strength,
};
pub use programme::{
    Kind, Lead, Module, Prerequisite, Programme, RoomNeed, SessionLengths, Skill, StaffRole, Track,
};
pub use scenario::{Labels, Scenario, Travel};
pub use site::{Room, Site, SiteKind};
pub use staff::{Absence, Qualification, StaffGroup};
pub use tariff::{
    FixedCost, Heading, Income, IncomeAmount, IncomeCondition, OutsideSeat, Party, RunPrice, SeatLevel,
    SeatPer, SeatRule, Tariff,
};
pub use time::{CalendarSpec, ClockTime, Closure, DateRange, Daypart, Period, SlotClass, Weekdays, Window};
