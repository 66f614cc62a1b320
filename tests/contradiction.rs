//! The planner contradicts itself: a mistake of the program that must never pass for an answer.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use vetplan::plan::file;
use vetplan::planner::judged::{Contradiction, JudgeError, judged};
use vetplan::planner::{Answer, Status, StopReason};

#[test]
fn a_whole_plan_that_the_judge_accepts_contradicts_the_proof_that_there_is_none() {
    let scenario = vetplan::scenario::read("two", include_bytes!("data/two-cohorts.jsonc")).unwrap();
    let (_, plan) = file::read(&scenario, include_bytes!("data/two-cohorts.plan.json")).unwrap();
    let mut answer = Answer {
        plan: Some(plan),
        status: Status::Infeasible,
        stop: StopReason::NoPlan,
        bound: f64::INFINITY,
        objective: None,
        shortages: Vec::new(),
        nodes: 0,
    };
    let error = judged(&scenario, &answer, 0).err().unwrap();
    assert!(matches!(error, JudgeError::Contradiction(Contradiction::Possible(_))), "{error}");
    answer.status = Status::Stopped;
    assert!(judged(&scenario, &answer, 0).unwrap().is_some());
}
