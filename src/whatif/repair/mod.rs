//! What now, where no plan keeps every rule: the smallest changes of the scenario with which one does.
//!
//! For each reason there are levers (`levers`): things that a planner could change, by steps from little to much. Counting, which is
//! a proof, finds the first step at which the reason is gone; what is then still short is mended in the same way; and the
//! planner plans the changed scenario (`trial`), a step more where it cannot (`search`). A repair is told only with a plan that the judge
//! accepts. It is the smallest of its lever where every smaller step is refuted. Rules of law are named and never offered.

mod known;
mod lever;
mod levers;
mod search;
mod trial;
mod tried;

use std::time::Duration;

use serde::Serialize;

use crate::domain::Strength;
use crate::plan::{Plan, Reason};
use crate::planner::judged::{JudgeError, Judged};
use crate::planner::{Options, PlannerError, Shortage, explain};
use crate::scenario::edit::{Edit, EditError, Source};
use crate::solver::SolverError;
use lever::Matter;
use search::Search;
use trial::{Trial, Verdict, tried};

/// What is asked for.
pub struct Asked<'a> {
    /// Wall-clock limit of each plan; `None` is no limit.
    pub time: Option<Duration>,
    /// Most steps of each search for a plan, as in [`crate::planner::Task`].
    pub steps: Option<u64>,
    /// The gap asked for in each plan, and its seed and lanes.
    pub options: &'a Options<'a>,
    /// Repairs after which no further is sought.
    pub most: usize,
    /// A plan of a scenario that was nearly the same, as before something changed.
    pub near: Option<&'a Plan>,
    /// Whether only plans near those that are known are tried: an answer in little time, which leaves more open.
    pub quick: bool,
    /// Told what is tried.
    pub progress: &'a dyn Fn(&str),
}

/// Why no repairs could be sought.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// An edit of the program's own does not fit the file.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The planner failed.
    #[error(transparent)]
    Planner(#[from] PlannerError),
    /// The judge contradicts the planner.
    #[error(transparent)]
    Judge(#[from] JudgeError),
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
}

/// What is known of a scenario before anything is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A plan keeps every rule: there is nothing to mend.
    Plan,
    /// No plan keeps every rule.
    NoPlan,
    /// Neither was known before the search ended.
    Unknown,
}

/// Changes with which a plan keeps every rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repair {
    /// The way, by its key: `units`, `hours_per_week`, `waived`.
    pub way: String,
    /// The changes.
    pub edits: Vec<Edit>,
    /// The same as they are copied to the command line.
    pub set: Vec<String>,
    /// Cost of the plan that was found, in cents.
    pub cost_cents: i64,
    /// Prices of the wishes it breaks, in cents.
    pub wish_cents: i64,
    /// No plan of the changed scenario has a smaller objective, in cents; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound_cents: Option<i64>,
    /// Whether it is proven that the next smaller step of the same does not do.
    pub smallest: bool,
    /// The same in words.
    pub sentence: String,
    /// The plan that was found, as it was judged.
    #[serde(skip)]
    pub judged: Judged,
}

/// Changes that nothing refutes, of which no plan was found before the search ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    /// The changes as they are copied to the command line.
    pub set: Vec<String>,
    /// The same in words.
    pub words: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repairs {
    /// What is known of the scenario as it is.
    pub found: Found,
    /// Why no plan keeps every rule.
    pub reasons: Vec<Reason>,
    /// Rules of law among them, by the ids of their policies.
    pub law: Vec<String>,
    /// Repairs, in the order in which they were found.
    pub repairs: Vec<Repair>,
    /// Changes of which it is not known whether they do: more time may tell.
    pub open: Vec<Open>,
    /// Changes that were tried by planning.
    pub plans: usize,
    /// Whether everything that could be tried was.
    pub complete: bool,
}

/// The smallest repairs of a scenario.
///
/// # Errors
///
/// When an edit does not fit the file, the planner or the solver fails, or the judge contradicts it.
pub fn repairs(source: &Source, asked: &Asked<'_>) -> Result<Repairs, RepairError> {
    let scenario = source.edited(&[])?.scenario;
    (asked.progress)("why nothing fits");
    let quickly = explain::quickly(&scenario, asked.options)?;
    let mut trial = Trial::new(source, asked);
    let (found, shortages) = if quickly.is_empty() {
        match tried(&mut trial, &[])? {
            Verdict::Fits(_) => (Found::Plan, Vec::new()),
            Verdict::Refuted(why) => (Found::NoPlan, why),
            Verdict::Unknown => (Found::Unknown, Vec::new()),
        }
    } else {
        (Found::NoPlan, quickly)
    };
    let law = shortages.iter().filter_map(|one| one.policy).map(|id| &scenario.policies[id.index()]);
    let law: Vec<String> =
        law.filter(|policy| policy.strength == Strength::Legal).map(|policy| policy.key.clone()).collect();
    let mut repairs: Vec<Repair> = Vec::new();
    let mut complete = found != Found::Unknown && !asked.quick;
    let mut search = Search::new(&mut trial, &shortages);
    for shortage in &shortages {
        let matter = Matter { source, scenario: &scenario, reason: shortage };
        for lever in search.kept_first(levers::levers(matter))? {
            if asked.options.cancel.is_cancelled() || repairs.len() >= asked.most {
                complete = false;
                break;
            }
            if let Some(repair) = search.smallest(&lever, shortage)?
                && !repairs.iter().any(|known| same(&known.edits, &repair.edits))
            {
                repairs.push(repair);
            }
        }
    }
    let open = std::mem::take(&mut search.open);
    // With less a plan keeps every rule as well.
    let all = repairs.clone();
    repairs.retain(|one| {
        !all.iter().any(|other| other.edits.len() < one.edits.len() && within(&other.edits, &one.edits))
    });
    let plans = trial.plans;
    let reasons = shortages.iter().map(|shortage| shortage.reason(&scenario)).collect();
    Ok(Repairs { found, reasons, law, repairs, open, plans, complete })
}

/// Whether two lists hold the same edits, in whatever order.
fn same(one: &[Edit], other: &[Edit]) -> bool {
    one.len() == other.len() && within(one, other)
}

/// Whether a list holds all edits of another.
fn within(some: &[Edit], all: &[Edit]) -> bool {
    some.iter().all(|edit| all.contains(edit))
}

/// Whether a reason is the same as another, or what is left of it.
fn is_left(of: &Shortage, other: &Shortage) -> bool {
    of.object == other.object
        || (of.policy.is_some() && of.policy == other.policy && of.family == other.family)
}
