//! What a row means: which rule it states, for whom and when.

use crate::domain::{CohortId, EquipmentId, FirmId, ModuleId, PolicyId, SiteId, StaffId, Strength};
use crate::solver::Col;

/// How rules are treated while a formulation is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Every rule holds, except that floors (hours of modules, norms) may be missed at a price above
    /// any cost; closing the slacks of floors makes every rule hold.
    Planning,
    /// Every rule may be broken, wishes at no price: the least total breach explains why nothing fits.
    Elastic,
}

impl Mode {
    /// What cost and wishes weigh in the objective: nothing while only breaches count.
    pub const fn cost_weight(self) -> f64 {
        match self {
            Self::Planning => 1.0,
            Self::Elastic => 0.0,
        }
    }

    /// The penalty, in euros, of breaking a row by one unit; `None` where it must hold, or where a wish
    /// may be broken freely. Floors weigh most, law more than policy, so that an explanation names what
    /// may be changed first.
    pub fn penalty(self, tag: &Tag, over: bool, strength: Strength) -> Option<f64> {
        let unit = match tag.unit {
            Unit::Minutes => 1.0,
            Unit::Count => 240.0,
            Unit::Euros => 0.05,
        };
        match self {
            Self::Planning => (tag.floor && !over).then_some(200.0 * unit),
            Self::Elastic if tag.family == "one_session_at_a_time" || strength == Strength::Wish => None,
            // Sessions that nobody needs, and runs beside each other, are no way out.
            Self::Elastic if tag.floor && over => None,
            // Hours that a policy asks for give before those of modules.
            Self::Elastic if tag.floor && tag.policy.is_none() => Some(50.0 * unit),
            Self::Elastic if tag.floor => Some(10.0 * unit),
            Self::Elastic if strength == Strength::Legal => Some(3.0 * unit),
            Self::Elastic => Some(unit),
        }
    }
}

/// In what a row, and so a breach of it, is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Sessions, units, people, days: whatever the rule counts.
    Count,
    /// Euros.
    Euros,
}

/// When a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Over the whole plan.
    Always,
    /// On an open day.
    Day(usize),
    /// In a calendar week.
    Week(usize),
    /// In a named period.
    Period(usize),
}

/// For whom or what a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// The whole plan.
    Everybody,
    /// A run.
    Run(usize),
    /// A cohort.
    Cohort(CohortId),
    /// A learner group.
    Group(usize),
    /// An equipment pool.
    Pool(EquipmentId),
    /// A staff group.
    Staff(StaffId),
    /// The rooms of a site.
    Rooms(SiteId),
    /// A firm.
    Firm(FirmId),
    /// A module.
    Module(ModuleId),
    /// A lock, by its place in the scenario.
    Lock(usize),
}

/// For whom and when a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// For whom.
    pub whom: Whom,
    /// When.
    pub when: When,
}

impl Subject {
    /// Over the whole plan.
    pub const fn always(whom: Whom) -> Self {
        Self { whom, when: When::Always }
    }

    /// On a day.
    pub const fn on(whom: Whom, day: usize) -> Self {
        Self { whom, when: When::Day(day) }
    }

    /// In a week.
    pub const fn in_week(whom: Whom, week: usize) -> Self {
        Self { whom, when: When::Week(week) }
    }
}

/// The meaning of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tag {
    /// The family that wrote it.
    pub family: &'static str,
    /// The policy it states; `None` for what always holds.
    pub policy: Option<PolicyId>,
    /// For whom and when.
    pub subject: Subject,
    /// In what it is measured.
    pub unit: Unit,
    /// Learners that one unit of breach concerns, for the price of a wish.
    pub weight: f64,
    /// The planner's group it is about, of the several from which a part is filled; `None` is all.
    pub source: Option<usize>,
    /// Whether it demands something (and so may leave something unplaced).
    pub floor: bool,
    /// Whether it is a wish, broken at its own price.
    pub wish: bool,
}

impl Tag {
    /// States a policy.
    #[must_use]
    pub fn policy(self, policy: PolicyId) -> Self {
        Self { policy: Some(policy), ..self }
    }

    /// Measured in minutes.
    #[must_use]
    pub fn minutes(self) -> Self {
        Self { unit: Unit::Minutes, ..self }
    }

    /// Measured in euros.
    #[must_use]
    pub fn euros(self) -> Self {
        Self { unit: Unit::Euros, ..self }
    }

    /// Concerns so many learners.
    #[must_use]
    pub fn weighing(self, learners: u32) -> Self {
        Self { weight: f64::from(learners), ..self }
    }

    /// About one of the planner's groups from which a part is filled.
    #[must_use]
    pub fn of_source(self, source: Option<usize>) -> Self {
        Self { source, ..self }
    }

    /// Demands something.
    #[must_use]
    pub fn floor(self) -> Self {
        Self { floor: true, ..self }
    }
}

/// A slack column and the row that it lets be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The slack.
    pub col: Col,
    /// The row.
    pub row: usize,
}
