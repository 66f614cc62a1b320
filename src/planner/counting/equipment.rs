//! Equipment against its openings.

use std::collections::{BTreeMap, BTreeSet};

use super::Count;
use super::blame::Refusals;
use crate::domain::{EquipmentId, Strength};
use crate::model::tags::Unit;
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Pools that the runs depending on them need for longer than they are open on days that suit.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let pools = (0..count.scene.scenario.equipment.len()).map(EquipmentId);
    pools.filter_map(|pool| one(count, pool)).collect()
}

/// The runs that can be held on no other pool and only where the pool is at home.
fn dependents(count: &Count<'_>, pool: EquipmentId) -> Vec<usize> {
    let on = |index: &usize| {
        count.placements[*index].equipment.is_some_and(|equipped| {
            equipped.pool == pool && equipped.standing == crate::model::placements::Standing::Home
        })
    };
    count
        .must_be_held()
        .filter(|run| !count.by_run[*run].is_empty() && count.by_run[*run].iter().all(&on))
        .collect()
}

fn one(count: &Count<'_>, pool: EquipmentId) -> Option<Shortage> {
    let given = &count.scene.scenario.equipment[pool.index()];
    let runs = dependents(count, pool);
    let units_of = |run: usize| count.scene.runs[run].learners.div_ceil(given.learners_per_unit);
    // In minutes of the whole pool, so that a session on all units counts its length.
    let needed: f64 = runs
        .iter()
        .map(|run| {
            f64::from(count.scene.runs[*run].minutes) * f64::from(units_of(*run)) / f64::from(given.units)
        })
        .sum();
    let mut days: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for run in &runs {
        for index in &count.by_run[*run] {
            days.entry(count.placements[*index].day).or_default().push(*index);
        }
    }
    let weekdays: BTreeSet<u32> =
        days.keys().map(|day| count.scene.calendar.days[*day].weekday().num_days_from_monday()).collect();
    let day_count = days.len();
    let open: u32 = days.into_values().map(|day| count.fills(day.into_iter())).sum();
    let names: Vec<&str> = weekdays.iter().map(|day| DAYS[*day as usize]).collect();
    if f64::from(open) + 1e-6 >= needed {
        return None;
    }
    let refusals = Refusals::of(count.scene, &runs, &["equipment_window"]);
    let blamed = refusals.blamed(needed);
    let (family, policy) = blamed.unwrap_or(("equipment_units", None));
    // A policy that would have to give is named as the way out; facts are named here.
    let fact = blamed.filter(|(_, policy)| policy.is_none());
    let told = fact.map_or(String::new(), |_| format!("; while it is open {}", refusals.told()));
    Some(Shortage {
        family,
        policy,
        relaxable: policy.is_some_and(|id| count.scene.strength(Some(id)) != Strength::Legal),
        subject: given.name.clone(),
        needed: Some(needed),
        available: Some(f64::from(open)),
        short: needed - f64::from(open),
        unit: Unit::Minutes,
        detail: format!("open on {} that suit ({day_count} days{told})", names.join(" and ")),
        runs: concern::keys(count.scene, runs),
    })
}

/// Weekdays as people say them.
const DAYS: [&str; 7] = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
