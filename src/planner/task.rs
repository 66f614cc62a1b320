//! What a planner is asked to plan, and how many steps it may take.

use std::ops::Range;

use chrono::NaiveDate;

use super::decomposed::{ByParts, ended, plan_period, within};
use super::judged::FLOORS;
use super::search::Search;
use super::{Answer, PlannerError, StopReason, answer};
use crate::calendar::Calendar;
use crate::check::{Breach, judge};
use crate::domain::{Cents, Scenario};
use crate::model::scene::Scene;
use crate::plan::{Plan, Session, price};

/// What is to be planned.
#[derive(Clone, Debug, Default)]
pub enum Goal<'a> {
    /// The best plan.
    #[default]
    Best,
    /// Any plan of everything: the first one, with its bound.
    Year,
    /// Any plan of everything that is near the one given, and nothing where the search for one finds none: an answer in little time,
    /// within a budget of steps.
    Nearby,
    /// The best plan of some weeks of a plan, while all other sessions, its patterns, firm days, opened runs, moves and seats
    /// outside stand. The gap asked for is one of what these weeks cost.
    Period {
        /// The plan.
        given: &'a Plan,
        /// The weeks, as indices into those of the calendar.
        weeks: Range<usize>,
    },
}

/// What is to be planned, within how many steps.
#[derive(Clone, Debug, Default)]
pub struct Task<'a> {
    /// What.
    pub goal: Goal<'a>,
    /// Most steps of improvement: parts planned anew, or, where a programme is solved whole, nodes of its search tree. Unlike
    /// a limit on time they end a search at the same plan each time.
    pub steps: Option<u64>,
    /// A plan of a scenario that was nearly the same, of which as much as possible may be taken over. What is found from it is as
    /// good as was asked for, or the search goes on as if nothing had been given. Periods and timetables that are annealed do
    /// without it.
    pub near: Option<&'a Plan>,
}

/// What a plan costs without its sessions in some weeks; the difference to the whole is what these weeks cost.
pub fn cost_outside(scenario: &Scenario, plan: &Plan, weeks: &Range<usize>) -> Cents {
    price(scenario, &outside(&Calendar::new(&scenario.calendar), plan, weeks)).cost()
}

/// The answer of a search for any plan, as one that was ended on purpose unless its bound proves the gap asked for.
pub(super) fn of_year(mut answer: Answer, gap: f64) -> Answer {
    if let Some(objective) = answer.objective
        && answer.status == super::Status::WithinGap
        && objective - answer.bound > gap * objective.abs() + 1e-6
    {
        (answer.status, answer.stop) = (super::Status::Stopped, StopReason::Year);
    }
    answer
}

/// Plans some weeks of a plan anew.
///
/// # Errors
///
/// When the solver fails, or what stands cannot.
pub(super) fn of_period(
    search: &mut Search<'_>,
    given: &Plan,
    weeks: &Range<usize>,
) -> Result<Answer, PlannerError> {
    let scene = search.scene;
    let begins = scene.calendar.weeks[weeks.start].monday;
    let is_free = |session: &Session| within(&scene.calendar, weeks, session);
    let kept = kept(scene, given, &Freed { begins, is_free: &is_free, days_too: false })?;
    let standing = price(scene.scenario, &outside(&scene.calendar, given, weeks)).cost();
    search.standing = standing.0 as f64 / 100.0;
    Ok(match plan_period(search, (given, &kept), weeks.clone())? {
        ByParts::Answer(answer) => answer,
        ByParts::Partial(plan) => answer::unfinished(search, Some(plan), search.bound, ended(search)),
        ByParts::NoPlan { partial, why } => answer::refuted(search, Some(partial), why),
    })
}

/// A plan without its sessions in some weeks.
fn outside(calendar: &Calendar, plan: &Plan, weeks: &Range<usize>) -> Plan {
    let stands = |session: &&Session| !within(calendar, weeks, session);
    Plan { sessions: plan.sessions.iter().filter(stands).cloned().collect(), ..plan.clone() }
}

/// What of a plan is planned anew.
pub(super) struct Freed<'f> {
    /// No session before this date is.
    pub(super) begins: NaiveDate,
    /// Whether a session is.
    pub(super) is_free: &'f dyn Fn(&Session) -> bool,
    /// Whether firm days and all else in which no session has part are, too.
    pub(super) days_too: bool,
}

/// A plan without those of its sessions that are free to be held otherwise and break a rule.
pub(super) fn kept(
    scene: &Scene<'_>,
    given: &Plan,
    Freed { begins, is_free, days_too }: &Freed<'_>,
) -> Result<Plan, PlannerError> {
    let stands = |session: &&Session| !is_free(session);
    let rest = Plan { sessions: given.sessions.iter().filter(stands).cloned().collect(), ..given.clone() };
    let is_anew = |breach: &Breach| *days_too && breach.sessions.is_empty();
    let stuck: Vec<String> = broken(scene.scenario, &rest)
        .iter()
        .filter(|breach| !is_anew(breach) && !may_be_mended(&rest, *begins, breach))
        .map(|breach| format!("{}: {}", breach.rule, breach.message))
        .collect();
    if !stuck.is_empty() {
        return Err(PlannerError::Standing { problems: stuck.join("\n  ") });
    }
    let mut kept = given.clone();
    loop {
        let breaches = broken(scene.scenario, &kept);
        let before = kept.sessions.len();
        let named = |session: &Session| breaches.iter().any(|breach| breach.sessions.contains(&session.id));
        kept.sessions.retain(|session| !is_free(session) || !named(session));
        if kept.sessions.len() == before {
            // What later sessions build on may be among the hours that have yet to find a place.
            let mended = breaches.iter().all(|breach| breach.rule == "prerequisites" || is_anew(breach));
            return Ok(if mended { kept } else { rest });
        }
    }
}

/// Rules that a plan breaks, other than by hours that it leaves out.
fn broken(scenario: &Scenario, plan: &Plan) -> Vec<Breach> {
    let verdict = judge(scenario, plan);
    verdict.violations.into_iter().filter(|breach| !FLOORS.contains(&breach.rule)).collect()
}

/// Whether a breach of the sessions that stand may be mended in the weeks: what comes after them builds on what is held there.
fn may_be_mended(rest: &Plan, begins: NaiveDate, breach: &Breach) -> bool {
    let is_before = |session: &Session| session.date < begins;
    let mut named = rest.sessions.iter().filter(|session| breach.sessions.contains(&session.id));
    breach.rule == "prerequisites" && !named.clone().all(is_before) && named.next().is_some()
}
