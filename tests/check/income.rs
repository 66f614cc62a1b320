//! Income that a plan loses stands among the broken wishes.

use vetplan::check::{Amount, INCOME_LOST, judge};
use vetplan::domain::*;
use vetplan::plan::{OutsideSeats, price};

use super::world::{MON, MON2, TUE, World, window};

/// A grant under a condition, for the plan as it stands.
fn granted(condition: IncomeCondition, amount: IncomeAmount) -> World {
    let mut world = World::new();
    world.scenario.tariff.income.push(Income {
        key: "grant".to_owned(),
        amount,
        payer: Party::Funder,
        payee: Party::College,
        conditions: vec![condition],
    });
    world
}

fn once() -> IncomeAmount {
    IncomeAmount::Once(Price::plain(100_000))
}

#[test]
fn early_sessions_lose_it() {
    let condition = |minute| IncomeCondition::NoWeekdaySessionBefore(ClockTime(minute));
    let kept = granted(condition(480), once());
    assert_eq!(judge(&kept.scenario, &kept.plan).wish_cents, Cents(0));
    let lost = granted(condition(481), IncomeAmount::PerLearner(Price::plain(1_000)));
    let verdict = judge(&lost.scenario, &lost.plan);
    assert!(verdict.accepted());
    let [breach] = verdict.wishes.as_slice() else { panic!("{:?}", verdict.wishes) };
    assert_eq!((breach.rule, breach.policy, breach.amount), (INCOME_LOST, None, Amount::Count(5)));
    assert_eq!(breach.sessions.len(), 2);
    assert_eq!(verdict.wish_cents, Cents(5_000));
    assert!(breach.message.contains("Mon 7 Sep 2026 at 08:00"), "{}", breach.message);
}

#[test]
fn each_seat_outside_loses_it_without_any_condition_and_without_the_tax_in_it() {
    let tax = Vat { rate_basis_points: 2_100, included: true, reclaimed: false };
    let fee = IncomeAmount::PerLearner(Price { stated: Cents(12_100), vat: Some(tax) });
    let condition = IncomeCondition::NoSessionIn(SlotClass::Evening);
    let mut world = granted(condition, fee);
    world.scenario.tariff.income[0].conditions.clear();
    assert_eq!(judge(&world.scenario, &world.plan).wish_cents, Cents(0));
    assert_eq!(price(&world.scenario, &world.plan).income(), Cents(50_000));
    let (cohort, learners) = (CohortId(0), "4-5".parse().unwrap());
    world.plan.outside.push(OutsideSeats { cohort, learners, provider: 0 });
    let verdict = judge(&world.scenario, &world.plan);
    assert_eq!(verdict.wish_cents, Cents(20_000));
    let lost = verdict.wishes.iter().find(|breach| breach.rule == INCOME_LOST).unwrap();
    assert_eq!(
        lost.message,
        "income grant of 200.00 EUR does not come: 2 learners sit with an outside provider"
    );
    // By a condition all five lose it, those outside not twice.
    world.scenario.tariff.income[0].conditions.push(IncomeCondition::NoWeekdaySessionBefore(ClockTime(481)));
    assert_eq!(judge(&world.scenario, &world.plan).wish_cents, Cents(50_000));
}

#[test]
fn a_class_loses_it() {
    let mut world = granted(IncomeCondition::NoSessionIn(SlotClass::Evening), once());
    assert_eq!(judge(&world.scenario, &world.plan).wish_cents, Cents(0));
    world.theory(420, &[240, 180]);
    world.shift(1, TUE, "eve");
    assert_eq!(judge(&world.scenario, &world.plan).wish_cents, Cents(100_000));
}

#[test]
fn a_firm_that_misses_too_many_loses_it() {
    let mut world = granted(IncomeCondition::ReleaseCeilingsKept, once());
    world.scenario.firms[0].away_at_most = Some(2);
    assert_eq!(judge(&world.scenario, &world.plan).wish_cents, Cents(0), "outside working hours");
    world.scenario.firms[0].working_hours = vec![window(9, 17)];
    let verdict = judge(&world.scenario, &world.plan);
    assert_eq!(verdict.wish_cents, Cents(100_000));
    assert!(!verdict.accepted(), "the ceiling is a rule besides");
}

#[test]
fn learners_who_cannot_be_told_apart_are_told_together() {
    let mut world = World::new();
    world.shift(1, MON, "pm");
    world.policy(Rule::DayHours { lead: None, at_least: None, at_most: Some(390) });
    let verdict = judge(&world.scenario, &world.plan);
    let [breach] = verdict.violations.as_slice() else { panic!("{:?}", verdict.violations) };
    assert_eq!(breach.subject, "C learners 1-5");
    assert_eq!(breach.message, "C learners 1-5 on Mon 7 Sep 2026: 8 h of sessions, at most 6.5 h");
    assert_eq!(breach.sessions, ["C/theory/1#01", "C/theory/1#02"]);
    assert_eq!(breach.policy, Some(PolicyId(0)));
}

#[test]
fn a_policy_is_rounded_once() {
    // Two days of 2.5 cents each are five cents, not six.
    let mut world = World::new();
    let policy = world.policy(Rule::DayHours { lead: None, at_least: None, at_most: Some(210) });
    (policy.strength, policy.price) = (Strength::Wish, Price::plain(1));
    world.shift(1, MON2, "am");
    let verdict = judge(&world.scenario, &world.plan);
    assert_eq!(verdict.wishes.len(), 2);
    assert_eq!(verdict.wish_cents, Cents(5));
}
