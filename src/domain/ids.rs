//! Ids as newtypes: indices into the vectors of a [`crate::domain::Scenario`].

macro_rules! index_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl $name {
            /// The position in the scenario's vector.
            pub const fn index(self) -> usize {
                self.0
            }
        }
    )+};
}

index_ids! {
    /// A site: index into `Scenario::sites`.
    SiteId,
    /// A kind of room: index into `Scenario::rooms`.
    RoomId,
    /// A firm: index into `Scenario::firms`.
    FirmId,
    /// An equipment pool: index into `Scenario::equipment`.
    EquipmentId,
    /// A group of interchangeable staff, or one person: index into `Scenario::staff`.
    StaffId,
    /// A programme: index into `Scenario::programmes`.
    ProgrammeId,
    /// A module of some programme: index into `Scenario::modules`.
    ModuleId,
    /// A cohort: index into `Scenario::cohorts`.
    CohortId,
    /// A policy: index into `Scenario::policies`.
    PolicyId,
    /// A daypart of the calendar: index into `CalendarSpec::dayparts`.
    DaypartId,
}
