//! What has lost its place finds another around it: a few weeks of all cohorts at a time, everything else as it stands.
//!
//! A programme of a whole year is a large question even where a change concerns one afternoon. So the weeks in which something that
//! was published cannot stand, or a lock asks for what is not there, are planned anew by themselves, with more and more of the
//! weeks beside them (`AROUND`); what is still left out after that is sought anywhere, window by window (`ANYWHERE`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::{LockKind, SessionLock};
use crate::model::constraints::locks::fits;
use crate::planner::PlannerError;
use crate::planner::decomposed::extent::Extent;
use crate::planner::decomposed::finish::check;
use crate::planner::decomposed::step::{other, step};
use crate::planner::decomposed::year::Year;
use crate::planner::phase::Phase;
use crate::planner::search::Search;

/// Weeks on each side of one that is concerned.
const AROUND: [usize; 3] = [1, 3, 6];

/// The share of the sessions that may be lost: what is left of the plan is no start for more.
const FAR: f64 = 0.25;

/// Weeks of the windows that may be anywhere.
const ANYWHERE: [usize; 2] = [4, 8];

/// What became of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mended {
    /// Every hour has a place, and every rule holds.
    Whole,
    /// Something is left out.
    Missing,
    /// A rule is broken that is not about what is left out: no few weeks by themselves are in its way.
    Otherwise,
}

/// Plans the weeks around what has lost its place anew.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn mend(search: &mut Search<'_>, year: &mut Year<'_>) -> Result<Mended, PlannerError> {
    let mut now = state(year)?;
    let weeks = year.weeks();
    let given = year.period.as_ref().map_or(0, |period| period.given.sessions.len());
    if lost(year).len() as f64 > FAR * given as f64 {
        return Ok(now);
    }
    for more in AROUND {
        for around in windows(&concerned(year), more) {
            let around = around.start.max(weeks.start)..around.end.min(weeks.end);
            now = anew(search, year, now, (around, true))?;
        }
    }
    for width in ANYWHERE {
        for begin in weeks.clone().step_by(width / 2) {
            // A locked session has its week.
            if missing(year) > 0 {
                now = anew(search, year, now, (begin..weeks.end.min(begin + width), false))?;
            }
        }
    }
    Ok(now)
}

/// Plans some weeks anew where something is left out, unless the search must end; from nothing if that is said and they cannot
/// be held as they stand.
fn anew(
    search: &mut Search<'_>,
    year: &mut Year<'_>,
    now: Mended,
    (weeks, from_nothing): (Range<usize>, bool),
) -> Result<Mended, PlannerError> {
    if now != Mended::Missing || search.must_wrap_up() {
        return Ok(now);
    }
    search.tell(Phase::Repairing { minutes: f64::from(missing(year)) }, None);
    let extent = Extent { kin: (0..year.kin.len()).collect(), weeks };
    let found = search.at_work(|worker| {
        let found = step(worker, year, &extent)?;
        // As it stands a rule may be broken that more hours mend.
        let stuck = from_nothing && found.better.is_none() && !found.whole;
        if stuck { other(worker, year, &extent) } else { Ok(found.better) }
    })?;
    let Some(found) = found.filter(|found| year.may_take(&extent, found)) else { return Ok(now) };
    year.take(&extent, found);
    state(year)
}

/// Minutes of modules that are left out.
fn missing(year: &Year<'_>) -> u32 {
    (0..year.kin.len()).map(|kin| year.missing(kin)).sum()
}

/// What is known of a year by the rows of the whole.
fn state(year: &Year<'_>) -> Result<Mended, PlannerError> {
    if missing(year) > 0 {
        return Ok(Mended::Missing);
    }
    Ok(match check(year)? {
        Some(checked) if checked.missing < 1e-6 => Mended::Whole,
        Some(_) => Mended::Missing,
        None => Mended::Otherwise,
    })
}

/// Dates of sessions of the given plan that have lost their place.
fn lost(year: &Year<'_>) -> Vec<NaiveDate> {
    let Some(period) = &year.period else { return Vec::new() };
    let of_scene = year.scene.runs.iter().enumerate();
    let runs: BTreeMap<&str, usize> = of_scene.map(|(index, run)| (run.key.as_str(), index)).collect();
    let mut held: BTreeMap<(usize, NaiveDate), usize> = BTreeMap::new();
    for chosen in year.sessions.iter().flatten() {
        *held.entry((chosen.placement.run, year.scene.date(chosen.placement.day))).or_default() += 1;
    }
    let mut stands = |run: &str, date: NaiveDate| {
        let left = runs.get(run).and_then(|run| held.get_mut(&(*run, date))).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    let later = period.given.sessions.iter().filter(|session| session.date >= period.from);
    later.filter(|session| !stands(&session.run, session.date)).map(|session| session.date).collect()
}

/// Weeks in which a session of the given plan has lost its place, or a lock asks for one that is not held.
fn concerned(year: &Year<'_>) -> BTreeSet<usize> {
    let calendar = &year.scene.calendar;
    let week = |date: NaiveDate| calendar.weeks.partition_point(|week| week.monday <= date).saturating_sub(1);
    let locked = year.scene.scenario.locks.iter().filter_map(|lock| match &lock.kind {
        LockKind::Session(lock) => unheld(year, lock),
        LockKind::Days { .. } => None,
    });
    lost(year).into_iter().map(week).chain(locked.map(|day| calendar.days[day].week)).collect()
}

/// The day of a locked session of which none is held.
fn unheld(year: &Year<'_>, lock: &SessionLock) -> Option<usize> {
    let day = year.scene.calendar.day_on(lock.date)?;
    let held = year.sessions.iter().flatten().any(|chosen| fits(year.scene, &chosen.placement, lock));
    (!held && day >= year.first_day()).then_some(day)
}

/// Windows of weeks around some, joined where they meet.
fn windows(concerned: &BTreeSet<usize>, more: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for week in concerned {
        let around = week.saturating_sub(more)..week + more + 1;
        match windows.last_mut() {
            Some(last) if around.start < last.end && around.end - last.start <= 2 * (2 * more + 1) => {
                last.end = around.end;
            }
            _ => windows.push(around),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::windows;

    #[test]
    fn windows_that_meet_are_one_unless_it_grows_large() {
        let of = |weeks: &[usize], more| windows(&weeks.iter().copied().collect(), more);
        assert_eq!(of(&[0, 5], 1), [0..2, 4..7]);
        assert_eq!(of(&[3, 4, 9], 1), [2..6, 8..11]);
        assert_eq!(of(&[3, 4, 5, 6, 7], 1), [2..8, 6..9]);
    }
}
