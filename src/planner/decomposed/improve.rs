//! A plan made better part by part.
//!
//! Each step frees some cohorts in some weeks, the solver plans them anew from where they stand, and what is better is
//! taken over. Parts are drawn by a seed: a cohort, others that use the same sites, and a window of weeks. How much is freed
//! follows the solver: more where a part was solved to its end, less where it was not. Parts that have nothing in common are
//! planned at the same time and taken over in the order in which they were drawn. A step is limited by nodes of the search, so
//! that a seed and a number of lanes give the same plan each time until a clock ends it.

use std::collections::VecDeque;

use fastrand::Rng;

use super::extent::Extent;
use super::near::Near;
use super::reach::Reach;
use super::step::{other, step};
use super::year::Year;
use crate::planner::phase::Phase;
use crate::planner::search::Search;
use crate::solver::SolverError;

/// Free placements of the first parts, and within what limits their number moves.
const FREE: f64 = 500.0;
const LEAST: f64 = 150.0;
const MOST: f64 = 1_500.0;

/// Draws of a part before it is given up to find one more that has nothing in common with those at work.
const DRAWS: usize = 12;

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
    reach: Reach,
    size: f64,
    still: usize,
    /// Whether every module has had its hours.
    whole: bool,
}

impl Improving {
    /// Before the first step.
    pub(super) fn new(year: &Year<'_>) -> Self {
        Self { near: Near::new(year), reach: Reach::new(year), size: FREE, still: 0, whole: false }
    }

    /// Steps without a better plan after which it ends.
    fn patience(&mut self, year: &Year<'_>) -> usize {
        self.whole = self.whole || (0..year.kin.len()).all(|kin| year.missing(kin) == 0);
        year.kin.len() * if self.whole { PATIENCE } else { PATIENCE_FOR_HOURS }
    }

    /// Goes on; `cost` is what the year costs, in euros, hours left out counted at their price, and is kept true. `told` is
    /// what the best plan so far costs, where there is one of every hour.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub(super) fn run(
        &mut self,
        search: &mut Search<'_>,
        year: &mut Year<'_>,
        rng: &mut Rng,
        (cost, told): (&mut f64, Option<f64>),
    ) -> Result<Pause, SolverError> {
        let (mut gains, complete) = (0, told.is_some());
        while self.still < self.patience(year) && !search.must_wrap_up() {
            if gains >= GAINS || gains > 0 && self.whole && !complete {
                return Ok(Pause::Steps);
            }
            let most = search.steps_of(search.options.lanes);
            if most == 0 {
                return Ok(Pause::End);
            }
            if complete && search.is_near_enough(*cost) {
                // It has to be a plan before it is good enough.
                return Ok(if gains > 0 { Pause::Steps } else { Pause::End });
            }
            search.tell(Phase::Improving, told);
            let team = self.team(year, rng, most);
            search.spend(team.len());
            let (now, pieces) = (&*year, team.iter().collect());
            let steps = search.side_by_side(pieces, |worker, extent| step(worker, now, extent))?;
            for (extent, step) in team.iter().zip(steps) {
                if let Some(better) = step.better.filter(|better| year.may_take(extent, better)) {
                    *cost -= step.gained;
                    (self.still, gains) = (0, gains + 1);
                    year.take(extent, better);
                } else {
                    self.still += 1;
                }
                self.size = (self.size * if step.whole { 1.05 } else { 0.8 }).clamp(LEAST, MOST);
            }
        }
        Ok(Pause::End)
    }

    /// Parts that can be planned at the same time.
    fn team(&self, year: &Year<'_>, rng: &mut Rng, most: usize) -> Vec<Extent> {
        let mut team: Vec<Extent> = Vec::new();
        for _ in 0..DRAWS {
            let extent = self.near.draw(year, rng, self.size, WINDOW);
            if team.iter().all(|one| self.reach.are_apart(one, &extent)) {
                team.push(extent);
            }
            if team.len() >= most {
                break;
            }
        }
        team
    }
}

/// Plans parts anew, better or not: weeks in which people are told apart allow less than before. Those that have nothing in
/// common go side by side. Gives those for which nothing was found.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn anew(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    mut parts: VecDeque<Extent>,
) -> Result<Vec<Extent>, SolverError> {
    let (reach, mut left) = (Reach::new(year), Vec::new());
    while !parts.is_empty() && !search.out_of_time() {
        let team = reach.team(&mut parts, search.options.lanes);
        let (now, pieces) = (&*year, team.iter().collect());
        let found = search.side_by_side(pieces, |worker, extent| other(worker, now, extent))?;
        for (extent, decided) in team.iter().zip(found) {
            match decided {
                Some(decided) if year.may_take(extent, &decided) => year.take(extent, decided),
                _ => left.push(extent.clone()),
            }
        }
    }
    Ok(left)
}
