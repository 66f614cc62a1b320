//! A first plan, cohort by cohort.
//!
//! Cohorts whose hours fill most of what is open to them come first; each is placed for the whole year beside those before it
//! by the list heuristic (`super::list`). Where that leaves hours out it is tried again in other orders; what finds no place
//! in any is left to `super::improve`.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::chains::Chains;
use super::extent::Extent;
use super::list::{Filled, fill};
use super::part::Part;
use super::year::Year;
use crate::model::placements::of_run;
use crate::planner::search::{Phase, Search};
use crate::solver::{Formulation, Limits, Solution, SolverError};

/// Orders that are tried while hours are left out.
const ATTEMPTS: u32 = 12;

/// How much more the urgency of runs is disturbed in each.
const DISTURBED: f64 = 0.1;

/// Search nodes for what follows from the decisions.
const NODES: u64 = 5;

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
    for (done, kin) in order.iter().enumerate() {
        if search.out_of_time() {
            return Ok(());
        }
        search.tell(Phase::Cohorts { done, of: order.len() }, None);
        let extent = Extent::all_year(year, [*kin]);
        let part = Part::new(year, &extent, false);
        if let Some(solution) = placed(search, &part, rng)? {
            year.take(&extent, part.decided(&solution.values));
        }
    }
    Ok(())
}

/// A cohort placed. The list keeps the order of modules by itself, which is faster than its many rows; where these are not
/// satisfied after all (no more than some days may lie between two modules) it is guided by them.
fn placed(search: &mut Search<'_>, part: &Part<'_>, rng: &mut Rng) -> Result<Option<Solution>, SolverError> {
    for rows in [part.without_order(), part.slice.formulation.clone()] {
        let Some(filled) = best((part, &rows), rng) else { continue };
        let rest = part.slice.formulation.with_fixed(filled.decisions);
        let limits = Limits { nodes: Some(NODES), ..Limits::default() };
        if let Some(solution) = search.attempt(&rest, limits)? {
            return Ok(Some(solution));
        }
    }
    Ok(None)
}

/// The filling that leaves least out.
fn best(part: (&Part<'_>, &Formulation), rng: &mut Rng) -> Option<Filled> {
    let chains = Chains::new(&part.0.scene);
    let mut best: Option<Filled> = None;
    for attempt in 0..ATTEMPTS {
        let filled = fill(part, &chains, rng, f64::from(attempt) * DISTURBED);
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
