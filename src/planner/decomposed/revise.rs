//! A plan revised: what is past stands, and what has been published changes as little as it must, or as is allowed.
//!
//! Sessions that a change has made impossible lose their place. Where cohorts share nothing but things, people and places each
//! that lacks hours gets them beside all that can stay, and parts around what is disturbed are planned anew until nothing
//! disturbs less; elsewhere the days that are left are one programme for the solver. From there on the cheapest plans are sought
//! that disturb no more than is allowed.

mod lost;
mod stage;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use fastrand::Rng;

use super::Told;
use super::finish::check;
use super::given::{Period, read};
use super::published::{Published, Revision};
use super::year::{Chosen, Year};
use crate::model::scene::Scene;
use crate::plan::{Plan, Session, Unplaced};
use crate::planner::revision::{Point, Revision as Asked, steady};
use crate::planner::task::{Freed, kept};
use crate::planner::{Options, PlannerError, Report};
use lost::{lost, shortest};
use stage::{is_one, stage};

/// What money counts for while the least disturbance is sought part by part, as a share; where all is one programme it counts for
/// nothing then, and comes second.
const THRIFT: f64 = 0.01;

/// The share of what leaving the shortest session out costs that the heaviest change costs then: many changes come before an
/// hour left out.
const CHAIN: f64 = 0.05;

/// Euros of a minute left out ([`crate::model::tags::Mode::penalty`]).
const LEFT_OUT: f64 = 200.0;

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
        return Ok(vec![Point { plan, allowed: Some(0.0), proven, cheapest: proven, cut_short: false }]);
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
        stage(scene, (&unpriced, share(first), asked.steps), &mut year, &mut rng, None)?;
    if cut_short && !told.is_complete() && !options.cancel.is_cancelled() {
        // Hours come before money: the time for cheaper plans is theirs.
        let left = options.time.map(|limit| limit.saturating_sub(begun.elapsed()));
        let kept = year.decisions();
        match stage(scene, (&unpriced, left, asked.steps), &mut year, &mut rng, None) {
            Ok(again) if again.0.missing < told.missing => (told, proven, cut_short) = again,
            // What has been found is not lost with a later search.
            _ => year.back_to(kept),
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
    }];
    let mut best = told;
    let mut allowed = allowances(&year, least, asked.points);
    if as_one {
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
        let found = stage(scene, (options, time, asked.steps), &mut year, &mut rng, Some(given));
        // What has been found is not lost with a later search.
        let Ok((told, proven, cut_short)) = found else { break };
        if told.plan == best.plan {
            year.back_to(kept);
        }
        // With no more than the least that is known, only the least itself proves anything.
        let proven = proven && (at_most > least || is_least);
        // People handed on while they were told apart may have disturbed more.
        let allowed = Some(at_most.max(year.disturbs(None))).filter(|_| at_most.is_finite());
        points.push(Point { plan: of(&told.plan), allowed, proven, cheapest: proven, cut_short });
        if as_one && index == 0 {
            points.remove(0);
        }
        best = told;
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

/// The plan where no open day is left: what is past, and all else without a place.
fn without_the_rest(asked: &Asked<'_>) -> Plan {
    let mut plan = asked.given.clone();
    let (past, rest): (Vec<Session>, Vec<Session>) =
        plan.sessions.into_iter().partition(|session| session.date < asked.from);
    plan.sessions = past;
    plan.firm_days.retain(|day| day.date < asked.from);
    plan.unplaced.extend(rest.into_iter().map(|session| Unplaced {
        run: session.run,
        attendance: session.attendance,
        minutes: session.minutes,
        reason: "no open day is left".to_owned(),
    }));
    plan
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

/// The year of the plan without what has become impossible from the first day on, and what this disturbs at least; `None` where no open
/// day is left.
fn year<'a>(scene: &'a Scene<'a>, asked: &Asked<'a>) -> Result<Option<(Year<'a>, f64)>, PlannerError> {
    let days = &scene.calendar.days;
    let Some(first) = days.iter().position(|day| day.date >= asked.from) else { return Ok(None) };
    let is_free = |session: &Session| session.date >= asked.from;
    let freed = Freed { begins: asked.from, is_free: &is_free, days_too: true };
    let stays = kept(scene, asked.given, &freed)?;
    let weeks = days[first].week..scene.calendar.weeks.len();
    let period = Period { given: asked.given, weeks, first, from: asked.from };
    let mut year = Year::of_plan(scene, period, &stays.sessions)
        .map_err(|problems| PlannerError::Standing { problems: problems.join("\n  ") })?;
    let known: BTreeMap<&str, usize> =
        scene.runs.iter().enumerate().map(|(index, run)| (run.key.as_str(), index)).collect();
    let mut sessions: Vec<Vec<Chosen>> = vec![Vec::new(); scene.runs.len()];
    for chosen in asked.given.sessions.iter().filter_map(|session| read(scene, &known, session).ok()) {
        sessions[chosen.placement.run].push(chosen);
    }
    let published = Published::new(scene, sessions, &asked.weighing);
    let price = CHAIN * LEFT_OUT * shortest(asked.given) / published.greatest().max(1e-9);
    let lost = lost(scene, &year, &published);
    let published = Arc::new(published);
    let thrift = if is_one(scene) { 0.0 } else { THRIFT };
    year.revision = Some(Revision { published, price, thrift, at_most: f64::INFINITY });
    Ok(Some((year, lost)))
}
