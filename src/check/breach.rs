//! What the judge finds.

use std::fmt;

use serde::Serialize;

use crate::domain::{Cents, CohortId, ExactCents, PolicyId};
use crate::plan::LearnerSet;

use super::words::hours;

/// How far a rule is broken, in the unit of its price, learners multiplied in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Minutes short or over; priced by the hour.
    Minutes(u64),
    /// Sessions, evenings, changes: whatever the rule counts.
    Count(u64),
    /// Money over; priced by the euro.
    Cents(u64),
}

impl Amount {
    /// The amount `times` times.
    #[must_use]
    pub const fn times(self, times: u32) -> Self {
        match self {
            Self::Minutes(minutes) => Self::Minutes(minutes * times as u64),
            Self::Count(count) => Self::Count(count * times as u64),
            Self::Cents(cents) => Self::Cents(cents * times as u64),
        }
    }

    /// The amount and another of the same unit; another unit adds nothing.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Minutes(a), Self::Minutes(b)) => Self::Minutes(a + b),
            (Self::Count(a), Self::Count(b)) => Self::Count(a + b),
            (Self::Cents(a), Self::Cents(b)) => Self::Cents(a + b),
            _ => self,
        }
    }

    /// What a breach so far costs at a price in cents for each unit, exactly.
    #[must_use]
    pub const fn at(self, price: Cents) -> ExactCents {
        match self {
            Self::Minutes(minutes) => ExactCents::hourly(price.0, minutes, 1),
            Self::Count(count) => ExactCents::whole(price.0).times(count as i64),
            // A price for each euro, so a hundredth of it for each cent.
            Self::Cents(cents) => ExactCents::whole(price.0).basis_points(100).times(cents as i64),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(minutes) => f.pad(&hours(*minutes)),
            Self::Count(count) => f.pad(&count.to_string()),
            Self::Cents(cents) => f.pad(&Cents(*cents as i64).to_string()),
        }
    }
}

/// A place where a plan breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Key of the rule.
    pub rule: &'static str,
    /// The policy; `None` for rules that hold in every scenario.
    pub policy: Option<PolicyId>,
    /// How far, in the unit of the rule's price, learners multiplied in.
    pub amount: Amount,
    /// Ids of the sessions it is about; empty where it is about the whole plan.
    pub sessions: Vec<String>,
    /// Whom or what it is about.
    pub subject: String,
    /// The learners it is about, where it is learners: each of them breaks the rule as far as the others.
    pub learners: Option<(CohortId, LearnerSet)>,
    /// A sentence with what is and what should be.
    pub message: String,
}

/// What the judge says of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Broken law and broken policies.
    pub violations: Vec<Breach>,
    /// Broken wishes, and income that the plan loses.
    pub wishes: Vec<Breach>,
    /// What the broken wishes cost, and the income lost.
    pub wish_cents: Cents,
}

impl Verdict {
    /// Whether the plan breaks nothing but wishes.
    pub fn accepted(&self) -> bool {
        self.violations.is_empty()
    }
}
