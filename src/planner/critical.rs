//! What everything else must give way to, settled first for the whole year.
//!
//! Some runs need a good part of the little time they could ever have (robot cells on one afternoon a
//! week). Takes the programme reduced to them and to what they build on, with the decisions that
//! concern the whole year; gives whole numbers for those decisions and those runs. Everything that
//! comes before a scarce run is in it, hours only, so that the order of the year is right before any
//! week is planned.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::model::constraints::Family;
use crate::model::constraints::staff_load::StaffLoad;
use crate::model::scene::Scene;
use crate::model::tags::{Tag, Unit, Whom};
use crate::model::variables::Variable;
use crate::solver::{Formulation, Limits, SolverError};

use super::phase::Phase;
use super::place::Place;
use super::search::Search;

/// Most placements of a run that may be scarce.
const FEW: usize = 60;

/// Share of its possible minutes above which such a run is scarce.
const SCARCE: f64 = 0.2;

/// Share of a weekly load that is kept free at first.
const RESERVE: f64 = 0.05;

/// Search nodes.
const NODES: u64 = 2_000;

/// What is settled for the whole year.
#[derive(Default)]
pub(super) struct Settled {
    /// Columns and their values.
    pub(super) values: Vec<(usize, f64)>,
    /// Columns and values that say by which week a run that others build on is far enough.
    pub(super) order: Vec<(usize, f64)>,
    /// Scarce runs and those they build on.
    pub(super) foundations: BTreeSet<usize>,
}

/// Settles the sessions of scarce runs, and the patterns and moves they go with. Nothing is settled
/// where nothing is scarce, or where nothing was found.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn settle(search: &mut Search<'_>, model: &Model, place: &Place) -> Result<Settled, SolverError> {
    let scarce = scarce(search.scene, model);
    if scarce.is_empty() {
        return Ok(Settled::default());
    }
    search.tell(Phase::Settling, None);
    let part = reduced(search.scene, model, place, &scarce);
    let limits = Limits { relative_gap: 0.5, nodes: Some(NODES), ..Limits::default() };
    let Some(found) = search.attempt(&part, limits)? else { return Ok(Settled::default()) };
    let settles = |variable: &Variable| match variable {
        Variable::Held(placement) => scarce.contains(&model.placements[*placement].run),
        Variable::SchoolWeekday { .. } | Variable::FirmWeekday { .. } | Variable::MovedUnits { .. } => true,
        _ => false,
    };
    let of = |which: &dyn Fn(&Variable) -> bool| {
        let columns = model.variables.iter().enumerate().filter(|(_, variable)| which(variable));
        columns.map(|(index, _)| (index, found.values[index].round())).collect()
    };
    let order = of(&|variable| matches!(variable, Variable::ReachedInWeek { .. }));
    Ok(Settled { values: of(&settles), order, foundations: with_foundations(search.scene, &scarce) })
}

/// The runs that everything else gives way to.
pub(super) fn scarce(scene: &Scene<'_>, model: &Model) -> BTreeSet<usize> {
    let (mut possible, mut choices) = (vec![0_u32; scene.runs.len()], vec![0_usize; scene.runs.len()]);
    for placement in &model.placements {
        possible[placement.run] += placement.time.minutes;
        choices[placement.run] += 1;
    }
    let tight = |run: &usize| {
        choices[*run] <= FEW && f64::from(scene.runs[*run].minutes) >= SCARCE * f64::from(possible[*run])
    };
    (0..scene.runs.len()).filter(tight).collect()
}

/// Runs with everything that the same learners must have had before.
fn with_foundations(scene: &Scene<'_>, runs: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut all = runs.clone();
    let mut todo: Vec<usize> = runs.iter().copied().collect();
    while let Some(run) = todo.pop() {
        for group in &scene.runs[run].groups {
            let cohort = scene.groups[*group].cohort;
            let mine = scene.runs[run].members.iter().filter(|(of, _)| *of == cohort);
            let before: Vec<_> = mine
                .flat_map(|(_, module)| &scene.scenario.modules[module.index()].after)
                .map(|prerequisite| (cohort, prerequisite.module))
                .collect();
            let serving = scene
                .runs_of(*group)
                .filter(|other| before.iter().any(|member| scene.runs[*other].members.contains(member)));
            let new: Vec<usize> = serving.filter(|other| all.insert(*other)).collect();
            todo.extend(new);
        }
    }
    all
}

/// The programme of the scarce runs and what they build on: other runs are not held, and what is
/// demanded of them is waived; whole numbers are asked of year-long decisions, of the scarce runs, and of
/// the order of the year.
fn reduced(scene: &Scene<'_>, model: &Model, place: &Place, scarce: &BTreeSet<usize>) -> Formulation {
    let kept = with_foundations(scene, scarce);
    let mut part = with_reserve(model).without_costs();
    for (index, variable) in model.variables.iter().enumerate() {
        let column = &mut part.columns[index];
        let run = match variable {
            Variable::Held(placement) | Variable::On { placement, .. } => {
                Some(model.placements[*placement].run)
            }
            _ => None,
        };
        if run.is_some_and(|run| !kept.contains(&run)) && column.lower <= 0.0 {
            column.upper = 0.0;
        }
        let first = matches!(variable, Variable::Held(_)) && run.is_some_and(|run| scarce.contains(&run));
        let order = matches!(variable, Variable::ReachedInWeek { .. });
        if order {
            column.cost = 1.0;
        }
        column.integer &= place.weeks[index].is_none() || first || order;
    }
    for breach in model.floors() {
        let whom = model.tags[breach.row].map(|tag| tag.subject.whom);
        let column = &mut part.columns[breach.col.index()];
        if matches!(whom, Some(Whom::Run(run)) if kept.contains(&run)) {
            column.upper = 0.0;
        }
    }
    part
}

/// The programme with a reserve in every weekly load: sessions are whole, so that people who share a
/// load are full before their hours are.
pub(super) fn with_reserve(model: &Model) -> Formulation {
    let mut part = model.formulation.clone();
    let loads =
        |tag: &Option<Tag>| tag.is_some_and(|tag| tag.family == StaffLoad.key() && tag.unit == Unit::Minutes);
    for (row, _) in part.rows.iter_mut().zip(&model.tags).filter(|(_, tag)| loads(tag)) {
        row.upper *= 1.0 - RESERVE;
    }
    part
}
