//! Hours that no session of a plan gives: of opened runs, and of learners for whom none was opened.

use std::collections::BTreeMap;

use super::Reading;
use super::seating::Seating;
use crate::domain::{CohortId, ModuleId};
use crate::model::groups::Group;
use crate::model::runs::delivered;
use crate::plan::{Attendance, LearnerSet, Unplaced};

/// Every hour that a learner lacks, once.
pub(super) fn unplaced(reading: &Reading<'_>, seating: &Seating) -> Vec<Unplaced> {
    let mut missing = of_opened_runs(reading, seating);
    for index in 0..reading.scene.scenario.cohorts.len() {
        let programme = reading.scene.scenario.cohorts[index].programme;
        for module in &reading.scene.scenario.programmes[programme.index()].modules {
            without_a_run(reading, seating, (CohortId(index), *module), &mut missing);
        }
    }
    missing
}

/// Hours of opened runs that no session gives.
fn of_opened_runs(reading: &Reading<'_>, seating: &Seating) -> Vec<Unplaced> {
    let runs = &reading.scene.runs;
    let mut given: Vec<u32> = vec![0; runs.len()];
    for index in &reading.held {
        let placement = &reading.model.placements[*index];
        given[placement.run] += placement.time.minutes;
    }
    let short = (0..runs.len()).filter(|run| reading.open(*run) && given[*run] < runs[*run].minutes);
    short
        .map(|run| Unplaced {
            run: runs[run].key.clone(),
            attendance: seating.attendance(reading.scene, run),
            minutes: runs[run].minutes - given[run],
            reason: String::new(),
        })
        .collect()
}

/// Learners inside for whom no run of a module was opened.
fn without_a_run(
    reading: &Reading<'_>,
    seating: &Seating,
    member: (CohortId, ModuleId),
    missing: &mut Vec<Unplaced>,
) {
    let scene = reading.scene;
    let settled = settled(reading, seating, member);
    let mut lacking: BTreeMap<(String, u32), LearnerSet> = BTreeMap::new();
    for index in (0..scene.groups.len()).filter(|group| scene.groups[*group].cohort == member.0) {
        let group = &scene.groups[index];
        let set = group.set();
        let left = set.iter().filter(|learner| !settled.contains(*learner));
        let left = LearnerSet::of(left.map(|learner| (learner, learner)));
        let minutes = left_to_give(reading, group, member.1);
        if !left.is_empty() && minutes > 0 {
            let entry = lacking.entry((run_key(reading, index, member), minutes)).or_default();
            *entry = entry.union(&left);
        }
    }
    missing.extend(lacking.into_iter().map(|((run, minutes), learners)| Unplaced {
        run,
        attendance: vec![Attendance { cohort: member.0, module: member.1, learners }],
        minutes,
        reason: String::new(),
    }));
}

/// Learners of a cohort who attend an opened run of the module, or go outside.
fn settled(reading: &Reading<'_>, seating: &Seating, member: (CohortId, ModuleId)) -> LearnerSet {
    let outside = seating.outside.iter().filter(|seats| seats.cohort == member.0);
    let mut settled = outside.fold(LearnerSet::default(), |set, seats| set.union(&seats.learners));
    let runs = &reading.scene.runs;
    for run in (0..runs.len()).filter(|run| runs[*run].members.contains(&member) && reading.open(*run)) {
        let attendance = seating.attendance(reading.scene, run).into_iter();
        for entry in attendance.filter(|entry| entry.cohort == member.0) {
            settled = settled.union(&entry.learners);
        }
    }
    settled
}

/// Minutes of a module that a learner group has yet to get.
fn left_to_give(reading: &Reading<'_>, group: &Group, module: ModuleId) -> u32 {
    let scenario = reading.scene.scenario;
    scenario.modules[module.index()].minutes.saturating_sub(delivered(scenario, group, module))
}

/// The run that would have served a learner group: the cohort's own before one it shares, of the
/// largest parts.
fn run_key(reading: &Reading<'_>, group: usize, member: (CohortId, ModuleId)) -> String {
    let scene = reading.scene;
    let serving = scene.runs_of(group).filter(|run| scene.runs[*run].members.contains(&member));
    let nearest = serving.min_by_key(|run| (scene.runs[*run].members.len(), scene.runs[*run].parts));
    nearest.map_or_else(
        || {
            let (cohort, module) = (&scene.scenario.cohorts[member.0.index()], member.1.index());
            format!("{}/{}", cohort.key, scene.scenario.modules[module].key)
        },
        |run| scene.runs[run].key.clone(),
    )
}
