//! Some weeks of a year that is planned already, planned anew beside all others, which stand.
//!
//! The hours that each run has in these weeks are what it lacks in the others, so that every module keeps its hours of the year;
//! patterns, firm days, runs opened, moves and seats outside stay. The search begins with the weeks as they were, and keeps
//! them where it finds nothing better. Where cohorts share nothing but things, people and places it goes on part by part,
//! within these weeks, under a bound that adds up cohort by cohort; elsewhere the weeks are one programme for the solver.

mod alone;

use fastrand::Rng;

use super::finish::check;
use super::given::Period;
use super::one::plan_as_one;
use super::year::Year;
use super::{ByParts, FEW_COHORTS, Told, answered, apart, construct, improved, is_separable};
use crate::plan::Plan;
use crate::planner::PlannerError;
use crate::planner::phase::Phase;
use crate::planner::search::Search;

/// Plans some weeks of a plan anew; `kept` is the plan without what breaks a rule in them.
///
/// # Errors
///
/// When sessions outside these weeks cannot stand, or the solver fails.
pub(in crate::planner) fn plan_period(
    search: &mut Search<'_>,
    (given, kept): (&Plan, &Plan),
    weeks: std::ops::Range<usize>,
) -> Result<ByParts, PlannerError> {
    let week = &search.scene.calendar.weeks[weeks.start];
    let (first, from) = (week.days.first().copied().unwrap_or_default(), week.monday);
    let mut year = Year::of_plan(search.scene, Period { given, weeks, first, from }, &kept.sessions)
        .map_err(|problems| PlannerError::Standing { problems: problems.join("\n  ") })?;
    let mut rng = Rng::with_seed(u64::from(search.options.seed));
    let by_parts = search.scene.scenario.cohorts.len() >= FEW_COHORTS && is_separable(search.scene.scenario);
    let whole = |year: &Year<'_>| year.sessions.iter().map(Vec::len).sum::<usize>() == given.sessions.len();
    let best = if whole(&year) { as_given(&year)? } else { None };
    if !by_parts {
        return plan_as_one(search, &mut year, &mut rng, best);
    }
    let best = match best.filter(Told::is_complete) {
        Some(best) => best,
        None => placed(search, &mut year, &mut rng)?,
    };
    search.tell(Phase::Improving, Some(best.cost).filter(|_| best.is_complete()));
    if let Some(bound) = alone::bound(search, &year)? {
        search.bound = search.bound.max(bound);
    }
    let best = improved(search, &mut year, &mut rng, best)?;
    answered(search, best)
}

/// The plan as it was given, with what it costs by the rows of the whole; `None` where one is broken.
fn as_given(year: &Year<'_>) -> Result<Option<Told>, PlannerError> {
    let Some(checked) = check(year)? else { return Ok(None) };
    let plan = year.period.as_ref().map(|period| period.given.clone()).unwrap_or_default();
    Ok(Some(Told { plan, cost: checked.cost(), missing: checked.missing }))
}

/// What is planned with the hours that it lacks, as far as they find a place beside all that stands.
///
/// # Errors
///
/// When the solver fails, or what stands builds on hours that have found no place.
pub(super) fn placed(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    rng: &mut Rng,
) -> Result<Told, PlannerError> {
    let missing: Vec<usize> = (0..year.kin.len()).filter(|kin| year.missing(*kin) > 0).collect();
    for (done, kin) in missing.iter().enumerate() {
        search.tell(Phase::Cohorts { done, of: missing.len() }, None);
        let before = (year.missing(*kin), year.sessions[*kin].clone());
        construct::place(search, year, vec![*kin], rng)?;
        if year.missing(*kin) > before.0 {
            year.sessions[*kin] = before.1;
        }
    }
    if check(year)?.is_none() {
        // What stands builds on hours that have found no place.
        return Err(PlannerError::NoPeriod);
    }
    apart(search, year, rng)
}
