//! Programmes of many cohorts planned part by part: accepted by the judge after each phase, never below the bound, near what
//! the programme of the whole gives where that can be solved, and the same each time.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use support::{parsed, trade};
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::generate::{Request, Size, generate};
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::plan::price;
use vetplan::planner::judged::judged;
use vetplan::planner::{Answer, Options, Shortage, Status, plan, unavoidable_cost};
use vetplan::solver::{self, Cancel, Outcome, solve};

fn drawn(size: Size, seed: u64, choose_days: bool) -> Scenario {
    let drawn = generate(&Request { size, seed, firms: None, choose_days }).unwrap();
    parsed("drawn", drawn.scenario.to_string().as_bytes())
}

fn planned(scenario: &Scenario, gap: f64, seed: u32) -> Answer {
    plan(scenario, &Options { gap, seed, ..Options::default() }).unwrap()
}

/// Cost and wishes of a plan that the judge accepts, in euros.
fn accepted(scenario: &Scenario, answer: &Answer) -> f64 {
    let plan = answer.plan.as_ref().unwrap();
    let verdict = judge(scenario, plan);
    assert!(verdict.accepted() && plan.unplaced.is_empty(), "{:?}", verdict.violations.first());
    let cents = price(scenario, plan).cost().0 + verdict.wish_cents.0;
    // Model and ledger agree, which this says as well.
    judged(scenario, answer, 0).unwrap().unwrap();
    cents as f64 / 100.0
}

#[test]
fn first_plans_are_accepted_and_improvement_keeps_them_so() {
    for (seed, choose_days) in [(2, false), (2, true)] {
        let scenario = drawn(Size::M, seed, choose_days);
        // Any plan is within the whole of its cost, so that this is the first one.
        let first = planned(&scenario, 1.0, 0);
        let before = accepted(&scenario, &first);
        let better = planned(&scenario, 0.02, 0);
        let after = accepted(&scenario, &better);
        assert_eq!(better.status, Status::WithinGap);
        assert!(after <= before, "{seed}: {after} {before}");
        assert!(better.bound <= after + 0.01 && better.bound >= after * 0.98 - 0.01, "{seed}");
        let unavoidable = unavoidable_cost(&scenario).unwrap().unwrap();
        assert!(unavoidable <= better.bound + 0.01, "{unavoidable} {}", better.bound);
    }
}

#[test]
fn a_seed_gives_the_same_plan_each_time() {
    let scenario = drawn(Size::M, 2, false);
    let [one, other] = [(); 2].map(|()| planned(&scenario, 0.02, 7));
    assert_eq!((one.plan, one.objective, one.bound), (other.plan, other.objective, other.bound));
}

/// Six cohorts of seven short modules on the Saturdays and Wednesday evenings of half a year, with two machines among them.
fn half_a_year(hours_per_week: u32, policies: &str) -> Scenario {
    half_a_year_with_rights(hours_per_week, policies, "")
}

/// The same with rights to open the machines.
fn half_a_year_with_rights(hours_per_week: u32, policies: &str, rights: &str) -> Scenario {
    parsed("half a year", half_a_year_text(hours_per_week, policies, rights).as_bytes())
}

/// Its text.
fn half_a_year_text(hours_per_week: u32, policies: &str, rights: &str) -> String {
    let hours = |module| if module % 3 == 0 { 8 } else { 4 };
    let (modules, cohorts) = (trade::modules(7, hours, 5), trade::cohorts(6));
    format!(
        r#"{{
          "format": "vetplan/1", "name": "half a year",
          "calendar": {{ "first": "2026-09-07", "last": "2027-02-28", "dayparts": [
            {{ "id": "evening", "days": "wed", "from": "17:00", "to": "21:00", "class": "evening" }},
            {{ "id": "early", "days": "sat", "from": "08:00", "to": "12:00", "class": "saturday" }},
            {{ "id": "late", "days": "sat", "from": "13:00", "to": "17:00", "class": "saturday" }},
            {{ "id": "idle", "days": "mon,tue,thu,fri", "from": "22:00", "to": "22:30", "class": "evening" }}
          ] }},
          "sites": [{{ "id": "college", "kind": "college", "rooms": [{{ "id": "room", "seats": 20, "count": 2 }}] }}],
          "equipment": [{{ "id": "machines", "kind": "machine", "site": "college", "owner": "college", "units": 2,
            "learners_per_unit": 12, "cost": {{ "per_hour": 5.00, "setup_per_day": 90.00 }},
            "entitlements": [{rights}] }}],
          "staff": [{{ "id": "people", "count": 2, "qualifications": ["trade"], "hours_per_week": {hours_per_week}, "evenings_per_week": 1,
            "cost_per_hour": 40.00 }}],
          "programmes": [{{ "id": "trade", "modules": [{modules}] }}],
          "cohorts": [{cohorts}],
          "policies": [{policies}],
          "tariffs": {{ "premiums": {{ "evening": 0.25, "saturday": 0.5 }}, "fixed": [{{ "id": "start", "amount": 100.00 }}] }}
        }}"#
    )
}

#[test]
fn parts_come_near_the_optimum_of_the_whole_and_their_bound_stays_below_it() {
    let scenario = half_a_year(12, "");
    let scene = Scene::new(&scenario);
    let whole = vetplan::model::build(&scene, Mode::Planning).strict();
    let limits = solver::Limits { relative_gap: 0.01, ..Default::default() };
    let cancel = Cancel::default();
    let request = solver::Request { limits, ..solver::Request::new(&whole, &cancel) };
    let Outcome::Solved(optimum) = solve(&request).unwrap() else { panic!("there is a plan") };
    let answer = planned(&scenario, 0.0, 0);
    let cost = accepted(&scenario, &answer);
    assert!(answer.bound <= optimum.objective + 0.01, "{} {}", answer.bound, optimum.objective);
    assert!(cost >= optimum.bound - 0.01, "{cost} {}", optimum.bound);
    assert!(cost <= optimum.objective * 1.02, "{cost} {}", optimum.objective);
}

