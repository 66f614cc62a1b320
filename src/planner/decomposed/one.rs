//! All that is planned as one programme, from a plan where there is one: for questions that are small, or in which more is shared
//! than things, people and places.

use fastrand::Rng;

use crate::planner::PlannerError;
use crate::planner::decomposed::extent::Extent;
use crate::planner::decomposed::finish::check;
use crate::planner::decomposed::part::Part;
use crate::planner::decomposed::year::Year;
use crate::planner::decomposed::{ByParts, Told, answered, apart};
use crate::planner::phase::Phase;
use crate::planner::search::Search;
use crate::solver::{Col, Limits, Outcome, Progress, Request, Solution, SolverError, Stop, solve};

/// Share of the time that is left that the solver gets: people and rooms have yet to be told apart.
const OF_TIME: f64 = 0.85;

/// The share where another search may follow.
const OF_TIME_AT_FIRST: f64 = 0.6;

/// Plans all weeks that are planned anew, from the plan as it was given where that has every hour and keeps every rule.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn plan_as_one(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    rng: &mut Rng,
    given: Option<Told>,
) -> Result<ByParts, PlannerError> {
    let extent = Extent::all_year(year, 0..year.kin.len());
    search.tell(Phase::Building, None);
    let complete = given.as_ref().is_some_and(Told::is_complete);
    let mut found = false;
    for (closed, share) in order(complete, year.revision.is_some()) {
        let part = Part::new(year, &extent, *closed);
        let begin = complete || !closed && year.revision.is_some();
        let start = if begin { started(search, year, &part, &extent)? } else { None };
        let Some(solution) = solved(search, &part, (start.as_ref(), given.as_ref()), *share)? else {
            continue;
        };
        let decided = part.decided(&solution.values);
        year.take(&extent, decided);
        found = true;
        if *closed || left_out(&part, &solution) < 1e-6 {
            if let Some(checked) = check(year)? {
                search.bound = search.bound.max(checked.least() - solution.objective + solution.bound);
            }
            break;
        }
    }
    let told = if found { apart(search, year, rng).map(Some) } else { Ok(None) };
    let told = match (told, &given) {
        // Their people cannot be told apart: what was given stays.
        (Err(PlannerError::NotToldApart { .. } | PlannerError::Parts), Some(_)) => None,
        (told, _) => told?,
    };
    let better = |told: &Told| given.as_ref().is_none_or(|given| told.is_better_than(given));
    match told.filter(better).or(given) {
        Some(best) => answered(search, best),
        None => Err(PlannerError::NoPeriod),
    }
}

/// Whether hours may be left out, in what order that is tried, and which share of the time that is left each gets. Hours are left
/// out only where they must be; what stands of a plan is a start as long as they may be.
const fn order(complete: bool, revised: bool) -> &'static [(bool, f64)] {
    match (complete, revised) {
        (true, _) => &[(true, OF_TIME)],
        (false, true) => &[(false, OF_TIME_AT_FIRST), (true, OF_TIME)],
        (false, false) => &[(true, OF_TIME), (false, OF_TIME)],
    }
}

/// What a solution leaves out: minutes, and what norms count otherwise.
fn left_out(part: &Part<'_>, solution: &Solution) -> f64 {
    let floors = part.model.floors().filter_map(|breach| part.slice.col(breach.col.index()));
    floors.map(|col| solution.values[col.index()]).sum()
}

/// Values of all columns of a part.
type Start = Vec<(Col, f64)>;

/// The columns of the part as the plan was given.
fn started(
    search: &mut Search<'_>,
    year: &Year<'_>,
    part: &Part<'_>,
    extent: &Extent,
) -> Result<Option<Start>, SolverError> {
    let stands = part.slice.formulation.with_fixed(part.start(year, extent));
    let now = search.attempt(&stands, Limits { nodes: Some(1), ..Limits::default() })?;
    let value = |(index, value): (usize, &f64)| (Col(index as u32), *value);
    Ok(now.map(|now| now.values.iter().enumerate().map(value).collect()))
}

/// The solver on the part; what it tells is the cost of the year.
fn solved(
    search: &mut Search<'_>,
    part: &Part<'_>,
    (start, given): (Option<&Start>, Option<&Told>),
    share: f64,
) -> Result<Option<Solution>, SolverError> {
    let formulation = &part.slice.formulation;
    let cost = |values: &[(Col, f64)]| {
        values.iter().map(|(col, value)| formulation.columns[col.index()].cost * value).sum::<f64>()
    };
    let rest = start.zip(given).map(|(start, given)| given.cost - cost(start));
    let told = &*search;
    let watch = |progress: Progress| {
        if let Some(rest) = rest {
            told.tell_with(Phase::Improving, progress.incumbent.map(|it| it + rest), progress.bound + rest);
        }
    };
    // The gap is one of what the weeks cost, which the part does not know.
    let near = given.map(|_| told.options.gap * (told.bound - told.standing).clamp(0.0, f64::MAX));
    let limits = Limits {
        relative_gap: if near.is_some() { 0.0 } else { told.options.gap },
        absolute_gap: near.unwrap_or_default().max(1e-6),
        time: told.time_left().map(|left| left.mul_f64(share)),
        nodes: told.steps.filter(|_| formulation.has_integers()),
    };
    let request = Request {
        start: start.map(Vec::as_slice),
        limits,
        seed: told.options.seed,
        progress: Some(&watch),
        ..Request::new(formulation, &told.options.cancel)
    };
    let outcome = solve(&request)?;
    Ok(match outcome {
        Outcome::Solved(solution) => {
            search.nodes += solution.nodes;
            if solution.stop == Stop::Time {
                search.clock_ends();
            }
            Some(solution)
        }
        Outcome::NothingFound { stop, .. } => {
            if stop == Stop::Time {
                search.clock_ends();
            }
            None
        }
        Outcome::Infeasible | Outcome::Unbounded => None,
    })
}
