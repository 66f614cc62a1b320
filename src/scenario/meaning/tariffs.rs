//! Tariffs: prices that belong to no single resource, and income.

use super::parties::PAYERS;
use super::policies::cohorts;
use super::reading::Reading;
use crate::domain::{
    FixedCost, Income, IncomeAmount, IncomeCondition, OutsideSeat, Party, Price, RunPrice, SeatLevel,
    SeatPer, SeatRule, SlotClass, Tariff,
};
use crate::scenario::Code;
use crate::scenario::entry::{ConditionEntry, IncomeEntry, OutsideEntry, RunEntry, TariffEntry};
use crate::scenario::shape::Brief;
use crate::scenario::word::CeilingsKept;

/// Highest premium: ten times the cost of staff.
const MOST_PREMIUM: i64 = 100_000;

/// The tariff; all of it is nothing when the file states none.
pub fn tariff(entry: Option<&TariffEntry>, reading: &mut Reading<'_>) -> Tariff {
    let Some(entry) = entry else { return Tariff::default() };
    let travel = entry.travel.get();
    drop(super::names::Table::new("fixed cost", &entry.fixed, false, |entry| &entry.id, &[], reading.notes));
    drop(super::names::Table::new("income", &entry.income, false, |entry| &entry.id, &[], reading.notes));
    let fixed = entry.fixed.list().iter().map(|line| {
        let payer = reading.party(&line.payer, &PAYERS).unwrap_or(Party::Shared);
        let amount = reading.price(&line.amount);
        FixedCost { key: line.id.or(String::new()), amount, payer, always: line.always.or(false) }
    });
    let fixed = fixed.collect();
    Tariff {
        premiums: premiums(entry, reading),
        travel_per_km: travel.map(|travel| reading.price(&travel.per_km)).unwrap_or_default(),
        travel_payer: travel.and_then(|travel| reading.party(&travel.payer, &PAYERS)),
        fixed,
        per_learner: reading.price(&entry.per_learner),
        runs: entry.runs.list().iter().map(|run| run_price(run, reading)).collect(),
        outside: entry.outside_seats.list().iter().map(|seat| outside(seat, reading)).collect(),
        income: entry.income.list().iter().map(|line| income(line, reading)).collect(),
    }
}

fn premiums(entry: &TariffEntry, reading: &mut Reading<'_>) -> Vec<(SlotClass, i64)> {
    let Some(stated) = entry.premiums.get() else { return Vec::new() };
    let by_class = [
        (SlotClass::Day, &stated.day),
        (SlotClass::Evening, &stated.evening),
        (SlotClass::Saturday, &stated.saturday),
        (SlotClass::Sunday, &stated.sunday),
    ];
    let premium = |(class, field)| reading.fraction(field, MOST_PREMIUM).map(|points| (class, points));
    by_class.into_iter().filter_map(premium).collect()
}

fn run_price(entry: &RunEntry, reading: &mut Reading<'_>) -> RunPrice {
    let mut covers: Vec<_> = entry.covers.list().iter().map(|heading| heading.value).collect();
    covers.sort_unstable();
    covers.dedup();
    RunPrice { track: entry.track.value, per_group: reading.price(&entry.per_group), covers }
}

fn outside(entry: &OutsideEntry, reading: &mut Reading<'_>) -> OutsideSeat {
    OutsideSeat {
        cohorts: cohorts(&entry.holds_for, reading),
        price: reading.price(&entry.price),
        per: entry.per.or(SeatPer::Seat),
        rule: entry.seats.or(SeatRule::SeatBySeat),
        level: entry.decided_by.or(SeatLevel::Firm),
    }
}

fn income(entry: &IncomeEntry, reading: &mut Reading<'_>) -> Income {
    if entry.amount.stated == entry.per_learner.stated {
        let cause = "income comes once or for each learner";
        let action = "write either \"amount\" or \"per_learner\"";
        let span = if entry.amount.stated { entry.per_learner.span } else { entry.span };
        reading.notes.add(Code::Choice, span, "it is not clear what comes in", cause, action);
    }
    let price = |field, reading: &mut Reading<'_>| -> Price { reading.price(field) };
    let amount = if entry.per_learner.stated {
        IncomeAmount::PerLearner(price(&entry.per_learner, reading))
    } else {
        IncomeAmount::Once(price(&entry.amount, reading))
    };
    Income {
        key: entry.id.or(String::new()),
        amount,
        payer: reading.party(&entry.payer, &PAYERS).unwrap_or(Party::Funder),
        payee: reading.party(&entry.payee, &PAYERS).unwrap_or(Party::College),
        conditions: entry.conditions.list().iter().filter_map(|stated| condition(stated, reading)).collect(),
    }
}

fn condition(
    stated: &Brief<CeilingsKept, ConditionEntry>,
    reading: &mut Reading<'_>,
) -> Option<IncomeCondition> {
    let entry = match stated {
        Brief::Short(CeilingsKept) => return Some(IncomeCondition::ReleaseCeilingsKept),
        Brief::Full(entry) => entry,
    };
    if entry.no_weekday_session_before.stated == entry.no_session_in.stated {
        let cause = "a condition has exactly one field";
        let action = "write one object for each condition";
        reading.notes.add(Code::Choice, entry.span, "it is not clear what must hold", cause, action);
    }
    let before = entry.no_weekday_session_before.value.map(IncomeCondition::NoWeekdaySessionBefore);
    before.or(entry.no_session_in.value.map(IncomeCondition::NoSessionIn))
}
