//! Timetables of a week: many sessions of one length in named rooms, priced by wishes alone.
//!
//! The programme of such a question has a column for each run, slot and room, too many to be searched. Instead sessions move and
//! exchange places one at a time, each change of cost counted from what it touches (`state`, `changes`, `moves`), by simulated
//! annealing: a change for the worse is made with a probability that falls with a temperature (`schedule`). A programme of slots
//! alone, which knows rooms only by their number and seats, gives the bound (`bound`). The best timetable is told through the
//! rows of the whole (`finish`), so that its objective is the model's.
//!
//! Suits (`reading`): no equipment, firms, locks, hours had before, tariffs or prices by the hour; every run has to be held, in
//! sessions of one length, none before another; slots of a day that do not overlap; a room for every session, any of them in
//! any of the run's slots; one person for each role, with no limits of hours; no policies but wishes of `isolated_sessions`,
//! `teaching_days` and `same_room`, and `room_seats`. Small questions are left to the programme of the whole, which proves its plans.

mod bound;
mod changes;
mod finish;
mod moves;
mod question;
mod reading;
mod schedule;
mod slots;
mod state;

use super::answer::{ended, finished, proven, unfinished};
use super::phase::Phase;
use super::search::Search;
use super::{Answer, PlannerError};
use question::Question;
use schedule::{Annealing, Pause};

/// Fewest placements for which the programme of the whole is too large.
const SIZE: usize = 2_000;

/// Share of the time limit that the bound may take.
const BOUNDING: f64 = 0.2;

/// The best timetable found; `None` where the question is none of this kind, or its rounds are done and found
/// none without clashes: then the programme of the whole says why.
///
/// # Errors
///
/// When the solver fails, or a timetable breaks a row of the whole.
pub(super) fn plan_by_annealing(search: &mut Search<'_>) -> Result<Option<Answer>, PlannerError> {
    let Some(question) = reading::question(search.scene).filter(|question| question.placements.len() > SIZE)
    else {
        return Ok(None);
    };
    let Some(mut annealing) = Annealing::new(&question, search.options) else { return Ok(None) };
    search.tell(Phase::Improving, None);
    annealing.first(search);
    if !bound(search, &question, annealing.best_euros())? {
        return Ok(None);
    }
    while enough(search, &annealing).is_none() && annealing.round(search) == Pause::Round {}
    let Some(best) = annealing.best() else {
        let stopped = search.out_of_time();
        return Ok(stopped.then(|| unfinished(search, None, search.bound, ended(search))));
    };
    let (plan, objective) = finish::finish(search.scene, &question, best)?;
    let stop = proven(search, objective).unwrap_or_else(|| ended(search));
    let bound = search.bound.min(objective);
    Ok(Some(finished(search, plan, objective, bound, stop)))
}

/// Whether the best timetable is known to be good enough.
fn enough(search: &Search<'_>, annealing: &Annealing<'_>) -> Option<crate::solver::Stop> {
    annealing.best_euros().and_then(|cost| proven(search, cost))
}

/// Whether a cost in cents is.
fn enough_at(search: &Search<'_>, cents: i64) -> bool {
    proven(search, cents as f64 / 100.0).is_some()
}

/// Finds a bound in a share of the time; says whether there may be a timetable at all.
fn bound(search: &mut Search<'_>, question: &Question, best: Option<f64>) -> Result<bool, PlannerError> {
    search.tell(Phase::Relaxing, best);
    let time = search.options.time.map(|limit| limit.mul_f64(BOUNDING));
    let Some(bound) = bound::bound(search, question, (time, best))? else { return Ok(false) };
    search.bound = search.bound.max(bound);
    search.tell(Phase::Improving, best);
    Ok(true)
}
