//! What is known of the cost of a coalition, and how.

use crate::domain::Cents;
use crate::game::many::Members;
use crate::plan::Plan;

/// How the plan of a coalition was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Every seat is bought outside.
    Outside,
    /// It is the plan of a larger coalition, cut down.
    CutDown {
        /// That coalition.
        from: Members,
    },
    /// It was planned.
    Planned,
}

impl Way {
    /// The word used in files.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::CutDown { .. } => "cut_down",
            Self::Planned => "planned",
        }
    }
}

/// What is known of the cost of a coalition.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// Its best plan, and what no plan of it costs less than.
    Cost {
        /// No plan costs less.
        lower: Cents,
        /// What the plan costs.
        upper: Cents,
        /// The plan, accepted by the judge.
        plan: Box<Plan>,
        /// How it was found.
        way: Way,
    },
    /// No plan keeps every rule, and no seats can be bought outside.
    NoPlan {
        /// Why, a sentence each.
        why: Vec<String>,
    },
    /// The search ended before it found a plan.
    NotFound {
        /// No plan costs less, if that is known.
        lower: Option<Cents>,
    },
}

impl Known {
    /// What the plan costs, if there is one.
    pub const fn upper(&self) -> Option<Cents> {
        match self {
            Self::Cost { upper, .. } => Some(*upper),
            Self::NoPlan { .. } | Self::NotFound { .. } => None,
        }
    }

    /// What no plan costs less than, if that is known.
    pub const fn lower(&self) -> Option<Cents> {
        match self {
            Self::Cost { lower, .. } => Some(*lower),
            Self::NoPlan { .. } => None,
            Self::NotFound { lower } => *lower,
        }
    }

    /// What two searches for the same coalition say together: the cheaper plan, the better bound.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let bound = self.lower().max(other.lower());
        match (self, other) {
            (Self::NotFound { .. }, Self::NotFound { .. }) => Self::NotFound { lower: bound },
            (Self::Cost { lower, upper, plan, way }, other @ (Self::Cost { .. } | Self::NotFound { .. }))
                if other.upper().is_none_or(|cost| upper <= cost) =>
            {
                Self::Cost { lower: bound.unwrap_or(lower), upper, plan, way }
            }
            (_, Self::Cost { lower, upper, plan, way }) => {
                Self::Cost { lower: bound.unwrap_or(lower), upper, plan, way }
            }
            (_, other) => other,
        }
    }

    /// The plan, if there is one.
    pub const fn plan(&self) -> Option<&Plan> {
        match self {
            Self::Cost { plan, .. } => Some(plan),
            Self::NoPlan { .. } | Self::NotFound { .. } => None,
        }
    }

    /// Whether no better plan can exist.
    pub fn is_proven(&self) -> bool {
        match self {
            Self::Cost { lower, upper, .. } => lower == upper,
            Self::NoPlan { .. } => true,
            Self::NotFound { .. } => false,
        }
    }
}

/// How the cost of a coalition is known, in words. Names of other firms never stand in it.
pub fn words(known: &Known) -> String {
    match known {
        Known::NoPlan { why } => format!("no plan: {}", why.join("; ")),
        Known::NotFound { .. } => {
            "no plan was found before the search ended; it is not proven that there is none".to_owned()
        }
        Known::Cost { way: Way::Outside, .. } if known.is_proven() => {
            "proven the least: every seat bought outside".to_owned()
        }
        Known::Cost { .. } if known.is_proven() => "proven the least: a plan the judge accepts".to_owned(),
        Known::Cost { lower, upper, .. } => {
            let share = 100.0 * (*upper - *lower).0 as f64 / (upper.0.max(1)) as f64;
            format!("a plan the judge accepts, at most {share:.2} % above the least")
        }
    }
}
