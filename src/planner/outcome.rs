//! What a search answers.

use super::Shortage;
use crate::plan::Plan;
use crate::solver::SolverError;

/// How a plan was ended and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No plan is better.
    Optimal,
    /// No plan is better by more than the gap asked for.
    WithinGap,
    /// The search ended before that was known.
    Stopped,
    /// No plan keeps every rule.
    Infeasible,
}

impl Status {
    /// The word used in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::WithinGap => "within_gap",
            Self::Stopped => "stopped",
            Self::Infeasible => "infeasible",
        }
    }
}

/// What ended the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// The proof is complete.
    Proven,
    /// The gap asked for was reached.
    Gap,
    /// The time was up.
    Time,
    /// It was cancelled.
    Cancelled,
    /// The budget of search nodes or steps was spent.
    Nodes,
    /// There was a plan of the year, and nothing else was asked for.
    Year,
    /// It was proven that no plan exists.
    NoPlan,
    /// It was proven that none exists even with hours left out.
    NoPartialPlan,
}

impl StopReason {
    /// The word used in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Gap => "gap",
            Self::Time => "time",
            Self::Cancelled => "cancelled",
            Self::Nodes => "nodes",
            Self::Year => "year",
            Self::NoPlan => "no_plan",
            Self::NoPartialPlan => "no_partial_plan",
        }
    }
}

/// The planner's answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The plan; partial when something could not be placed, `None` when nothing was found.
    pub plan: Option<Plan>,
    /// What is known of it.
    pub status: Status,
    /// What ended the search.
    pub stop: StopReason,
    /// No plan has a smaller objective than this, in euros; negative infinity when unknown.
    pub bound: f64,
    /// The plan's objective, in euros; `None` when there is no plan that keeps every rule.
    pub objective: Option<f64>,
    /// Why no plan keeps every rule, if none does.
    pub shortages: Vec<Shortage>,
    /// Search nodes spent.
    pub nodes: u64,
}

/// Why no answer could be given.
#[derive(Debug, thiserror::Error)]
pub enum PlannerError {
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// Seats may be bought one by one in a cohort whose modules split it differently.
    #[error(
        "seats of cohort {cohort} may be bought one by one, but its modules split it into different parts: give all modules the same max_group, or let everybody go or nobody"
    )]
    SeatsWithoutParts {
        /// The cohort.
        cohort: String,
    },
    /// Seats may be bought one by one in a cohort whose groups have had different hours.
    #[error(
        "seats of cohort {cohort} may be bought one by one, but its groups have had different hours before the plan: make them cohorts of their own, or let everybody go or nobody"
    )]
    SeatsAfterHours {
        /// The cohort.
        cohort: String,
    },
    /// Sessions outside the weeks that are planned cannot stand as they are.
    #[error(
        "what stands outside the period breaks rules or cannot be; mend it, or plan a longer period:\n  {problems}"
    )]
    Standing {
        /// A sentence for each, a line each.
        problems: String,
    },
    /// Nothing was found that fits beside what stands.
    #[error(
        "no plan of the period was found beside the sessions that stand, not even one that leaves hours out. Plan a longer period, or give the search more time"
    )]
    NoPeriod,
    /// Parts that fit together row by row broke a rule of the whole.
    #[error("a plan made part by part breaks a rule of the whole. Please report this with the scenario")]
    Parts,
    /// A bound that a plan is below.
    #[error(
        "no plan should cost less than {bound:.2}, but one costs {cost:.2}. Please report this with the scenario"
    )]
    Bound {
        /// The bound, in euros.
        bound: f64,
        /// What the plan costs, in euros.
        cost: f64,
    },
    /// Rooms or people could not be told apart in any of many plans.
    #[error("no plan was found in which rooms and people can be told apart (plans tried: {rounds})")]
    NotToldApart {
        /// How many rounds were tried.
        rounds: u32,
    },
}
