//! Rooms against their number, week by week.

use std::collections::BTreeSet;

use super::demand::{Demand, Shared};
use super::longest_chain;
use super::weeks::compare;
use crate::domain::RoomId;
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Sets of rooms that runs, which fit into no others, need for longer than they can be used; of sets one in the other the smallest that is short.
pub(super) fn shortages(scene: &Scene<'_>, shared: &Shared) -> Vec<Shortage> {
    let needing = || shared.demands.iter().filter(|demand| !demand.rooms.is_empty());
    let mut sets: Vec<&BTreeSet<RoomId>> = needing().map(|demand| &demand.rooms).collect();
    sets.sort_by_key(|set| (set.len(), *set));
    sets.dedup();
    let mut hours = vec![0; scene.calendar.weeks.len()];
    for (day, times) in &shared.times {
        let minutes = longest_chain(times.iter().copied().collect());
        hours[scene.calendar.days[*day].week] += u64::from(minutes);
    }
    let mut found: Vec<(&BTreeSet<RoomId>, Shortage)> = Vec::new();
    for set in sets {
        if found.iter().any(|(smaller, _)| smaller.is_subset(set)) {
            continue;
        }
        let demands: Vec<(&Demand, u64)> =
            needing().filter(|demand| demand.rooms.is_subset(set)).map(|demand| (demand, 1)).collect();
        let count: u64 = set.iter().map(|id| u64::from(scene.scenario.rooms[id.index()].count)).sum();
        let holds: Vec<u64> = hours.iter().map(|minutes| minutes * count).collect();
        let Some(compared) = compare(&demands, &holds) else { continue };
        let keys: Vec<&str> = set.iter().map(|id| scene.scenario.rooms[id.index()].key.as_str()).collect();
        let site = set.first().map(|id| scene.scenario.rooms[id.index()].site);
        let site = site.map_or("", |site| scene.scenario.sites[site.index()].key.as_str());
        let shortage = Shortage {
            family: "rooms",
            policy: None,
            relaxable: false,
            object: Object::new(ObjectKind::Rooms, site),
            besides: compared.besides(scene),
            when: compared.moments(scene),
            subject: format!("rooms {}", keys.join(", ")),
            needed: Some(compared.needed),
            available: Some(compared.available),
            short: compared.needed - compared.available,
            unit: Unit::Minutes,
            detail: format!("in {count} rooms{}", compared.told(scene)),
            runs: concern::keys(scene, compared.runs.iter().copied()),
        };
        found.push((set, shortage));
    }
    found.into_iter().map(|(_, shortage)| shortage).collect()
}
