//! Ids of sessions that stay, and of those that are held instead of others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::plan::{Plan, Session};

/// Whether two sessions are at the same time and place.
pub(super) fn alike(one: &Session, other: &Session) -> bool {
    let place = |session: &Session| {
        let pool = session.equipment.as_ref().map(|placed| placed.pool);
        (session.date, session.start, session.end, session.site, pool)
    };
    place(one) == place(other)
}

/// Gives sessions the ids they had: those that stay theirs, the others of a run, by date, those of its sessions that are no
/// longer held; further ones get new numbers.
pub(super) fn name(given: &Plan, plan: &mut Plan, from: NaiveDate) {
    let mut old: BTreeMap<String, Vec<&Session>> = BTreeMap::new();
    for session in given.sessions.iter().filter(|session| session.date >= from) {
        old.entry(session.run.clone()).or_default().push(session);
    }
    let mut taken: BTreeSet<String> = given.sessions.iter().map(|session| session.id.clone()).collect();
    plan.sessions.sort_by(|a, b| (a.date, a.start, &a.id).cmp(&(b.date, b.start, &b.id)));
    let mut without: Vec<usize> = Vec::new();
    for (index, session) in plan.sessions.iter_mut().enumerate().filter(|(_, session)| session.date >= from) {
        let left = old.entry(session.run.clone()).or_default();
        match left.iter().position(|known| alike(known, session)) {
            Some(place) => session.id.clone_from(&left.remove(place).id),
            None => without.push(index),
        }
    }
    for left in old.values_mut() {
        left.sort_by_key(|session| (session.date, session.start));
    }
    for index in without {
        let session = &mut plan.sessions[index];
        let left = old.get_mut(&session.run).filter(|left| !left.is_empty());
        session.id = match left {
            Some(left) => left.remove(0).id.clone(),
            None => fresh(&session.run, &mut taken),
        };
    }
}

/// An id of a run that nobody has.
fn fresh(run: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 1_u32;
    loop {
        let id = format!("{run}#{number:02}");
        if taken.insert(id.clone()) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_ids_are_nobodys() {
        let mut taken = BTreeSet::from(["C/a/1#01".to_owned()]);
        assert_eq!(fresh("C/a/1", &mut taken), "C/a/1#02");
        assert_eq!(fresh("C/a/1", &mut taken), "C/a/1#03");
    }
}
