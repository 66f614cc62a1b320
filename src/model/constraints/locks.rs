//! **What is fixed in advance stays.**
//!
//! A locked session: `Σ_{p as stated} held_p = 1`. A locked day: no session of a lead it does not
//! allow (a free day allows none), see also `weekly_pattern` for its firm day.

use super::{Build, Family, Objection};
use crate::domain::{DayUse, Lead, LockKind, SessionLock};
use crate::model::build::Terms;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};

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
                range.contains(date) && run.members.iter().any(|(member, _)| member == cohort) && !allows(*used, lead)
            }
            LockKind::Session(_) => false,
        });
        if barred { vec![Objection::NEVER] } else { Vec::new() }
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (index, lock) in build.scene.scenario.locks.iter().enumerate() {
            if let LockKind::Session(session) = &lock.kind {
                let as_stated = |placement: &usize| fits(build.scene, &build.placements[*placement], session);
                let terms: Terms =
                    (0..build.placements.len()).filter(as_stated).map(|index| (build.held(index), 1.0)).collect();
                let tag = build.tag(Subject::always(Whom::Lock(index)));
                build.rule(tag, 1.0, 1.0, terms);
            }
        }
    }
}

fn allows(used: DayUse, lead: Lead) -> bool {
    matches!((used, lead), (DayUse::School, Lead::School) | (DayUse::Firm, Lead::Firm))
}

fn fits(scene: &Scene<'_>, placement: &Placement, lock: &SessionLock) -> bool {
    let run = &scene.runs[placement.run];
    let part = || {
        let learners = scene.scenario.cohorts[lock.cohort.index()].learners();
        let index = lock.part.map_or(0, |part| part - 1);
        let first = super::super::groups::part(learners, run.parts, index.min(run.parts - 1)).0;
        run.groups.iter().any(|group| {
            let group = &scene.groups[*group];
            group.cohort == lock.cohort && group.first == first
        })
    };
    run.members.contains(&(lock.cohort, lock.module))
        && part()
        && scene.date(placement.day) == lock.date
        && placement.time.dayparts.first() == Some(&lock.daypart)
        && lock.minutes.is_none_or(|minutes| minutes == placement.time.minutes)
        && lock.site.is_none_or(|site| site == placement.site)
        && lock.equipment.is_none_or(|pool| placement.equipment.is_some_and(|equipped| equipped.pool == pool))
}
