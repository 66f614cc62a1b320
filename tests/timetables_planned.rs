//! Timetables by annealing: accepted by the judge, priced like the competition prices them, never below a bound, and no
//! bound above a published solution.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

#[path = "course_timetabling/validator.rs"]
#[allow(dead_code, reason = "the other test takes the rest")]
mod validator;

mod support;

use std::cell::Cell;
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use vetplan::domain::Scenario;
use vetplan::exchange::ctt::{instance, scenario, solution};
use vetplan::planner::judged::judged;
use vetplan::planner::{Answer, Options, Phase, Report, Status, plan};
use vetplan::solver::Cancel;

use support::{below, parsed};
use validator::{Cost, Question};

fn text(name: &str) -> String {
    fs::read_to_string(below(&format!("data/itc2007/{name}.ectt"))).unwrap()
}

fn imported(name: &str) -> Scenario {
    let instance = instance::read(text(name).as_bytes()).unwrap();
    parsed(name, scenario::scenario(&instance, false).to_string().as_bytes())
}

fn planned(scenario: &Scenario, seed: u32, time: Option<Duration>) -> Answer {
    plan(scenario, &Options { time, seed, ..Options::default() }).unwrap()
}

/// What a plan costs by the rules of the competition.
fn validated(name: &str, scenario: &Scenario, answer: &Answer) -> i64 {
    let judged = judged(scenario, answer, 0).unwrap().unwrap();
    assert!(judged.verdict.accepted());
    let lectures = validator::lectures(&solution::write(scenario, &judged.plan).unwrap());
    let Cost { hard, soft } = Question::read(&text(name)).cost(&lectures);
    assert_eq!((hard, soft * 100), (0, judged.verdict.wish_cents.0), "{name}");
    soft
}

#[test]
fn a_timetable_that_breaks_no_wish_is_found_and_proven() {
    let scenario = imported("comp11");
    let answer = planned(&scenario, 1, None);
    assert_eq!(validated("comp11", &scenario, &answer), 0);
    assert_eq!(answer.status, Status::Optimal);
}

#[test]
fn the_same_seed_gives_the_same_timetable() {
    let scenario = imported("comp11");
    let plans = [planned(&scenario, 3, None).plan, planned(&scenario, 3, None).plan];
    assert_eq!(plans[0], plans[1]);
}

/// A few seconds are no time for good timetables; what is told of them has to hold all the same.
#[test]
fn no_bound_lies_above_a_published_solution_and_no_cost_below() {
    for (name, published) in [("comp01", 5), ("comp04", 35), ("comp07", 6)] {
        let scenario = imported(name);
        let answer = planned(&scenario, 1, Some(Duration::from_secs(10)));
        let cost = validated(name, &scenario, &answer);
        assert!(cost >= published, "{name}: {cost}");
        assert!(answer.bound <= published as f64 + 1e-6, "{name}: {}", answer.bound);
        assert!((answer.objective.unwrap() - cost as f64).abs() < 1e-6);
    }
}

/// Small questions go to the programme of the whole, which knows nothing of annealing and proves its plans.
#[test]
fn a_small_timetable_is_proven_by_the_programme_of_the_whole() {
    let scenario = imported("toy");
    let answer = planned(&scenario, 1, None);
    assert_eq!(answer.status, Status::Optimal);
    assert_eq!(validated("toy", &scenario, &answer), 0);
}

/// A search that may not even begin says so.
#[test]
fn cancelled_before_the_first_timetable_there_is_none() {
    let scenario = imported("comp11");
    let cancel = Cancel::default();
    cancel.cancel();
    let answer = plan(&scenario, &Options { seed: 1, cancel, ..Options::default() }).unwrap();
    assert!(answer.objective.is_none());
}

