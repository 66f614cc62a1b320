//! Income that could come and does not: a condition is not kept, or it comes for each learner inside and
//! some are outside.

use chrono::Datelike;

use crate::domain::{Cents, Cohort, ExactCents, FirmId, Income, IncomeAmount, IncomeCondition, Weekdays};

use super::words::day;
use super::{Amount, Breach, Case, INCOME_LOST, release};

/// Every income line that the plan loses, and what they come to.
pub fn lost(case: &Case<'_>) -> (Vec<Breach>, Cents) {
    let mut breaches = Vec::new();
    let mut cents = Cents(0);
    for income in &case.scenario.tariff.income {
        let mut broken: Vec<(String, Vec<usize>)> =
            income.conditions.iter().filter_map(|condition| broken(case, condition)).collect();
        let (count, price) = amount(case, income, !broken.is_empty());
        if count == 0 {
            continue;
        }
        if let (true, IncomeAmount::PerLearner(_)) = (broken.is_empty(), income.amount) {
            let learners = if count == 1 { "learner sits" } else { "learners sit" };
            broken.push((format!("{count} {learners} with an outside provider"), Vec::new()));
        }
        let sum = ExactCents::whole(price.0).times(count as i64).round();
        let reasons: Vec<&str> = broken.iter().map(|(reason, _)| reason.as_str()).collect();
        let places = broken.iter().flat_map(|(_, sessions)| sessions);
        let message = format!(
            "income {} of {sum} {} does not come: {}",
            income.key,
            case.scenario.currency,
            reasons.join("; ")
        );
        breaches.push(Breach {
            rule: INCOME_LOST,
            policy: None,
            amount: Amount::Count(count),
            sessions: places.map(|place| case.session(*place).id.clone()).collect(),
            subject: format!("income {}", income.key),
            learners: None,
            message,
        });
        cents += sum;
    }
    (breaches, cents)
}

/// How often the amount could come and does not, and the amount: as a whole when a condition is broken,
/// else for those outside.
fn amount(case: &Case<'_>, income: &Income, broken: bool) -> (u64, Cents) {
    match income.amount {
        IncomeAmount::Once(price) => (broken.into(), price.earned()),
        IncomeAmount::PerLearner(price) => {
            let all: u32 = case.scenario.cohorts.iter().map(Cohort::learners).sum();
            let outside: u32 = case.outside.iter().map(crate::plan::LearnerSet::len).sum();
            (u64::from(if broken { all } else { outside }), price.earned())
        }
    }
}

/// Why a condition does not hold, and the sessions that break it; `None` when it holds.
fn broken(case: &Case<'_>, condition: &IncomeCondition) -> Option<(String, Vec<usize>)> {
    match condition {
        IncomeCondition::NoWeekdaySessionBefore(time) => {
            let early = case.sessions().filter(|(_, session)| {
                Weekdays::WORKING.contains(session.date.weekday()) && session.start < *time
            });
            let early: Vec<usize> = early.map(|(place, _)| place).collect();
            let first = case.session(*early.first()?);
            let count = early.len();
            let reason = format!(
                "{count} sessions on working days begin before {time}, the first on {} at {}",
                day(first.date),
                first.start
            );
            Some((reason, early))
        }
        IncomeCondition::NoSessionIn(class) => {
            let there = case.sessions().filter(|(_, session)| session.class == *class);
            let there: Vec<usize> = there.map(|(place, _)| place).collect();
            let first = case.session(*there.first()?);
            let count = there.len();
            let reason =
                format!("{count} sessions are of class {}, the first on {}", class.key(), day(first.date));
            Some((reason, there))
        }
        IncomeCondition::ReleaseCeilingsKept => (0..case.scenario.firms.len()).find_map(|firm| {
            let stated = &case.scenario.firms[firm];
            let ceiling = stated.away_at_most?;
            let peak = release::peaks(case, FirmId(firm), ceiling).into_iter().next()?;
            let reason = format!(
                "{} misses {} learners on {} at {}, at most {ceiling}",
                stated.key,
                peak.away,
                day(peak.date),
                peak.at
            );
            Some((reason, peak.sessions))
        }),
    }
}
