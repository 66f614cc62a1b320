//! A scenario and a plan with the indexes that rules need, built once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::domain::{
    Cohort, CohortId, FirmId, LearnerGroup, LockKind, Module, ModuleId, Policy, PolicyId, Scenario, SiteId,
    SiteKind,
};
use crate::plan::{LearnerSet, Plan, Session};

use super::diary::{Present, Squad, Visit, present, squads};

/// What is judged.
pub struct Case<'a> {
    /// The question.
    pub scenario: &'a Scenario,
    /// The answer.
    pub plan: &'a Plan,
    /// The open days.
    pub calendar: Calendar,
    /// Sessions by date, start and id, as places in the plan.
    pub order: Vec<usize>,
    /// Sessions of each date, in that order.
    pub dates: BTreeMap<NaiveDate, Vec<usize>>,
    /// Sessions of each run, in that order.
    pub runs: BTreeMap<&'a str, Vec<usize>>,
    /// Sessions of each cohort, in that order.
    pub of_cohort: Vec<Vec<usize>>,
    /// Learners of each session of the plan by group.
    pub present: Vec<Vec<Present>>,
    /// Learners of each cohort whose seats are bought outside.
    pub outside: Vec<LearnerSet>,
    /// All learners, those alike together.
    pub squads: Vec<Squad>,
}

impl<'a> Case<'a> {
    /// Indexes a plan.
    pub fn new(scenario: &'a Scenario, plan: &'a Plan) -> Self {
        let sessions = &plan.sessions;
        let mut order: Vec<usize> = (0..sessions.len()).collect();
        order.sort_by_key(|place| {
            let session = &sessions[*place];
            (session.date, session.start, &session.id, *place)
        });
        let present: Vec<Vec<Present>> = sessions.iter().map(|session| present(scenario, session)).collect();
        let mut outside = vec![LearnerSet::default(); scenario.cohorts.len()];
        for seats in &plan.outside {
            let all = outside[seats.cohort.index()].union(&seats.learners);
            outside[seats.cohort.index()] = all;
        }
        let mut case = Self {
            scenario,
            plan,
            calendar: Calendar::new(&scenario.calendar),
            dates: BTreeMap::new(),
            runs: BTreeMap::new(),
            of_cohort: vec![Vec::new(); scenario.cohorts.len()],
            squads: squads(scenario, plan, &order, &present, &outside),
            order: Vec::new(),
            present,
            outside,
        };
        for &place in &order {
            case.enter(place);
        }
        case.order = order;
        case
    }

    /// Enters a session into the indexes by date, run and cohort.
    fn enter(&mut self, place: usize) {
        let session = &self.plan.sessions[place];
        self.dates.entry(session.date).or_default().push(place);
        self.runs.entry(&session.run).or_default().push(place);
        for attendance in &session.attendance {
            let list = &mut self.of_cohort[attendance.cohort.index()];
            if list.last() != Some(&place) {
                list.push(place);
            }
        }
    }

    /// A session by its place in the plan.
    pub fn session(&self, place: usize) -> &'a Session {
        &self.plan.sessions[place]
    }

    /// Every session in order, with its place.
    pub fn sessions(&self) -> impl Iterator<Item = (usize, &'a Session)> + '_ {
        self.order.iter().map(|place| (*place, self.session(*place)))
    }

    /// A module.
    pub fn module(&self, id: ModuleId) -> &'a Module {
        &self.scenario.modules[id.index()]
    }

    /// The module that a session teaches: that of its first learners. Shared runs ask for the
    /// same people and things in all their modules.
    pub fn taught(&self, session: &Session) -> Option<&'a Module> {
        session.attendance.first().map(|attendance| self.module(attendance.module))
    }

    /// Seats that a session takes in a room.
    pub fn seats(&self, session: &Session) -> u32 {
        self.taught(session).and_then(|module| module.seats).unwrap_or_else(|| session.learners())
    }

    /// A cohort.
    pub fn cohort(&self, id: CohortId) -> &'a Cohort {
        &self.scenario.cohorts[id.index()]
    }

    /// The group of a squad.
    pub fn group(&self, squad: &Squad) -> &'a LearnerGroup {
        &self.cohort(squad.cohort).groups[squad.group]
    }

    /// Policies with their ids.
    pub fn policies(&self) -> impl Iterator<Item = (PolicyId, &'a Policy)> + use<'a> {
        self.scenario.policies.iter().enumerate().map(|(place, policy)| (PolicyId(place), policy))
    }

    /// Squads that the plan seats.
    pub fn inside(&self) -> impl Iterator<Item = &Squad> {
        self.squads.iter().filter(|squad| squad.inside)
    }

    /// Squads that the plan seats and a policy holds for.
    pub fn held(&self, policy: &Policy) -> impl Iterator<Item = &Squad> {
        self.inside().filter(|squad| policy.cohorts.contains(&squad.cohort))
    }

    /// What a squad attends, one slice a date.
    pub fn by_date<'s>(&self, squad: &'s Squad) -> impl Iterator<Item = (NaiveDate, &'s [Visit])> {
        let date = |visit: &Visit| self.session(visit.session).date;
        let days = squad.visits.chunk_by(move |a, b| date(a) == date(b));
        days.map(move |visits| (date(&visits[0]), visits))
    }

    /// Minutes a squad had of a module before the plan begins.
    pub fn delivered(&self, squad: &Squad, module: ModuleId) -> u64 {
        let theirs = self.scenario.delivered.iter().filter(|delivered| {
            delivered.cohort == squad.cohort
                && delivered.module == module
                && (delivered.groups.is_empty() || delivered.groups.contains(&squad.group))
        });
        theirs.map(|delivered| u64::from(delivered.minutes)).sum()
    }

    /// Minutes of a squad in visits that count.
    pub fn minutes(&self, squad: &Squad, counts: impl Fn(&Visit) -> bool) -> u64 {
        let visits = squad.visits.iter().filter(|visit| counts(visit));
        visits.map(|visit| u64::from(self.session(visit.session).minutes)).sum()
    }

    /// Minutes a squad had of modules that count before the plan begins.
    pub fn minutes_before(&self, squad: &Squad, counts: impl Fn(ModuleId) -> bool) -> u64 {
        let programme = &self.scenario.programmes[self.cohort(squad.cohort).programme.index()];
        let counted = programme.modules.iter().filter(|module| counts(**module));
        counted.map(|module| self.delivered(squad, *module)).sum()
    }

    /// Minutes of a squad's firm-led days.
    pub fn firm_day_minutes(&self, squad: &Squad) -> u64 {
        squad.firm_days.iter().map(|day| u64::from(self.plan.firm_days[*day].minutes)).sum()
    }

    /// Whether a site is no place at all.
    pub fn online(&self, site: SiteId) -> bool {
        self.scenario.sites[site.index()].kind == SiteKind::Online
    }

    /// Learners of a firm at a session.
    pub fn of_firm(&self, place: usize, firm: FirmId) -> u32 {
        let theirs =
            self.present[place].iter().filter(|here| here.group_in(self.scenario).firm == Some(firm));
        theirs.map(|here| here.learners.len()).sum()
    }

    /// Whether the use of a day of a cohort is fixed in advance.
    pub fn locked(&self, cohort: CohortId, date: NaiveDate) -> bool {
        self.scenario.locks.iter().any(|lock| match &lock.kind {
            LockKind::Days { cohort: of, range, .. } => *of == cohort && range.contains(date),
            LockKind::Session(_) => false,
        })
    }
}
