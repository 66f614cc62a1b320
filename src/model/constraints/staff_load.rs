//! **Nobody teaches more hours in a week than agreed.**
//!
//! For each staff group e of n people with a weekly load of l minutes each, and each week w:
//! `Σ_{p in w} minutes_p · people of e on p ≤ n · l`.
//!
//! The sum is necessary; when people are told apart and one of them is over, the week gets a cut
//! and the plan is solved again. Emits nothing for staff without a weekly load.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::StaffId;
use crate::model::build::Terms;
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
            let mut weeks: BTreeMap<usize, Terms> = BTreeMap::new();
            for used in &build.staff[index] {
                let week = build.scene.calendar.days[build.placements[used.placement].day].week;
                weeks.entry(week).or_default().push((used.col, used.people * build.minutes(used.placement)));
            }
            for (week, terms) in weeks {
                let tag = build.tag(Subject::in_week(Whom::Staff(StaffId(index)), week)).minutes();
                build.rule(tag, f64::NEG_INFINITY, most, terms);
            }
        }
    }
}
