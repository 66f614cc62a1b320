//! What one coalition would pay, from the cheapest way to know it to the dearest.
//!
//! 1. A bound: what the hours of its programme cost at least, with whole groups and seats
//!    ([`crate::planner::least`]).
//! 2. Plans at hand: everybody outside; the plans of larger coalitions, cut down ([`super::harvest`]). The
//!    judge has to accept them for the coalition's own scenario.
//! 3. Where the cheapest of them costs more than the bound, the planner.

use super::alone::Alone;
use super::harvest::harvests;
use super::outside::everybody_outside;
use crate::check::judge;
use crate::domain::{Cents, Scenario};
use crate::game::Coalition;
use crate::plan::{Plan, price};
use crate::planner::judged::{JudgeError, judged};
use crate::planner::least::{Least, least_cost};
use crate::planner::{self, PlannerError, Status};
use crate::solver::SolverError;

/// How far from the exact figure a bound may be for the arithmetic of the solver alone, in cents.
const DUST: f64 = 1.0;

/// How the plan of a coalition was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Every seat is bought outside.
    Outside,
    /// It is the plan of a larger coalition, cut down.
    CutDown {
        /// That coalition.
        from: Coalition,
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

/// Why the cost of a coalition could not be computed.
#[derive(Debug, thiserror::Error)]
pub enum CostError {
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// The planner failed, or refuses the scenario.
    #[error(transparent)]
    Planner(#[from] PlannerError),
    /// The planner contradicts itself.
    #[error(transparent)]
    Judge(#[from] JudgeError),
    /// A plan is cheaper than what no plan can cost less than.
    #[error(
        "a plan costs {upper} although no plan should cost less than {lower}. Please report this with the scenario"
    )]
    Crossed {
        /// What the plan costs.
        upper: Cents,
        /// The bound.
        lower: Cents,
    },
}

/// A plan of a larger coalition that may be cut down.
pub struct Larger<'a> {
    /// The coalition.
    pub coalition: Coalition,
    /// Its scenario.
    pub scenario: &'a Scenario,
    /// Its plan.
    pub plan: &'a Plan,
}

/// The cost of some firms standing alone.
///
/// # Errors
///
/// When the solver fails, the planner refuses the scenario, or a plan is cheaper than its bound.
pub fn cost_of(
    own: &Alone,
    larger: &[Larger<'_>],
    options: &planner::Options<'_>,
) -> Result<Known, CostError> {
    let least = least_cost(&own.scenario, &options.cancel)?;
    let cheapest = least.as_ref().and_then(|least| at_hand(&own.scenario, least, larger));
    let bound = least.as_ref().map(|least| least.euros * 100.0);
    if let (Some((upper, plan, way)), Some(bound)) = (&cheapest, bound)
        && upper.0 as f64 - bound <= DUST.max(options.gap * bound.abs())
    {
        let near = upper.0 as f64 - bound <= DUST;
        let lower = if near { *upper } else { Cents((bound - DUST).floor() as i64) };
        return known(lower, *upper, plan.clone(), way.clone());
    }
    planned(own, cheapest, bound, options)
}

/// The cheapest plan at hand that the judge accepts.
fn at_hand(own: &Scenario, least: &Least, larger: &[Larger<'_>]) -> Option<(Cents, Plan, Way)> {
    let bound = least.euros * 100.0 + DUST;
    let mut best: Option<(Cents, Plan, Way)> = None;
    let mut offer = |plan: Plan, way: Way| {
        let cheaper = |cost: Cents| best.as_ref().is_none_or(|(known, ..)| cost < *known);
        if let Some(cost) = accepted(own, &plan).filter(|cost| cheaper(*cost)) {
            best = Some((cost, plan, way));
        }
        best.as_ref().is_some_and(|(cost, ..)| cost.0 as f64 <= bound)
    };
    if everybody_outside(own).is_some_and(|plan| offer(plan, Way::Outside)) {
        return best;
    }
    for other in larger {
        let way = Way::CutDown { from: other.coalition };
        let mut plans = harvests(own, least.seats.as_ref(), (other.scenario, other.plan));
        if plans.any(|plan| offer(plan, way.clone())) {
            break;
        }
    }
    best
}

/// What a plan costs, wishes included, if the judge accepts it.
fn accepted(own: &Scenario, plan: &Plan) -> Option<Cents> {
    let verdict = judge(own, plan);
    verdict.accepted().then(|| price(own, plan).cost() + verdict.wish_cents)
}

/// Asks the planner, and keeps the better of its plan and the one at hand.
fn planned(
    own: &Alone,
    cheapest: Option<(Cents, Plan, Way)>,
    bound: Option<f64>,
    options: &planner::Options<'_>,
) -> Result<Known, CostError> {
    let answer = planner::plan(&own.scenario, options)?;
    let found = judged(&own.scenario, &answer, options.seed)?.filter(|found| found.verdict.accepted());
    let hours = bound.map(|bound| Cents((bound - DUST).floor() as i64));
    let searched = found.as_ref().and_then(|found| found.proof.bound_cents).map(Cents);
    let lower = hours.max(searched);
    let theirs = found.map(|found| {
        let cost = found.ledger.cost() + found.verdict.wish_cents;
        (cost, found.plan, Way::Planned)
    });
    let best = [cheapest, theirs].into_iter().flatten().min_by_key(|(cost, ..)| *cost);
    match best {
        Some((upper, plan, way)) => known(lower.unwrap_or(Cents(i64::MIN)).min(upper), upper, plan, way),
        None if answer.status == Status::Infeasible => {
            let shortages = answer.shortages.iter().map(planner::Shortage::sentence);
            Ok(Known::NoPlan { why: own.lacks.iter().cloned().chain(shortages).collect() })
        }
        None => Ok(Known::NotFound { lower }),
    }
}

fn known(lower: Cents, upper: Cents, plan: Plan, way: Way) -> Result<Known, CostError> {
    if upper < lower {
        return Err(CostError::Crossed { upper, lower });
    }
    Ok(Known::Cost { lower, upper, plan: Box::new(plan), way })
}
