//! Who sits in which run, once it is known who goes outside.

use super::Reading;
use crate::domain::{CohortId, FirmId};
use crate::model::groups::part;
use crate::model::scene::Scene;
use crate::model::seats;
use crate::model::variables::Variable;
use crate::plan::{Attendance, LearnerSet, OutsideSeats};

/// Seats outside, and the parts of cohorts whose parts are settled only now.
pub(super) struct Seating {
    /// Seats bought outside.
    pub(super) outside: Vec<OutsideSeats>,
    /// For each flexible cohort, the learners of each opened part.
    pub(super) parts: Vec<(CohortId, Vec<LearnerSet>)>,
}

/// Who goes outside, and who sits where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seats {
    /// Seats bought outside.
    pub outside: Vec<OutsideSeats>,
    /// For each cohort whose seats may be bought one by one, the learners of each opened part.
    pub parts: Vec<(CohortId, Vec<LearnerSet>)>,
}

impl Seating {
    /// Who attends a run.
    pub(super) fn attendance(&self, scene: &Scene<'_>, run: usize) -> Vec<Attendance> {
        let mut attendance = scene.runs[run].attendance(&scene.groups);
        for entry in &mut attendance {
            let Some((_, parts)) = self.parts.iter().find(|(cohort, _)| *cohort == entry.cohort) else {
                continue;
            };
            let mut of_cohort =
                (0..scene.groups.len()).filter(|group| scene.groups[*group].cohort == entry.cohort);
            let index = of_cohort.position(|group| scene.runs[run].groups.contains(&group)).unwrap_or(0);
            entry.learners = parts.get(index).cloned().unwrap_or_default();
        }
        attendance
    }
}

/// Reads who goes outside, and fills the opened parts with equal numbers of those who stay, in
/// the order of the cohort's list. Of a firm that sends some, the last in the list go.
pub(super) fn seat(reading: &Reading<'_>) -> Seating {
    let scene = reading.scene;
    let mut seating = Seating { outside: Vec::new(), parts: Vec::new() };
    for index in 0..scene.scenario.cohorts.len() {
        let cohort = CohortId(index);
        let Some(provider) = seats::provider(scene.scenario, cohort) else { continue };
        let everybody = LearnerSet::range(1, scene.scenario.cohorts[index].learners());
        let mut away = LearnerSet::default();
        if seats::flexible(scene.scenario, cohort) {
            away = sent_away(reading, cohort);
            seating.parts.push((cohort, parts(&everybody, &away, opened_parts(reading, cohort))));
        } else if reading.on(&Variable::AllOutside { provider }) {
            away = everybody;
        }
        if !away.is_empty() {
            seating.outside.push(OutsideSeats { cohort, learners: away, provider });
        }
    }
    seating
}

/// The learners of a cohort whom their firms send outside.
fn sent_away(reading: &Reading<'_>, cohort: CohortId) -> LearnerSet {
    let mut away = LearnerSet::default();
    for (variable, column) in &reading.columns {
        if let Variable::SeatsOutside { firm, cohort: of, .. } = variable
            && *of == cohort
        {
            let count = reading.values[*column].round() as u32;
            away = away.union(&last_of(reading.scene, cohort, *firm, count));
        }
    }
    away
}

/// The last learners of a firm in the cohort's list.
fn last_of(scene: &Scene<'_>, cohort: CohortId, firm: Option<FirmId>, count: u32) -> LearnerSet {
    let all = (1..=scene.scenario.cohorts[cohort.index()].learners()).rev();
    let mine = all
        .filter(|learner| scene.scenario.group_of(cohort, *learner).is_some_and(|group| group.firm == firm));
    LearnerSet::of(mine.take(count as usize).map(|learner| (learner, learner)))
}

/// How many parts of a flexible cohort are open.
fn opened_parts(reading: &Reading<'_>, cohort: CohortId) -> u32 {
    let scene = reading.scene;
    let groups = (0..scene.groups.len()).filter(|group| scene.groups[*group].cohort == cohort);
    groups.filter(|group| scene.runs_of(*group).any(|run| reading.open(run))).count() as u32
}

/// Those who stay, in as many equal parts as are open.
fn parts(everybody: &LearnerSet, away: &LearnerSet, open: u32) -> Vec<LearnerSet> {
    let inside: Vec<u32> = everybody.iter().filter(|learner| !away.contains(*learner)).collect();
    (0..open)
        .map(|index| {
            let (first, learners) = part(inside.len() as u32, open, index);
            let from = (first - 1) as usize;
            LearnerSet::of(inside[from..from + learners as usize].iter().map(|learner| (*learner, *learner)))
        })
        .collect()
}
