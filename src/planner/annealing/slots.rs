//! The slots of a question, with bits in which slots that touch are neighbours.

use std::collections::BTreeSet;

use super::question::Slot;
use crate::calendar::SessionTime;
use crate::domain::Rule;
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The slots of some placements; `None` where some overlap, or touch in a way that no neighbouring bits tell.
pub(super) fn slots(scene: &Scene<'_>, placements: &[Placement]) -> Option<Vec<Slot>> {
    let times: BTreeSet<(usize, &SessionTime)> =
        placements.iter().map(|placement| (placement.day, &placement.time)).collect();
    let times: Vec<(usize, &SessionTime)> = times.into_iter().collect();
    let most = breaks(scene)?;
    let mut slots: Vec<Slot> = Vec::new();
    for day in times.chunk_by(|a, b| a.0 == b.0) {
        let mut bit = 0;
        for (place, (day, time)) in day.iter().enumerate() {
            if let Some(last) = slots.last().filter(|_| place > 0) {
                if time.start < last.time.end {
                    return None;
                }
                bit += if touch(&last.time, time, most) { 1 } else { 2 };
            }
            slots.push(Slot { day: *day, time: (*time).clone(), bit });
        }
        let skips = |three: &[(usize, &SessionTime)]| touch(three[0].1, three[2].1, most);
        if bit >= 64 || day.windows(3).any(skips) {
            return None;
        }
    }
    Some(slots)
}

/// The longest break between sessions that touch; `None` where policies differ in it.
fn breaks(scene: &Scene<'_>) -> Option<u32> {
    let stated: BTreeSet<u32> = scene
        .policies()
        .filter_map(|(_, policy)| match policy.rule {
            Rule::IsolatedSessions { break_minutes } => Some(break_minutes),
            _ => None,
        })
        .collect();
    (stated.len() <= 1).then(|| stated.first().copied().unwrap_or(0))
}

/// Whether a time follows another after at most so many minutes.
fn touch(first: &SessionTime, second: &SessionTime, most: u32) -> bool {
    second.start >= first.end && second.start.minutes_since(first.end) <= most
}
