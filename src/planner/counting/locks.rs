//! Locked sessions against everything else that holds.

use std::collections::BTreeSet;

use super::Count;
use crate::domain::{CohortId, LockKind, PolicyId, SessionLock, Strength};
use crate::model::constraints::locks::fits;
use crate::model::refusals::{Refuser, Slot, slots};
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Moment, Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Locked sessions that cannot be held, with what refuses them.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let locks = count.scene.scenario.locks.iter();
    // Cohorts are looked at one after the other: each has its own locks.
    let here = |cohort: CohortId| count.scene.groups.iter().any(|group| group.cohort == cohort);
    let sessions = locks.filter_map(|lock| match &lock.kind {
        LockKind::Session(session) if here(session.cohort) => Some((lock.key.as_str(), session)),
        LockKind::Session(_) | LockKind::Days { .. } => None,
    });
    sessions.filter_map(|(key, session)| one(count, key, session)).collect()
}

fn one(count: &Count<'_>, key: &str, lock: &SessionLock) -> Option<Shortage> {
    let scene = count.scene;
    let member = (lock.cohort, lock.module);
    let runs: Vec<usize> =
        (0..scene.runs.len()).filter(|run| scene.runs[*run].members.contains(&member)).collect();
    if runs.iter().any(|run| count.by_run[*run].iter().any(|at| fits(scene, &count.placements[*at], lock))) {
        return None;
    }
    let all = runs.iter().flat_map(|run| slots(scene, *run));
    let stated: Vec<Slot> = all.filter(|slot| fits(scene, &slot.draft, lock)).collect();
    let policy = relaxable(scene, &stated);
    let (cohort, module) = (&scene.scenario.cohorts[lock.cohort.index()].key, lock.module.index());
    Some(Shortage {
        family: "locks",
        policy,
        relaxable: policy.is_some(),
        object: Object::new(ObjectKind::Lock, key),
        besides: Vec::new(),
        when: vec![Moment::Day(lock.date)],
        subject: format!(
            "lock {key}, {cohort}/{} on {}",
            scene.scenario.modules[module].key,
            lock.date.format("%a %-d %b %Y")
        ),
        needed: Some(1.0),
        available: Some(0.0),
        short: 1.0,
        unit: Unit::Count,
        detail: format!("possible ({})", reasons(scene, lock, &stated)),
        runs: concern::keys(scene, runs),
    })
}

/// The one policy that may be relaxed and would let the session be held.
fn relaxable(scene: &Scene<'_>, stated: &[Slot]) -> Option<PolicyId> {
    let only = stated.iter().filter_map(|slot| match slot.refusers.as_slice() {
        [(_, policy)] => *policy,
        _ => None,
    });
    only.into_iter().find(|id| scene.strength(Some(*id)) != Strength::Legal)
}

/// What refuses the session that is stated, each once.
fn reasons(scene: &Scene<'_>, lock: &SessionLock, stated: &[Slot]) -> String {
    if stated.is_empty() {
        return "there is no such session: it does not fit the day, the site or the equipment".to_owned();
    }
    let refusers: BTreeSet<Refuser> = stated.iter().flat_map(|slot| slot.refusers.iter().copied()).collect();
    let words = |(family, policy): &Refuser| match policy {
        Some(id) => format!("{family}, {}, refuses it", scene.scenario.policies[id.index()].key),
        None if *family == "locks" => days(scene, lock),
        None => format!("{family} refuses it"),
    };
    refusers.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// The locks that give the day another use.
fn days(scene: &Scene<'_>, lock: &SessionLock) -> String {
    let locks = scene.scenario.locks.iter();
    let same = locks.filter(|other| match &other.kind {
        LockKind::Days { cohort, range, .. } => *cohort == lock.cohort && range.contains(lock.date),
        LockKind::Session(_) => false,
    });
    let keys: Vec<&str> = same.map(|other| other.key.as_str()).collect();
    format!("lock {} gives the day another use", keys.join(" and "))
}
