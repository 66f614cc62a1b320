//! Policies whose keeping the judge finds: of the sessions (weeks, runs) they speak of, those in
//! which nothing is broken.

use std::collections::BTreeSet;

use super::Kept;
use crate::check::{Breach, Case, Squad};
use crate::domain::{Policy, Rule, Selector};
use crate::plan::Session;
use crate::report::words::monday;

/// How a policy is kept, by what the judge finds broken.
pub fn kept(case: &Case<'_>, policy: &Policy, broken: &[&Breach]) -> Kept {
    let named: BTreeSet<&str> =
        broken.iter().flat_map(|breach| &breach.sessions).map(String::as_str).collect();
    match &policy.rule {
        Rule::SameStaff | Rule::SameRoom => runs(case, policy, &named, &Selector::default()),
        Rule::TeachingDays { selector, .. } => runs(case, policy, &named, selector),
        Rule::WeekHours { .. } => learner_weeks(case, policy, broken),
        Rule::Spread { .. } => learner_periods(case, policy, broken),
        Rule::Place { selector, .. } => sessions(case, policy, &named, selector),
        _ => sessions(case, policy, &named, &Selector::default()),
    }
}

/// The sessions of a policy's cohorts, in a module that is selected.
fn of_policy<'c>(
    case: &'c Case<'c>,
    policy: &'c Policy,
    selector: &'c Selector,
) -> impl Iterator<Item = &'c Session> {
    case.plan.sessions.iter().filter(move |session| {
        session.attendance.iter().any(|here| {
            policy.cohorts.contains(&here.cohort) && selector.matches(here.module, case.module(here.module))
        })
    })
}

fn sessions(case: &Case<'_>, policy: &Policy, broken: &BTreeSet<&str>, selector: &Selector) -> Kept {
    let all = of_policy(case, policy, selector).count() as u64;
    let fine = of_policy(case, policy, selector).filter(|session| !broken.contains(session.id.as_str()));
    Kept::new(fine.count() as u64, all, "sessions")
}

fn runs(case: &Case<'_>, policy: &Policy, broken: &BTreeSet<&str>, of: &Selector) -> Kept {
    let all: BTreeSet<&str> = of_policy(case, policy, of).map(|session| session.run.as_str()).collect();
    let in_broken = of_policy(case, policy, of).filter(|session| broken.contains(session.id.as_str()));
    let broken: BTreeSet<&str> = in_broken.map(|session| session.run.as_str()).collect();
    Kept::new((all.len() - broken.len()) as u64, all.len() as u64, "runs")
}

/// Learner weeks with any teaching, less the findings of the judge, each a week of some learners.
fn learner_weeks(case: &Case<'_>, policy: &Policy, broken: &[&Breach]) -> Kept {
    let weeks = |squad: &Squad| {
        let sessions = squad.visits.iter().map(|visit| case.session(visit.session).date);
        let firm_days = squad.firm_days.iter().map(|day| case.plan.firm_days[*day].date);
        let weeks: BTreeSet<_> = sessions.chain(firm_days).map(monday).collect();
        weeks.len() as u64 * u64::from(squad.learners.len())
    };
    less(case.held(policy).map(weeks).sum(), broken, "learner weeks")
}

fn learner_periods(case: &Case<'_>, policy: &Policy, broken: &[&Breach]) -> Kept {
    let periods = &case.scenario.calendar.periods;
    let of = |squad: &Squad| {
        let days = case.cohort(squad.cohort).range;
        let taught = periods
            .iter()
            .filter(|period| days.first <= period.range.last && period.range.first <= days.last);
        taught.count() as u64 * u64::from(squad.learners.len())
    };
    less(case.held(policy).map(of).sum(), broken, "learner periods")
}

/// So many, less the learners of each finding.
fn less(all: u64, broken: &[&Breach], unit: &str) -> Kept {
    let learners = |breach: &&Breach| {
        let numbers =
            breach.subject.rsplit(' ').next().and_then(|text| text.parse::<crate::plan::LearnerSet>().ok());
        numbers.map_or(1, |numbers| u64::from(numbers.len()))
    };
    let broken: u64 = broken.iter().map(learners).sum();
    Kept::new(all.saturating_sub(broken), all, unit)
}
