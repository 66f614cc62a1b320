//! What every constraint family looks at: the question, its days, groups and runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::decisions::{WeekPattern, week_patterns};
use super::extract::Known;
use super::groups::{Group, learner_groups};
use super::runs::{Run, candidate_runs};
use super::taken::Taken;
use crate::calendar::Calendar;
use crate::domain::{CohortId, Policy, PolicyId, Scenario, StaffId, Strength};
use crate::plan::Pattern;

/// The question with everything that is derived from it before any variable exists.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The question.
    pub scenario: &'a Scenario,
    /// Its open days.
    pub calendar: Arc<Calendar>,
    /// Its learner groups.
    pub groups: Vec<Group>,
    /// Its candidate runs.
    pub runs: Vec<Run>,
    /// Weekdays decided beforehand, of cohorts whose pattern leaves them open.
    pub weekdays: Vec<Pattern>,
    /// The weekly pattern of each cohort that has one.
    pub(super) patterns: Vec<Option<WeekPattern>>,
    /// The policies that could matter to anybody here.
    policies: Vec<PolicyId>,
    /// The staff groups that have each qualification on some date.
    qualified: Arc<BTreeMap<&'a str, Vec<StaffId>>>,
    /// Cohorts of which nothing is decided: their sessions stand, and rules about their learners alone need no rows.
    pub standing: BTreeSet<CohortId>,
    /// Whether the order of modules is left aside, by somebody who keeps it otherwise or asks for a bound only.
    pub unordered: bool,
    /// What sessions that stand take, those of which no placement is here.
    pub taken: Taken,
    /// Who served sessions in a plan that is revised; nobody elsewhere.
    pub known: Arc<Known>,
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
        let patterns = week_patterns(scenario, &weekdays);
        Self {
            calendar: Arc::new(Calendar::new(&scenario.calendar)),
            scenario,
            groups,
            runs,
            weekdays,
            patterns,
            policies: (0..scenario.policies.len()).map(PolicyId).collect(),
            qualified: Arc::new(qualified(scenario)),
            standing: BTreeSet::new(),
            unordered: false,
            taken: Taken::default(),
            known: Arc::default(),
        }
    }

    /// The same question with the learner groups and runs of some cohorts only, and where each of its runs stands here. Runs
    /// that others attend too are left out.
    pub fn among(&self, cohorts: &BTreeSet<CohortId>) -> (Self, Vec<usize>) {
        let inside = |group: &usize| cohorts.contains(&self.groups[*group].cohort);
        let groups: Vec<usize> = (0..self.groups.len()).filter(inside).collect();
        let theirs = |run: &usize| self.runs[*run].members.iter().all(|(cohort, _)| cohorts.contains(cohort));
        let places: Vec<usize> = (0..self.runs.len()).filter(theirs).collect();
        let renumbered = |run: &usize| {
            let run = &self.runs[*run];
            let attending = run.groups.iter().filter_map(|group| groups.binary_search(group).ok());
            Run { groups: attending.collect(), ..run.clone() }
        };
        let matters = |id: &PolicyId| {
            let those = &self.scenario.policies[id.index()].cohorts;
            those.is_empty() || those.iter().any(|cohort| cohorts.contains(cohort))
        };
        let scene = Self {
            scenario: self.scenario,
            calendar: Arc::clone(&self.calendar),
            runs: places.iter().map(renumbered).collect(),
            groups: groups.into_iter().map(|group| self.groups[group].clone()).collect(),
            weekdays: self.weekdays.clone(),
            patterns: self.patterns.clone(),
            policies: self.policies.iter().copied().filter(matters).collect(),
            qualified: Arc::clone(&self.qualified),
            standing: self.standing.clone(),
            unordered: self.unordered,
            taken: Taken::default(),
            known: Arc::clone(&self.known),
        };
        (scene, places)
    }

    /// The cohorts, those together that may attend runs together: sets that share nothing but things, people and places.
    pub fn kin(&self) -> Vec<BTreeSet<CohortId>> {
        let mut kin: Vec<BTreeSet<CohortId>> =
            (0..self.scenario.cohorts.len()).map(|index| BTreeSet::from([CohortId(index)])).collect();
        for run in &self.runs {
            let members: BTreeSet<CohortId> = run.members.iter().map(|(cohort, _)| *cohort).collect();
            if members.len() > 1 {
                let (joined, apart): (Vec<_>, Vec<_>) =
                    kin.into_iter().partition(|set| !set.is_disjoint(&members));
                kin = apart;
                kin.push(joined.into_iter().flatten().collect());
            }
        }
        kin.sort();
        kin
    }

    /// The staff groups that have a qualification on some date.
    pub fn qualified(&self, qualification: &str) -> &[StaffId] {
        self.qualified.get(qualification).map_or(&[], Vec::as_slice)
    }

    /// Whether all sessions of a learner group stand.
    pub fn stands(&self, group: usize) -> bool {
        self.standing.contains(&self.groups[group].cohort)
    }

    /// The date of a day.
    pub fn date(&self, day: usize) -> NaiveDate {
        self.calendar.days[day].date
    }

    /// How many people of a staff group are there on some open day of a week.
    pub fn present_in(&self, staff: StaffId, week: usize) -> u32 {
        let dates: Vec<NaiveDate> =
            self.calendar.weeks[week].days.iter().map(|day| self.date(*day)).collect();
        self.scenario.staff[staff.index()].present_on_any(&dates)
    }

    /// The policies that could matter to anybody here, with their ids.
    pub fn policies(&self) -> impl Iterator<Item = (PolicyId, &'a Policy)> {
        self.policies.iter().map(|id| (*id, &self.scenario.policies[id.index()]))
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

fn qualified(scenario: &Scenario) -> BTreeMap<&str, Vec<StaffId>> {
    let mut qualified: BTreeMap<&str, Vec<StaffId>> = BTreeMap::new();
    for (index, group) in scenario.staff.iter().enumerate() {
        let keys: BTreeSet<&str> = group.qualifications.iter().map(|has| has.key.as_str()).collect();
        for key in keys {
            qualified.entry(key).or_default().push(StaffId(index));
        }
    }
    qualified
}
