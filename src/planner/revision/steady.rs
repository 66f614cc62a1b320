//! A revised plan in the names of the plan before: ids of sessions, and the numbers of people, units and rooms.
//!
//! People of a staff group are alike, and so are units of a pool and rooms of a kind; which of them serves is told anew with
//! every plan. Within a week for people, within a day for things, any exchange of numbers keeps every rule, so that the one
//! is taken that leaves most as it was published.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::domain::{EquipmentId, RoomId, Scenario, StaffId};
use crate::plan::{FirmDay, Plan, Session};
use names::{alike, name};

/// A plan from a date on in the names of the plan before.
pub(in crate::planner) fn steady(scenario: &Scenario, given: &Plan, plan: &Plan, from: NaiveDate) -> Plan {
    let mut steady = plan.clone();
    name(given, &mut steady, from);
    let before: BTreeMap<&str, &Session> =
        given.sessions.iter().map(|session| (session.id.as_str(), session)).collect();
    people(scenario, &before, &mut steady, from);
    units(scenario, &before, &mut steady, from);
    rooms(scenario, &before, &mut steady, from);
    firm_days(scenario, given, &mut steady, from);
    steady.sort();
    steady
}

/// How often a number stands now where another stood before.
type Met = BTreeMap<(u32, u32), usize>;

/// The exchange of the numbers 1 to `count` that brings most of them back: greedily, the most frequent pair first.
fn exchange(count: u32, met: &Met) -> BTreeMap<u32, u32> {
    // There may be fewer now than there were.
    let there = |(now, before): &(u32, u32)| *now <= count && *before <= count;
    let mut pairs: Vec<((u32, u32), usize)> =
        met.iter().filter(|(pair, _)| there(pair)).map(|(pair, times)| (*pair, *times)).collect();
    pairs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let (mut to, mut used) = (BTreeMap::new(), BTreeSet::new());
    for ((now, before), _) in pairs {
        if !to.contains_key(&now) && used.insert(before) {
            to.insert(now, before);
        }
    }
    let mut free = (1..=count).filter(|number| !used.contains(number)).collect::<Vec<_>>().into_iter();
    for now in 1..=count {
        to.entry(now).or_insert_with(|| free.next().unwrap_or(now));
    }
    to
}

/// People of each staff group, week by week. A week that begins before the date keeps its numbers: those of its first days stand.
fn people(scenario: &Scenario, before: &BTreeMap<&str, &Session>, plan: &mut Plan, from: NaiveDate) {
    type Key = (StaffId, chrono::IsoWeek);
    let (mut met, mut stands): (BTreeMap<Key, Met>, BTreeSet<Key>) = (BTreeMap::new(), BTreeSet::new());
    for session in &plan.sessions {
        let was = before.get(session.id.as_str()).filter(|was| alike(was, session));
        for person in &session.staff {
            let key = (person.staff, session.date.iso_week());
            if session.date < from {
                stands.insert(key);
            }
            let met = met.entry(key).or_default();
            for known in was.iter().flat_map(|was| &was.staff).filter(|known| known.staff == person.staff) {
                *met.entry((person.person, known.person)).or_default() += 1;
            }
        }
    }
    let to: BTreeMap<Key, BTreeMap<u32, u32>> = met
        .iter()
        .filter(|(key, _)| !stands.contains(key))
        // Whoever is absent is somebody in particular.
        .filter(|(key, _)| !is_anybody_away(scenario, **key))
        .map(|(key, met)| (*key, exchange(scenario.staff[key.0.index()].count, met)))
        .collect();
    for session in plan.sessions.iter_mut().filter(|session| session.date >= from) {
        let week = session.date.iso_week();
        for person in &mut session.staff {
            if let Some(number) = to.get(&(person.staff, week)).and_then(|to| to.get(&person.person)) {
                person.person = *number;
            }
        }
    }
}

/// Whether some people of a staff group, and not all, are absent on a day of a week.
fn is_anybody_away(scenario: &Scenario, (staff, week): (StaffId, chrono::IsoWeek)) -> bool {
    let partly = scenario.staff[staff.index()].absent.iter().filter(|absence| !absence.persons.is_empty());
    partly
        .into_iter()
        .any(|absence| absence.range.first.iso_week() <= week && week <= absence.range.last.iso_week())
}

