//! A programme too large to be solved whole at once.
//!
//! 1. A bound that costs nothing to find: what every plan costs (`super::unavoidable`).
//! 2. A first plan (`super::first`). Moves of equipment and smaller groups are left aside at first
//!    (`super::plainest`); weekdays that are to be chosen are guessed (`super::weekdays`), and the programme
//!    on the guessed weekdays is planned; the next guess is tried where that leaves hours out. Where seats
//!    are sold outside, those that are cheapest by the hours alone are guessed (`super::bought`).
//! 3. Where the bound does not prove the plan good enough: the programme without whole numbers for a
//!    better bound, then the solver on the whole programme, from the first plan. A plan on guessed weekdays, or without moves
//!    and smaller groups, is improved within that guess; where only seats were guessed, they are left free again.

use super::answer::{ended, finished, found, proven, unfinished};
use super::bought;
use super::first::{First, first_plan};
use super::plainest::plainest;
use super::search::Search;
use super::strict::Strict;
use super::unavoidable::hours_only;
use super::weekdays;
use super::whole::{End, solve_whole};
use super::{Answer, PlannerError};
use crate::domain::Scenario;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::{self, Model};
use crate::solver::{Limits, Stop};

/// Guesses of weekdays before the choice is left to the whole programme.
const GUESSES: usize = 3;

/// The best plan found of a large programme, or the proof that there is none.
///
/// # Errors
///
/// When the solver fails, or people and rooms cannot be told apart in any of many solutions.
pub(super) fn plan_large(search: &mut Search<'_>, model: &mut Model) -> Result<Strict, PlannerError> {
    if let Some(least) = search.attempt(&hours_only(model), Limits::default())? {
        search.bound = search.bound.max(least.bound);
    }
    if let Some(seats) = bought::cheapest(search, model)? {
        search.bound = search.bound.max(seats.bound);
    }
    let plain = plainest(search.scene.scenario);
    let mut best = None;
    for scene in guesses(search, model, (search.scene.scenario, plain.as_ref()))? {
        let answer = guessed(search, model, &scene)?;
        if answer.objective.is_some() {
            return Ok(Strict::Answer(answer));
        }
        let answer = fuller(best.take(), answer);
        if search.out_of_time() {
            return Ok(Strict::Answer(answer));
        }
        best = Some(answer);
    }
    Ok(match chosen(search, model)? {
        Some(answer) => Strict::Answer(fuller(best, answer)),
        None => Strict::NoPlan { partial: best.and_then(|answer| answer.plan) },
    })
}

/// A plan on the seats and groups that are cheapest by the hours alone, where their bound proves it good enough: the one
/// decision on which all others hang is taken before them. `None` where no seats are sold, or it is not.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn on_cheapest_seats(
    search: &mut Search<'_>,
    model: &Model,
) -> Result<Option<Answer>, PlannerError> {
    let Some(seats) = bought::cheapest(search, model)? else { return Ok(None) };
    search.bound = search.bound.max(seats.bound);
    let scene = search.scene;
    let mut guess = search.guessing(scene);
    let mut settled = model::build(scene, Mode::Planning);
    seats.settle(&mut settled);
    let first = first_plan(&mut guess, &mut settled)?;
    search.nodes += guess.nodes;
    Ok(first.and_then(|first| good_enough(search, &first)))
}

/// The programme with some of its decisions taken, the most promising first.
fn guesses<'s>(
    search: &mut Search<'_>,
    model: &Model,
    (scenario, plain): (&'s Scenario, Option<&'s Scenario>),
) -> Result<Vec<Scene<'s>>, PlannerError> {
    let weekdays = weekdays::promising(search, model, GUESSES)?.into_iter();
    let mut scenes: Vec<Scene<'s>> =
        weekdays.map(|decided| Scene::on_weekdays(plain.unwrap_or(scenario), decided)).collect();
    if scenes.is_empty() {
        let seats = bought::may_be(model).then_some(scenario);
        scenes.extend(plain.or(seats).map(Scene::new));
    }
    Ok(scenes)
}

/// A plan of the programme as it is.
fn chosen(search: &mut Search<'_>, model: &mut Model) -> Result<Option<Answer>, PlannerError> {
    let first = first_plan(search, model)?;
    if let Some(answer) = first.as_ref().and_then(|first| good_enough(search, first)) {
        return Ok(Some(answer));
    }
    if !search.relax(model)? {
        return Ok(None);
    }
    match first.as_ref().and_then(|first| good_enough(search, first)) {
        Some(answer) => Ok(Some(answer)),
        None => improved(search, model, first),
    }
}

