//! What the weeks cost at least while the others stand: cohort by cohort, each alone with what is shared.
//!
//! A plan of these weeks is, cohort by cohort, a plan of each alone beside its own sessions of other weeks; what is shared is
//! counted as in `super::super::bound`. Pools that stand set up on days of other weeks cost what they cost there: that is
//! known, and added once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use crate::domain::{CohortId, EquipmentId, Heading};
use crate::model::placements::{Placement, of_run};
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, Model};
use crate::planner::decomposed::bound::{CHUNK, SHARE, is_shared, own_rows, share_of_set_up};
use crate::planner::decomposed::year::{Chosen, Year};
use crate::planner::phase::Phase;
use crate::planner::search::Search;
use crate::planner::worker::Worker;
use crate::solver::{Formulation, Limits, Outcome, SolverError};

/// No plan of these weeks, the others standing, costs less, in euros for the whole year; `None` where some cohort has none
/// even alone, or time was up before all were looked at.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn bound(search: &mut Search<'_>, year: &Year<'_>) -> Result<Option<f64>, SolverError> {
    let of = year.kin.len();
    let (mut sum, mut done, begun) = (set_up_outside(year), 0, Instant::now());
    while done < of {
        search.tell(Phase::Bounding { done, of }, None);
        if search.must_wrap_up() || search.is_more_than(SHARE, begun.elapsed()) {
            return Ok(None);
        }
        let some = done..of.min(done + CHUNK * search.options.lanes);
        for found in search.side_by_side(some.collect(), |worker, kin| least(worker, year, kin))? {
            let Some((least, offset)) = found else { return Ok(None) };
            // What no decision changes is the same for each, and counts once.
            sum += least - if done > 0 { offset } else { 0.0 };
            done += 1;
        }
    }
    Ok(Some(sum))
}

/// What one of those planned together costs at least, and what of it no decision changes.
fn least(worker: &mut Worker<'_>, year: &Year<'_>, kin: usize) -> Result<Option<(f64, f64)>, SolverError> {
    let alone = alone(year, kin, &year.kin[kin]);
    let Outcome::Solved(solution) = worker.solve(&alone, Limits::default())? else { return Ok(None) };
    Ok(Some((solution.bound.min(solution.objective), alone.offset)))
}

/// One of those planned together with everything to themselves in these weeks, without whole numbers.
fn alone(year: &Year<'_>, kin: usize, cohorts: &BTreeSet<CohortId>) -> Formulation {
    let (mut scene, runs) = year.scene.among(cohorts);
    scene.unordered = true;
    let days = &scene.calendar.days;
    let weeks = year.weeks();
    let open: Vec<usize> = (0..days.len()).filter(|day| weeks.contains(&days[*day].week)).collect();
    let mut placements: Vec<Placement> = (0..scene.runs.len())
        .filter(|run| scene.runs[*run].minutes > 0)
        .flat_map(|run| of_run(&scene, run, &open, false))
        .collect();
    let free = placements.len();
    let standing: Vec<&Chosen> =
        year.sessions[kin].iter().filter(|chosen| !weeks.contains(&year.week(chosen))).collect();
    placements.extend(standing.iter().map(|chosen| Placement {
        run: runs.binary_search(&chosen.placement.run).unwrap_or(0),
        ..chosen.placement.clone()
    }));
    let model = model::build_on(&scene, placements, Mode::Planning);
    let mut alone = model.strict();
    for (index, variable) in model.variables.iter().enumerate() {
        if let Some(value) = stands(year, (&runs, free), &standing, variable) {
            (alone.columns[index].lower, alone.columns[index].upper) = (value, value);
        }
    }
    let mut alone = alone.relaxed();
    own_rows(&model.variables, &mut alone);
    share_out((&scene, cohorts), &model, free, &mut alone);
    alone
}

/// The value of what stands.
fn stands(
    year: &Year<'_>,
    (runs, free): (&[usize], usize),
    standing: &[&Chosen],
    variable: &Variable,
) -> Option<f64> {
    match variable {
        Variable::Held(placement) => (*placement >= free).then_some(1.0),
        Variable::On { placement, role, staff, .. } => {
            let served = &standing[placement.checked_sub(free)?].served;
            let people = served.iter().find(|entry| (entry.0, entry.1) == (*role, *staff));
            Some(people.map_or(0.0, |entry| f64::from(entry.2)))
        }
        Variable::Open(run) => Some(year.decided.get(&Variable::Open(runs[*run])).copied().unwrap_or(0.0)),
        other => year.decided.get(other).copied(),
    }
}

/// Gives one of several cohorts its share of what is shared in these weeks.
fn share_out(
    (scene, cohorts): (&Scene<'_>, &BTreeSet<CohortId>),
    model: &Model,
    free: usize,
    alone: &mut Formulation,
) {
    for (index, variable) in model.variables.iter().enumerate() {
        if is_shared(model, variable, cohorts) {
            alone.columns[index].cost = 0.0;
        }
    }
    for (index, placement) in model.placements[..free].iter().enumerate() {
        alone.columns[index].cost += share_of_set_up(scene, placement);
    }
}

/// What it costs to set up pools on days of other weeks, in euros.
fn set_up_outside(year: &Year<'_>) -> f64 {
    let scenario = year.scene.scenario;
    let mut used: BTreeMap<(EquipmentId, usize), f64> = BTreeMap::new();
    for chosen in year.sessions.iter().flatten().filter(|chosen| !year.weeks().contains(&year.week(chosen))) {
        if let Some(equipped) = chosen.placement.equipment {
            let price = scenario.equipment[equipped.pool.index()].setup_per_day;
            let euros = scenario.tariff.charged(Heading::Setup, price).0 as f64 / 100.0;
            used.insert((equipped.pool, chosen.placement.day), euros);
        }
    }
    used.into_values().sum()
}