/// Units of each pool, day by day; where units are away or out of use numbers mean something, and stay.
fn units(scenario: &Scenario, before: &BTreeMap<&str, &Session>, plan: &mut Plan, from: NaiveDate) {
    let mut met: BTreeMap<(EquipmentId, NaiveDate), Met> = BTreeMap::new();
    for session in plan.sessions.iter().filter(|session| session.date >= from) {
        let Some(placed) = &session.equipment else { continue };
        let pool = &scenario.equipment[placed.pool.index()];
        if !pool.moves.is_empty() || pool.out_on(session.date) > 0 {
            continue;
        }
        let met = met.entry((placed.pool, session.date)).or_default();
        let was = before.get(session.id.as_str()).filter(|was| alike(was, session));
        for (now, then) in was
            .and_then(|was| was.equipment.as_ref())
            .iter()
            .flat_map(|was| placed.units.iter().zip(&was.units))
        {
            *met.entry((*now, *then)).or_default() += 1;
        }
    }
    let to: BTreeMap<_, _> =
        met.iter().map(|(key, met)| (*key, exchange(scenario.equipment[key.0.index()].units, met))).collect();
    for session in &mut plan.sessions {
        let Some(placed) = &mut session.equipment else { continue };
        if let Some(to) = to.get(&(placed.pool, session.date)) {
            for unit in &mut placed.units {
                *unit = to.get(unit).copied().unwrap_or(*unit);
            }
            placed.units.sort_unstable();
        }
    }
}

/// Rooms of each kind, day by day.
fn rooms(scenario: &Scenario, before: &BTreeMap<&str, &Session>, plan: &mut Plan, from: NaiveDate) {
    let mut met: BTreeMap<(RoomId, NaiveDate), Met> = BTreeMap::new();
    for session in plan.sessions.iter().filter(|session| session.date >= from) {
        let Some((kind, number)) = session.room else { continue };
        let met = met.entry((kind, session.date)).or_default();
        let was = before.get(session.id.as_str()).filter(|was| alike(was, session));
        if let Some((_, then)) = was.and_then(|was| was.room).filter(|(then, _)| *then == kind) {
            *met.entry((number, then)).or_default() += 1;
        }
    }
    let to: BTreeMap<_, _> =
        met.iter().map(|(key, met)| (*key, exchange(scenario.rooms[key.0.index()].count, met))).collect();
    for session in &mut plan.sessions {
        let Some((kind, number)) = session.room else { continue };
        if let Some(new) = to.get(&(kind, session.date)).and_then(|to| to.get(&number)) {
            session.room = Some((kind, *new));
        }
    }
}

/// Firm-led days with their mentors, where a date has the same as before.
fn firm_days(scenario: &Scenario, given: &Plan, plan: &mut Plan, from: NaiveDate) {
    let by_date = |days: &[FirmDay]| -> BTreeMap<NaiveDate, Vec<FirmDay>> {
        let mut dates: BTreeMap<NaiveDate, Vec<FirmDay>> = BTreeMap::new();
        for day in days.iter().filter(|day| day.date >= from) {
            dates.entry(day.date).or_default().push(day.clone());
        }
        dates
    };
    let before = by_date(&given.firm_days);
    let nameless = |days: &[FirmDay]| -> Vec<FirmDay> {
        let mut days: Vec<FirmDay> = days.iter().map(|day| FirmDay { mentor: None, ..day.clone() }).collect();
        days.sort_by_key(|day| (day.cohort, day.firm, day.learners.iter().collect::<Vec<_>>()));
        days
    };
    for (date, now) in by_date(&plan.firm_days) {
        let is_there = |day: &FirmDay| {
            let mentors = scenario.firms[day.firm.index()].mentors;
            day.mentor.is_none_or(|mentor| mentors.is_none_or(|most| mentor <= most))
        };
        let known = before.get(&date).filter(|then| nameless(then) == nameless(&now));
        if let Some(then) = known.filter(|then| then.iter().all(is_there)) {
            plan.firm_days.retain(|day| day.date != date);
            plan.firm_days.extend(then.iter().cloned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exchanged_so_that_most_stay() {
        // 1 stood for 2 twice and for 1 once; 2 stood for 1; 3 is new.
        let met = Met::from([((1, 2), 2), ((1, 1), 1), ((2, 1), 1)]);
        assert_eq!(exchange(3, &met), BTreeMap::from([(1, 2), (2, 1), (3, 3)]));
        assert_eq!(exchange(2, &Met::new()), BTreeMap::from([(1, 1), (2, 2)]));
        // Where 1 stood for 2 and there is only one now, it stays 1.
        assert_eq!(exchange(1, &Met::from([((1, 2), 3)])), BTreeMap::from([(1, 1)]));
    }
}
