//! **Nobody teaches more hours in a week than agreed.**
//!
//! For each staff group e of n people with a weekly load of l minutes each, and each week w:
//! `Σ_{p in w} minutes_p · people of e on p ≤ n · l`.
//!
//! Because no session is split between people, for each length L of a session that does not fill l:
//! `Σ_{p in w, minutes_p ≥ L} people of e on p ≤ n · ⌊l / L⌋`.
//!
//! Together they are necessary; when people are told apart and one of them is over, the week gets a cut
//! and the plan is solved again. Emits nothing for staff without a weekly load.

use std::collections::{BTreeMap, BTreeSet};

use super::{Build, Family};
use crate::domain::StaffId;
use crate::model::build::{StaffUse, Terms};
use crate::model::tags::{Subject, Whom};

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
        for index in 0..build.scene.scenario.staff.len() {
            let group = &build.scene.scenario.staff[index];
            let Some(load) = group.minutes_per_week else { continue };
            let most = f64::from(load) * f64::from(group.count);
            let mut weeks: BTreeMap<usize, Vec<StaffUse>> = BTreeMap::new();
            for used in &build.staff[index] {
                let week = build.scene.calendar.days[build.placements[used.placement].day].week;
                weeks.entry(week).or_default().push(*used);
            }
            let count = group.count;
            for (week, uses) in weeks {
                let weigh = |used: &StaffUse| (used.col, used.people * build.minutes(used.placement));
                let terms: Terms = uses.iter().map(weigh).collect();
                let tag = build.tag(Subject::in_week(Whom::Staff(StaffId(index)), week)).minutes();
                build.rule(tag, f64::NEG_INFINITY, most, terms);
                whole_sessions(build, StaffId(index), week, (count, load), &uses);
            }
        }
    }
}

/// How many sessions of a length or longer the people of a group can hold in a week.
fn whole_sessions(
    build: &mut Build<'_>,
    staff: StaffId,
    week: usize,
    (count, load): (u32, u32),
    uses: &[StaffUse],
) {
    let length = |used: &StaffUse| build.placements[used.placement].time.minutes;
    let lengths: BTreeSet<u32> = uses.iter().map(length).collect();
    for shortest in lengths.into_iter().filter(|length| *length > 0 && load % *length != 0) {
        let long = uses.iter().filter(|used| build.placements[used.placement].time.minutes >= shortest);
        let terms: Terms = long.map(|used| (used.col, used.people)).collect();
        let most = f64::from(count * (load / shortest));
        let tag = build.tag(Subject::in_week(Whom::Staff(staff), week));
        build.rule(tag, f64::NEG_INFINITY, most, terms);
    }
}