#[test]
fn floors_that_the_list_does_not_know_are_kept_by_parts() {
    // Evenings are cheaper than Saturdays, on which one session of each of three practical modules has to be on offer.
    let scenario = half_a_year(12, r#"{ "rule": "offer", "id": "a-saturday", "weekend": 1 }"#);
    let answer = planned(&scenario, 0.01, 0);
    let cost = accepted(&scenario, &answer);
    assert!(answer.bound <= cost + 0.01, "{} {cost}", answer.bound);
}

#[test]
fn openings_by_the_week_are_counted_across_parts() {
    // Twenty-four sessions on the machines, and one opening in each of twenty-five weeks, by whichever cohort.
    let scenario = half_a_year_with_rights(12, "", r#"{ "openings": 1, "per": "week" }"#);
    let answer = planned(&scenario, 0.05, 0);
    let cost = accepted(&scenario, &answer);
    assert!(answer.bound <= cost + 0.01, "{} {cost}", answer.bound);
}

#[test]
fn what_counting_proves_is_told_before_any_part_is_planned() {
    // Fifty-four sessions, and two people who hold one each in each of twenty-five weeks.
    let scenario = half_a_year(4, "");
    let answer = planned(&scenario, 0.01, 0);
    assert_eq!(answer.status, Status::Infeasible);
    let told: Vec<String> = answer.shortages.iter().map(Shortage::sentence).collect();
    assert!(
        told.iter().any(|told| told.contains("216 h needed, 200 h within their weekly loads")),
        "{told:?}"
    );
}

#[test]
fn who_cancels_before_the_first_plan_gets_none() {
    let cancel = Cancel::default();
    cancel.cancel();
    let options = Options { gap: 0.01, cancel, ..Options::default() };
    let answer = plan(&drawn(Size::M, 1, false), &options).unwrap();
    assert_eq!((answer.status, answer.objective), (Status::Stopped, None));
}

/// A staff group of the trade.
fn group(id: &str, count: u32, hours_per_week: u32, cost: u32) -> String {
    format!(
        r#"{{ "id": "{id}", "count": {count}, "qualifications": ["trade"], "hours_per_week": {hours_per_week}, "evenings_per_week": 1,
            "cost_per_hour": {cost}.00 }}"#
    )
}

/// Half a year with other people.
fn half_a_year_of(groups: &[String], policies: &str) -> Scenario {
    let text = half_a_year_text(12, policies, "");
    let others = text.replace(&group("people", 2, 12, 40), &groups.join(", "));
    assert_ne!(others, text);
    parsed("half a year", others.as_bytes())
}

/// The least and the most that the programme of the whole may cost at best.
fn optimum(scenario: &Scenario) -> (f64, f64) {
    let scene = Scene::new(scenario);
    let whole = vetplan::model::build(&scene, Mode::Planning).strict();
    let limits = solver::Limits { relative_gap: 0.01, ..Default::default() };
    let cancel = Cancel::default();
    let request = solver::Request { limits, ..solver::Request::new(&whole, &cancel) };
    let Outcome::Solved(optimum) = solve(&request).unwrap() else { panic!("there is a plan") };
    (optimum.bound, optimum.objective)
}

#[test]
fn people_of_several_groups_and_wishes_of_some_cohorts_are_priced_as_the_ledger_does() {
    // Two groups of one person each, so that a run may change its people; who wishes for what differs by cohort.
    let wishes = r#"{ "rule": "same_staff", "id": "keep", "for": ["C1", "C2", "C3"], "strength": "wish", "price": 35.00 },
        { "rule": "avoid_class", "id": "no-evenings", "for": ["C4"], "class": "evening", "strength": "wish", "price": 20.00 }"#;
    let scenario = half_a_year_of(&[group("some", 1, 12, 40), group("others", 1, 12, 44)], wishes);
    let answer = planned(&scenario, 0.0, 0);
    // The judge, the ledger and the programme agree on what it costs.
    let cost = accepted(&scenario, &answer);
    let (least, best) = optimum(&scenario);
    assert!(answer.bound <= best + 0.01, "{} {best}", answer.bound);
    assert!(cost >= least - 0.01 && cost <= best * 1.02, "{cost} {best}");
}

#[test]
fn where_those_who_cost_least_are_short_the_bound_says_so_and_stays_below_the_optimum() {
    // Of 216 hours one person at 40 can teach 4 in each of 25 weeks; the others cost 60.
    let scenario = half_a_year_of(&[group("some", 1, 4, 40), group("others", 2, 12, 60)], "");
    let answer = planned(&scenario, 0.0, 0);
    let cost = accepted(&scenario, &answer);
    let (least, best) = optimum(&scenario);
    assert!(answer.bound <= best + 0.01 && answer.bound <= cost + 0.01, "{} {best}", answer.bound);
    assert!(cost >= least - 0.01, "{cost} {least}");
    // At 40 an hour for all it would be 116 times 20 and the premiums less.
    let unavoidable = unavoidable_cost(&scenario).unwrap().unwrap();
    assert!(answer.bound >= unavoidable + 116.0 * 20.0 - 0.01, "{} {unavoidable}", answer.bound);
}
