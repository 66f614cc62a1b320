//! `week_hours`: hours of a learner in a calendar week.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::calendar::Week;
use crate::check::tally::Tally;
use crate::check::words::{hours, in_week, monday};
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{DateRange, Rule as Asked, Weekdays};

/// The rule.
pub struct WeekHours;

impl Rule for WeekHours {
    fn key(&self) -> &'static str {
        "week_hours"
    }

    fn sentence(&self) -> &'static str {
        "In each calendar week each learner has at most so many hours, and at least so many in weeks \
         without a closed working day."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::WeekHours { with_firm_days, at_least, at_most } = policy.rule else { return };
            for squad in case.held(policy) {
                let whom = (squad.cohort, &squad.learners);
                let weeks = minutes(case, squad, with_firm_days);
                for (week, (had, sessions)) in &weeks {
                    if let Some(most) = at_most.map(u64::from).filter(|most| had > most) {
                        let text = format!("{}: {}, at most {}", in_week(*week), hours(*had), hours(most));
                        tally.learners(whom, Amount::Minutes(had - most), sessions, text);
                    }
                }
                let Some(least) = at_least.map(u64::from) else { continue };
                let range = case.cohort(squad.cohort).range;
                for week in case.calendar.weeks.iter().filter(|week| whole(week, range)) {
                    let (had, sessions) = weeks.get(&week.monday).cloned().unwrap_or_default();
                    if had < least {
                        let text =
                            format!("{}: {}, at least {}", in_week(week.monday), hours(had), hours(least));
                        tally.learners(whom, Amount::Minutes(least - had), &sessions, text);
                    }
                }
            }
        })
    }
}

/// Whether Monday to Friday of a week are open and among the days of a cohort.
fn whole(week: &Week, range: DateRange) -> bool {
    week.missing.0 & Weekdays::WORKING.0 == 0
        && range.contains(week.monday)
        && range.contains(week.monday + Days::new(4))
}

/// Minutes and sessions of a squad in each calendar week that has any.
fn minutes(case: &Case<'_>, squad: &Squad, with_firm_days: bool) -> BTreeMap<NaiveDate, (u64, Vec<usize>)> {
    let mut weeks: BTreeMap<NaiveDate, (u64, Vec<usize>)> = BTreeMap::new();
    for visit in &squad.visits {
        let session = case.session(visit.session);
        let week = weeks.entry(monday(session.date)).or_default();
        week.0 += u64::from(session.minutes);
        week.1.push(visit.session);
    }
    for firm_day in squad.firm_days.iter().filter(|_| with_firm_days) {
        let firm_day = &case.plan.firm_days[*firm_day];
        weeks.entry(monday(firm_day.date)).or_default().0 += u64::from(firm_day.minutes);
    }
    weeks
}
