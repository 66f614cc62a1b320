//! Who is where: the learners of each session by group, and what each learner attends.
//!
//! Learners of one group who attend exactly the same sessions cannot be told apart by any rule,
//! so they are judged once, as a squad; a squad of one is the general case.

use std::collections::BTreeMap;

use crate::domain::{CohortId, LearnerGroup, ModuleId, Scenario};
use crate::plan::{LearnerSet, Plan, Session};

/// Learners of one group at a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Their cohort.
    pub cohort: CohortId,
    /// The module the session counts for.
    pub module: ModuleId,
    /// Their group, as a place in the cohort's list.
    pub group: usize,
    /// Who they are.
    pub learners: LearnerSet,
}

impl Present {
    /// Their group.
    pub fn group_in<'a>(&self, scenario: &'a Scenario) -> &'a LearnerGroup {
        &scenario.cohorts[self.cohort.index()].groups[self.group]
    }
}

/// A session a learner attends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// The session, as a place in the plan.
    pub session: usize,
    /// The module it counts for.
    pub module: ModuleId,
}

/// Learners of one group who attend the same sessions and have the same firm days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Squad {
    /// Their cohort.
    pub cohort: CohortId,
    /// Their group, as a place in the cohort's list.
    pub group: usize,
    /// Who they are.
    pub learners: LearnerSet,
    /// Whether the plan seats them; otherwise their seats are bought outside.
    pub inside: bool,
    /// What they attend, in order of date and start.
    pub visits: Vec<Visit>,
    /// Their firm days, as places in the plan.
    pub firm_days: Vec<usize>,
}

/// The learners of a session by group; numbers that no learner has are left out, and judged by
/// the form of the session.
pub fn present(scenario: &Scenario, session: &Session) -> Vec<Present> {
    let mut present = Vec::new();
    for attendance in &session.attendance {
        let mut groups: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
        for learner in attendance.learners.iter() {
            if let Some(group) = group_place(scenario, attendance.cohort, learner) {
                groups.entry(group).or_default().push((learner, learner));
            }
        }
        present.extend(groups.into_iter().map(|(group, learners)| Present {
            cohort: attendance.cohort,
            module: attendance.module,
            group,
            learners: LearnerSet::of(learners),
        }));
    }
    present
}

/// The place of a learner's group in the list of the cohort.
fn group_place(scenario: &Scenario, cohort: CohortId, learner: u32) -> Option<usize> {
    let mut last = 0;
    scenario.cohorts[cohort.index()].groups.iter().position(|group| {
        last += group.learners;
        0 < learner && learner <= last
    })
}

/// What tells the learners of a cohort apart.
type Traits = (usize, bool, Vec<Visit>, Vec<usize>);

/// Every squad, by cohort and lowest learner.
pub fn squads(
    scenario: &Scenario,
    plan: &Plan,
    order: &[usize],
    present: &[Vec<Present>],
    outside: &[LearnerSet],
) -> Vec<Squad> {
    let mut diaries: Vec<Vec<Traits>> = Vec::new();
    for (index, cohort) in scenario.cohorts.iter().enumerate() {
        let groups = cohort.groups.iter().enumerate();
        let of_group = groups.flat_map(|(place, group)| (0..group.learners).map(move |_| place));
        let numbered = of_group.zip(1..);
        let blank =
            numbered.map(|(group, learner)| (group, !outside[index].contains(learner), vec![], vec![]));
        diaries.push(blank.collect());
    }
    for &session in order {
        for here in &present[session] {
            let visit = Visit { session, module: here.module };
            for learner in here.learners.iter() {
                diaries[here.cohort.index()][learner as usize - 1].2.push(visit);
            }
        }
    }
    for (place, day) in plan.firm_days.iter().enumerate() {
        for learner in day.learners.iter() {
            if let Some(diary) = diaries[day.cohort.index()].get_mut((learner as usize).wrapping_sub(1)) {
                diary.3.push(place);
            }
        }
    }
    diaries.into_iter().enumerate().flat_map(|(cohort, diaries)| alike(CohortId(cohort), diaries)).collect()
}

/// The learners of a cohort, those with equal traits together.
fn alike(cohort: CohortId, diaries: Vec<Traits>) -> Vec<Squad> {
    let mut equal: BTreeMap<Traits, Vec<(u32, u32)>> = BTreeMap::new();
    for (traits, learner) in diaries.into_iter().zip(1..) {
        equal.entry(traits).or_default().push((learner, learner));
    }
    let squad = |((group, inside, visits, firm_days), learners)| Squad {
        cohort,
        group,
        learners: LearnerSet::of(learners),
        inside,
        visits,
        firm_days,
    };
    let mut squads: Vec<Squad> = equal.into_iter().map(squad).collect();
    squads.sort_by_key(|squad| squad.learners.iter().next());
    squads
}
