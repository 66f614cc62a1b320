//! **A learner's day has no idle hours.**
//!
//! For each learner group g, day d, end e of some placement and later start t more than an hour
//! after it: `idle_{e,t} ≥ Σ_{p ends at e} held_p + Σ_{q starts at t} held_q − 1
//! − Σ_{r within e–t} held_r`. As a wish it costs the time between; as a policy or law idle is 0.
//! An hour is a break, and nobody's idle time.

use super::{Build, Family};
use crate::domain::{ExactCents, PolicyId, Rule, Strength};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// Minutes between two sessions that count as a break.
const BREAK: u16 = 60;

/// The family.
pub struct CompactDays;

impl Family for CompactDays {
    fn key(&self) -> &'static str {
        "compact_days"
    }

    fn sentence(&self) -> &'static str {
        "A learner does not wait more than an hour between two sessions of a day."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if matches!(policy.rule, Rule::CompactDays) {
                for group in build.scene.groups_of(policy) {
                    for day in 0..build.scene.calendar.days.len() {
                        gaps(build, id, group, day);
                    }
                }
            }
        }
    }
}

fn gaps(build: &mut Build<'_>, id: PolicyId, group: usize, day: usize) {
    let placements = build.by_group_day[group][day].clone();
    let mut ends: Vec<u16> = placements.iter().map(|index| build.placements[*index].time.end.0).collect();
    let mut starts: Vec<u16> = placements.iter().map(|index| build.placements[*index].time.start.0).collect();
    for times in [&mut ends, &mut starts] {
        times.sort_unstable();
        times.dedup();
    }
    for from in ends {
        for to in starts.iter().copied().filter(|to| *to > from + BREAK) {
            gap(build, id, (group, day), (from, to), &placements);
        }
    }
}

fn gap(
    build: &mut Build<'_>,
    id: PolicyId,
    (group, day): (usize, usize),
    (from, to): (u16, u16),
    placements: &[usize],
) {
    let mut terms: Terms = Vec::new();
    for index in placements {
        let time = &build.placements[*index].time;
        let sign = if time.end.0 == from || time.start.0 == to {
            1.0
        } else if from <= time.start.0 && time.end.0 <= to {
            -1.0
        } else {
            continue;
        };
        terms.push((build.held(*index), sign));
    }
    let policy = &build.scene.scenario.policies[id.index()];
    let learners = build.scene.groups[group].learners;
    let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(id).minutes().weighing(learners);
    if policy.strength == Strength::Wish {
        let idle = build.col(Variable::Idle { group, day, from, to });
        let amount = ExactCents::hourly(policy.price.borne().0, u64::from(to - from), u64::from(learners));
        build.price_wish(idle, amount);
        terms.push((idle, -1.0));
        build.link(f64::NEG_INFINITY, 1.0, terms);
    } else {
        build.rule(tag, f64::NEG_INFINITY, 1.0, terms);
    }
}
