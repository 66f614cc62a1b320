//! What a little more is guessed to bring: the prices of rows in the programme without whole numbers.

use super::steps::Widened;
use super::{Asked, BottleneckError, Step, Thing};
use crate::model::scene::Scene;
use crate::model::tags::{Mode, Tag};
use crate::model::{self, Model};
use crate::solver::{Limits, Outcome, Request, solve};

/// Runs above which the programme is too large to be built whole.
const MANY_RUNS: usize = 1_000;

/// Gives every step its guess; says whether there was a solution to draw guesses from.
pub(super) fn guess(asked: &Asked<'_>, things: &mut [Thing]) -> Result<bool, BottleneckError> {
    let scene = Scene::new(asked.scenario);
    if scene.runs.len() > MANY_RUNS || !asked.double.is_empty() {
        return Ok(false);
    }
    let model = model::build(&scene, Mode::Planning);
    let relaxed = model.strict().relaxed();
    let limits = Limits { time: asked.time, ..Limits::default() };
    let request = Request { limits, seed: asked.seed, ..Request::new(&relaxed, asked.cancel) };
    let Outcome::Solved(solution) = solve(&request)? else { return Ok(false) };
    let Some(duals) = solution.row_duals else { return Ok(false) };
    for step in things.iter_mut().flat_map(|thing| &mut thing.steps) {
        step.guess_cents = Some(worth(&model, &duals, step));
    }
    Ok(true)
}

/// What widening the rows of a step by its amounts is worth, in cents: only ceilings that bind have a price below nothing.
fn worth(model: &Model, duals: &[f64], step: &Step) -> i64 {
    let rows = model.tags.iter().zip(duals).filter_map(|(tag, dual)| Some((tag.as_ref()?, *dual)));
    let prices = rows.filter(|(tag, dual)| *dual < 0.0 && !tag.floor).map(|(tag, dual)| {
        let by: f64 = step.rows.iter().filter(|rows| rows.are(tag)).map(|rows| rows.by).sum();
        -dual * by
    });
    (prices.sum::<f64>() * 100.0).round() as i64
}

impl Widened {
    /// Whether a row is one of these.
    fn are(&self, tag: &Tag) -> bool {
        tag.family == self.family
            && self.whom.is_none_or(|whom| whom == tag.subject.whom)
            && self.policy.is_none_or(|policy| tag.policy == Some(policy))
    }
}
