//! `weekly_pattern`: school-led and firm-led days lie as the pattern of the week says.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{CohortId, HolidayWeeks, OtherDays, PatternDays, Rule as Asked, Weekdays};
use crate::plan::{LearnerSet, Pattern};

mod weeks;

/// The rule.
pub struct WeeklyPattern;

impl Rule for WeeklyPattern {
    fn key(&self) -> &'static str {
        "weekly_pattern"
    }

    fn sentence(&self) -> &'static str {
        "Each week has its school-led and firm-led days on the weekdays of the pattern, and learners \
         with a firm are there on every firm-led day."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            for cohort in &policy.cohorts {
                if case.inside().any(|squad| squad.cohort == *cohort)
                    && let Some(pattern) = agreed(case, *cohort, &policy.rule, tally)
                    && let Some(asked) = CohortWeeks::new(case, *cohort, &policy.rule, pattern)
                {
                    asked.judge(tally);
                }
            }
        })
    }
}

/// The pattern of a cohort in the plan, if it is one that the policy allows.
fn agreed<'c>(case: &Case<'c>, cohort: CohortId, rule: &Asked, tally: &mut Tally<'_>) -> Option<&'c Pattern> {
    let Asked::WeeklyPattern { school_days, firm_days, days, .. } = rule else { return None };
    let mut patterns = case.plan.patterns.iter().filter(|pattern| pattern.cohort == cohort);
    let key = &case.cohort(cohort).key;
    let (Some(pattern), None) = (patterns.next(), patterns.next()) else {
        let text = "does not have one weekly pattern in the plan, it should";
        tally.thing(key, Amount::Count(1), &[], text);
        return None;
    };
    let (school, firm) = (pattern.school, pattern.firm);
    let counts = school.len() == *school_days && firm.len() == *firm_days && school.0 & firm.0 == 0;
    let fits = match days {
        PatternDays::Given { school: of_school, firm: of_firm } => (school, firm) == (*of_school, *of_firm),
        PatternDays::Choose { among } => (school.0 | firm.0) & !among.0 == 0,
    };
    if !counts || !fits {
        let wanted = match days {
            PatternDays::Given { school, firm } => format!("{school} and {firm}"),
            PatternDays::Choose { among } => format!("{school_days} and {firm_days} days among {among}"),
        };
        let text = format!("has {school} for the school and {firm} for the firm, it should have {wanted}");
        tally.thing(key, Amount::Count(1), &[], &text);
        return None;
    }
    Some(pattern)
}

/// What the pattern asks of a cohort, and what the plan does with its days.
struct CohortWeeks<'c> {
    case: &'c Case<'c>,
    cohort: CohortId,
    pattern: &'c Pattern,
    /// Weekdays whose absence makes a week a holiday week.
    scope: Weekdays,
    holiday_weeks: HolidayWeeks,
    other_days: OtherDays,
    firm_day_minutes: u32,
    /// Who has firm days.
    employed: LearnerSet,
    sessions: BTreeMap<NaiveDate, Vec<(usize, LearnerSet)>>,
    /// Learners on firm days by date, with the minutes of their day.
    firm_days: BTreeMap<NaiveDate, Vec<(&'c LearnerSet, u32)>>,
}

impl<'c> CohortWeeks<'c> {
    fn new(case: &'c Case<'c>, cohort: CohortId, rule: &Asked, pattern: &'c Pattern) -> Option<Self> {
        let Asked::WeeklyPattern { days, holiday_weeks, other_days, firm_day_minutes, .. } = rule else { return None };
        let scope = match days {
            PatternDays::Given { school, firm } => Weekdays(school.0 | firm.0),
            PatternDays::Choose { among } => *among,
        };
        let theirs = case.inside().filter(|squad| squad.cohort == cohort && case.group(squad).firm.is_some());
        let employed = theirs.fold(LearnerSet::default(), |all, squad| all.union(&squad.learners));
        let mut sessions: BTreeMap<NaiveDate, Vec<(usize, LearnerSet)>> = BTreeMap::new();
        for &place in &case.of_cohort[cohort.index()] {
            let session = case.session(place);
            let here = session.attendance.iter().filter(|here| here.cohort == cohort);
            let learners = here.fold(LearnerSet::default(), |all, here| all.union(&here.learners));
            sessions.entry(session.date).or_default().push((place, learners));
        }
        let mut firm_days: BTreeMap<NaiveDate, Vec<(&LearnerSet, u32)>> = BTreeMap::new();
        for firm_day in case.plan.firm_days.iter().filter(|firm_day| firm_day.cohort == cohort) {
            firm_days.entry(firm_day.date).or_default().push((&firm_day.learners, firm_day.minutes));
        }
        Some(Self {
            case,
            cohort,
            pattern,
            scope,
            holiday_weeks: *holiday_weeks,
            other_days: *other_days,
            firm_day_minutes: *firm_day_minutes,
            employed,
            sessions,
            firm_days,
        })
    }
}
