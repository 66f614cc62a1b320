//! Locked sessions against everything else that holds.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Count;
use super::order::{Wait, wait};
use crate::domain::{CohortId, LockKind, PolicyId, SessionLock, Strength};
use crate::model::constraints::locks::{fits, is_part};
use crate::model::placements::Placement;
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

/// The first later date on which nothing that counting knows of a locked session's cohort by itself refuses it.
pub(super) fn later(scene: &Scene<'_>, lock: &SessionLock) -> Option<NaiveDate> {
    let kin = scene.kin().into_iter().find(|kin| kin.contains(&lock.cohort))?;
    let (scene, _) = scene.among(&kin);
    let count = Count::new(&scene);
    let on = |date: NaiveDate| SessionLock { date, ..lock.clone() };
    let runs = runs(&scene, lock);
    let waits: Vec<Wait<'_>> = runs.iter().map(|run| wait(&count, *run)).collect();
    let days = scene.calendar.days.iter().map(|day| day.date).filter(|date| *date > lock.date);
    days.into_iter().find(|date| can_be_held(&count, &on(*date), &runs, &waits))
}

/// The runs that a lock may mean.
fn runs(scene: &Scene<'_>, lock: &SessionLock) -> Vec<usize> {
    let member = (lock.cohort, lock.module);
    let is_meant = |run: &usize| scene.runs[*run].members.contains(&member) && is_part(scene, *run, lock);
    (0..scene.runs.len()).filter(is_meant).collect()
}

/// Whether a run has the session that is stated, and what it builds on can be done before.
fn can_be_held(count: &Count<'_>, lock: &SessionLock, runs: &[usize], waits: &[Wait<'_>]) -> bool {
    let fit = |placement: &Placement, wait: &Wait<'_>| {
        fits(count.scene, placement, lock) && wait.day.is_some_and(|day| day <= placement.day)
    };
    let of = |run: usize| count.by_run[run].iter().map(|at| &count.placements[*at]);
    runs.iter().zip(waits).any(|(run, wait)| of(*run).any(|placement| fit(placement, wait)))
}

fn one(count: &Count<'_>, key: &str, lock: &SessionLock) -> Option<Shortage> {
    let scene = count.scene;
    let runs = runs(scene, lock);
    let waits: Vec<Wait<'_>> = runs.iter().map(|run| wait(count, *run)).collect();
    if can_be_held(count, lock, &runs, &waits) {
        return None;
    }
    let all = runs.iter().flat_map(|run| slots(scene, *run));
    let stated: Vec<Slot> = all.filter(|slot| fits(scene, &slot.draft, lock)).collect();
    let too_early = too_early(scene, lock, &waits);
    let policy = relaxable(scene, &stated).filter(|_| too_early.is_none());
    let (cohort, module) = (&scene.scenario.cohorts[lock.cohort.index()].key, lock.module.index());
    let mut reasons = reasons(scene, lock, &stated);
    reasons.extend(too_early);
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
        detail: format!("possible ({})", reasons.join("; ")),
        runs: concern::keys(scene, runs),
    })
}

/// Why the session comes too early, where what each of its runs builds on cannot be done before.
fn too_early(scene: &Scene<'_>, lock: &SessionLock, waits: &[Wait<'_>]) -> Option<String> {
    let date = |wait: &Wait<'_>| wait.day.and_then(|day| scene.calendar.days.get(day)).map(|day| day.date);
    let first = waits.iter().min_by_key(|wait| (date(wait).is_none(), date(wait)))?;
    let modules = first.modules.join(" and ");
    match date(first) {
        Some(from) if from <= lock.date => None,
        Some(from) => Some(format!(
            "not before {}, when {modules} can be done at the earliest",
            from.format("%a %-d %b %Y")
        )),
        None => Some(format!("{modules} cannot be done before it")),
    }
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
fn reasons(scene: &Scene<'_>, lock: &SessionLock, stated: &[Slot]) -> Vec<String> {
    if stated.is_empty() {
        return vec![
            "there is no such session: it does not fit the day, the site or the equipment".to_owned(),
        ];
    }
    let refusers: BTreeSet<Refuser> = stated.iter().flat_map(|slot| slot.refusers.iter().copied()).collect();
    let words = |(family, policy): &Refuser| match policy {
        Some(id) => format!("{family}, {}, refuses it", scene.scenario.policies[id.index()].key),
        None if *family == "locks" => days(scene, lock),
        None => format!("{family} refuses it"),
    };
    refusers.iter().map(words).collect()
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
