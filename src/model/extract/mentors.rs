//! Which mentor of a firm looks after which of its learners.

use std::collections::BTreeMap;

use crate::domain::{CohortId, FirmId, Scenario};
use crate::plan::LearnerSet;

/// Learners of one cohort and firm who have the same mentor.
pub struct Mentored {
    /// The firm.
    pub firm: FirmId,
    /// The mentor, from 1; `None` where the firm does not say how many learners each looks after.
    pub mentor: Option<u32>,
    /// The learners.
    pub learners: LearnerSet,
}

/// The learners of every cohort by firm and mentor. A firm's learners are taken in the order of the
/// scenario and go to its mentors in turn, the first as many as one looks after, for the whole year.
pub fn mentored(scenario: &Scenario) -> Vec<Vec<Mentored>> {
    let mut seen: BTreeMap<FirmId, u32> = BTreeMap::new();
    let cohorts = 0..scenario.cohorts.len();
    cohorts.map(|index| of_cohort(scenario, CohortId(index), &mut seen)).collect()
}

fn of_cohort(scenario: &Scenario, id: CohortId, seen: &mut BTreeMap<FirmId, u32>) -> Vec<Mentored> {
    let mut all: BTreeMap<(FirmId, Option<u32>), LearnerSet> = BTreeMap::new();
    let mut first = 1;
    for group in &scenario.cohorts[id.index()].groups {
        for learner in first..first + group.learners {
            let Some(firm) = group.firm else { continue };
            let before = seen.entry(firm).or_default();
            let mentor = mentor(scenario, firm, *before);
            *before += 1;
            let set = all.entry((firm, mentor)).or_default();
            *set = set.union(&LearnerSet::range(learner, learner));
        }
        first += group.learners;
    }
    all.into_iter().map(|((firm, mentor), learners)| Mentored { firm, mentor, learners }).collect()
}

/// The mentor of the learner of a firm before whom so many others come.
fn mentor(scenario: &Scenario, firm: FirmId, before: u32) -> Option<u32> {
    let firm = &scenario.firms[firm.index()];
    let (mentors, each) = firm.mentors.zip(firm.learners_per_mentor)?;
    let mentor = before.checked_div(each)? + 1;
    (mentor <= mentors).then_some(mentor)
}
