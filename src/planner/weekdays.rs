//! Which weekdays a pattern takes that leaves them open.
//!
//! Takes a programme too large to be solved whole; gives weekdays for the cohorts that have a choice,
//! the most promising first. The year is folded into one week: what there is of everything on each
//! weekday, all weeks together (`folded`), and what is needed of it (`week`). Cohorts that share teachers
//! or equipment take different days as far as that goes, and days with many holidays are left out.
//! Sessions, weeks and the order of modules are not looked at, so that weekdays are a guess; a plan on
//! them is none.

mod folded;
mod week;

use crate::domain::CohortId;
use crate::model::Model;
use crate::model::scene::Scene;
use crate::plan::Pattern;
use crate::solver::{Limits, SolverError};

use super::phase::Phase;
use super::search::Search;
use folded::Folded;
use week::Week;

/// Search nodes for one guess.
const NODES: u64 = 200;

/// Weekdays for the cohorts that have a choice, so many guesses of them; none where there is no choice
/// or nothing fits the folded week.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn promising(
    search: &mut Search<'_>,
    model: &Model,
    guesses: usize,
) -> Result<Vec<Vec<Pattern>>, SolverError> {
    let open = open(search.scene);
    if open.is_empty() {
        return Ok(Vec::new());
    }
    search.tell(Phase::Weekdays, None);
    let mut week = Week::new(search.scene, &Folded::new(search.scene, model), &open);
    let mut found = Vec::new();
    while found.len() < guesses {
        let limits =
            Limits { relative_gap: 0.01, absolute_gap: 30.0, nodes: Some(NODES), ..Limits::default() };
        let Some(solution) = search.attempt(&week.formulation, limits)? else { break };
        found.push(week.read(&open, &solution));
        week.exclude(&solution);
    }
    Ok(found)
}

/// Cohorts whose weekdays are to be chosen.
fn open(scene: &Scene<'_>) -> Vec<CohortId> {
    let cohorts = (0..scene.scenario.cohorts.len()).map(CohortId);
    cohorts.filter(|cohort| scene.pattern(*cohort).is_some_and(|pattern| pattern.led.is_none())).collect()
}
