//! Staff against weekly loads.

use std::collections::{BTreeMap, BTreeSet};

use super::Count;
use crate::model::tags::Unit;
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Qualifications that are asked for longer than those who have them may work.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let mut needs: BTreeMap<String, u64> = BTreeMap::new();
    for run in count.must_be_held() {
        for role in &count.scene.runs[run].module(count.scene.scenario).staff {
            let minutes = u64::from(count.scene.runs[run].minutes) * u64::from(role.count);
            *needs.entry(role.qualification.clone()).or_insert(0) += minutes;
        }
    }
    let mut found: Vec<Shortage> = needs
        .iter()
        .filter_map(|(qualification, needed)| compare(count, std::slice::from_ref(qualification), *needed))
        .collect();
    // People with several qualifications can be wanted for all of them at once: every union of
    // qualifications that belong to the same people is compared too.
    let mut unions: BTreeSet<Vec<String>> = BTreeSet::new();
    for group in &count.scene.scenario.staff {
        let mut union: Vec<String> = group
            .qualifications
            .iter()
            .map(|has| has.key.clone())
            .filter(|key| needs.contains_key(key))
            .collect();
        union.sort();
        if union.len() > 1 {
            unions.insert(union);
        }
    }
    for union in unions {
        let needed = union.iter().filter_map(|key| needs.get(key)).sum();
        found.extend(compare(count, &union, needed));
    }
    found
}

fn compare(count: &Count<'_>, qualifications: &[String], needed: u64) -> Option<Shortage> {
    let mut available: u64 = 0;
    for group in &count.scene.scenario.staff {
        if !group.qualifications.iter().any(|has| qualifications.contains(&has.key)) {
            continue;
        }
        let load = u64::from(group.minutes_per_week?);
        let weeks = count
            .scene
            .calendar
            .weeks
            .iter()
            .filter(|week| week.days.iter().any(|day| group.present(count.scene.date(*day)) > 0));
        available += load * u64::from(group.count) * weeks.count() as u64;
    }
    (available < needed).then(|| Shortage {
        family: "staff_load",
        policy: None,
        relaxable: false,
        subject: format!("staff qualified for {}", qualifications.join(", ")),
        needed: Some(needed as f64),
        available: Some(available as f64),
        short: (needed - available) as f64,
        unit: Unit::Minutes,
        detail: "within their weekly loads".into(),
        runs: concern::keys(count.scene, asking(count, qualifications)),
    })
}

/// The runs that every plan must hold with people of these qualifications.
fn asking(count: &Count<'_>, qualifications: &[String]) -> Vec<usize> {
    let asks = |run: &usize| {
        let roles = &count.scene.runs[*run].module(count.scene.scenario).staff;
        roles.iter().any(|role| qualifications.contains(&role.qualification))
    };
    count.must_be_held().filter(asks).collect()
}
