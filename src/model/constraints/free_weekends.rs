//! **In every few weeks a learner has a weekend without sessions.**
//!
//! For each learner group g: `held_p ≤ weekend_{g,w}` for its Saturday and Sunday placements of
//! week w, and for each stretch of n consecutive calendar weeks: `Σ_w weekend_{g,w} ≤ n − 1`.
//!
//! A calendar week without open days breaks no stretch and counts as free. Emits nothing for
//! stretches in which some weekend has no placement at all.

use super::{Build, Family};
use crate::domain::{PolicyId, Rule};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;
use crate::solver::Col;

/// The family.
pub struct FreeWeekends;

impl Family for FreeWeekends {
    fn key(&self) -> &'static str {
        "free_weekends"
    }

    fn sentence(&self) -> &'static str {
        "In every stretch of the agreed number of weeks a learner has at least one weekend without sessions."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::FreeWeekends { one_in } = policy.rule {
                for group in build.scene.groups_of(policy) {
                    stretches(build, id, group, one_in as usize);
                }
            }
        }
    }
}

fn stretches(build: &mut Build<'_>, id: PolicyId, group: usize, length: usize) {
    let weekends: Vec<Option<Col>> =
        (0..build.scene.calendar.weeks.len()).map(|week| weekend(build, group, week)).collect();
    let learners = build.scene.groups[group].learners;
    for first in 0..weekends.len().saturating_sub(length - 1) {
        let weeks = &build.scene.calendar.weeks;
        let consecutive =
            (weeks[first + length - 1].monday - weeks[first].monday).num_weeks() == length as i64 - 1;
        let stretch: Terms = weekends[first..first + length]
            .iter()
            .filter_map(|weekend| weekend.map(|col| (col, 1.0)))
            .collect();
        if consecutive && stretch.len() == length {
            let tag = build.tag(Subject::in_week(Whom::Group(group), first)).policy(id).weighing(learners);
            build.rule(tag, f64::NEG_INFINITY, length as f64 - 1.0, stretch);
        }
    }
}

/// Whether a group has sessions on the weekend of a week; `None` when it cannot.
fn weekend(build: &mut Build<'_>, group: usize, week: usize) -> Option<Col> {
    let days = build.scene.calendar.weeks[week].days.clone();
    let placements: Vec<Vec<usize>> = days
        .iter()
        .map(|day| {
            let all = build.by_group_day[group][*day].iter().copied();
            all.filter(|index| build.placements[*index].time.class.is_weekend()).collect()
        })
        .collect();
    if placements.iter().all(Vec::is_empty) {
        return None;
    }
    let col = build.col(Variable::Weekend { group, week });
    for day in placements {
        build.indicate(col, &day);
    }
    Some(col)
}
