//! Equipment against its openings.

use std::collections::{BTreeMap, BTreeSet};

use super::blame::Refusals;
use super::demand::{Demand, Shared};
use super::{Interval, longest_chain};
use crate::domain::{EquipmentId, Strength};
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Pools that the runs depending on them need for longer than they are open on days that suit.
pub(super) fn shortages(scene: &Scene<'_>, shared: &Shared) -> Vec<Shortage> {
    let pools = (0..scene.scenario.equipment.len()).map(EquipmentId);
    pools.filter_map(|pool| one(scene, shared, pool)).collect()
}

/// The runs that can be held on no other pool and only where the pool is at home, with the units that each takes.
fn dependents(shared: &Shared, pool: EquipmentId) -> impl Iterator<Item = (&Demand, u32)> {
    let only = move |demand: &Demand| match demand.pools.first_key_value() {
        Some((on, units)) if demand.pools.len() == 1 && *on == pool => Some(*units),
        _ => None,
    };
    shared.demands.iter().filter_map(move |demand| only(demand).map(|units| (demand, units)))
}

fn one(scene: &Scene<'_>, shared: &Shared, pool: EquipmentId) -> Option<Shortage> {
    let given = &scene.scenario.equipment[pool.index()];
    let (mut needed, mut runs) = (0.0, Vec::new());
    let mut days: BTreeMap<usize, Vec<Interval>> = BTreeMap::new();
    for (demand, units) in dependents(shared, pool) {
        // In minutes of the whole pool, so that a session on all units counts its length.
        needed += f64::from(demand.minutes) * f64::from(units) / f64::from(given.units);
        runs.push(demand.run);
        for (day, time) in &demand.times {
            days.entry(*day).or_default().push(*time);
        }
    }
    let weekdays: BTreeSet<u32> =
        days.keys().map(|day| scene.calendar.days[*day].weekday().num_days_from_monday()).collect();
    let day_count = days.len();
    let open: u32 = days.into_values().map(longest_chain).sum();
    let names: Vec<&str> = weekdays.iter().map(|day| DAYS[*day as usize]).collect();
    if f64::from(open) + 1e-6 >= needed {
        return None;
    }
    let refusals = Refusals::of(scene, &runs, &["equipment_window"]);
    let blamed = refusals.blamed(needed);
    let (family, policy) = blamed.unwrap_or(("equipment_units", None));
    // A policy that would have to give is named as the way out; facts are named here.
    let fact = blamed.filter(|(_, policy)| policy.is_none());
    let told = fact.map_or(String::new(), |_| format!("; while it is open {}", refusals.told()));
    Some(Shortage {
        family,
        policy,
        relaxable: policy.is_some_and(|id| scene.strength(Some(id)) != Strength::Legal),
        object: runs.first().map_or_else(
            || Object::new(ObjectKind::Equipment, &given.key),
            |run| super::units::object(scene, *run),
        ),
        besides: Vec::new(),
        when: Vec::new(),
        subject: given.name.clone(),
        needed: Some(needed),
        available: Some(f64::from(open)),
        short: needed - f64::from(open),
        unit: Unit::Minutes,
        detail: format!("open on {} that suit ({day_count} days{told})", names.join(" and ")),
        runs: concern::keys(scene, runs),
    })
}

/// Weekdays as people say them.
const DAYS: [&str; 7] = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
