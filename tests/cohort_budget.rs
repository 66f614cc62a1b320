//! Budgets of single cohorts, against hand values.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use vetplan::check::judge;
use vetplan::domain::{Cents, CohortId, Scenario};
use vetplan::plan::{price, price_of};
use vetplan::planner::{Answer, Options, Status, plan};

/// Two cohorts, of 2 and 4 learners, who can be together on Saturday alone, where the teacher gets a premium.
/// Together 3 h cost 3 × 40 × 2.1 = 252, of which A's share is 84 and B's 168; apart 120 each.
fn together_or_apart(budgets: &str) -> Scenario {
    let text = format!(
        r#"{{
  "format": "vetplan/1",
  "name": "Together or apart",
  "calendar": {{
    "first": "2026-09-07",
    "last": "2026-09-12",
    "dayparts": [
      {{"id": "am", "days": "mon,tue", "from": "09:00", "to": "12:00", "class": "day"}},
      {{"id": "sat", "days": "sat", "from": "09:00", "to": "12:00", "class": "saturday"}}
    ]
  }},
  "sites": [{{"id": "school", "kind": "college"}}],
  "staff": [{{"id": "anna", "qualifications": ["t"], "cost_per_hour": 40}}],
  "programmes": [{{"id": "p", "modules": [{{"id": "a", "hours": 3, "kind": "theory", "staff": ["t"]}}]}}],
  "cohorts": [
    {{"id": "A", "programme": "p", "school": "school", "learners": {{"none": 2}}, "available": [{{"days": "mon,sat"}}]}},
    {{"id": "B", "programme": "p", "school": "school", "learners": {{"none": 4}}, "available": [{{"days": "tue,sat"}}]}}
  ],
  "combined": [
    {{"id": "both", "members": [{{"cohort": "A", "module": "a"}}, {{"cohort": "B", "module": "a"}}], "min_group": 2, "max_group": 6}}
  ],
  "policies": [{budgets}],
  "tariffs": {{"premiums": {{"saturday": 1.1}}, "fixed": [{{"id": "rent", "amount": 1000}}]}}
}}"#
    );
    vetplan::scenario::read("together.jsonc", text.as_bytes())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn planned(scenario: &Scenario) -> Answer {
    let options = Options::default();
    plan(scenario, &options).unwrap()
}

#[test]
fn apart_is_cheaper_where_no_cohort_has_a_budget() {
    let scenario = together_or_apart("");
    let plan = planned(&scenario).plan.unwrap();
    assert_eq!(price(&scenario, &plan).cost(), Cents(124_000));
    let of = |cohort: usize| price_of(&scenario, &plan, &[CohortId(cohort)]).cost();
    assert_eq!([of(0), of(1)], [Cents(12_000), Cents(12_000)]);
}

#[test]
fn a_budget_of_one_cohort_counts_its_share_of_what_it_has_in_common() {
    let scenario = together_or_apart(r#"{"rule": "budget", "for": "A", "at_most": 100}"#);
    let plan = planned(&scenario).plan.unwrap();
    assert_eq!(judge(&scenario, &plan).violations, []);
    assert_eq!(price(&scenario, &plan).cost(), Cents(125_200));
    let of = |cohort: usize| price_of(&scenario, &plan, &[CohortId(cohort)]).cost();
    assert_eq!([of(0), of(1)], [Cents(8_400), Cents(16_800)]);
}

#[test]
fn a_budget_that_no_plan_keeps_names_its_cohort() {
    let scenario = together_or_apart(r#"{"rule": "budget", "for": "A", "at_most": 80}"#);
    let answer = planned(&scenario);
    assert_eq!(answer.status, Status::Infeasible);
    let told: Vec<(bool, f64)> =
        answer.shortages.iter().map(|one| (one.subject.starts_with('A'), one.short)).collect();
    assert_eq!(told.len(), 1, "{:?}", answer.shortages);
    assert!(told[0].0 && (told[0].1 - 4.0).abs() < 1e-6, "{:?}", answer.shortages);
}

#[test]
fn the_judge_rejects_what_one_cohort_costs_too_much() {
    let scenario = together_or_apart("");
    let apart = planned(&scenario).plan.unwrap();
    let strict = together_or_apart(r#"{"rule": "budget", "for": "B", "at_most": 119.99}"#);
    let verdict = judge(&strict, &apart);
    let said: Vec<&str> = verdict.violations.iter().map(|breach| breach.message.as_str()).collect();
    assert_eq!(said, ["B costs 120.00 EUR, at most 119.99"]);
}
