//! **A learner's day has enough hours, and not too many.**
//!
//! For each learner group g and day d, over sessions under the stated lead:
//! `Σ_p minutes_p · held_p ≤ at most`, and with a least: `Σ_p minutes_p · held_p ≥ least · attends_{g,d}`
//! with `held_p ≤ attends_{g,d}`.
//!
//! The upper row is left out on days on which no set of sessions could exceed it.

use super::{Build, Family};
use crate::domain::{Lead, PolicyId, Rule};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct DayHours;

impl Family for DayHours {
    fn key(&self) -> &'static str {
        "day_hours"
    }

    fn sentence(&self) -> &'static str {
        "On a day with sessions a learner has at least, and no more than, the agreed hours."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            let Rule::DayHours { lead, at_least, at_most } = policy.rule else { continue };
            for group in build.scene.groups_of(policy) {
                for day in 0..build.scene.calendar.days.len() {
                    let placements = under(build, group, day, lead);
                    if let Some(most) = at_most {
                        upper(build, id, (group, day), most, &placements);
                    }
                    if let Some(least) = at_least {
                        lower(build, id, (group, day, lead), least, &placements);
                    }
                }
            }
        }
    }
}

/// A group's placements of a day under a lead.
fn under(build: &Build<'_>, group: usize, day: usize, lead: Option<Lead>) -> Vec<usize> {
    let module = |index: &usize| build.scene.runs[build.placements[*index].run].module(build.scene.scenario);
    let all = build.by_group_day[group][day].iter().copied();
    all.filter(|index| lead.is_none_or(|lead| module(index).lead == lead)).collect()
}

fn minutes_of(build: &Build<'_>, placements: &[usize]) -> Terms {
    placements.iter().map(|index| (build.held(*index), build.minutes(*index))).collect()
}

fn upper(build: &mut Build<'_>, id: PolicyId, (group, day): (usize, usize), most: u32, placements: &[usize]) {
    if build.most_minutes(placements) <= most {
        return;
    }
    let learners = build.scene.groups[group].learners;
    let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(id).minutes().weighing(learners);
    let terms = minutes_of(build, placements);
    build.rule(tag, f64::NEG_INFINITY, f64::from(most), terms);
}

fn lower(
    build: &mut Build<'_>,
    id: PolicyId,
    (group, day, lead): (usize, usize, Option<Lead>),
    least: u32,
    placements: &[usize],
) {
    if placements.is_empty() {
        return;
    }
    let attends = build.col(Variable::Attends { group, lead, day });
    build.indicate(attends, placements);
    let mut terms = minutes_of(build, placements);
    terms.push((attends, -f64::from(least)));
    let learners = build.scene.groups[group].learners;
    let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(id).minutes().weighing(learners);
    build.rule(tag, 0.0, f64::INFINITY, terms);
}
