//! Hours that are missing in one week and a place that is free in another.
//!
//! A free half-day in June is of no use to a run whose teacher is full in June; but a third run may go
//! there and give up its place in March. So a few runs are set free together in all weeks: one that
//! misses hours, and some that share its learners or its people.

use std::collections::BTreeSet;

use super::{better, missing};
use crate::model::Model;
use crate::model::scene::Scene;
use crate::model::tags::Whom;
use crate::model::variables::Variable;
use crate::planner::phase::Phase;
use crate::planner::place::Place;
use crate::planner::search::Search;
use crate::solver::SolverError;

/// Runs set free together with one that misses hours.
const TOGETHER: usize = 6;

/// Runs short of hours that are set free in all weeks together with a window.
const FEW: usize = 4;

/// Improves values by exchanges around every run that misses hours.
pub(super) fn exchange(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
    mut values: Vec<f64>,
) -> Result<Vec<f64>, SolverError> {
    for run in short(model, &values) {
        for partners in partners(search.scene, run).chunks(TOGETHER) {
            if search.must_wrap_up() || !short(model, &values).contains(&run) {
                break;
            }
            search.tell(Phase::Repairing { minutes: missing(model, &values) }, None);
            let free = |of: usize| of == run || partners.contains(&of);
            let inside = |index: usize| of_runs(model, place, index, free);
            values = better(search, model, values, inside)?;
        }
    }
    Ok(values)
}

/// Whether a column belongs to the sessions of some runs, in any week, or only says what follows
/// from sessions.
pub(super) fn of_runs(model: &Model, place: &Place, index: usize, which: impl Fn(usize) -> bool) -> bool {
    match &model.variables[index] {
        Variable::Held(placement) | Variable::On { placement, .. } | Variable::Person { placement, .. } => {
            which(model.placements[*placement].run)
        }
        _ => place.weeks[index].is_some(),
    }
}

/// The runs that miss hours, with those that need the same equipment, when they are few.
pub(super) fn loose(scene: &Scene<'_>, model: &Model, values: &[f64]) -> BTreeSet<usize> {
    let short = short(model, values);
    if short.len() > FEW {
        return BTreeSet::new();
    }
    let kind = |run: usize| scene.runs[run].module(scene.scenario).equipment.as_ref();
    let kinds: BTreeSet<&String> = short.iter().filter_map(|run| kind(*run)).collect();
    let rivals = (0..scene.runs.len()).filter(|run| kind(*run).is_some_and(|kind| kinds.contains(kind)));
    short.iter().copied().chain(rivals).collect()
}

/// The runs that miss hours.
fn short(model: &Model, values: &[f64]) -> BTreeSet<usize> {
    let short = model.floors().filter(|breach| values[breach.col.index()] > 1e-6);
    let run = short.filter_map(|breach| match model.tags[breach.row]?.subject.whom {
        Whom::Run(run) => Some(run),
        _ => None,
    });
    run.collect()
}

/// The runs that share learners with a run, then those that ask for the same people.
fn partners(scene: &Scene<'_>, run: usize) -> Vec<usize> {
    let asks = |of: usize| &scene.runs[of].module(scene.scenario).staff;
    let learners = |other: &usize| scene.runs[*other].shares_learners(&scene.runs[run]);
    let people = |other: &usize| {
        asks(*other).iter().any(|role| asks(run).iter().any(|mine| mine.qualification == role.qualification))
    };
    let (near, far): (Vec<usize>, Vec<usize>) =
        (0..scene.runs.len()).filter(|other| *other != run).partition(learners);
    near.into_iter().chain(far.into_iter().filter(people)).collect()
}
