//! What remains of a plan after a change, and what the change has taken from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::is_one;
use crate::model::scene::Scene;
use crate::plan::{Plan, Session, Unplaced};
use crate::planner::PlannerError;
use crate::planner::decomposed::given::{Period, read};
use crate::planner::decomposed::published::{Published, Revision};
use crate::planner::decomposed::year::{Chosen, Year};
use crate::planner::revision::Revision as Asked;
use crate::planner::task::{Freed, kept};

/// What money counts for while the least disturbance is sought part by part, as a share; where all is one programme it counts for
/// nothing then, and comes second.
const THRIFT: f64 = 0.01;

/// The share of what leaving the shortest session out costs that the heaviest change costs then: many changes come before an
/// hour left out.
const CHAIN: f64 = 0.05;

/// Euros of a minute left out ([`crate::model::tags::Mode::penalty`]).
const LEFT_OUT: f64 = 200.0;

/// The year of the plan without what has become impossible from the first day on, and what this disturbs at least; `None` where no open
/// day is left.
pub(super) fn year<'a>(
    scene: &'a Scene<'a>,
    asked: &Asked<'a>,
) -> Result<Option<(Year<'a>, f64)>, PlannerError> {
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

/// The plan where no open day is left: what is past, and all else without a place.
pub(super) fn without_the_rest(asked: &Asked<'_>) -> Plan {
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

/// Minutes of the shortest session.
fn shortest(plan: &Plan) -> f64 {
    f64::from(plan.sessions.iter().map(|session| session.minutes).min().unwrap_or(60).max(1))
}

/// What is disturbed at least: hours of a run that its published sessions no longer hold need so many others.
fn lost(scene: &Scene<'_>, year: &Year<'_>, published: &Published) -> f64 {
    let of_run = |(index, run): (usize, &crate::model::runs::Run)| {
        let known = published.of_run(index);
        let held: u32 = known.iter().map(|chosen| chosen.placement.time.minutes).sum();
        let longest = crate::model::placements::of_run(scene, index, &all_days(scene), false)
            .iter()
            .map(|placement| placement.time.minutes)
            .max();
        let needed =
            year.is_planned(index).then_some(run.minutes.saturating_sub(held)).filter(|more| *more > 0);
        match (needed, longest) {
            (Some(needed), Some(longest)) => {
                f64::from(needed.div_ceil(longest)) * published.least_weight(index, year.first_day())
            }
            _ => 0.0,
        }
    };
    scene.runs.iter().enumerate().map(of_run).sum()
}

fn all_days(scene: &Scene<'_>) -> Vec<usize> {
    (0..scene.calendar.days.len()).collect()
}
