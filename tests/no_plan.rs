//! Scenarios without a plan: what is said to be short, and what finds no place, as stored below
//! `tests/no_plan` (`UPDATE=1` rewrites the texts; what changes is then to be read before it is kept).

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

mod support;

use std::collections::BTreeMap;

use support::{below, best, scenarios};
use vetplan::domain::{CohortId, ModuleId, Scenario};
use vetplan::plan::Plan;
use vetplan::planner::{Answer, Status};

/// What is said of an answer.
fn told(scenario: &Scenario, answer: &Answer) -> String {
    let mut text = format!("{}, {}\n", answer.status.key(), answer.stop.key());
    for shortage in &answer.shortages {
        let way = match shortage.policy.map(|id| scenario.policies[id.index()].key.as_str()) {
            Some(policy) if shortage.relaxable => format!("{policy} may be relaxed"),
            Some(policy) => format!("{policy} is law"),
            None => "a fact".to_owned(),
        };
        text.push_str(&format!("- {} → {way} ({})\n", shortage.sentence(), shortage.family));
    }
    let Some(plan) = &answer.plan else { return text + "no partial plan\n" };
    text.push_str(&format!("{} sessions\n", plan.sessions.len()));
    for missing in &plan.unplaced {
        let learners: u32 = missing.attendance.iter().map(|attendance| attendance.learners.len()).sum();
        let hours = f64::from(missing.minutes) / 60.0;
        text.push_str(&format!(
            "without {hours} h: {}, {learners} learners: {}\n",
            missing.run, missing.reason
        ));
    }
    text
}

/// Minutes of its modules that each learner lacks, from the sessions of a plan.
fn lacking(scenario: &Scenario, plan: &Plan) -> BTreeMap<(CohortId, u32, ModuleId), u32> {
    let mut lacking = BTreeMap::new();
    for (index, cohort) in scenario.cohorts.iter().enumerate() {
        let id = CohortId(index);
        for (learner, module) in (1..=cohort.learners()).flat_map(|learner| {
            scenario.programmes[cohort.programme.index()].modules.iter().map(move |module| (learner, *module))
        }) {
            let had = scenario.delivered.iter().filter(|had| (had.cohort, had.module) == (id, module));
            let had: u32 = had.map(|had| had.minutes).sum();
            let held = plan.sessions.iter().filter(|session| {
                session.attendance.iter().any(|entry| {
                    (entry.cohort, entry.module) == (id, module) && entry.learners.contains(learner)
                })
            });
            let given = had + held.map(|session| session.minutes).sum::<u32>();
            let short = scenario.modules[module.index()].minutes.saturating_sub(given);
            if short > 0 {
                lacking.insert((id, learner, module), short);
            }
        }
    }
    lacking
}

/// The same as a plan says it; nobody's hours of a module may be told twice.
fn unplaced(plan: &Plan) -> BTreeMap<(CohortId, u32, ModuleId), u32> {
    let mut told = BTreeMap::new();
    for missing in &plan.unplaced {
        for entry in &missing.attendance {
            for learner in entry.learners.iter() {
                let again = told.insert((entry.cohort, learner, entry.module), missing.minutes);
                assert_eq!(again, None, "{} is told twice", missing.run);
            }
        }
    }
    told
}

#[test]
fn what_is_short_is_told_and_every_missing_hour_once() {
    let mut wrong = Vec::new();
    for (name, scenario) in scenarios("no_plan") {
        let answer = best(&scenario);
        assert_eq!(answer.status, Status::Infeasible, "{name}");
        assert!(!answer.shortages.is_empty(), "{name} has no reason");
        if let Some(plan) = &answer.plan {
            assert_eq!(unplaced(plan), lacking(&scenario, plan), "{name}");
        }
        let found = told(&scenario, &answer);
        let path = below(&format!("no_plan/{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        if stored != found {
            wrong.push(format!("--- {name}: expected\n{stored}\n--- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
