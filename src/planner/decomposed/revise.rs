//! A plan revised: what is past stands, and what has been published changes as little as it must, or as is allowed.
//!
//! Sessions that a change has made impossible lose their place. Where cohorts share nothing but things, people and places each
//! that lacks hours gets them beside all that can stay, and parts around what is disturbed are planned anew until nothing
//! disturbs less; elsewhere the days that are left are one programme for the solver. From there on the cheapest plans are sought
//! that disturb no more than is allowed.

mod around;
mod remains;
mod stage;

use std::time::Instant;

use fastrand::Rng;

use super::Told;
use super::finish::check;
use super::year::Year;
use crate::model::scene::Scene;
use crate::plan::Plan;
use crate::planner::revision::{Point, Revision as Asked, steady};
use crate::planner::{Options, PlannerError, Report};
use remains::{without_the_rest, year};
use stage::{is_one, stage};

/// Euros for each unit of disturbance later on: nobody is disturbed for nothing.
const NEEDLESS: f64 = 0.01;

/// The share of the time that is kept for the least disturbance.
const FIRST: f64 = 0.5;

/// The share of all that has been published that counts as a little where nothing has to change.
const A_LITTLE: f64 = 0.01;

/// Plans that revise another ([`crate::planner::revision::revise`]).
///
/// # Errors
///
/// When sessions before the first day cannot stand, or the solver fails.
pub(in crate::planner) fn revise(
    scene: &Scene<'_>,
    options: &Options<'_>,
    asked: &Asked<'_>,
) -> Result<Vec<Point>, PlannerError> {
    let Some((mut year, lost)) = year(scene, asked)? else {
        let plan = without_the_rest(asked);
        let proven = plan.unplaced.is_empty();
        return Ok(vec![Point {
            plan,
            allowed: Some(0.0),
            proven,
            cheapest: proven,
            cut_short: false,
            failure: None,
        }]);
    };
    let as_one = is_one(scene);
    let mut rng = Rng::with_seed(u64::from(options.seed));
    let begun = Instant::now();
    let share = |share: f64| options.time.map(|limit| limit.mul_f64(share));
    let first = if asked.points > 1 || as_one { FIRST } else { 1.0 };
    // What disturbs is priced, and no price of it is told as money.
    let quiet = |report: &Report| {
        (options.progress)(&Report { incumbent: None, bound: f64::NEG_INFINITY, ..*report });
    };
    let unpriced = Options { cancel: options.cancel.clone(), progress: &quiet, ..*options };
    let (mut told, mut proven, mut cut_short) =
        stage(scene, (&unpriced, share(first), asked), &mut year, &mut rng, None)?;
    let mut failure = None;
    if cut_short && !told.is_complete() && !options.cancel.is_cancelled() {
        // Hours come before money: the time for cheaper plans is theirs.
        let left = options.time.map(|limit| limit.saturating_sub(begun.elapsed()));
        let kept = year.decisions();
        match stage(scene, (&unpriced, left, asked), &mut year, &mut rng, None) {
            Ok(again) if again.0.missing < told.missing => (told, proven, cut_short) = again,
            Ok(_) => year.back_to(kept),
            // What has been found is not lost with a later search.
            Err(error) => {
                failure = Some(error.to_string());
                year.back_to(kept);
            }
        }
    }
    let least = year.disturbs(None);
    let is_least = told.is_complete() && (proven || least <= lost + 1e-6);
    let of = |plan: &Plan| steady(scene.scenario, asked.given, plan, asked.from);
    let mut points = vec![Point {
        plan: of(&told.plan),
        allowed: Some(least),
        proven: is_least,
        cheapest: false,
        cut_short,
        failure: None,
    }];
    let mut best = told;
    let mut allowed = allowances(&year, least, asked.points);
    if as_one && !asked.any {
        // Of the plans that disturb least the cheapest has not been sought yet.
        allowed.insert(0, least);
    }
    let aims = allowed.len() as f64;
    for (index, at_most) in allowed.into_iter().enumerate() {
        if !best.is_complete() || options.cancel.is_cancelled() {
            break;
        }
        let left = options.time.map(|limit| limit.saturating_sub(begun.elapsed()));
        let time = left.map(|left| left.div_f64(aims - index as f64));
        if let Some(revision) = &mut year.revision {
            (revision.price, revision.thrift, revision.at_most) = (NEEDLESS, 1.0, at_most);
        }
        let kept = year.decisions();
        let Some(cost) = check(&year)?.map(|checked| checked.cost()) else { break };
        let given = Told { plan: best.plan.clone(), cost, missing: best.missing };
        let found = stage(scene, (options, time, asked), &mut year, &mut rng, Some(given));
        // What has been found is not lost with a later search.
        let (told, proven, cut_short) = match found {
            Ok(found) => found,
            Err(error) => {
                failure = Some(error.to_string());
                break;
            }
        };
        if told.plan == best.plan {
            year.back_to(kept);
        }
        // With no more than the least that is known, only the least itself proves anything.
        let proven = proven && (at_most > least || is_least);
        // People handed on while they were told apart may have disturbed more.
        let allowed = Some(at_most.max(year.disturbs(None))).filter(|_| at_most.is_finite());
        points.push(Point {
            plan: of(&told.plan),
            allowed,
            proven,
            cheapest: proven,
            cut_short,
            failure: None,
        });
        if as_one && !asked.any && index == 0 {
            points.remove(0);
        }
        best = told;
    }
    if let Some(last) = points.last_mut() {
        last.failure = failure;
    }
    Ok(points)
}

/// What a plan that is to be revised costs by the model, in euros, if all of it is still possible.
///
/// # Errors
///
/// When the solver fails.
pub(in crate::planner) fn cost(scene: &Scene<'_>, asked: &Asked<'_>) -> Result<Option<f64>, PlannerError> {
    let Some((mut year, _)) = year(scene, asked)? else { return Ok(None) };
    year.revision = None;
    Ok(check(&year)?.filter(|checked| checked.missing < 1e-6).map(|checked| checked.cost()))
}

/// How much may be disturbed by the plans after the first: twice as much each time, and at last anything.
fn allowances(year: &Year<'_>, least: f64, points: u32) -> Vec<f64> {
    let published = year.revision.as_ref().map_or(0.0, |revision| revision.published.all(year.first_day()));
    let unit = if least > 0.0 { least } else { A_LITTLE * published };
    let more = points.saturating_sub(1);
    (1..=more)
        .map(|index| if index == more { f64::INFINITY } else { unit * f64::from(1 << index.min(20)) })
        .collect()
}
