//! A first plan, cohort by cohort.
//!
//! Cohorts whose hours fill most of what is open to them come first; each is placed for the whole year beside those before it
//! by the list heuristic (`super::list`), several at a time, each checked beside those taken over before it (`super::holds`).
//! Where that leaves hours out it is tried again in other orders; what finds no place in any is left to `super::improve`.

use std::collections::{BTreeMap, VecDeque};

use fastrand::Rng;

use super::chains::Chains;
use super::decided::Decided;
use super::extent::Extent;
use super::follow::{Seeking, follow};
use super::holds::{holds, holds_alone};
use super::list::{Filled, fill};
use super::part::Part;
use super::reach::Reach;
use super::year::Year;
use crate::model::placements::of_run;
use crate::planner::phase::Phase;
use crate::planner::search::Search;
use crate::planner::worker::Worker;
use crate::solver::{Col, SolverError};

/// Orders that are tried while hours are left out.
const ATTEMPTS: u32 = 12;

/// Among how many that come next another is sought that shares little with those at work.
const AHEAD: usize = 40;

/// How much more the urgency of runs is disturbed in each.
const DISTURBED: f64 = 0.1;

/// Places every cohort beside those before it, as far as time goes.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn construct(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    rng: &mut Rng,
) -> Result<(), SolverError> {
    let order = order(year);
    place(search, year, order, rng)
}

/// Places some of those planned together, in this order, each beside all else.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn place(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    order: Vec<usize>,
    rng: &mut Rng,
) -> Result<(), SolverError> {
    let reach = Reach::new(year);
    let mut left: VecDeque<Extent> = order.into_iter().map(|kin| Extent::all_year(year, [kin])).collect();
    let of = left.len();
    while !left.is_empty() && !search.out_of_time() {
        search.tell(Phase::Cohorts { done: of - left.len(), of }, None);
        let team = reach.far(&mut left, search.options.lanes, AHEAD);
        let pieces = team.iter().map(|extent| (extent, rng.u64(..))).collect();
        let beside = &*year;
        let placed = search.side_by_side(pieces, |worker, (extent, seed)| {
            placed(worker, beside, extent, &mut Rng::with_seed(seed))
        })?;
        let mut taken: Vec<Extent> = Vec::new();
        for (extent, decided) in team.into_iter().zip(placed) {
            let Some(decided) = decided else { continue };
            // Each was placed beside those before the team: one that stands in the way of another comes next.
            let apart = taken.iter().all(|one| reach.are_apart(one, &extent));
            if apart || holds(year, &extent, &decided) {
                year.take(&extent, decided);
                taken.push(extent);
            } else {
                left.push_front(extent);
            }
        }
    }
    Ok(())
}

/// A cohort placed. The list keeps the order of modules by itself, which is faster than its many rows; where these are not
/// satisfied after all (no more than some days may lie between two modules) it is guided by them.
fn placed(
    worker: &mut Worker<'_>,
    year: &Year<'_>,
    extent: &Extent,
    rng: &mut Rng,
) -> Result<Option<Decided>, SolverError> {
    let unordered = filled(worker, year, (&Part::unordered(year, extent), extent), rng)?;
    if unordered.as_ref().is_some_and(|decided| holds_alone(year, extent, decided)) {
        return Ok(unordered);
    }
    filled(worker, year, (&Part::new(year, extent, false), extent), rng)
}

/// What the list decides of a part.
fn filled(
    worker: &mut Worker<'_>,
    year: &Year<'_>,
    (part, extent): (&Part<'_>, &Extent),
    rng: &mut Rng,
) -> Result<Option<Decided>, SolverError> {
    let Some(filled) = best(part, &part.wanted(year, extent), rng) else { return Ok(None) };
    let found = follow(worker, &part.slice.formulation, &filled.decisions, Seeking::ANY)?;
    Ok(found.map(|found| part.decided(&found.values)))
}

/// The filling that leaves least out.
fn best(part: &Part<'_>, wanted: &[Col], rng: &mut Rng) -> Option<Filled> {
    let chains = Chains::new(&part.scene);
    let mut best: Option<Filled> = None;
    for attempt in 0..ATTEMPTS {
        let filled = fill(part, &chains, rng, (f64::from(attempt) * DISTURBED, wanted));
        if let Some(filled) = filled
            && best.as_ref().is_none_or(|best| filled.missing < best.missing)
        {
            best = Some(filled);
        }
        if best.as_ref().is_some_and(|best| best.missing == 0.0) {
            break;
        }
    }
    best
}

/// Those whose hours fill most of what is open to them first.
fn order(year: &Year<'_>) -> Vec<usize> {
    let mut order: Vec<(f64, usize)> = (0..year.kin.len()).map(|kin| (tightness(year, kin), kin)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, kin)| kin).collect()
}

/// Minutes to be held for each learner group, as a share of the minutes of the times that are open to any of its runs; those
/// of a week in the middle stand for all.
fn tightness(year: &Year<'_>, kin: usize) -> f64 {
    let (scene, _) = year.scene.among(&year.kin[kin]);
    let weeks = scene.calendar.weeks.len();
    let week = &scene.calendar.weeks[weeks / 2].days;
    let placements = (0..scene.runs.len()).flat_map(|run| of_run(&scene, run, week, false));
    let times = placements.map(|placement| ((placement.day, placement.time.start), placement.time.minutes));
    let open: u32 = times.collect::<BTreeMap<_, _>>().into_values().sum();
    let needed: u32 = scene.runs.iter().map(|run| run.minutes * run.groups.len() as u32).sum();
    f64::from(needed) / (f64::from(open) * (weeks * scene.groups.len()) as f64).max(1.0)
}
