//! What stands in a file, field for field, before ids are resolved. Each record is the reader,
//! the schema and the documentation of one kind of object.

mod benefits;
mod calendar;
mod cohort;
mod consortium;
mod equipment;
mod firm;
mod lock;
mod policy;
mod price;
mod programme;
mod root;
mod rule;
mod rules;
mod site;
mod staff;
mod tariff;

pub use benefits::BenefitsEntry;
pub use calendar::{CalendarEntry, ClosedEntry, WindowEntry};
pub use cohort::{CohortEntry, GroupEntry, RosterEntry};
pub use consortium::{CollegeEntry, ConsortiumEntry, GrantEntry, GuaranteeEntry, PoolEntry, TermEntry};
pub use equipment::{EntitlementEntry, EquipmentEntry, MoveEntry, OutEntry};
pub use firm::FirmEntry;
pub use lock::{CombinedEntry, DeliveredEntry, LockEntry, LockedDays, LockedSession, MemberEntry};
pub use policy::{PolicyEntry, PolicyFrame, SelectorEntry};
pub use price::{PriceEntry, VatEntry};
pub use programme::{AfterEntry, EquipmentNeed, ModuleEntry, ProgrammeEntry, RoleEntry};
pub use root::ScenarioEntry;
pub use rule::RuleEntry;
pub use rules::{
    Budget, GivenDays, Offer, Place, ShareBounds, SiteChange, SlotsByAge, TravelCap, WeeklyPattern,
};
pub use site::{SiteEntry, TravelEntry};
pub use staff::{AbsentEntry, QualificationEntry, StaffEntry};
pub use tariff::{ConditionEntry, IncomeEntry, OutsideEntry, RunEntry, TariffEntry};
