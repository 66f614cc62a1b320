//! Each run against its own placements.

use std::collections::BTreeMap;

use super::Count;
use crate::model::constraints::FAMILIES;
use crate::model::placements::refused;
use crate::model::tags::Unit;
use crate::planner::explain::Shortage;

/// Runs whose placements, taken alone, cannot hold their hours.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let mut found = Vec::new();
    for run in count.must_be_held() {
        let mut days: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in &count.by_run[run] {
            days.entry(count.placements[*index].day).or_default().push(*index);
        }
        let possible: u32 = days.into_values().map(|day| count.fills(day.into_iter())).sum();
        let needed = count.scene.runs[run].minutes;
        if possible < needed {
            found.push(Shortage {
                family: "module_hours",
                policy: None,
                relaxable: false,
                subject: count.scene.runs[run].key.clone(),
                needed: Some(f64::from(needed)),
                available: Some(f64::from(possible)),
                short: f64::from(needed - possible),
                unit: Unit::Minutes,
                detail: format!("possible{}", reasons(count, run)),
                runs: vec![count.scene.runs[run].key.clone()],
            });
        }
    }
    found
}

/// What refuses the other slots of a run, most frequent first.
fn reasons(count: &Count<'_>, run: usize) -> String {
    let refusals = refused(count.scene, run);
    let mut ranked: Vec<(usize, &str)> = FAMILIES
        .iter()
        .map(|family| (refusals.get(family.key()).copied().unwrap_or(0), family.key()))
        .filter(|(times, _)| *times > 0)
        .collect();
    ranked.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let listed: Vec<String> =
        ranked.iter().take(3).map(|(times, key)| format!("{key} refuses {times}")).collect();
    if listed.is_empty() {
        String::new()
    } else {
        format!(" ({} of the calendar's slots)", listed.join(", "))
    }
}
