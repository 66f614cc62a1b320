//! Policies whose keeping is a sum: weeks, learners, hours, days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{HOURS, Kept};
use crate::check::{Case, Squad};
use crate::domain::{
    Category, CohortId, HolidayWeeks, Lead, OtherDays, PatternDays, Policy, Rule, Selector, SlotClass, Track,
    Weekdays, divide_half_up,
};
use crate::report::norms;
use crate::report::words::{count, monday};

/// How a policy is kept, if sums say it.
pub fn kept(case: &Case<'_>, policy: &Policy) -> Option<Kept> {
    match &policy.rule {
        Rule::WeeklyPattern { days, holiday_weeks, other_days, .. } => {
            Some(weeks(case, policy, *days, (*holiday_weeks, *other_days)))
        }
        Rule::HoursNorm { category, selector, at_least, at_most } => {
            Some(norm(case, policy, (*category, selector), (*at_least, *at_most)))
        }
        Rule::Share { part, whole, at_least, .. } => share(case, policy, part, whole, at_least.is_none()),
        Rule::Split { basic, .. } => split(case, policy, *basic),
        Rule::Offer { selector, evening, weekend } => {
            Some(offer(case, policy, selector, (*evening, *weekend)))
        }
        Rule::DayHours { lead, at_least, at_most } => {
            let counts = |of: Lead| lead.is_none_or(|lead| lead == of);
            let sums = by(case, policy, |date| date, counts);
            Some(within(&sums, (*at_least, *at_most), "learner days"))
        }
        Rule::EveningsPerWeek { at_most } => Some(evenings(case, policy, *at_most)),
        _ => None,
    }
}

/// Weeks whose school- and firm-led days lie as the pattern says, of weeks with any teaching.
fn weeks(
    case: &Case<'_>,
    policy: &Policy,
    days: PatternDays,
    (holiday_weeks, others): (HolidayWeeks, OtherDays),
) -> Kept {
    let scope = match days {
        PatternDays::Given { school, firm } => Weekdays(school.0 | firm.0),
        PatternDays::Choose { among } => among,
    };
    let mut kept = Kept::new(0, 0, "weeks");
    let mut exempt = 0;
    for cohort in &policy.cohorts {
        let Some(pattern) = case.plan.patterns.iter().find(|pattern| pattern.cohort == *cohort) else {
            continue;
        };
        for (week, [mut school, mut firm]) in led(case, *cohort) {
            if others == OtherDays::Open {
                (school.0, firm.0) = (school.0 & scope.0, firm.0 & scope.0);
            }
            let missing =
                case.calendar.weeks.iter().find(|open| open.monday == week).map_or(0, |open| open.missing.0);
            let holiday = missing & scope.0 != 0;
            if holiday && holiday_weeks == HolidayWeeks::Exempt {
                exempt += 1;
                continue;
            }
            let matches = if holiday && holiday_weeks == HolidayWeeks::Scale {
                let (school_days, firm_days) =
                    (i128::from(pattern.school.len()), i128::from(pattern.firm.len()));
                let open = i128::from(Weekdays(scope.0 & !missing).len()).min(school_days + firm_days);
                let due = divide_half_up(open * school_days, (school_days + firm_days).max(1));
                (school.0 & firm.0) == 0
                    && i128::from(school.len()) <= due
                    && i128::from(firm.len()) <= open - due
            } else {
                school.0 & !pattern.school.0 == 0 && firm.0 & !pattern.firm.0 == 0
            };
            kept.of += 1;
            kept.kept += u64::from(matches);
        }
    }
    kept.note = (exempt > 0).then(|| format!("{} exempt", count(exempt, "week", "weeks")));
    kept
}

/// School- and firm-led weekdays of a cohort, week by week.
fn led(case: &Case<'_>, cohort: CohortId) -> BTreeMap<NaiveDate, [Weekdays; 2]> {
    let mut weeks: BTreeMap<NaiveDate, [Weekdays; 2]> = BTreeMap::new();
    let sessions = case.of_cohort[cohort.index()].iter().map(|place| case.session(*place));
    let sessions = sessions.map(|session| (session.date, session.lead));
    let firm_days =
        case.plan.firm_days.iter().filter(|day| day.cohort == cohort).map(|day| (day.date, Lead::Firm));
    for (date, lead) in sessions.chain(firm_days) {
        let days = &mut weeks.entry(monday(date)).or_default()[usize::from(lead == Lead::Firm)];
        *days = days.with(date.weekday());
    }
    weeks
}

/// Learners whose hours keep a norm.
fn norm(
    case: &Case<'_>,
    policy: &Policy,
    (category, selector): (Category, &Selector),
    bounds: (Option<u32>, Option<u32>),
) -> Kept {
    let mut kept = Kept::new(0, 0, "learners");
    for squad in case.held(policy) {
        let asked = category == Category::Guided || case.group(squad).firm.is_some();
        if !asked && bounds.1.is_none() {
            continue;
        }
        let minutes = norms::minutes(case, squad, category, selector);
        let bounds = (bounds.0.filter(|_| asked), bounds.1);
        kept.of += u64::from(squad.learners.len());
        kept.kept += u64::from(squad.learners.len()) * u64::from(inside(minutes, bounds));
    }
    kept
}

