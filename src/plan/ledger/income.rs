//! Income, without the tax in it, and the conditions it comes under.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Entries;
use crate::domain::{
    ClockTime, CohortId, ExactCents, FirmId, Heading, Income, IncomeAmount, IncomeCondition, Scenario,
    Weekdays,
};
use crate::plan::{Attendance, LearnerSet, Plan};

/// Every income line whose conditions hold.
pub(super) fn lines(scenario: &Scenario, plan: &Plan, entries: &mut Entries) {
    for income in &scenario.tariff.income {
        if income.conditions.iter().all(|condition| holds(scenario, plan, condition)) {
            entries.add(Heading::Income, income.payer, income.payee, amount(scenario, plan, income), 0);
        }
    }
}

/// What the line brings when it comes.
fn amount(scenario: &Scenario, plan: &Plan, income: &Income) -> ExactCents {
    match income.amount {
        IncomeAmount::Once(price) => ExactCents::whole(price.earned().0),
        IncomeAmount::PerLearner(price) => {
            ExactCents::whole(price.earned().0).times(i64::from(super::inside(scenario, plan)))
        }
    }
}

/// Whether the plan keeps a condition.
pub(crate) fn holds(scenario: &Scenario, plan: &Plan, condition: &IncomeCondition) -> bool {
    match condition {
        IncomeCondition::NoWeekdaySessionBefore(time) => !plan
            .sessions
            .iter()
            .any(|session| Weekdays::WORKING.contains(session.date.weekday()) && session.start < *time),
        IncomeCondition::NoSessionIn(class) => !plan.sessions.iter().any(|session| session.class == *class),
        IncomeCondition::ReleaseCeilingsKept => {
            (0..scenario.firms.len()).all(|firm| kept(scenario, plan, FirmId(firm)))
        }
    }
}

/// Whether a firm never misses more learners than it can spare: on each date, at each moment of its
/// working hours at which a session begins or the work does.
fn kept(scenario: &Scenario, plan: &Plan, firm: FirmId) -> bool {
    let Some(ceiling) = scenario.firms[firm.index()].away_at_most else { return true };
    let mut dates: BTreeMap<NaiveDate, Vec<(ClockTime, ClockTime, u32)>> = BTreeMap::new();
    for session in &plan.sessions {
        let of = |entry: &Attendance| of_firm(scenario, entry.cohort, &entry.learners, firm);
        let missed: u32 = session.attendance.iter().map(of).sum();
        for window in
            scenario.firms[firm.index()].working_hours.iter().filter(|window| window.open_on(session.date))
        {
            let (from, to) = (session.start.max(window.from), session.end.min(window.to));
            if missed > 0 && from < to {
                dates.entry(session.date).or_default().push((from, to, missed));
            }
        }
    }
    dates.values().all(|stretches| {
        stretches.iter().all(|(moment, _, _)| {
            let away = stretches.iter().filter(|(from, to, _)| from <= moment && moment < to);
            away.map(|(_, _, missed)| missed).sum::<u32>() <= ceiling
        })
    })
}

/// Learners of a firm among some of a cohort.
fn of_firm(scenario: &Scenario, cohort: CohortId, learners: &LearnerSet, firm: FirmId) -> u32 {
    let mine =
        |learner: &u32| scenario.group_of(cohort, *learner).is_some_and(|group| group.firm == Some(firm));
    learners.iter().filter(mine).count() as u32
}
