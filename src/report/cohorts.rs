//! Cohorts in a line each: their pattern, and learners whose practice is unmet.

use serde::Serialize;

use crate::domain::Scenario;
use crate::plan::Plan;

/// The week of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekPattern {
    /// The cohort.
    pub cohort: String,
    /// School-led weekdays: `Mon Tue Wed`.
    pub school: String,
    /// Firm-led weekdays.
    pub firm: String,
}

/// The pattern of every cohort that has one.
pub(super) fn patterns(scenario: &Scenario, plan: &Plan) -> Vec<WeekPattern> {
    let pattern = |pattern: &crate::plan::Pattern| WeekPattern {
        cohort: scenario.cohorts[pattern.cohort.index()].key.clone(),
        school: pattern.school.to_string(),
        firm: pattern.firm.to_string(),
    };
    plan.patterns.iter().map(pattern).collect()
}

/// Learners of a cohort who have no firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PracticeUnmet {
    /// The cohort.
    pub cohort: String,
    /// How many of its learners.
    pub learners: u32,
    /// Of how many.
    pub of: u32,
}

/// Every cohort with learners who have no firm.
pub(super) fn practice_unmet(scenario: &Scenario) -> Vec<PracticeUnmet> {
    let unmet = scenario.cohorts.iter().map(|cohort| PracticeUnmet {
        cohort: cohort.key.clone(),
        learners: cohort.groups.iter().filter(|group| group.firm.is_none()).map(|group| group.learners).sum(),
        of: cohort.learners(),
    });
    unmet.filter(|unmet| unmet.learners > 0).collect()
}

/// Learners of a cohort whose seats are bought outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatsOutside {
    /// The cohort.
    pub cohort: String,
    /// The learners: `1-8`.
    pub learners: String,
    /// How many they are.
    pub count: u32,
}

/// Every cohort with seats bought outside.
pub(super) fn seats_outside(scenario: &Scenario, plan: &Plan) -> Vec<SeatsOutside> {
    let seats = |seats: &crate::plan::OutsideSeats| SeatsOutside {
        cohort: scenario.cohorts[seats.cohort.index()].key.clone(),
        learners: seats.learners.to_string(),
        count: seats.learners.len(),
    };
    plan.outside.iter().map(seats).collect()
}
