//! The plan in which every seat is bought outside.

use crate::domain::{CohortId, Scenario};
use crate::model::seats;
use crate::plan::{LearnerSet, OutsideSeats, Plan};

/// Everybody outside, with the first provider that serves each cohort; `None` where a cohort has none.
pub fn everybody_outside(scenario: &Scenario) -> Option<Plan> {
    let seats = |index: usize| {
        let cohort = CohortId(index);
        let provider = seats::provider(scenario, cohort)?;
        let learners = LearnerSet::range(1, scenario.cohorts[index].learners());
        Some(OutsideSeats { cohort, learners, provider })
    };
    let outside: Option<Vec<OutsideSeats>> = (0..scenario.cohorts.len()).map(seats).collect();
    Some(Plan { outside: outside?, ..Plan::default() })
}
