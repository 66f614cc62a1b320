//! Every variable of the programme, created in one place.
//!
//! A variable is asked for by what it means; it is created at the first asking and found again
//! afterwards. Bounds and integrality follow from the meaning alone.

use crate::domain::{CohortId, EquipmentId, FirmId, Lead, PolicyId, RoomId, SiteId, StaffId};
use crate::solver::Col;

/// What a column of the formulation means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// 1 when this placement is held.
    Held(usize),
    /// 1 when this run is opened.
    Open(usize),
    /// People of a staff group in this role of this placement.
    On {
        /// The placement.
        placement: usize,
        /// The role, from 0, in the module's list.
        role: usize,
        /// The staff group.
        staff: StaffId,
        /// Most people of the group the role can take.
        most: u32,
    },
    /// 1 when some person of the group works on a run.
    WorksOn {
        /// The run.
        run: usize,
        /// The staff group.
        staff: StaffId,
    },
    /// People of a staff group who work on the evening of a day.
    StaffEvening {
        /// The staff group.
        staff: StaffId,
        /// The day.
        day: usize,
    },
    /// 1 when this person of a staff group serves a placement, in weeks in which people are told apart.
    Person {
        /// The staff group.
        staff: StaffId,
        /// The person, from 1.
        person: u32,
        /// The placement.
        placement: usize,
    },
    /// 1 when this person of a staff group works on the evening of a day, in such weeks.
    PersonEvening {
        /// The staff group.
        staff: StaffId,
        /// The person, from 1.
        person: u32,
        /// The day.
        day: usize,
    },
    /// 1 when a weekday (0 = Monday) is school-led for a cohort.
    SchoolWeekday {
        /// The cohort.
        cohort: CohortId,
        /// The weekday.
        weekday: u32,
    },
    /// 1 when a weekday (0 = Monday) is firm-led for a cohort.
    FirmWeekday {
        /// The cohort.
        cohort: CohortId,
        /// The weekday.
        weekday: u32,
    },
    /// 1 when a day of a holiday week is school-led for a cohort.
    SchoolDay {
        /// The cohort.
        cohort: CohortId,
        /// The day.
        day: usize,
    },
    /// 1 when a day of a holiday week is firm-led for a cohort.
    FirmDay {
        /// The cohort.
        cohort: CohortId,
        /// The day.
        day: usize,
    },
    /// 1 when a learner group is at a site on a day.
    Present {
        /// The learner group.
        group: usize,
        /// The day.
        day: usize,
        /// The site.
        site: SiteId,
    },
    /// 1 when a learner group is at both sites on a day.
    BothSites {
        /// The learner group.
        group: usize,
        /// The day.
        day: usize,
        /// The site with the smaller id.
        one: SiteId,
        /// The other.
        other: SiteId,
    },
    /// 1 when a learner group has any session under a lead (or any) on a day.
    Attends {
        /// The learner group.
        group: usize,
        /// The lead.
        lead: Option<Lead>,
        /// The day.
        day: usize,
    },
    /// 1 when a learner group has an evening session on a day.
    Evening {
        /// The learner group.
        group: usize,
        /// The day.
        day: usize,
    },
    /// 1 when a learner group has a session on the weekend of a week.
    Weekend {
        /// The learner group.
        group: usize,
        /// The week.
        week: usize,
    },
    /// 1 when a learner group idles from one clock minute to another on a day.
    Idle {
        /// The learner group.
        group: usize,
        /// The day.
        day: usize,
        /// End of the earlier session.
        from: u16,
        /// Start of the later one.
        to: u16,
    },
    /// 1 when a run has a session on a day.
    TaughtOn {
        /// The run.
        run: usize,
        /// The day.
        day: usize,
    },
    /// 1 when a run has a session in this kind of room.
    UsesRoom {
        /// The run.
        run: usize,
        /// The kind of room.
        room: RoomId,
    },
    /// 1 when any unit of a pool is used on a day.
    SetUp {
        /// The pool.
        pool: EquipmentId,
        /// The day.
        day: usize,
    },
    /// 1 when a stretch of use of a pool begins at the moment `at` of a day.
    Opening {
        /// The pool.
        pool: EquipmentId,
        /// The day.
        day: usize,
        /// The clock minute.
        at: u16,
    },
    /// Units of a pool moved by one of its options.
    MovedUnits {
        /// The pool.
        pool: EquipmentId,
        /// The option.
        option: usize,
        /// Most units that may go.
        most: u32,
    },
    /// Minutes that a set of candidate runs has delivered by the end of a day.
    Delivered {
        /// Which set, as numbered by the family of prerequisites.
        set: usize,
        /// The day.
        day: usize,
    },
    /// 1 once a set of candidate runs has delivered enough by the end of a day.
    Reached {
        /// Which set, as numbered by the family of prerequisites.
        set: usize,
        /// The minutes.
        needed: u32,
        /// The day.
        day: usize,
    },
    /// 1 once a set of candidate runs has delivered so many minutes by the end of a week.
    ReachedInWeek {
        /// Which set, as numbered by the family of prerequisites.
        set: usize,
        /// The minutes.
        needed: u32,
        /// The week.
        week: usize,
    },
    /// Training groups opened by a cohort in one of the tariff's run prices.
    GroupsOpened {
        /// The run price.
        price: usize,
        /// The cohort.
        cohort: CohortId,
    },
    /// 1 when an outside provider takes everybody it may.
    AllOutside {
        /// The provider.
        provider: usize,
    },
    /// 1 when anybody is taught inside.
    Opened,
    /// 1 when a firm sends all its learners of a cohort outside.
    FirmOutside {
        /// The provider.
        provider: usize,
        /// The firm.
        firm: Option<FirmId>,
        /// The cohort.
        cohort: CohortId,
    },
    /// Learners of a firm and cohort sent outside.
    SeatsOutside {
        /// The provider.
        provider: usize,
        /// The firm.
        firm: Option<FirmId>,
        /// The cohort.
        cohort: CohortId,
        /// Most that may go.
        most: u32,
    },
    /// 1 when this learner of a cohort whose seats may be bought one by one sits in a part.
    Sits {
        /// The part.
        part: usize,
        /// The learner, from 1, in the cohort's list.
        learner: u32,
    },
    /// 1 once a learner of such a cohort, or one before in the list, sits in a later part.
    Passed {
        /// The part.
        part: usize,
        /// The learner, from 1, in the cohort's list.
        learner: u32,
    },
    /// Learners of a part, or of some of the planner's groups in it, while another column is 1.
    SeatedWhile {
        /// The other column.
        on: Col,
        /// The part.
        part: usize,
        /// The planner's groups that count.
        sources: Vec<usize>,
        /// Most that may be.
        most: u32,
    },
    /// 1 when at least so many learners who count sit in a part.
    Taken {
        /// The part.
        part: usize,
        /// The planner's group that counts; `None` is all of them.
        source: Option<usize>,
        /// How many.
        seats: u32,
    },
    /// How far a wish about a part is broken, times the learners in it whom it is about.
    SlackOfAll {
        /// The slack.
        slack: Col,
    },
    /// 1 when an income line is lost because its conditions are not kept.
    IncomeLost(usize),
    /// Learners of a cohort inside for whom an income line is lost.
    LearnersLost {
        /// The income line.
        income: usize,
        /// The cohort.
        cohort: CohortId,
        /// How many learners the cohort has.
        most: u32,
    },
    /// How far a row is broken, in the unit of its rule.
    Slack {
        /// The row it belongs to.
        row: usize,
        /// Whether it lets the row exceed its upper limit (or else fall short of its lower one).
        over: bool,
        /// The policy whose row it is.
        policy: Option<PolicyId>,
    },
}

