//! Hours without a place are told the shortage that keeps them from it.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

mod support;

use support::{below, best, parsed};
use vetplan::plan::Unplaced;

/// What finds no place in a scenario below `tests/` with some of its text replaced.
fn unplaced(path: &str, changes: &[(&str, &str)]) -> Vec<Unplaced> {
    let mut text = std::fs::read_to_string(below(path)).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    best(&parsed(path, text.as_bytes())).plan.unwrap().unplaced
}

/// Whether every run that finds no place is told what is short for `subject` of it.
fn told(unplaced: &[Unplaced], subject: impl Fn(&str) -> String) {
    assert_eq!(unplaced.len(), 2, "{unplaced:?}");
    for missing in unplaced {
        let wanted = format!("no plan keeps every rule: {}", subject(&missing.run));
        assert!(missing.reason.starts_with(&wanted), "{}: {}", missing.run, missing.reason);
    }
}

#[test]
fn what_is_counted_for_a_run_is_told_of_that_run() {
    let changes = [("\"hours\": 12, \"kind\": \"practical\"", "\"hours\": 90, \"kind\": \"practical\"")];
    told(&unplaced("../scenarios/01-first.jsonc", &changes), |run| {
        format!("{run}: 90 h needed, 48 h possible")
    });
    let changes = [("\"id\": \"robot\", \"hours\": 12", "\"id\": \"robot\", \"hours\": 40")];
    told(&unplaced("data/two-cohorts.jsonc", &changes), |run| format!("{run}: 40 h needed, 24 h possible"));
}

#[test]
fn what_is_short_for_a_cohort_is_told_of_its_runs() {
    let changes = [
        ("\"id\": \"dutch\", \"hours\": 14", "\"id\": \"dutch\", \"hours\": 24"),
        ("\"id\": \"wiring\", \"hours\": 14", "\"id\": \"wiring\", \"hours\": 24"),
    ];
    told(&unplaced("data/two-cohorts.jsonc", &changes), |run| format!("{}, 70-30 (split)", &run[..1]));
}

#[test]
fn what_is_short_for_everybody_is_told_of_every_run() {
    told(&unplaced("data/two-cohorts.jsonc", &[("15000", "12000")]), |_| "the plan, budget (budget)".into());
}
