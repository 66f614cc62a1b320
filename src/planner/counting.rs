//! Shortages that counting finds before any solver starts.
//!
//! Takes the placements that the rules admit and compares what is needed with what could at most
//! be had: learner time against days and against waiting for others, equipment against openings, people against weekly loads,
//! rooms against their number, a run against its own placements, learners against the smallest group, contracts against places, firm-led
//! days against those a firm can receive, locks against what else holds. What is shared is compared week by week as well: hours
//! flow from the runs that need them through the weeks in which they can be held (`flow`), and where not all get through, the
//! runs and weeks in the way are what is short. Each is a proof: when one is short, no plan keeps every rule. None of them being short proves nothing.
//!
//! Cohorts that attend no runs together are looked at one after the other (`part`), several at a time, and of each only what it asks of what is
//! shared is kept (`demand`), so that very many runs do not need all their placements at once.

mod blame;
mod demand;
mod equipment;
mod firms;
mod flow;
mod giving_way;
mod group_size;
mod learner_time;
mod learner_weeks;
mod locks;
mod order;
mod part;
mod people;
mod pools;
mod presence;
mod rooms;
mod runs;
mod standstill;
mod units;
mod weeks;

pub(crate) use learner_time::day_cap;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::explain::{Shortage, few};
use crate::domain::{Scenario, SessionLock};
use crate::model::placements::{Placement, placements};
use crate::model::scene::Scene;
use demand::Shared;
use part::Part;

/// Reasons up to which what cohorts lack together is told beside what each lacks by itself.
const TOLD: usize = 5;

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
        self.by_day(run).into_values().map(|day| self.fills(day.into_iter())).sum()
    }

    /// A run's placements by day.
    fn by_day(&self, run: usize) -> BTreeMap<usize, Vec<usize>> {
        let mut days: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in &self.by_run[run] {
            days.entry(self.placements[*index].day).or_default().push(*index);
        }
        days
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
        longest_chain(placements.map(|index| self.interval(index)).collect())
    }

    /// A placement's `(end, start, minutes)`.
    fn interval(&self, placement: usize) -> Interval {
        let time = &self.placements[placement].time;
        (u32::from(time.end.0), u32::from(time.start.0), time.minutes)
    }
}

/// The first later date on which a locked session is not refuted by what counting knows of its cohort.
pub(crate) fn later_lock(scenario: &Scenario, lock: &SessionLock) -> Option<NaiveDate> {
    locks::later(&Scene::new(scenario), lock)
}

/// End, start and minutes of teaching of a session, in minutes.
pub(crate) type Interval = (u32, u32, u32);

/// The most minutes of intervals of which no two overlap.
pub(crate) fn longest_chain(mut intervals: Vec<Interval>) -> u32 {
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

/// Every shortage that counting finds; empty when it finds none. Where cohorts lack much by themselves, what they lack together is left aside.
pub fn shortages(scene: &Scene<'_>) -> Vec<Shortage> {
    let kin = scene.kin();
    let parts: Vec<Part> = if kin.len() < 2 {
        vec![Part::of(scene, |run| run)]
    } else {
        let part = |cohorts| {
            let (part, places) = scene.among(cohorts);
            Part::of(&part, |run| places[run])
        };
        kin.par_iter().map(part).collect()
    };
    let mut found = firms::shortages(scene.scenario);
    found.extend(group_size::shortages(scene));
    found.extend(presence::shortages(scene));
    let (mut own, mut shared) = (Vec::new(), Shared::default());
    let (mut runs, mut order, mut time) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_parts = Vec::new();
    for part in parts {
        own.extend(part.locks);
        of_parts.push(part.runs.len());
        runs.extend(part.runs);
        order.extend(part.order);
        time.extend(part.time);
        shared.add(part.shared);
    }
    let mut blamed = giving_way::fewest(runs).into_iter();
    for runs in of_parts {
        own.extend(runs::told_once(blamed.by_ref().take(runs).collect()));
    }
    own.extend(order);
    own.extend(time);
    found.extend(few(&scene.scenario.policies, own));
    if found.len() < TOLD {
        let mut together = equipment::shortages(scene, &shared);
        together.extend(pools::shortages(scene, &shared, &together));
        together.extend(people::shortages(scene, &shared, &together));
        together.extend(rooms::shortages(scene, &shared));
        found.extend(few(&scene.scenario.policies, together));
    }
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
