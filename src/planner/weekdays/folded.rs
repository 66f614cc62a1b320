//! A year folded into one week: what there is of everything on each weekday, all weeks together.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{EquipmentId, Lead, StaffId};
use crate::model::Model;
use crate::model::constraints::staff_qualified::eligible;
use crate::model::runs::Run;
use crate::model::scene::Scene;
use crate::planner::counting::{day_cap, longest_chain};

/// Weekdays, Monday first.
pub(super) const WEEK: usize = 7;

/// Minutes by weekday.
type ByDay = [f64; WEEK];

/// What there is on each weekday, in minutes of the whole year.
#[derive(Default)]
pub(super) struct Folded {
    /// The most that each run could hold.
    pub(super) possible: Vec<ByDay>,
    /// The time of each learner group under each lead.
    pub(super) time: BTreeMap<(usize, Lead), ByDay>,
    /// Staff and equipment.
    pub(super) resources: Vec<Resource>,
}

/// A pool, or the staff groups that can serve the same roles.
pub(super) struct Resource {
    /// Minutes of all of it together.
    pub(super) minutes: ByDay,
    /// Runs, and the share of the whole that a session of each takes.
    pub(super) uses: Vec<(usize, f64)>,
}

/// What placements compete for.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Pool(EquipmentId),
    Staff(BTreeSet<StaffId>),
}

/// Times of sessions by day, as `(end, start, minutes)`.
type Days = BTreeMap<usize, Vec<(u32, u32, u32)>>;

/// Everything that competes for one thing.
#[derive(Default)]
struct Demand {
    days: Days,
    /// The longest day of anybody who needs it.
    longest: u32,
    shares: BTreeMap<usize, f64>,
}

impl Folded {
    pub(super) fn new(scene: &Scene<'_>, model: &Model) -> Self {
        let longest: Vec<u32> = scene.runs.iter().map(|run| longest_day(scene, run)).collect();
        let mut runs: Vec<Days> = vec![Days::new(); scene.runs.len()];
        let mut learners: BTreeMap<(usize, Lead), Days> = BTreeMap::new();
        let mut demands: BTreeMap<Key, Demand> = BTreeMap::new();
        for (index, placement) in model.placements.iter().enumerate() {
            let run = &scene.runs[placement.run];
            let time = &placement.time;
            let at = (u32::from(time.end.0), u32::from(time.start.0), time.minutes);
            runs[placement.run].entry(placement.day).or_default().push(at);
            let lead = run.module(scene.scenario).lead;
            for group in &run.groups {
                let days = learners.entry((*group, lead)).or_default();
                days.entry(placement.day).or_default().push(at);
            }
            for (key, share) in needs(scene, model, index) {
                let demand = demands.entry(key).or_default();
                demand.days.entry(placement.day).or_default().push(at);
                demand.longest = demand.longest.max(longest[placement.run]);
                demand.shares.insert(placement.run, share);
            }
        }
        let resource = |demand: Demand| Resource {
            minutes: fold(scene, demand.days, Some(demand.longest)),
            uses: demand.shares.into_iter().collect(),
        };
        let time = |((group, lead), days)| ((group, lead), fold(scene, days, day_cap(scene, group, lead).0));
        Self {
            possible: runs.into_iter().map(|days| fold(scene, days, None)).collect(),
            time: learners.into_iter().map(time).collect(),
            resources: demands.into_values().map(resource).collect(),
        }
    }
}

/// The longest day of the learners of a run.
fn longest_day(scene: &Scene<'_>, run: &Run) -> u32 {
    let lead = run.module(scene.scenario).lead;
    let caps = run.groups.iter().filter_map(|group| day_cap(scene, *group, lead).0);
    caps.min().unwrap_or(u32::MAX)
}

/// What a placement takes, as shares of the whole.
fn needs(scene: &Scene<'_>, model: &Model, index: usize) -> BTreeMap<Key, f64> {
    let placement = &model.placements[index];
    let mut needs = BTreeMap::new();
    if let Some(equipped) = placement.equipment {
        let units = scene.scenario.equipment[equipped.pool.index()].units;
        needs.insert(Key::Pool(equipped.pool), f64::from(equipped.units) / f64::from(units.max(1)));
    }
    for role in &scene.runs[placement.run].module(scene.scenario).staff {
        let able: BTreeSet<StaffId> = eligible(scene, placement, role).into_iter().collect();
        let people: u32 = able.iter().map(|staff| scene.scenario.staff[staff.index()].count).sum();
        *needs.entry(Key::Staff(able)).or_insert(0.0) += f64::from(role.count) / f64::from(people.max(1));
    }
    needs
}

/// The most that sessions of each day can fill, no more than a cap, by weekday.
fn fold(scene: &Scene<'_>, days: Days, cap: Option<u32>) -> ByDay {
    let mut folded = [0.0; WEEK];
    for (day, times) in days {
        let minutes = longest_chain(times).min(cap.unwrap_or(u32::MAX));
        folded[scene.calendar.days[day].weekday().num_days_from_monday() as usize] += f64::from(minutes);
    }
    folded
}
