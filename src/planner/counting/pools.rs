//! Equipment week by week, where several pools may serve the same runs.

use std::collections::{BTreeMap, BTreeSet};

use super::demand::{Demand, Shared};
use super::weeks::compare;
use super::{Interval, longest_chain};
use crate::domain::EquipmentId;
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Multiples by which units are rounded: what is left of a pool beside a session may be too few for another.
const MULTIPLES: u64 = 4;

/// Sets of pools that runs, which can be held on no others, need for longer than they are open. What is `known` of a pool is
/// not told of sets with it.
pub(super) fn shortages(scene: &Scene<'_>, shared: &Shared, known: &[Shortage]) -> Vec<Shortage> {
    let on = || shared.demands.iter().filter(|demand| !demand.pools.is_empty());
    let pools = |demand: &Demand| demand.pools.keys().copied().collect::<BTreeSet<EquipmentId>>();
    let mut sets: Vec<BTreeSet<EquipmentId>> = on().map(pools).collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets.dedup();
    let name = |pool: &EquipmentId| scene.scenario.equipment[pool.index()].name.as_str();
    let told = |pool: &EquipmentId| known.iter().any(|one| one.subject == name(pool));
    let mut found: Vec<(BTreeSet<EquipmentId>, Shortage)> = Vec::new();
    for set in sets {
        if set.iter().any(told) || found.iter().any(|(smaller, _)| smaller.is_subset(&set)) {
            continue;
        }
        let demands: Vec<&Demand> = on().filter(|demand| pools(demand).is_subset(&set)).collect();
        if let Some(shortage) = one(scene, &demands, &set) {
            found.push((set, shortage));
        }
    }
    found.into_iter().map(|(_, shortage)| shortage).collect()
}

/// What some pools lack, all measured in units: of the ways to round the one that shows most.
fn one(scene: &Scene<'_>, demands: &[&Demand], set: &BTreeSet<EquipmentId>) -> Option<Shortage> {
    let units: u64 = set.iter().map(|pool| u64::from(scene.scenario.equipment[pool.index()].units)).sum();
    // Rounding is for sessions beside each other on one pool.
    let most = if set.len() == 1 { MULTIPLES } else { 0 };
    let hours = hours(scene, demands);
    let rounded = (0..=most).filter_map(|times| {
        let taken = |demand: &&Demand| {
            let units_each = u64::from(demand.pools.values().copied().min().unwrap_or(0));
            weight(units_each, units, times)
        };
        let weighed: Vec<(&Demand, u64)> = demands.iter().map(|demand| (*demand, taken(demand))).collect();
        let scale = units * times.max(1);
        let holds: Vec<u64> = hours.iter().map(|minutes| minutes * scale).collect();
        compare(&weighed, &holds).map(|compared| (compared, scale as f64))
    });
    let (compared, scale) = rounded.max_by(|(one, per), (other, scale)| {
        ((one.needed - one.available) / per).total_cmp(&((other.needed - other.available) / scale))
    })?;
    let pools: Vec<_> = set.iter().map(|pool| &scene.scenario.equipment[pool.index()]).collect();
    // Others of the kind may stand where the runs may be held, with too few units for a session.
    let object = compared.runs.first().map_or_else(
        || Object::new(ObjectKind::EquipmentKind, &pools[0].kind),
        |run| super::units::object(scene, *run),
    );
    // In minutes of all units together, so that a session on all of them counts its length.
    let (needed, available) = (compared.needed / scale, compared.available / scale);
    Some(Shortage {
        family: "equipment_units",
        policy: None,
        relaxable: false,
        object,
        // What is lent is lent until somebody ends it.
        besides: if pools.iter().all(|pool| pool.lent.is_empty()) {
            compared.besides(scene)
        } else {
            Vec::new()
        },
        when: compared.moments(scene),
        subject: pools.iter().map(|pool| pool.name.as_str()).collect::<Vec<_>>().join(" and "),
        needed: Some(needed),
        available: Some(available),
        short: needed - available,
        unit: Unit::Minutes,
        detail: format!("open when it suits{}", compared.told(scene)),
        runs: concern::keys(scene, compared.runs.iter().copied()),
    })
}

/// What a session on so many of all units takes: of `times` units of a pool one is the smallest part that counts.
/// `f(x) = x` where `(k + 1)·x` is whole, else `⌊(k + 1)·x⌋ / k`, is never more than 1 in sum where the `x` are not; both are
/// multiplied by `k` and all units.
fn weight(units: u64, all: u64, times: u64) -> u64 {
    let more = (times + 1) * units;
    if times == 0 || more.is_multiple_of(all) { units * times.max(1) } else { more / all * all }
}

/// Minutes of each week in which one unit of some pools can be used.
fn hours(scene: &Scene<'_>, demands: &[&Demand]) -> Vec<u64> {
    let mut days: BTreeMap<usize, BTreeSet<Interval>> = BTreeMap::new();
    for (day, time) in demands.iter().flat_map(|demand| &demand.times) {
        days.entry(*day).or_default().insert(*time);
    }
    let mut hours = vec![0; scene.calendar.weeks.len()];
    for (day, times) in days {
        hours[scene.calendar.days[day].week] += u64::from(longest_chain(times.into_iter().collect()));
    }
    hours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_that_fit_beside_each_other_never_weigh_more_than_all_units() {
        for all in 1..=9 {
            for times in 0..=MULTIPLES {
                // The heaviest sets of sessions beside each other, by dynamic programming over units.
                let mut most = vec![0_u64; all as usize + 1];
                for left in 1..=all {
                    let with =
                        (1..=left).map(|units| weight(units, all, times) + most[(left - units) as usize]);
                    most[left as usize] = with.max().unwrap_or(0);
                }
                assert!(most[all as usize] <= all * times.max(1), "{all} units, {times}");
            }
        }
    }

    #[test]
    fn two_of_three_units_take_all() {
        assert_eq!([weight(2, 3, 0), weight(2, 3, 1)], [2, 3]);
    }
}
