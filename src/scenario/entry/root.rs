//! The file as a whole.

use super::{
    BenefitsEntry, CalendarEntry, CohortEntry, CombinedEntry, ConsortiumEntry, DeliveredEntry,
    EquipmentEntry, FirmEntry, LockEntry, PolicyEntry, ProgrammeEntry, SiteEntry, StaffEntry, TariffEntry,
    TravelEntry, VatEntry,
};
use crate::scenario::entries::Entries;
use crate::scenario::format::FormatVersion;
use crate::scenario::record::record;

record! {
    /// A planning question for vetplan.
    ScenarioEntry {
        /// The schema, for editors.
        optional _schema as "$schema": String,
        /// The version of the format.
        required _format as "format": FormatVersion,
        /// What people call the scenario.
        required name: String,
        /// ISO 4217 code of the money; EUR if absent.
        optional currency: String,
        /// What holds for prices that say nothing about value-added tax.
        optional vat: VatEntry,
        /// What people call things: a word of the program, and theirs.
        optional labels: Entries<String>,
        /// Days and dayparts.
        required calendar: CalendarEntry,
        /// Places.
        required sites: Vec<SiteEntry>,
        /// Ways between places.
        optional travel: Vec<TravelEntry>,
        /// Firms.
        optional firms: Vec<FirmEntry>,
        /// Equipment pools.
        optional equipment: Vec<EquipmentEntry>,
        /// Staff.
        optional staff: Vec<StaffEntry>,
        /// Programmes.
        required programmes: Vec<ProgrammeEntry>,
        /// Cohorts.
        required cohorts: Vec<CohortEntry>,
        /// Runs that cohorts may share.
        optional combined: Vec<CombinedEntry>,
        /// Rules.
        optional policies: Vec<PolicyEntry>,
        /// Prices and income.
        optional tariffs: TariffEntry,
        /// What the firms have agreed on about the cost.
        optional consortium: ConsortiumEntry,
        /// What is fixed in advance.
        optional locks: Vec<LockEntry>,
        /// What has been delivered already.
        optional delivered: Vec<DeliveredEntry>,
        /// What counts for each side where plans are compared.
        optional benefits: BenefitsEntry,
    }
}
