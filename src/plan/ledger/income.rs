//! Income and the conditions it comes under.

use chrono::Datelike;

use super::Entries;
use crate::domain::{
    CohortId, ExactCents, FirmId, Heading, Income, IncomeAmount, IncomeCondition, Scenario, Weekdays,
};
use crate::plan::{Plan, Session};

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
        IncomeAmount::Once(price) => ExactCents::whole(price.borne().0),
        IncomeAmount::PerLearner(price) => {
            let outside: u32 = plan.outside.iter().map(|seats| seats.learners.len()).sum();
            let all: u32 = scenario.cohorts.iter().map(crate::domain::Cohort::learners).sum();
            ExactCents::whole(price.borne().0).times(i64::from(all - outside))
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
        IncomeCondition::ReleaseCeilingsKept => (0..scenario.firms.len()).all(|firm| kept(scenario, plan, FirmId(firm))),
    }
}

/// Whether a firm never misses more learners than it can spare.
fn kept(scenario: &Scenario, plan: &Plan, firm: FirmId) -> bool {
    let Some(ceiling) = scenario.firms[firm.index()].away_at_most else { return true };
    let missed = |session: &Session| -> u32 {
        if scenario.working_minutes(firm, session.date, session.start, session.end) == 0 {
            return 0;
        }
        session.attendance.iter().map(|attendance| of_firm(scenario, attendance.cohort, &attendance.learners, firm)).sum()
    };
    plan.sessions.iter().all(|session| {
        let together = plan.sessions.iter().filter(|other| {
            // Whoever is away when `session` begins.
            other.date == session.date && other.start <= session.start && session.start < other.end
        });
        together.map(missed).sum::<u32>() <= ceiling
    })
}

/// Learners of a firm among some of a cohort.
fn of_firm(scenario: &Scenario, cohort: CohortId, learners: &crate::plan::LearnerSet, firm: FirmId) -> u32 {
    let mine = |learner: &u32| scenario.group_of(cohort, *learner).is_some_and(|group| group.firm == Some(firm));
    learners.iter().filter(mine).count() as u32
}
