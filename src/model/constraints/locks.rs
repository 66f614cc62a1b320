//! **What is fixed in advance stays.**
//!
//! A locked session: `Σ_{p of r as stated} held_p = open_r` for the run r of the part it names, or for every
//! run when it names none, and at least one of them is held where none is open in every plan. Where it names a staff group e,
//! `people of e on p ≥ held_p` for each p as stated. A partial
//! plan may leave a locked session out. A locked day: no session of a lead it does not allow (a free day
//! allows none), see also `weekly_pattern` for its firm day.

use std::collections::BTreeMap;

use super::{Build, Family, Objection};
use crate::domain::{DayUse, Lead, LockKind, SessionLock, StaffId};
use crate::model::build::Terms;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};
use crate::solver::Col;

/// The family.
pub struct Locks;

impl Family for Locks {
    fn key(&self) -> &'static str {
        "locks"
    }

    fn sentence(&self) -> &'static str {
        "Sessions, days and weeks that are fixed in advance stay as they are."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let date = scene.date(placement.day);
        let run = &scene.runs[placement.run];
        let lead = run.module(scene.scenario).lead;
        let barred = scene.scenario.locks.iter().any(|lock| match &lock.kind {
            LockKind::Days { cohort, range, used } => {
                range.contains(date)
                    && run.members.iter().any(|(member, _)| member == cohort)
                    && !allows(*used, lead)
            }
            LockKind::Session(_) => false,
        });
        if barred { vec![Objection::NEVER] } else { Vec::new() }
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (index, lock) in build.scene.scenario.locks.iter().enumerate() {
            if let LockKind::Session(session) = &lock.kind {
                hold(build, index, session);
            }
        }
    }
}

/// The locked session is held: by the part it names, or by every part when it names none.
fn hold(build: &mut Build<'_>, index: usize, lock: &SessionLock) {
    let mut by_run: BTreeMap<usize, Terms> = BTreeMap::new();
    for run in 0..build.scene.runs.len() {
        if build.scene.runs[run].members.contains(&(lock.cohort, lock.module))
            && is_part(build.scene, run, lock)
        {
            by_run.insert(run, Vec::new());
        }
    }
    for placement in 0..build.placements.len() {
        if let Some(terms) = by_run.get_mut(&build.placements[placement].run)
            && fits(build.scene, &build.placements[placement], lock)
        {
            terms.push((Col(placement as u32), 1.0));
        }
    }
    if let Some(staff) = lock.staff {
        for placement in by_run.values().flatten().map(|(col, _)| col.index()).collect::<Vec<_>>() {
            serve(build, index, staff, placement);
        }
    }
    let tag = build.tag(Subject::always(Whom::Lock(index))).floor();
    if by_run.keys().all(|run| !build.scene.runs[*run].forced) {
        let all: Terms = by_run.values().flatten().copied().collect();
        build.rule(tag, 1.0, f64::INFINITY, all);
    }
    for (run, mut terms) in by_run {
        let open = build.open(run);
        terms.extend(open.map(|open| (open, -1.0)));
        let held = if open.is_some() { 0.0 } else { 1.0 };
        build.rule(tag, held, held, terms);
    }
}

/// Somebody of a staff group serves a placement, if it is held.
fn serve(build: &mut Build<'_>, index: usize, staff: StaffId, placement: usize) {
    let uses = build.staff[staff.index()].iter().filter(|used| used.placement == placement);
    let mut terms: Terms = uses.map(|used| (used.col, used.people)).collect();
    if terms.iter().any(|(col, people)| *col == build.held(placement) && *people >= 1.0) {
        return;
    }
    terms.push((build.held(placement), -1.0));
    let tag = build.tag(Subject::always(Whom::Lock(index)));
    build.rule(tag, 0.0, f64::INFINITY, terms);
}

/// Whether a run is of the part a lock names; every run when it names none.
pub fn is_part(scene: &Scene<'_>, run: usize, lock: &SessionLock) -> bool {
    let Some(part) = lock.part else { return true };
    let run = &scene.runs[run];
    let learners = scene.scenario.cohorts[lock.cohort.index()].learners();
    let first = super::super::groups::part(learners, run.parts, (part - 1).min(run.parts - 1)).0;
    run.groups.iter().any(|group| {
        let group = &scene.groups[*group];
        group.cohort == lock.cohort && group.first == first
    })
}

fn allows(used: DayUse, lead: Lead) -> bool {
    matches!((used, lead), (DayUse::School, Lead::School) | (DayUse::Firm, Lead::Firm))
}

/// Whether a placement is the session that a lock states.
pub fn fits(scene: &Scene<'_>, placement: &Placement, lock: &SessionLock) -> bool {
    let run = &scene.runs[placement.run];
    run.members.contains(&(lock.cohort, lock.module))
        && is_part(scene, placement.run, lock)
        && scene.date(placement.day) == lock.date
        && placement.time.dayparts.first() == Some(&lock.daypart)
        && lock.minutes.is_none_or(|minutes| minutes == placement.time.minutes)
        && lock.site.is_none_or(|site| site == placement.site)
        && lock.equipment.is_none_or(|pool| placement.equipment.is_some_and(|equipped| equipped.pool == pool))
}
