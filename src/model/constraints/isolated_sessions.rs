//! **No session of a learner stands alone in a day.**
//!
//! For each learner group g, day d and time t of some placement, with `N_t` the placements that begin at most the
//! break after it ends, or end at most the break before it begins:
//! `Σ_{p at t} held_p − Σ_{q ∈ N_t} held_q ≤ isolated_{g,d,t}`. As a wish each learner costs its price; as a policy or law
//! isolated is 0. A learner has at most one session at a time, so that the left side is at most 1.

use super::{Build, Family};
use crate::domain::{ClockTime, PolicyId, Rule};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct IsolatedSessions;

impl Family for IsolatedSessions {
    fn key(&self) -> &'static str {
        "isolated_sessions"
    }

    fn sentence(&self) -> &'static str {
        "No session of a learner stands alone in a day: another comes right before or right after it."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            let Rule::IsolatedSessions { break_minutes } = policy.rule else { continue };
            for group in build.scene.groups_of(policy) {
                for day in 0..build.scene.calendar.days.len() {
                    of_day(build, id, (group, day), break_minutes);
                }
            }
        }
    }
}

fn of_day(build: &mut Build<'_>, id: PolicyId, (group, day): (usize, usize), most: u32) {
    let placements = build.by_group_day[group][day].clone();
    let time = |index: &usize| (build.placements[*index].time.start, build.placements[*index].time.end);
    let mut times: Vec<(ClockTime, ClockTime)> = placements.iter().map(time).collect();
    times.sort_unstable();
    times.dedup();
    for at in times {
        let mut terms: Terms = Vec::new();
        for index in &placements {
            let other = (build.placements[*index].time.start, build.placements[*index].time.end);
            if other == at {
                terms.push((build.held(*index), 1.0));
            } else if follows(at, other, most) || follows(other, at, most) {
                terms.push((build.held(*index), -1.0));
            }
        }
        let learners = build.scene.groups[group].learners;
        let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(id).weighing(learners);
        build.rule(tag, f64::NEG_INFINITY, 0.0, terms);
    }
}

/// Whether a time follows another after at most so many minutes.
fn follows((_, end): (ClockTime, ClockTime), (start, _): (ClockTime, ClockTime), most: u32) -> bool {
    start >= end && start.minutes_since(end) <= most
}
