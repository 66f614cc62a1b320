//! People against their weekly loads, week by week.
//!
//! Several staff groups may serve the same run. For each set of them that matters, the runs that nobody else can serve are
//! compared with what the set can give: people with several qualifications can be wanted for all of them at once.

use std::collections::{BTreeMap, BTreeSet};

use super::demand::{Demand, Shared};
use super::longest_chain;
use super::weeks::{Compared, compare};
use crate::domain::{StaffId, StaffRole};
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// A role of a run: who can serve it, for what.
struct Asked<'s> {
    demand: &'s Demand,
    role: &'s StaffRole,
    able: BTreeSet<StaffId>,
}

/// Sets of people of whom more is asked than they may work; of sets one in the other the smallest that is short. What keeps the same
/// runs from their equipment, as is `known`, is not told of the people who wait with them.
pub(super) fn shortages(scene: &Scene<'_>, shared: &Shared, known: &[Shortage]) -> Vec<Shortage> {
    let able = |role: &StaffRole| -> BTreeSet<StaffId> {
        let qualified = scene.qualified(&role.qualification).iter().copied();
        let employed = |id: &StaffId| {
            role.employer.is_none_or(|employer| scene.scenario.staff[id.index()].employer == employer)
        };
        qualified.filter(employed).collect()
    };
    let roles = |demand| {
        let run: &Demand = demand;
        scene.runs[run.run].module(scene.scenario).staff.iter().map(move |role| (demand, role))
    };
    let asked = shared.demands.iter().flat_map(roles);
    let asked: Vec<Asked<'_>> =
        asked.map(|(demand, role)| Asked { demand, role, able: able(role) }).collect();
    let mut found: Vec<(BTreeSet<StaffId>, Shortage)> = Vec::new();
    for set in sets(&asked) {
        if found.iter().any(|(smaller, _)| smaller.is_subset(&set)) {
            continue;
        }
        let own = |evening| one((scene, shared), &asked, &set, evening);
        if let Some(shortage) = own(false).or_else(|| own(true)) {
            found.push((set, shortage));
        }
    }
    let waits = |one: &Shortage| {
        one.family == "staff_at_once"
            && known.iter().any(|other| one.runs.iter().all(|run| other.runs.contains(run)))
    };
    found.into_iter().map(|(_, shortage)| shortage).filter(|one| !waits(one)).collect()
}

/// The most minutes that one person can be busy on each day with sessions for some qualifications; with `evening` with those of
/// them in the evening.
fn by_day(scene: &Scene<'_>, shared: &Shared, qualifications: &BTreeSet<&str>, evening: bool) -> Vec<u32> {
    let mut days: BTreeMap<usize, BTreeSet<super::Interval>> = BTreeMap::new();
    for (day, times) in qualifications.iter().filter_map(|key| shared.taught.get(*key)).flatten() {
        days.entry(*day).or_default().extend(times);
    }
    let mut minutes = vec![0; scene.calendar.days.len()];
    for (day, times) in days {
        let counts = |time: &super::Interval| {
            !evening || shared.evenings.get(&day).is_some_and(|evenings| evenings.contains(time))
        };
        minutes[day] = longest_chain(times.into_iter().filter(counts).collect());
    }
    minutes
}

