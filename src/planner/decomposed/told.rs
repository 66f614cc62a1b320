//! From a year of sessions to a plan, as often as it takes to tell people and rooms apart.

use std::collections::BTreeSet;
use std::time::Instant;

use fastrand::Rng;

use super::finish::{Finished, finish};
use super::improve::anew;
use super::year::Year;
use crate::model::extract::Cut;
use crate::plan::Plan;
use crate::planner::PlannerError;
use crate::planner::phase::Phase;
use crate::planner::search::Search;
use crate::solver::SolverError;

/// How often parts are planned again because people or rooms could not be told apart.
const ROUNDS: u32 = 60;

/// A year as a plan.
pub(super) struct Told {
    pub(super) plan: Plan,
    /// In euros, hours left out counted at their price.
    pub(super) cost: f64,
    /// Minutes left out.
    pub(super) missing: f64,
}

impl Told {
    /// Whether no hour is left out.
    pub(super) fn is_complete(&self) -> bool {
        self.missing < 1e-6
    }

    /// Fewer hours left out, or as many and less cost.
    pub(super) fn is_better_than(&self, other: &Self) -> bool {
        self.missing < other.missing - 1e-6
            || self.missing < other.missing + 1e-6 && self.cost < other.cost - 1e-6
    }
}

/// The year as a plan; where people or rooms could not be told apart those weeks are planned again.
///
/// # Errors
///
/// When the solver fails, they cannot be told apart in any of many plans, or some rule is broken, which is a mistake of the
/// parts.
pub(super) fn apart(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    rng: &mut Rng,
) -> Result<Told, PlannerError> {
    let begun = Instant::now();
    let told = told_apart(search, year, rng);
    search.has_wrapped_up(begun.elapsed());
    told
}

fn told_apart(search: &mut Search<'_>, year: &mut Year<'_>, rng: &mut Rng) -> Result<Told, PlannerError> {
    let mut rounds = 0;
    while rounds < ROUNDS {
        rounds += 1;
        let mut cuts = year.with_rosters(|| search.out_of_time());
        if cuts.is_empty() {
            match finish(year)? {
                Finished::Plan { plan, cost, missing } => return Ok(Told { plan: *plan, cost, missing }),
                // A week in which people are told apart may have found no roster.
                Finished::Broken if !year.cuts.is_empty() => break,
                Finished::Broken => return Err(PlannerError::Parts),
                Finished::NotApart(found) => cuts = found,
            }
        }
        if search.out_of_time() {
            break;
        }
        search.tell(Phase::TellingApart { weeks: cuts.len() }, None);
        tell_apart(search, year, cuts, rng)?;
    }
    Err(PlannerError::NotToldApart { rounds })
}

/// Plans the weeks of some cuts again, until everybody in them has a roster as far as that is seen week by week.
fn tell_apart(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    mut cuts: Vec<Cut>,
    rng: &mut Rng,
) -> Result<(), SolverError> {
    for _ in 0..ROUNDS {
        let weeks: BTreeSet<usize> = cuts.iter().map(|cut| cut.week(year.scene)).collect();
        let parts = cuts.iter().map(|cut| year.concerned(cut, rng)).collect();
        let people = cuts.into_iter().filter(|cut| matches!(cut, Cut::People { .. }));
        let new: Vec<Cut> = people.filter(|cut| !year.cuts.contains(cut)).collect();
        year.cuts.extend(new);
        let left = anew(search, year, parts)?;
        cuts = weeks.into_iter().flat_map(|week| year.without_roster(week)).collect();
        // Where nothing was found with these cohorts, others are drawn.
        let again = |cut: &&Cut| left.iter().any(|extent| extent.weeks.contains(&cut.week(year.scene)));
        cuts.extend(year.cuts.iter().filter(again).cloned());
        if cuts.is_empty() || search.out_of_time() {
            break;
        }
    }
    Ok(())
}
