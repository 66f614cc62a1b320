//! Weekly patterns: days given or chosen.

use std::collections::BTreeMap;

use super::reading::Reading;
use crate::domain::{CohortId, HolidayWeeks, OtherDays, PatternDays, Policy, Rule, Weekdays};
use crate::scenario::Code;
use crate::scenario::entry::{GivenDays, WeeklyPattern};
use crate::scenario::notes::{Span, listed, quoted};
use crate::scenario::record::Field;
use crate::scenario::shape::Brief;

/// Minutes of a firm-led day that does not say.
const FIRM_DAY: u32 = 480;

/// The policy that states the pattern of each cohort.
pub type Stated = BTreeMap<CohortId, String>;

/// Notes a weekly pattern for cohorts that have one already: a week has one pattern.
pub fn judge_once(policy: &Policy, span: Span, stated: &mut Stated, reading: &mut Reading<'_>) {
    if !matches!(policy.rule, Rule::WeeklyPattern { .. }) {
        return;
    }
    let mut twice = Vec::new();
    let mut earlier = None;
    for cohort in &policy.cohorts {
        if let Some(key) = stated.get(cohort) {
            let cohorts = &reading.names.cohorts;
            twice.extend(cohorts.names().find(|name| cohorts.get(name) == Some(cohort.index())));
            earlier.get_or_insert(key.clone());
        } else {
            stated.insert(*cohort, policy.key.clone());
        }
    }
    if let Some(earlier) = earlier {
        let message = format!("a second weekly pattern holds for {}", listed(twice));
        let cause = format!("the policy {} states one above", quoted(&earlier));
        let action = "remove one of them, or say in \"for\" whom each holds for";
        reading.notes.add(Code::PatternTwice, span, message, cause, action);
    }
}

/// The weekly pattern.
pub fn pattern(entry: &WeeklyPattern, reading: &mut Reading<'_>) -> Rule {
    let days = match entry.days.get() {
        Some(Brief::Full(given)) => given_days(entry, given, reading),
        Some(Brief::Short(_)) | None => chosen_days(entry, reading),
    };
    Rule::WeeklyPattern {
        school_days: entry.school_days.or(0),
        firm_days: entry.firm_days.or(0),
        days,
        holiday_weeks: entry.holiday_weeks.or(HolidayWeeks::Keep),
        other_days: entry.other_days.or(OtherDays::Closed),
        firm_day_minutes: reading.hours(&entry.firm_day_hours).unwrap_or(FIRM_DAY),
    }
}

fn chosen_days(entry: &WeeklyPattern, reading: &mut Reading<'_>) -> PatternDays {
    let among = entry.among.or(Weekdays::WORKING);
    let asked = u64::from(entry.school_days.or(0)) + u64::from(entry.firm_days.or(0));
    if asked > u64::from(among.len()) {
        let cause = format!("there are {} days to choose from: {among}", among.len());
        let message = format!("a week of {asked} days does not fit");
        note(entry.school_days.span, &message, &cause, "ask for fewer days, or widen \"among\"", reading);
    }
    PatternDays::Choose { among }
}

fn given_days(entry: &WeeklyPattern, given: &GivenDays, reading: &mut Reading<'_>) -> PatternDays {
    let (school, firm) = (given.school.or(Weekdays::default()), given.firm.or(Weekdays::default()));
    let both = Weekdays(school.0 & firm.0);
    if !both.is_empty() {
        let message = format!("{both} cannot be school-led and firm-led");
        note(
            given.firm.span,
            &message,
            "these days are given to the school above",
            "leave them out of one",
            reading,
        );
    }
    judge_count(&entry.school_days, &given.school, reading);
    judge_count(&entry.firm_days, &given.firm, reading);
    if entry.among.stated {
        let cause = "the days are given, so that nothing is chosen";
        note(entry.among.span, "there is nothing to choose", cause, "remove \"among\"", reading);
    }
    PatternDays::Given { school, firm }
}

/// Notes a number of days that differs from the days given.
fn judge_count(count: &Field<u32>, days: &Field<Weekdays>, reading: &mut Reading<'_>) {
    if let (Some(count), Some(days_given)) = (count.value, days.value)
        && count != days_given.len()
    {
        let message = format!("{count} days are asked for, {} are given", days_given.len());
        let cause = format!("given: {days_given}");
        note(days.span, &message, &cause, "correct the number or the days", reading);
    }
}

fn note(span: Span, message: &str, cause: &str, action: &str, reading: &mut Reading<'_>) {
    reading.notes.add(Code::PatternDays, span, message, cause, action);
}