/// A plan of the programme with some decisions guessed, and what is known of it for the whole.
fn guessed(search: &mut Search<'_>, whole: &Model, scene: &Scene<'_>) -> Result<Answer, PlannerError> {
    let mut guess = search.guessing(scene);
    let mut model = model::build(scene, Mode::Planning);
    if let Some(seats) = bought::cheapest(&mut guess, &model)? {
        seats.settle(&mut model);
    }
    let first = first_plan(&mut guess, &mut model)?;
    search.nodes += guess.nodes;
    let first = match first {
        Some(first) if first.is_complete() => first,
        first => {
            let plan = first.and_then(|first| first.plan);
            return Ok(unfinished(search, plan, search.bound, ended(search)));
        }
    };
    if let Some(answer) = good_enough(search, &first) {
        return Ok(answer);
    }
    search.relax(whole)?;
    if let Some(answer) = good_enough(search, &first) {
        return Ok(answer);
    }
    let mut guess = search.guessing(scene);
    if bought::may_be(&model) {
        model = model::build(scene, Mode::Planning);
    }
    let answer = improved(&mut guess, &mut model, Some(first))?;
    search.nodes += guess.nodes;
    Ok(match answer {
        Some(answer) if answer.objective.is_some() && is_whole(search, scene) => {
            Answer { bound: answer.bound.max(search.bound), nodes: search.nodes, ..answer }
        }
        Some(Answer { plan: Some(plan), objective: Some(objective), .. }) => {
            let stop = proven(search, objective).unwrap_or_else(|| ended(search));
            finished(search, plan, objective, search.bound.min(objective), stop)
        }
        answer => unfinished(search, answer.and_then(|answer| answer.plan), search.bound, ended(search)),
    })
}

/// Whether nothing but seats was decided in a guess, so that what holds of it with free seats holds of the programme.
fn is_whole(search: &Search<'_>, guessed: &Scene<'_>) -> bool {
    let whole = search.scene;
    std::ptr::eq(whole.scenario, guessed.scenario) && whole.weekdays == guessed.weekdays
}

/// The solver on the whole programme, from the first plan if there is one.
fn improved(
    search: &mut Search<'_>,
    model: &mut Model,
    first: Option<First>,
) -> Result<Option<Answer>, PlannerError> {
    let start = first.as_ref().map(|first| first.values.as_slice());
    let complete = first.as_ref().is_some_and(First::is_complete);
    let end = if search.out_of_time() {
        End::Nothing { bound: search.bound, stop: ended(search) }
    } else {
        match solve_whole(search, model, start) {
            // What rounds of cuts could not do the first plan has done.
            Ok(End::NoSolution) | Err(PlannerError::NotToldApart { .. }) if complete => {
                End::Nothing { bound: search.bound, stop: Stop::Nodes }
            }
            end => end?,
        }
    };
    Ok(match end {
        End::NoSolution => None,
        End::Found { solution, plan } => Some(found(search, &solution, *plan)),
        End::Nothing { bound, stop } => Some(fallen_back(search, first, bound.max(search.bound), stop)),
    })
}

/// A first plan that the bound proves to be near enough to the best.
fn good_enough(search: &Search<'_>, first: &First) -> Option<Answer> {
    let stop = proven(search, first.objective)?;
    let plan = first.plan.clone().filter(|_| first.is_complete())?;
    Some(finished(search, plan, first.objective, search.bound.min(first.objective), stop))
}

/// The first plan as the answer, when the solver found none on the whole programme.
fn fallen_back(search: &Search<'_>, first: Option<First>, bound: f64, stop: Stop) -> Answer {
    match first {
        Some(First { plan: Some(plan), missing, objective, .. }) if missing < 1e-6 => {
            finished(search, plan, objective, bound.min(objective), stop)
        }
        first => unfinished(search, first.and_then(|first| first.plan), bound, stop),
    }
}

/// The one of two partial answers that leaves out fewer minutes.
fn fuller(one: Option<Answer>, other: Answer) -> Answer {
    let left_out = |answer: &Answer| {
        let plan = answer.plan.as_ref()?;
        Some(plan.unplaced.iter().map(|missing| u64::from(missing.minutes)).sum::<u64>())
    };
    match one {
        Some(one) if other.objective.is_none() => {
            let fewer = left_out(&one).unwrap_or(u64::MAX) <= left_out(&other).unwrap_or(u64::MAX);
            Answer {
                bound: other.bound,
                stop: other.stop,
                nodes: other.nodes,
                ..if fewer { one } else { other }
            }
        }
        _ => other,
    }
}