/// The sets that matter, smallest first: who can serve some role, and with each person all who can serve what they can.
fn sets(asked: &[Asked<'_>]) -> Vec<BTreeSet<StaffId>> {
    let mut sets: BTreeSet<BTreeSet<StaffId>> = asked.iter().map(|one| one.able.clone()).collect();
    let everybody: BTreeSet<StaffId> = sets.iter().flatten().copied().collect();
    for person in &everybody {
        let theirs = sets.iter().filter(|set| set.contains(person)).flatten().copied().collect();
        sets.insert(theirs);
    }
    sets.insert(everybody);
    let mut sets: Vec<_> = sets.into_iter().filter(|set| !set.is_empty()).collect();
    sets.sort_by_key(BTreeSet::len);
    sets
}

/// What a set of people lacks for the runs that nobody else can serve; with `evening` for those of them that are held in the
/// evening only, against the evenings that each works.
fn one(
    (scene, shared): (&Scene<'_>, &Shared),
    asked: &[Asked<'_>],
    set: &BTreeSet<StaffId>,
    evening: bool,
) -> Option<Shortage> {
    let fits = |one: &&Asked<'_>| one.able.is_subset(set) && (one.demand.evening || !evening);
    let theirs: Vec<&Asked<'_>> = asked.iter().filter(fits).collect();
    let demands: Vec<(&Demand, u64)> =
        theirs.iter().map(|one| (one.demand, u64::from(one.role.count))).collect();
    let all: BTreeSet<&str> = theirs.iter().map(|one| one.role.qualification.as_str()).collect();
    let minutes = by_day(scene, shared, &all, evening);
    let compared = compare(&demands, &holds(scene, set, (&minutes, evening, true)))?;
    let unloaded = || compare(&demands, &holds(scene, set, (&minutes, evening, false)));
    let concerned = |one: &&&Asked<'_>| compared.runs.contains(&one.demand.run);
    let qualifications: BTreeSet<&str> =
        theirs.iter().filter(concerned).map(|one| one.role.qualification.as_str()).collect();
    let qualifications = qualifications.into_iter().collect::<Vec<_>>().join(", ");
    let limit = match evening {
        true => ("staff_evenings", "within the evenings that they work"),
        // More hours a week would do, or would not.
        false if unloaded().is_none() => ("staff_load", "within their weekly loads"),
        false => ("staff_at_once", "with each in one place at a time"),
    };
    Some(shortage(scene, (set, &qualifications), &compared, limit))
}

/// What a set of people can give in each week: each no more than their load, where that counts, and than their days or evenings hold.
fn holds(
    scene: &Scene<'_>,
    set: &BTreeSet<StaffId>,
    (minutes, evening, loads): (&[u32], bool, bool),
) -> Vec<u64> {
    let week = |week: &crate::calendar::Week| {
        let of = |id: &StaffId| {
            let group = &scene.scenario.staff[id.index()];
            let there = |day: &&usize| {
                let date = scene.date(**day);
                let open =
                    group.available.is_empty() || group.available.iter().any(|window| window.open_on(date));
                open && group.present(date) > 0
            };
            let mut days: Vec<u32> = week.days.iter().filter(there).map(|day| minutes[*day]).collect();
            days.sort_unstable_by(|one, other| other.cmp(one));
            let most = group.evenings_per_week.filter(|_| evening).map_or(days.len(), |most| most as usize);
            let days: u32 = days.into_iter().take(most).sum();
            u64::from(days.min(group.minutes_per_week.filter(|_| loads).unwrap_or(u32::MAX)))
                * u64::from(group.count)
        };
        set.iter().map(of).sum()
    };
    scene.calendar.weeks.iter().map(week).collect()
}

fn shortage(
    scene: &Scene<'_>,
    (set, qualifications): (&BTreeSet<StaffId>, &str),
    compared: &Compared,
    (family, limit): (&'static str, &str),
) -> Shortage {
    let alone = set.first().filter(|_| set.len() == 1).map(|id| &scene.scenario.staff[id.index()]);
    Shortage {
        family,
        policy: None,
        relaxable: false,
        object: alone.map_or_else(
            || Object::new(ObjectKind::Qualification, qualifications),
            |group| Object::new(ObjectKind::Staff, &group.key),
        ),
        besides: compared.besides(scene),
        when: compared.moments(scene),
        subject: format!("staff qualified for {qualifications}"),
        needed: Some(compared.needed),
        available: Some(compared.available),
        short: compared.needed - compared.available,
        unit: Unit::Minutes,
        detail: format!("{limit}{}", compared.told(scene)),
        runs: concern::keys(scene, compared.runs.iter().copied()),
    }
}
