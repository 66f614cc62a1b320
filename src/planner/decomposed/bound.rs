//! What every plan costs at least: the sum of what each cohort would cost if it had everything to itself.
//!
//! A plan of all is, cohort by cohort, a plan of each alone. Costs that several share are not counted for each: what a
//! pool costs to set up is shared out over its units, since at every moment of a day
//! `Σ_{p on r covering t} u_p · held_p ≤ U_r · set_up_{r,d}`, so that with weights `λ_t` that sum to 1 over these moments
//! `f_r · set_up_{r,d} ≥ Σ_t λ_t · f_r / U_r · Σ_{p covering t} u_p · held_p`;
//! what else is shared counts as nothing. What people are scarce is taken into account by a price on their hours (`scarce`).
//! Sessions need not be held whole, and the order of modules is left aside: it would take
//! most of the time and say little.

mod scarce;
mod shared;

use std::collections::BTreeSet;
use std::time::Instant;

use rayon::prelude::*;

use super::folded::folded;
use scarce::Scarce;
use shared::share_out;
pub(super) use shared::{is_shared, share_of_set_up};

use crate::domain::CohortId;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, Model};
use crate::planner::phase::Phase;
use crate::planner::search::Search;
use crate::planner::unavoidable::hours_only;
use crate::planner::worker::Worker;
use crate::solver::{Cancel, Col, Formulation, Limits, Outcome, SolverError, Stop};

/// Cohorts that are looked at before somebody is told how far it is, for each lane.
pub(super) const CHUNK: usize = 4;

/// Share of the time limit for looking at the hours of all: beyond it there is no bound, and the plan gets better instead.
const HOURS: f64 = 0.4;

/// Share of the time limit for looking at cohorts closely.
pub(super) const SHARE: f64 = 0.2;

/// No plan costs less, in euros; `None` where some cohort has no plan even alone, or time was up before its hours were looked at.
/// First what the hours of each cost, then cohort by cohort what all its rules make of them, as far as time goes.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn bound(search: &mut Search<'_>) -> Result<Option<f64>, SolverError> {
    let (whole, kin) = (search.scene, search.scene.kin());
    let scarce = Scarce::of(&mut search.worker(), whole)?;
    let all = |each: &[f64]| each.iter().sum::<f64>() - scarce.at_hand;
    let (mut each, begun): (Vec<f64>, Instant) = (Vec::new(), Instant::now());
    for chunk in kin.chunks(CHUNK * search.options.lanes) {
        search.tell(Phase::Bounding { done: each.len(), of: kin.len() }, None);
        if search.must_wrap_up() || search.is_more_than(HOURS, begun.elapsed()) {
            return Ok(None);
        }
        let pieces: Vec<(usize, _)> = (each.len()..).zip(chunk).collect();
        for found in search.side_by_side(pieces, |worker, (place, cohorts)| {
            Ok(least_of_hours(worker, (whole, &scarce), cohorts)?.map(|least| least.at(place)))
        })? {
            let Some(least) = found else { return Ok(None) };
            each.push(least);
        }
    }
    search.bound = search.bound.max(all(&each));
    let (mut done, begun) = (0, Instant::now());
    for chunk in kin.chunks(CHUNK * search.options.lanes) {
        search.tell(Phase::Bounding { done, of: kin.len() }, None);
        if search.must_wrap_up() || search.is_more_than(SHARE, begun.elapsed()) {
            break;
        }
        let pieces: Vec<(usize, _)> = (done..).zip(chunk).collect();
        for found in search.side_by_side(pieces, |worker, (place, cohorts)| {
            Ok(least(worker, (whole, &scarce), cohorts)?.map(|least| least.at(place)))
        })? {
            each[done] = each[done].max(found.unwrap_or(f64::NEG_INFINITY));
            done += 1;
        }
        search.bound = search.bound.max(all(&each));
    }
    Ok(Some(all(&each)))
}

/// What some cohorts cost at least, and what of it no decision changes, in euros.
struct Least {
    cost: f64,
    offset: f64,
}

impl Least {
    /// What it adds to those before it: what no decision changes is the same for each, and counts once.
    fn at(&self, place: usize) -> f64 {
        self.cost - if place > 0 { self.offset } else { 0.0 }
    }
}

/// What some cohorts cost at least with everything to themselves, and what of it no decision changes.
fn least(
    worker: &mut Worker<'_>,
    question: (&Scene<'_>, &Scarce),
    cohorts: &BTreeSet<CohortId>,
) -> Result<Option<Least>, SolverError> {
    let alone = alone(question, cohorts, |model| model.strict().relaxed());
    let Outcome::Solved(solution) = worker.solve(&alone, Limits::default())? else { return Ok(None) };
    Ok(Some(Least { cost: solution.bound.min(solution.objective), offset: alone.offset }))
}

/// The rows of some cohorts with everything to themselves, of those that `kept` leaves, with their share of what is shared.
fn alone(
    (whole, scarce): (&Scene<'_>, &Scarce),
    cohorts: &BTreeSet<CohortId>,
    kept: impl Fn(&Model) -> Formulation,
) -> Formulation {
    let (mut scene, _) = whole.among(cohorts);
    scene.unordered = true;
    let model = model::build(&scene, Mode::Planning);
    let mut alone = kept(&model);
    own_rows(&model.variables, &mut alone);
    share_out((&scene, cohorts), &model, &mut alone);
    scarce.charge(&model, &mut alone);
    alone
}

/// What the hours alone cost, cohort by cohort; `None` where some have no least.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn unavoidable(whole: &Scene<'_>) -> Result<Option<f64>, SolverError> {
    let kin = whole.kin();
    let cancel = Cancel::default();
    let plenty = Scarce::nothing(whole);
    let least = |cohorts| least_of_hours(&mut Worker::unhurried(&cancel), (whole, &plenty), cohorts);
    let each: Result<Vec<Option<Least>>, SolverError> = kin.par_iter().map(least).collect();
    let mut sum = 0.0;
    for (done, found) in each?.into_iter().enumerate() {
        let Some(least) = found else { return Ok(None) };
        sum += least.at(done);
    }
    Ok(Some(sum))
}

fn least_of_hours(
    worker: &mut Worker<'_>,
    question: (&Scene<'_>, &Scarce),
    cohorts: &BTreeSet<CohortId>,
) -> Result<Option<Least>, SolverError> {
    let hours = folded(alone(question, cohorts, hours_only));
    Ok(match worker.solve(&hours, Limits::default())? {
        Outcome::Solved(solution) if solution.stop == Stop::Proven => {
            Some(Least { cost: solution.bound.min(solution.objective), offset: hours.offset })
        }
        _ => None,
    })
}

/// Takes out the rows that nothing of some cohorts stands in, which are about others.
pub(super) fn own_rows(variables: &[Variable], rows: &mut Formulation) {
    let own = |col: Col| !matches!(variables[col.index()], Variable::Slack { .. });
    rows.rows.retain(|row| row.terms.iter().any(|(col, _)| own(*col)));
}