fn inside(minutes: u64, (at_least, at_most): (Option<u32>, Option<u32>)) -> bool {
    at_least.is_none_or(|least| minutes >= u64::from(least))
        && at_most.is_none_or(|most| minutes <= u64::from(most))
}

/// Hours of the part and of the whole, of the learner with the smallest share (or the largest).
fn share(case: &Case<'_>, policy: &Policy, part: &Selector, whole: &Selector, largest: bool) -> Option<Kept> {
    let pairs = pairs(case, policy, part, whole);
    let order = |(a, b): &(u64, u64), (c, d): &(u64, u64)| (a * d).cmp(&(c * b));
    let worst = if largest { pairs.into_iter().max_by(order) } else { pairs.into_iter().min_by(order) };
    let note = if largest { "of the learner with most" } else { "of the learner with least" };
    worst.map(|(part, whole)| Kept { note: Some(note.to_owned()), ..Kept::new(part, whole, HOURS) })
}

/// Basic with broad hours and all hours, of the learner farthest from the agreed share.
fn split(case: &Case<'_>, policy: &Policy, basic: i64) -> Option<Kept> {
    let part = Selector { tracks: vec![Track::Broad, Track::Basic], ..Selector::default() };
    let off = |(part, whole): &(u64, u64)| (*part as f64 / *whole as f64 - basic as f64 / 10_000.0).abs();
    let farthest =
        pairs(case, policy, &part, &Selector::default()).into_iter().max_by(|a, b| off(a).total_cmp(&off(b)));
    farthest.map(|(part, whole)| Kept {
        note: Some("of the learner farthest off".to_owned()),
        ..Kept::new(part, whole, HOURS)
    })
}

/// Minutes of a part and of the whole, squad by squad; those without hours are left out.
fn pairs(case: &Case<'_>, policy: &Policy, part: &Selector, whole: &Selector) -> Vec<(u64, u64)> {
    let minutes = |squad: &Squad, selector: &Selector| {
        let counts = |module| selector.matches(module, case.module(module));
        case.minutes(squad, |visit| counts(visit.module)) + case.minutes_before(squad, counts)
    };
    let pairs = case.held(policy).map(|squad| (minutes(squad, part), minutes(squad, whole)));
    pairs.filter(|(_, whole)| *whole > 0).collect()
}

/// Modules with the evening and weekend sessions asked for, cohort by cohort.
fn offer(case: &Case<'_>, policy: &Policy, selector: &Selector, (evening, weekend): (u32, u32)) -> Kept {
    let mut kept = Kept::new(0, 0, "modules");
    for cohort in policy.cohorts.iter().filter(|cohort| case.inside().any(|squad| squad.cohort == **cohort)) {
        let programme = case.cohort(*cohort).programme;
        let modules = case.scenario.programmes[programme.index()].modules.iter();
        for module in modules.filter(|id| selector.matches(**id, case.module(**id))) {
            let held = |counts: &dyn Fn(SlotClass) -> bool| {
                let sessions = case.of_cohort[cohort.index()].iter().map(|place| case.session(*place));
                let of =
                    sessions.filter(|session| session.attendance.iter().any(|here| here.module == *module));
                of.filter(|session| counts(session.class)).count() as u32
            };
            kept.of += 1;
            let enough = held(&|class| class == SlotClass::Evening) >= evening
                && held(&SlotClass::is_weekend) >= weekend;
            kept.kept += u64::from(enough);
        }
    }
    kept
}

/// Minutes of sessions by learner and stretch of time; learners alike are weighed.
fn by(
    case: &Case<'_>,
    policy: &Policy,
    stretch: impl Fn(NaiveDate) -> NaiveDate,
    counts: impl Fn(Lead) -> bool,
) -> Vec<(u64, u64)> {
    let mut sums = Vec::new();
    for squad in case.held(policy) {
        let mut stretches: BTreeMap<NaiveDate, u64> = BTreeMap::new();
        let sessions = squad.visits.iter().map(|visit| case.session(visit.session));
        for session in sessions.filter(|session| counts(session.lead)) {
            *stretches.entry(stretch(session.date)).or_default() += u64::from(session.minutes);
        }
        sums.extend(stretches.into_values().map(|minutes| (u64::from(squad.learners.len()), minutes)));
    }
    sums
}

/// Stretches of time that keep the bounds.
fn within(sums: &[(u64, u64)], bounds: (Option<u32>, Option<u32>), unit: &str) -> Kept {
    let kept =
        sums.iter().filter(|(_, minutes)| inside(*minutes, bounds)).map(|(learners, _)| learners).sum();
    Kept::new(kept, sums.iter().map(|(learners, _)| learners).sum(), unit)
}

/// Learner weeks with no more evenings than agreed, of those with any.
fn evenings(case: &Case<'_>, policy: &Policy, at_most: u32) -> Kept {
    let mut kept = Kept::new(0, 0, "learner weeks with evenings");
    for squad in case.held(policy) {
        let mut weeks: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for (date, visits) in case.by_date(squad) {
            let evening = visits.iter().any(|visit| case.session(visit.session).class == SlotClass::Evening);
            *weeks.entry(monday(date)).or_default() += u32::from(evening);
        }
        let learners = u64::from(squad.learners.len());
        let busy = || weeks.values().filter(|evenings| **evenings > 0);
        kept.of += learners * busy().count() as u64;
        kept.kept += learners * busy().filter(|evenings| **evenings <= at_most).count() as u64;
    }
    kept
}
