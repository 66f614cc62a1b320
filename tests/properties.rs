//! What holds for every answer, tried on small scenarios that are drawn at random, the same on every
//! machine.

#![allow(clippy::unwrap_used, reason = "properties are checked outside of test functions")]

mod support;
#[path = "properties/world.rs"]
mod world;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::plan::{Plan, Session, price};
use vetplan::planner::{Answer, Status};

use support::{best, parsed};

/// Scenarios each property is tried on.
const CASES: u32 = 40;

/// Numbers a scenario is drawn from.
const NUMBERS: usize = 160;

/// Objectives may differ by the rounding of ledger lines, in euros.
const ROUNDING: f64 = 0.06;

/// Rules that ask for something: a partial plan may fail them, and no others.
const DEMANDS: [&str; 10] = [
    "module_hours",
    "one_run",
    "hours_norm",
    "share",
    "split",
    "offer",
    "week_hours",
    "spread",
    "locks",
    "outside_seats",
];

fn drawn(numbers: &[u32], more_units: u32) -> Scenario {
    parsed("drawn", world::scenario(numbers, more_units).to_string().as_bytes())
}

/// Tries a property on drawn scenarios; a failure tells the plainest scenario that fails.
fn try_on_drawn(property: impl Fn(&[u32]) -> Result<(), TestCaseError>) {
    let config =
        Config { cases: CASES, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let numbers = prop::collection::vec(0..1_000_u32, NUMBERS);
    let outcome = runner.run(&numbers, |numbers| {
        property(&numbers).map_err(|error| {
            let scenario = world::scenario(&numbers, 0);
            TestCaseError::fail(format!("{error}\n{}", serde_json::to_string_pretty(&scenario).unwrap()))
        })
    });
    if let Err(proptest::test_runner::TestError::Fail(reason, _)) = outcome {
        panic!("{reason}");
    }
}

/// The plan and objective of an answer in which every rule is kept.
fn whole(answer: &Answer) -> Option<(&Plan, f64)> {
    answer.plan.as_ref().zip(answer.objective)
}

#[test]
fn the_judge_accepts_what_is_planned_and_the_ledger_agrees_with_the_objective() {
    try_on_drawn(|numbers| {
        let scenario = drawn(numbers, 0);
        let answer = best(&scenario);
        if let Some((plan, objective)) = whole(&answer) {
            prop_assert!(plan.unplaced.is_empty());
            let verdict = judge(&scenario, plan);
            prop_assert!(verdict.accepted(), "{:#?}", verdict.violations);
            let cost = (price(&scenario, plan).cost() + verdict.wish_cents).0 as f64 / 100.0;
            prop_assert!(
                (cost - objective).abs() < ROUNDING,
                "{cost} and {objective}: {:#?}",
                verdict.wishes
            );
            prop_assert!(answer.bound <= objective + 1e-6, "{} above {objective}", answer.bound);
        }
        Ok(())
    });
}

#[test]
fn where_nothing_fits_there_is_a_reason_and_a_partial_plan_lacks_only_what_is_asked_for() {
    try_on_drawn(|numbers| {
        let scenario = drawn(numbers, 0);
        let answer = best(&scenario);
        if answer.status == Status::Infeasible {
            prop_assert!(!answer.shortages.is_empty(), "no reason is given");
            prop_assert!(
                answer
                    .shortages
                    .iter()
                    .all(|shortage| shortage.short > 0.0 && !shortage.sentence().is_empty())
            );
            let complete = answer.plan.iter().filter(|plan| plan.unplaced.is_empty());
            let accepted: Vec<_> = complete.filter(|plan| judge(&scenario, plan).accepted()).collect();
            prop_assert!(accepted.is_empty(), "the judge accepts {accepted:#?}");
            let broken = answer.plan.iter().flat_map(|plan| judge(&scenario, plan).violations);
            let others: Vec<_> = broken.filter(|breach| !DEMANDS.contains(&breach.rule)).collect();
            prop_assert!(others.is_empty(), "{others:#?}");
        }
        Ok(())
    });
}

#[test]
fn one_more_unit_never_costs_more() {
    try_on_drawn(|numbers| {
        let (before, after) = (best(&drawn(numbers, 0)), best(&drawn(numbers, 1)));
        if let Some((_, before)) = whole(&before) {
            let after = whole(&after).map_or(f64::INFINITY, |(_, after)| after);
            prop_assert!(after <= before + 1e-4, "{after} with a unit more, {before} without");
        }
        Ok(())
    });
}

#[test]
fn the_same_question_has_the_same_answer() {
    try_on_drawn(|numbers| {
        let scenario = drawn(numbers, 0);
        let sessions = |answer: Answer| answer.plan.map(|plan| plan.sessions).unwrap_or_default();
        let (first, second): (Vec<Session>, Vec<Session>) =
            (sessions(best(&scenario)), sessions(best(&scenario)));
        prop_assert_eq!(first, second);
        Ok(())
    });
}
