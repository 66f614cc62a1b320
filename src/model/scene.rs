//! What every constraint family looks at: the question, its days, groups and runs.

use chrono::NaiveDate;

use super::groups::{Group, learner_groups};
use super::runs::{Run, candidate_runs};
use crate::calendar::Calendar;
use crate::domain::{CohortId, Policy, PolicyId, Scenario, Strength};
use crate::plan::Pattern;

/// The question with everything that is derived from it before any variable exists.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The question.
    pub scenario: &'a Scenario,
    /// Its open days.
    pub calendar: Calendar,
    /// Its learner groups.
    pub groups: Vec<Group>,
    /// Its candidate runs.
    pub runs: Vec<Run>,
    /// Weekdays decided beforehand, of cohorts whose pattern leaves them open.
    pub weekdays: Vec<Pattern>,
}

impl<'a> Scene<'a> {
    /// Derives days, groups and runs.
    pub fn new(scenario: &'a Scenario) -> Self {
        Self::on_weekdays(scenario, Vec::new())
    }

    /// The same with weekdays decided beforehand.
    pub fn on_weekdays(scenario: &'a Scenario, weekdays: Vec<Pattern>) -> Self {
        let groups = learner_groups(scenario);
        let runs = candidate_runs(scenario, &groups);
        Self { calendar: Calendar::new(&scenario.calendar), scenario, groups, runs, weekdays }
    }

    /// The date of a day.
    pub fn date(&self, day: usize) -> NaiveDate {
        self.calendar.days[day].date
    }

    /// The policies with their ids.
    pub fn policies(&self) -> impl Iterator<Item = (PolicyId, &'a Policy)> {
        self.scenario.policies.iter().enumerate().map(|(index, policy)| (PolicyId(index), policy))
    }

    /// The strength of a rule: structural rules are legal.
    pub fn strength(&self, policy: Option<PolicyId>) -> Strength {
        policy.map_or(Strength::Legal, |id| self.scenario.policies[id.index()].strength)
    }

    /// The learner groups of the cohorts a policy holds for.
    pub fn groups_of(&self, policy: &Policy) -> Vec<usize> {
        let mine = |index: &usize| policy.cohorts.contains(&self.groups[*index].cohort);
        (0..self.groups.len()).filter(mine).collect()
    }

    /// The runs that a learner group may attend, with the module each fulfils for it.
    pub fn runs_of(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.runs.len()).filter(move |run| self.runs[*run].groups.contains(&group))
    }

    /// Learners of some cohorts who attend a run.
    pub fn learners_of(&self, run: usize, cohorts: &[CohortId]) -> u32 {
        let groups = self.runs[run].groups.iter().map(|group| &self.groups[*group]);
        groups.filter(|group| cohorts.contains(&group.cohort)).map(|group| group.learners).sum()
    }

    /// Whether a cohort can be taught on a day.
    pub fn in_range(&self, cohort: CohortId, day: usize) -> bool {
        self.scenario.cohorts[cohort.index()].range.contains(self.date(day))
    }
}
