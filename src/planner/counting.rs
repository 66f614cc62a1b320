//! Shortages that counting finds before any solver starts.
//!
//! Takes the placements that the rules admit and compares what is needed with what could at most
//! be had: learner time against days and against waiting for others, equipment against openings,
//! staff against weekly loads, a run against its own placements, learners against the smallest group, contracts against places, firm-led
//! days against those a firm can receive, locks against what else holds. Each is a proof: when one is short, no plan keeps every rule. None of them being short proves nothing.

mod blame;
mod equipment;
mod firms;
mod group_size;
mod learner_time;
mod locks;
mod presence;
mod runs;
mod staff;
mod standstill;

pub(crate) use learner_time::day_cap;

use std::collections::BTreeMap;

use super::explain::Shortage;
use crate::model::placements::{Placement, placements};
use crate::model::scene::Scene;

/// What counting looks at.
pub(crate) struct Count<'a> {
    scene: &'a Scene<'a>,
    placements: Vec<Placement>,
    /// Placements by run.
    by_run: Vec<Vec<usize>>,
    /// The most minutes that each run's own placements can hold.
    possible: Vec<u32>,
}

impl<'a> Count<'a> {
    fn new(scene: &'a Scene<'a>) -> Self {
        let placements = placements(scene, false);
        let mut by_run = vec![Vec::new(); scene.runs.len()];
        for (index, placement) in placements.iter().enumerate() {
            by_run[placement.run].push(index);
        }
        let mut count = Self { scene, placements, by_run, possible: Vec::new() };
        count.possible = (0..scene.runs.len()).map(|run| count.most(run)).collect();
        count
    }

    /// The most minutes that a run's own placements can hold.
    fn most(&self, run: usize) -> u32 {
        let mut days: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in &self.by_run[run] {
            days.entry(self.placements[*index].day).or_default().push(*index);
        }
        days.into_values().map(|day| self.fills(day.into_iter())).sum()
    }

    /// Whether a run's own placements can hold its hours.
    fn can_be_held(&self, run: usize) -> bool {
        self.possible[run] >= self.scene.runs[run].minutes
    }

    /// Runs that every plan must hold, with hours left to hold.
    fn must_be_held(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.scene.runs.len())
            .filter(|run| self.scene.runs[*run].forced && self.scene.runs[*run].minutes > 0)
    }

    /// The most minutes that sessions which exclude each other can fill of one day.
    fn fills(&self, placements: impl Iterator<Item = usize>) -> u32 {
        let times = placements.map(|index| {
            let time = &self.placements[index].time;
            (u32::from(time.end.0), u32::from(time.start.0), time.minutes)
        });
        longest_chain(times.collect())
    }
}

/// The most minutes of intervals `(end, start, minutes)` of which no two overlap.
pub(crate) fn longest_chain(mut intervals: Vec<(u32, u32, u32)>) -> u32 {
    intervals.sort_unstable();
    intervals.dedup();
    let mut best: Vec<u32> = Vec::with_capacity(intervals.len());
    for (index, (_, start, minutes)) in intervals.iter().enumerate() {
        let before = intervals[..index].partition_point(|(end, _, _)| end <= start);
        let with = minutes + before.checked_sub(1).map_or(0, |last| best[last]);
        best.push(best.last().copied().unwrap_or(0).max(with));
    }
    best.last().copied().unwrap_or(0)
}

/// Every shortage that counting finds; empty when it finds none.
pub fn shortages(scene: &Scene<'_>) -> Vec<Shortage> {
    let count = Count::new(scene);
    let mut found = firms::shortages(&count);
    found.extend(group_size::shortages(&count));
    found.extend(presence::shortages(&count));
    found.extend(locks::shortages(&count));
    found.extend(runs::shortages(&count));
    found.extend(learner_time::shortages(&count));
    found.extend(equipment::shortages(&count));
    found.extend(staff::shortages(&count));
    found
}

#[cfg(test)]
mod tests {
    use super::longest_chain;

    #[test]
    fn the_longest_chain_is_that_of_brute_force() {
        // 08:30–12:00, 08:30–11:00, 11:00–12:00, 13:00–16:00, 13:00–17:00.
        let day = vec![(720, 510, 210), (660, 510, 150), (720, 660, 60), (960, 780, 180), (1020, 780, 240)];
        assert_eq!(longest_chain(day), 450);
        assert_eq!(longest_chain(Vec::new()), 0);
    }
}
