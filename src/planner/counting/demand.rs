//! What runs ask of equipment, people and rooms that other cohorts need too.

use std::collections::{BTreeMap, BTreeSet};

use super::{Count, Interval};
use crate::domain::{EquipmentId, RoomId, SlotClass};
use crate::model::placements::{Equipped, Standing};

/// A run that every plan must hold and that has some placement, with what its placements take.
#[derive(Debug)]
pub(super) struct Demand {
    /// The run, as the whole counts it.
    pub(super) run: usize,
    /// Minutes to be held.
    pub(super) minutes: u32,
    /// The most minutes that its own placements can hold in each week.
    pub(super) weeks: BTreeMap<usize, u32>,
    /// Where every placement is on equipment at home: the pools, with the fewest units that each would take.
    pub(super) pools: BTreeMap<EquipmentId, u32>,
    /// On these, when.
    pub(super) times: BTreeSet<(usize, Interval)>,
    /// Whether every placement is in the evening.
    pub(super) evening: bool,
    /// Where every placement needs a room: the kinds that would do for some.
    pub(super) rooms: BTreeSet<RoomId>,
}

/// What all runs ask.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Run by run.
    pub(super) demands: Vec<Demand>,
    /// Times of sessions by day, of all placements: what a room could at most be busy with.
    pub(super) times: BTreeMap<usize, BTreeSet<Interval>>,
    /// The same of those in the evening.
    pub(super) evenings: BTreeMap<usize, BTreeSet<Interval>>,
    /// The same of those that need somebody with a qualification.
    pub(super) taught: BTreeMap<String, BTreeMap<usize, BTreeSet<Interval>>>,
}

impl Shared {
    /// What the runs of some cohorts ask; `whole` gives the run of the whole for each of theirs.
    pub(super) fn of(count: &Count<'_>, whole: impl Fn(usize) -> usize) -> Self {
        let mut shared = Self::default();
        for run in count.must_be_held().filter(|run| !count.by_run[*run].is_empty()) {
            shared.take_times(count, run);
            shared.demands.push(demand(count, run, whole(run)));
        }
        shared
    }

    /// Takes in when a run may be held.
    fn take_times(&mut self, count: &Count<'_>, run: usize) {
        let mut own: BTreeMap<usize, BTreeSet<Interval>> = BTreeMap::new();
        for index in &count.by_run[run] {
            let (day, time) = (count.placements[*index].day, count.interval(*index));
            own.entry(day).or_default().insert(time);
            if count.placements[*index].time.class == SlotClass::Evening {
                self.evenings.entry(day).or_default().insert(time);
            }
        }
        for role in &count.scene.runs[run].module(count.scene.scenario).staff {
            add(self.taught.entry(role.qualification.clone()).or_default(), &own);
        }
        add(&mut self.times, &own);
    }

    /// Takes in what others ask.
    pub(super) fn add(&mut self, other: Self) {
        self.demands.extend(other.demands);
        add(&mut self.times, &other.times);
        add(&mut self.evenings, &other.evenings);
        for (qualification, times) in other.taught {
            add(self.taught.entry(qualification).or_default(), &times);
        }
    }
}

/// Adds times by day to others.
fn add(all: &mut BTreeMap<usize, BTreeSet<Interval>>, more: &BTreeMap<usize, BTreeSet<Interval>>) {
    for (day, times) in more {
        all.entry(*day).or_default().extend(times);
    }
}

fn demand(count: &Count<'_>, run: usize, whole: usize) -> Demand {
    let mut weeks: BTreeMap<usize, u32> = BTreeMap::new();
    for (day, placements) in count.by_day(run) {
        *weeks.entry(count.scene.calendar.days[day].week).or_default() += count.fills(placements.into_iter());
    }
    let mine = || count.by_run[run].iter().map(|index| &count.placements[*index]);
    let at_home = |equipped: Equipped| (equipped.standing == Standing::Home).then_some(equipped);
    let on: Option<Vec<Equipped>> = mine().map(|placement| placement.equipment.and_then(at_home)).collect();
    let mut pools: BTreeMap<EquipmentId, u32> = BTreeMap::new();
    for equipped in on.into_iter().flatten() {
        let units = pools.entry(equipped.pool).or_insert(equipped.units);
        *units = (*units).min(equipped.units);
    }
    let timed = |index: &usize| (count.placements[*index].day, count.interval(*index));
    let times =
        if pools.is_empty() { BTreeSet::new() } else { count.by_run[run].iter().map(timed).collect() };
    let in_rooms = mine().all(|placement| !placement.rooms.is_empty());
    let rooms = mine().flat_map(|placement| placement.rooms.iter().copied()).filter(|_| in_rooms).collect();
    let evening = mine().all(|placement| placement.time.class == SlotClass::Evening);
    Demand { run: whole, minutes: count.scene.runs[run].minutes, weeks, pools, times, evening, rooms }
}
