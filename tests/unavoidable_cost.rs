//! What every plan costs is never more than a plan costs, and the gap is a share of the rest.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

mod support;

use support::{best, parsed, scenario, scenarios};
use vetplan::plan::file::gap_of_difference;
use vetplan::planner::least::least_cost;
use vetplan::planner::unavoidable_cost;
use vetplan::solver::Cancel;

fn unavoidable(scenario: &vetplan::domain::Scenario) -> f64 {
    unavoidable_cost(scenario).unwrap().unwrap()
}

#[test]
fn hours_at_their_cheapest_are_what_every_plan_costs() {
    let text = std::fs::read_to_string("scenarios/01-first.jsonc").unwrap();
    // 30 h of a mechanic in the evening, 24 h of three stands, 120 learner hours, publicity.
    let by_hand = 30.0 * 42.0 * 1.2 + 24.0 * 3.0 * 1.5 + 120.0 * 0.8 + 150.0;
    assert!((unavoidable(&parsed("first", text.as_bytes())) - by_hand).abs() < 1e-6);
    // Where Saturdays are cheaper, they count, although there are too few of them.
    let cheap =
        text.replace("\"saturday\": 0.5", "\"saturday\": 0.0").replace("\"price\": 2.00", "\"price\": 0.01");
    assert!(unavoidable(&parsed("cheap", cheap.as_bytes())) < by_hand - 200.0);
}

/// With whole groups and the sessions that are on offer.
fn least(scenario: &vetplan::domain::Scenario) -> f64 {
    least_cost(scenario, &Cancel::default()).unwrap().unwrap().euros
}

#[test]
fn sessions_on_offer_at_the_weekend_are_what_every_plan_costs() {
    let text = std::fs::read_to_string("scenarios/01-first.jsonc").unwrap();
    let before = least(&parsed("first", text.as_bytes()));
    let asked = r#""policies": [{ "rule": "offer", "id": "a-saturday", "weekend": 1 },"#;
    let offered = text.replace("\"policies\": [", asked);
    // One session of three hours of the practical module, by the mechanic, at the premium of Saturday instead of the
    // evening; five learners would rather not have come.
    let by_hand = 3.0 * 42.0 * (0.5 - 0.2) + 5.0 * 2.0;
    let after = least(&parsed("offered", offered.as_bytes()));
    assert!((after - before - by_hand).abs() < 1e-6, "{before} {after}");
}

#[test]
fn no_plan_costs_less() {
    let mut all = scenarios("families");
    all.extend(scenarios("brute_force"));
    all.push(("two-cohorts".to_owned(), scenario("data/two-cohorts.jsonc")));
    let mut planned = 0;
    for (name, scenario) in all {
        if let Some(objective) = best(&scenario).objective {
            let unavoidable = unavoidable(&scenario);
            assert!(unavoidable <= objective + 1e-6, "{name}: {unavoidable} {objective}");
            let least = least(&scenario);
            assert!(least <= objective + 1e-6, "{name}: {least} {objective}");
            planned += 1;
        }
    }
    assert!(planned > 5, "{planned}");
}

#[test]
fn the_gap_is_a_share_of_what_a_plan_costs_above_that() {
    assert_eq!(gap_of_difference(1_000, 1_000, None), Some(0.0));
    assert_eq!(gap_of_difference(1_000, 990, None), None);
    assert_eq!(gap_of_difference(1_000, 990, Some(960)), Some(0.25));
    // A bound rounded down below what every plan costs says no more than that.
    assert_eq!(gap_of_difference(1_000, 958, Some(960)), Some(1.0));
    assert_eq!(gap_of_difference(1_000, 999, Some(1_000)), None);
}
