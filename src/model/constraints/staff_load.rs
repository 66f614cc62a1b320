//! **Nobody teaches more hours in a week than agreed.**
//!
//! For each staff group e with a weekly load of l minutes each, and each week w on some day of which n of its people are there:
//! `Σ_{p in w} minutes_p · people of e on p ≤ n · l`.
//!
//! Because no session is split between people, sessions also count by length. For each factor
//! `u = k / L` (L a length, k ≤ 4), with `a_L = ⌊u · L⌋` and `b = max Σ a_L · n_L` over what one person
//! can hold (`Σ L · n_L ≤ l`, `n_L` whole):
//! `Σ_{p in w} a_{minutes_p} · people of e on p ≤ n · b`.
//! With 20 h a week and sessions of 3 h and 3.5 h that is: at most 6 sessions each, at most 5 long
//! ones, and twice the long ones plus the short ones at most 10.
//!
//! Together they are necessary; when people are told apart and one of them is over, the week gets a cut
//! and the plan is solved again. Emits nothing for staff without a weekly load.

use std::collections::{BTreeMap, BTreeSet};

use super::{Build, Family};
use crate::domain::StaffId;
use crate::model::build::{StaffUse, Terms};
use crate::model::tags::{Subject, Whom};

/// Greatest multiple of a length that sessions are measured in.
const MULTIPLES: u32 = 4;

/// The family.
pub struct StaffLoad;

impl Family for StaffLoad {
    fn key(&self) -> &'static str {
        "staff_load"
    }

    fn sentence(&self) -> &'static str {
        "No member of staff has more contact hours in a calendar week than agreed."
    }

    fn rows(&self, build: &mut Build<'_>) {
        let mut known: BTreeMap<(u32, BTreeSet<u32>), Vec<Limit>> = BTreeMap::new();
        for index in 0..build.scene.scenario.staff.len() {
            let group = &build.scene.scenario.staff[index];
            let Some(load) = group.minutes_per_week else { continue };
            let mut weeks: BTreeMap<usize, Vec<StaffUse>> = BTreeMap::new();
            for used in &build.staff[index] {
                let week = build.scene.calendar.days[build.placements[used.placement].day].week;
                weeks.entry(week).or_default().push(*used);
            }
            for (week, uses) in weeks {
                let count = build.scene.present_in(StaffId(index), week);
                let most = f64::from(load) * f64::from(count);
                let taken = taken_by_length(build, StaffId(index), week);
                let minutes: f64 = taken.iter().map(|(length, people)| f64::from(*length) * people).sum();
                let weigh = |used: &StaffUse| (used.col, used.people * build.minutes(used.placement));
                let terms: Terms = uses.iter().map(weigh).collect();
                let tag = build.tag(Subject::in_week(Whom::Staff(StaffId(index)), week)).minutes();
                build.rule(tag, f64::NEG_INFINITY, most - minutes, terms);
                let own = uses.iter().map(|used| build.placements[used.placement].time.minutes);
                let lengths: BTreeSet<u32> = own.chain(taken.keys().copied()).collect();
                let limits = known.entry((load, lengths)).or_insert_with_key(|(load, all)| by_length(*load, all));
                for limit in limits.iter() {
                    let weight = |length: u32| f64::from(limit.weights.get(&length).copied().unwrap_or(0));
                    let weigh = |used: &StaffUse| {
                        (used.col, used.people * weight(build.placements[used.placement].time.minutes))
                    };
                    let terms: Terms = uses.iter().map(weigh).collect();
                    let gone: f64 = taken.iter().map(|(length, people)| weight(*length) * people).sum();
                    let tag = build.tag(Subject::in_week(Whom::Staff(StaffId(index)), week));
                    build.rule(tag, f64::NEG_INFINITY, f64::from(count * limit.most) - gone, terms);
                }
            }
        }
    }
}

/// Most of what one person can hold in a week, sessions weighed by length.
struct Limit {
    weights: BTreeMap<u32, u32>,
    most: u32,
}

impl Limit {
    /// Whether whoever keeps this limit keeps the other.
    fn implies(&self, other: &Self) -> bool {
        let heavier = |(length, weight): (&u32, &u32)| {
            u64::from(self.weights[length]) * u64::from(other.most)
                >= u64::from(*weight) * u64::from(self.most)
        };
        other.weights.iter().all(heavier)
    }
}

/// People on standing sessions in a week, by length of session.
fn taken_by_length(build: &Build<'_>, staff: StaffId, week: usize) -> BTreeMap<u32, f64> {
    let mut taken: BTreeMap<u32, f64> = BTreeMap::new();
    for day in &build.scene.calendar.weeks[week].days {
        for duty in build.scene.taken.duties(staff, *day) {
            *taken.entry(duty.minutes).or_default() += duty.span.amount;
        }
    }
    taken
}

/// The limits on sessions of some lengths that the load itself does not imply, none implied by another.
fn by_length(load: u32, lengths: &BTreeSet<u32>) -> Vec<Limit> {
    let lengths: Vec<u32> = lengths.range(1..=load).copied().collect();
    let itself = Limit { weights: lengths.iter().map(|length| (*length, *length)).collect(), most: load };
    let mut limits: Vec<Limit> = Vec::new();
    for (unit, times) in lengths.iter().flat_map(|unit| (1..=MULTIPLES).map(move |times| (*unit, times))) {
        let weights = lengths.iter().map(|length| (*length, length * times / unit)).collect();
        let limit = Limit { most: most(&weights, load), weights };
        if !itself.implies(&limit) && !limits.iter().any(|known| known.implies(&limit)) {
            limits.retain(|known| !limit.implies(known));
            limits.push(limit);
        }
    }
    limits
}

/// The greatest weight of sessions that fit into a load: a knapsack with any number of each.
fn most(weights: &BTreeMap<u32, u32>, load: u32) -> u32 {
    let mut best = vec![0_u32; load as usize + 1];
    for minutes in 1..best.len() {
        let with = weights.iter().filter(|(length, _)| **length as usize <= minutes);
        let most = with.map(|(length, weight)| best[minutes - *length as usize] + weight).max().unwrap_or(0);
        best[minutes] = most.max(best[minutes - 1]);
    }
    best[load as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_of_twenty_hours_holds_so_many_sessions() {
        let with = |long: u32, short: u32| BTreeMap::from([(210, long), (180, short)]);
        assert_eq!([most(&with(1, 1), 1200), most(&with(1, 0), 1200), most(&with(2, 1), 1200)], [6, 5, 10]);
    }
}
