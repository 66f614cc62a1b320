//! Timetables by annealing: accepted by the judge, priced like the competition prices them, never below a bound, and no
//! bound above a published solution.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

#[path = "course_timetabling/validator.rs"]
#[allow(dead_code, reason = "the other test takes the rest")]
mod validator;

mod support;

use std::fs;
use std::time::Duration;

use vetplan::domain::Scenario;
use vetplan::exchange::ctt::{instance, scenario, solution};
use vetplan::planner::judged::judged;
use vetplan::planner::{Answer, Options, Status, plan};
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
    plan(scenario, &Options { gap: 0.0, time, seed, cancel: Cancel::default(), progress: &|_| {} }).unwrap()
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
    let answer =
        plan(&scenario, &Options { gap: 0.0, time: None, seed: 1, cancel, progress: &|_| {} }).unwrap();
    assert!(answer.objective.is_none());
}
