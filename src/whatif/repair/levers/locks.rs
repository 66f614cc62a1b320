//! Locks: another date, none at all, or none of another that is in the way.

use serde_json::json;

use super::things;
use crate::domain::{Lock, LockKind};
use crate::planner::counting;
use crate::scenario::edit::Edit;
use crate::whatif::repair::lever::{Lever, Matter, place, set};

/// Levers of a lock.
pub(super) fn lock(matter: Matter<'_>, id: &str) -> Vec<Option<Lever>> {
    let removed = |key: &str| {
        Lever::once(
            "unlocked",
            vec![Edit::Remove { remove: place("locks", key) }],
            format!("without lock {key}"),
        )
    };
    let others =
        matter.scenario.locks.iter().filter(|lock| {
            lock.key != id && matter.reason.detail.contains(&format!("lock {} gives", lock.key))
        });
    let others: Vec<Option<Lever>> = others.map(|lock| removed(&lock.key)).collect();
    let own = matter.scenario.locks.iter().find(|lock| lock.key == id);
    let (later, moved) = own.map(|lock| (later(matter, lock), moved(matter, lock))).unwrap_or_default();
    [vec![later], moved, vec![removed(id)], others].concat()
}

/// The first later date on which nothing refutes the session.
fn later(matter: Matter<'_>, lock: &Lock) -> Option<Lever> {
    let LockKind::Session(session) = &lock.kind else { return None };
    let date = counting::later_lock(matter.scenario, session)?;
    let day = |date: chrono::NaiveDate| date.format("%a %-d %b %Y").to_string();
    let edits = vec![set(&format!("{}.session.date", place("locks", &lock.key)), json!(date))];
    let words = format!("lock {} on {} instead of {}", lock.key, day(date), day(session.date));
    Lever::once("lock_later", edits, words)
}

/// Equipment of the session moved to the college.
fn moved(matter: Matter<'_>, lock: &Lock) -> Vec<Option<Lever>> {
    let LockKind::Session(session) = &lock.kind else { return Vec::new() };
    let kind = matter.scenario.modules[session.module.index()].equipment.as_ref();
    let pools = matter.scenario.equipment.iter().filter(|pool| Some(&pool.kind) == kind);
    pools.map(|pool| things::moved(matter, pool)).collect()
}
