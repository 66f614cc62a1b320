//! A plan made better part by part.
//!
//! Each step frees some cohorts in some weeks, the solver plans them anew from where they stand, and what is better is
//! taken over. Parts are drawn by a seed: a cohort, others that use the same sites, and a window of weeks. How much is freed
//! follows the solver: more where a part was solved to its end, less where it was not. A step is limited by nodes of
//! the search, so that a seed gives the same plan each time until a clock ends it.

use fastrand::Rng;

use super::extent::Extent;
use super::near::Near;
use super::part::Part;
use super::year::Year;
use crate::planner::search::{Phase, Search};
use crate::solver::{Col, Limits, Outcome, Solution, SolverError, Stop};

/// Search nodes for a part.
const NODES: u64 = 60;

/// Free placements of the first parts, and within what limits their number moves.
const FREE: f64 = 500.0;
const LEAST: f64 = 150.0;
const MOST: f64 = 1_500.0;

/// Steps without a better plan, for each cohort, after which the search ends.
const PATIENCE: usize = 20;

/// The same while hours are left out: whether they must be is for others to say.
const PATIENCE_FOR_HOURS: usize = 5;

/// Weeks of a window.
const WINDOW: std::ops::RangeInclusive<usize> = 1..=5;

/// Better parts after which people and rooms are told apart, so that what is found is a plan.
const GAINS: usize = 200;

/// Why an improvement pauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pause {
    /// Many parts are better, or the last module has its hours: it is time for a plan.
    Steps,
    /// The bound proves it good enough, time is up, or nothing has helped for long.
    End,
}

/// An improvement in progress.
pub(super) struct Improving {
    near: Near,
    size: f64,
    still: usize,
    /// Whether every module has had its hours.
    whole: bool,
}

impl Improving {
    /// Before the first step.
    pub(super) fn new(year: &Year<'_>) -> Self {
        Self { near: Near::new(year), size: FREE, still: 0, whole: false }
    }

    /// Steps without a better plan after which it ends.
    fn patience(&mut self, year: &Year<'_>) -> usize {
        self.whole = self.whole || (0..year.kin.len()).all(|kin| year.missing(kin) == 0);
        year.kin.len() * if self.whole { PATIENCE } else { PATIENCE_FOR_HOURS }
    }

    /// Goes on; `cost` is what the year costs, in euros, hours left out counted at their price, and is kept true. It is told
    /// as that of a plan where `complete` says that there is one.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub(super) fn run(
        &mut self,
        search: &mut Search<'_>,
        year: &mut Year<'_>,
        rng: &mut Rng,
        (cost, complete): (&mut f64, bool),
    ) -> Result<Pause, SolverError> {
        let mut gains = 0;
        while self.still < self.patience(year) && !search.must_wrap_up() {
            if gains == GAINS || gains > 0 && self.whole && !complete {
                return Ok(Pause::Steps);
            }
            if complete && *cost - search.bound <= search.options.gap * cost.abs() {
                return Ok(Pause::End);
            }
            search.tell(Phase::Improving, Some(*cost).filter(|_| complete));
            let extent = self.near.draw(year, rng, self.size, WINDOW);
            let step = step(search, year, &extent)?;
            *cost -= step.gained;
            if step.gained > 0.0 {
                (self.still, gains) = (0, gains + 1);
            } else {
                self.still += 1;
            }
            self.size = (self.size * if step.whole { 1.05 } else { 0.8 }).clamp(LEAST, MOST);
        }
        Ok(Pause::End)
    }
}

/// What became of a part.
struct Step {
    /// By how much less it costs now.
    gained: f64,
    /// Whether it was solved to its end.
    whole: bool,
}

/// Plans a part anew and takes it over where that is better.
fn step(search: &mut Search<'_>, year: &mut Year<'_>, extent: &Extent) -> Result<Step, SolverError> {
    let nothing = Step { gained: 0.0, whole: false };
    let Some((part, now)) = stands(search, year, extent)? else { return Ok(nothing) };
    let start: Vec<(Col, f64)> =
        now.values.iter().enumerate().map(|(index, value)| (Col(index as u32), *value)).collect();
    let limits = Limits { relative_gap: 1e-5, nodes: Some(NODES), ..Limits::default() };
    let Outcome::Solved(found) = search.solve_from(&part.slice.formulation, limits, Some(&start))? else {
        return Ok(nothing);
    };
    let gained = now.objective - found.objective;
    if gained > 1e-6 {
        year.take(extent, part.decided(&found.values));
    }
    Ok(Step { gained: gained.max(0.0), whole: matches!(found.stop, Stop::Proven | Stop::Gap) })
}

/// A part and its values as it stands: with no hour left out where none is missing, open to hours left out otherwise.
fn stands<'a>(
    search: &mut Search<'_>,
    year: &Year<'a>,
    extent: &Extent,
) -> Result<Option<(Part<'a>, Solution)>, SolverError> {
    let whole = extent.kin.iter().all(|kin| year.missing(*kin) == 0);
    // Hours of modules may all be there, and those that norms ask for not.
    for closed in [true, false].into_iter().filter(|closed| whole || !closed) {
        let part = Part::new(year, extent, closed);
        let stands = part.slice.formulation.with_fixed(part.start(year, extent));
        if let Some(now) = search.attempt(&stands, Limits { nodes: Some(1), ..Limits::default() })? {
            return Ok(Some((part, now)));
        }
    }
    Ok(None)
}

/// Plans a part anew, better or not: what stood is no longer allowed.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn anew(search: &mut Search<'_>, year: &mut Year<'_>, extent: &Extent) -> Result<(), SolverError> {
    let whole = extent.kin.iter().all(|kin| year.missing(*kin) == 0);
    let limits = Limits { relative_gap: 1e-3, nodes: Some(NODES), ..Limits::default() };
    for closed in [true, false].into_iter().filter(|closed| whole || !closed) {
        let part = Part::new(year, extent, closed);
        if let Some(found) = search.attempt(&part.slice.formulation, limits)? {
            year.take(extent, part.decided(&found.values));
            break;
        }
    }
    Ok(())
}
