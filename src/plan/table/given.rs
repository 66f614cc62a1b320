//! What a table of sessions leaves open when no plan.json stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::calendar::{Calendar, Week};
use crate::domain::{
    CohortId, DateRange, DayUse, FirmId, HolidayWeeks, LockKind, PatternDays, Rule, Scenario,
};
use crate::plan::{FirmDay, LearnerSet, Pattern, Plan};

/// What is to be said where the table is all there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// What was taken from the scenario instead.
    pub notes: Vec<String>,
    /// Cohorts whose weeks are not known.
    pub unknown: Vec<CohortId>,
}

/// Completes the sessions of a table with what the scenario alone decides: given weekly patterns and the
/// firm days that follow from them.
pub fn complete(scenario: &Scenario, plan: &mut Plan) -> Given {
    let calendar = Calendar::new(&scenario.calendar);
    let (mut given, mut seen, mut taken) = (Given::default(), BTreeSet::new(), Vec::new());
    for policy in &scenario.policies {
        let Rule::WeeklyPattern { days, holiday_weeks, firm_day_minutes, .. } = &policy.rule else {
            continue;
        };
        for &cohort in policy.cohorts.iter().filter(|cohort| seen.insert(**cohort)) {
            let Some(pattern) = pattern(cohort, *days).filter(|_| *holiday_weeks != HolidayWeeks::Scale)
            else {
                given.unknown.push(cohort);
                continue;
            };
            let dates = firm_dates(scenario, &calendar, &pattern, *holiday_weeks);
            plan.firm_days
                .extend(dates.iter().flat_map(|date| at_firms(scenario, cohort, *date, *firm_day_minutes)));
            plan.patterns.push(pattern);
            taken.push(cohort);
        }
    }
    if !taken.is_empty() {
        let whom = names(scenario, &taken);
        given.notes.push(format!(
            "no plan.json stands beside the table: patterns and firm days of {whom} are those that the scenario gives"
        ));
    }
    if !scenario.tariff.outside.is_empty() || scenario.equipment.iter().any(|pool| !pool.moves.is_empty()) {
        let what = "no plan.json stands beside the table: no equipment counts as moved and no seat as bought outside";
        given.notes.push(what.to_owned());
    }
    given
}

fn names(scenario: &Scenario, cohorts: &[CohortId]) -> String {
    let keys: Vec<&str> = cohorts.iter().map(|id| scenario.cohorts[id.index()].key.as_str()).collect();
    keys.join(", ")
}

fn pattern(cohort: CohortId, days: PatternDays) -> Option<Pattern> {
    match days {
        PatternDays::Given { school, firm } => Some(Pattern { cohort, school, firm }),
        PatternDays::Choose { .. } => None,
    }
}

/// The dates of a cohort that are firm-led.
fn firm_dates(
    scenario: &Scenario,
    calendar: &Calendar,
    pattern: &Pattern,
    weeks: HolidayWeeks,
) -> Vec<NaiveDate> {
    let range = scenario.cohorts[pattern.cohort.index()].range;
    let follows = |week: &&Week| {
        let missing = week.missing.0 & (pattern.school.0 | pattern.firm.0) != 0;
        weeks == HolidayWeeks::Keep || !missing
    };
    let ordinary = calendar.weeks.iter().filter(follows).flat_map(|week| &week.days);
    let dates = ordinary.map(|day| calendar.days[*day].date);
    let mut dates: BTreeSet<NaiveDate> = dates.filter(|date| pattern.firm.contains(date.weekday())).collect();
    for (locked, used) in locked(scenario, pattern.cohort) {
        dates.retain(|date| !locked.contains(*date));
        let open = calendar.days_in(locked).map(|day| calendar.days[day].date);
        dates.extend(open.filter(|_| used == DayUse::Firm));
    }
    dates.into_iter().filter(|date| range.contains(*date)).collect()
}

/// The days of a cohort whose use is locked.
fn locked(scenario: &Scenario, of: CohortId) -> impl Iterator<Item = (DateRange, DayUse)> {
    scenario.locks.iter().filter_map(move |lock| match lock.kind {
        LockKind::Days { cohort, range, used } if cohort == of => Some((range, used)),
        _ => None,
    })
}

/// The firm days of a cohort on a date, firm by firm.
fn at_firms(scenario: &Scenario, cohort: CohortId, date: NaiveDate, minutes: u32) -> Vec<FirmDay> {
    let mut learners: BTreeMap<FirmId, LearnerSet> = BTreeMap::new();
    let mut first = 1;
    for group in &scenario.cohorts[cohort.index()].groups {
        if let Some(firm) = group.firm {
            let theirs = learners.entry(firm).or_default();
            *theirs = theirs.union(&LearnerSet::range(first, first + group.learners - 1));
        }
        first += group.learners;
    }
    let day = |(firm, learners)| FirmDay { date, cohort, learners, firm, mentor: None, minutes };
    learners.into_iter().map(day).collect()
}
