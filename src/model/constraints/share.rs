//! **A part of the hours stays within its share of the whole.**
//!
//! For each learner group g, with P the selected part and W the whole, and shares α ≤ β:
//! `b_P + Σ_{p ∈ P} minutes_p · held_p − α · (b_W + Σ_{p ∈ W} minutes_p · held_p) ≥ 0` and likewise `≤ 0`
//! for β, with b the minutes that g had before the plan.
//!
//! Shares are of session hours in the plan and delivered before it, learner by learner.

use super::hours_norm::{minutes_before, session_minutes};
use super::{Build, Family};
use crate::domain::{PolicyId, Rule, Selector};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct Share;

impl Family for Share {
    fn key(&self) -> &'static str {
        "share"
    }

    fn sentence(&self) -> &'static str {
        "Of the hours every learner gets, the stated part stays between its smallest and its largest share."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::Share { part, whole, at_least, at_most } = &policy.rule {
                for group in build.scene.groups_of(policy) {
                    bounds(build, id, group, (part, whole), (*at_least, *at_most));
                }
            }
        }
    }
}

/// Keeps a part between two shares, in hundredths of a percent, of a whole.
pub fn bounds(
    build: &mut Build<'_>,
    id: PolicyId,
    group: usize,
    (part, whole): (&Selector, &Selector),
    (at_least, at_most): (Option<i64>, Option<i64>),
) {
    let (part_before, whole_before) =
        (minutes_before(build, group, part, |_| true), minutes_before(build, group, whole, |_| true));
    let part = session_minutes(build, group, part, |_| true);
    let whole = session_minutes(build, group, whole, |_| true);
    let before = |share: i64| part_before - share as f64 / 10_000.0 * whole_before;
    let learners = build.scene.groups[group].learners;
    let tag = build.tag(Subject::always(Whom::Group(group))).policy(id).minutes().weighing(learners);
    let minus = |share: i64| -> Terms {
        let share = share as f64 / 10_000.0;
        part.iter().copied().chain(whole.iter().map(|(col, minutes)| (*col, -share * minutes))).collect()
    };
    if let Some(least) = at_least {
        build.rule(tag.floor(), -before(least), f64::INFINITY, minus(least));
    }
    if let Some(most) = at_most {
        build.rule(tag, f64::NEG_INFINITY, -before(most), minus(most));
    }
}