/// A week of eight cohorts, half of them split for two modules: rooms of a kind, a break at noon, hard seats for some.
/// `teachers` teach in turn.
fn drawn(teachers: usize) -> Scenario {
    let modules = |cohort: usize| -> Vec<Value> {
        let module = |place: usize| {
            let teacher = format!("t{}", (cohort * 5 + place) % teachers);
            let mut module = json!({
                "id": format!("m{cohort}{place}"), "hours": 3, "kind": "theory", "session_hours": 1, "staff": [teacher],
            });
            if place > 2 && cohort.is_multiple_of(2) {
                module["max_group"] = json!(10);
            }
            if place == 0 {
                module["seats"] = json!(15 + cohort);
                module["not_at"] = json!([{ "days": "mon", "to": "12:00" }]);
            }
            module
        };
        (0..5).map(module).collect()
    };
    let part = |place: usize| {
        let from = [9 * 60, 10 * 60, 11 * 60 + 10, 13 * 60, 14 * 60][place];
        let clock = |minute: usize| format!("{:02}:{:02}", minute / 60, minute % 60);
        json!({ "id": format!("h{place}"), "days": "mon-fri", "from": clock(from), "to": clock(from + 60), "class": "day" })
    };
    let text = json!({
        "format": "vetplan/1",
        "name": "Drawn",
        "calendar": { "first": "2026-09-07", "last": "2026-09-11", "dayparts": (0..5).map(part).collect::<Vec<_>>() },
        "sites": [{ "id": "school", "kind": "college", "rooms": [
            { "id": "hall", "seats": 40 }, { "id": "class", "count": 5, "seats": 18 }, { "id": "lab", "count": 3, "seats": 12 },
        ] }],
        "staff": (0..teachers).map(|one| json!({ "id": format!("t{one}"), "qualifications": [format!("t{one}")] }))
            .collect::<Vec<_>>(),
        "programmes": (0..8).map(|one| json!({ "id": format!("p{one}"), "modules": modules(one) })).collect::<Vec<_>>(),
        "cohorts": (0..8).map(|one| json!({
            "id": format!("c{one}"), "programme": format!("p{one}"), "school": "school", "learners": { "none": 18 },
        })).collect::<Vec<_>>(),
        "policies": [
            { "rule": "room_seats", "strength": "wish", "price": 0.5, "for": ["c0", "c1", "c2", "c3", "c4", "c5"] },
            { "rule": "teaching_days", "at_least": 3, "strength": "wish", "price": 4 },
            { "rule": "isolated_sessions", "break_minutes": 10, "strength": "wish", "price": 0.25, "for": ["c0", "c1", "c6"] },
            { "rule": "isolated_sessions", "break_minutes": 10, "strength": "wish", "price": 0.1 },
            { "rule": "same_room", "strength": "wish", "price": 3, "for": ["c1", "c2", "c7"] },
        ],
    });
    parsed("drawn", text.to_string().as_bytes())
}

#[test]
fn rooms_of_a_kind_breaks_and_parts_are_counted_as_the_judge_counts_them() {
    let scenario = drawn(14);
    let built = Cell::new(false);
    let progress = |report: &Report| built.set(built.get() || report.phase == Phase::Building);
    let limit = Some(Duration::from_secs(10));
    let options = Options { time: limit, seed: 2, progress: &progress, ..Options::default() };
    let answer = plan(&scenario, &options).unwrap();
    // What the annealing counted, the model and the judge agree on; they would not be quiet otherwise.
    let judged = judged(&scenario, &answer, 2).unwrap().unwrap();
    assert!(judged.verdict.accepted() && judged.plan.unplaced.is_empty());
    assert!(answer.bound <= answer.objective.unwrap() + 1e-6);
    assert!(!built.get(), "the programme of the whole was built");
}

#[test]
fn a_teacher_with_more_sessions_than_slots_is_named() {
    let answer = planned(&drawn(3), 1, None);
    assert_eq!(answer.status, Status::Infeasible);
    assert!(answer.shortages.iter().any(|shortage| shortage.sentence().contains("t0")));
}