/// Lower bound, upper bound, integrality.
type Domain = (f64, f64, bool);

impl Variable {
    /// The values the variable may take.
    pub fn domain(&self) -> Domain {
        match self {
            Self::On { most, .. } | Self::MovedUnits { most, .. } | Self::SeatsOutside { most, .. } => {
                (0.0, f64::from(*most), true)
            }
            Self::LearnersLost { most, .. } | Self::SeatedWhile { most, .. } => {
                (0.0, f64::from(*most), false)
            }
            Self::StaffEvening { .. } => (0.0, f64::INFINITY, true),
            Self::Delivered { .. }
            | Self::GroupsOpened { .. }
            | Self::Slack { .. }
            | Self::SlackOfAll { .. } => (0.0, f64::INFINITY, false),
            // These follow from binaries by the rows that bind them, or only ever push one way.
            Self::BothSites { .. }
            | Self::Idle { .. }
            | Self::TaughtOn { .. }
            | Self::UsesRoom { .. }
            | Self::SetUp { .. }
            | Self::Opening { .. }
            | Self::Evening { .. }
            | Self::Weekend { .. }
            | Self::Passed { .. }
            | Self::Opened
            | Self::IncomeLost(_) => (0.0, 1.0, false),
            _ => (0.0, 1.0, true),
        }
    }
}
