//! A table of sessions judged without the plan.json that was written with it.

#![allow(clippy::unwrap_used)] // a test that cannot go on says so by failing

use std::path::{Path, PathBuf};
use std::process::Command;

use vetplan::plan::{file, table};

/// The stored plan of the two cohorts as a table alone in a folder, beside a scenario with some words
/// replaced; what `check` says of it, and its exit code.
fn checked(replaced: &[(&str, &str)], arguments: &[&str]) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    let data = |name: &str| PathBuf::from("tests/data").join(name);
    let text = std::fs::read_to_string(data("two-cohorts.jsonc")).unwrap();
    let scenario = vetplan::scenario::read("two", text.as_bytes()).unwrap();
    let (_, plan) = file::read(&scenario, &std::fs::read(data("two-cohorts.plan.json")).unwrap()).unwrap();
    let sessions = folder.path().join("sessions.csv");
    std::fs::write(&sessions, table::write(&scenario, &plan)).unwrap();
    let changed = replaced.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    let file = folder.path().join("two.jsonc");
    std::fs::write(&file, changed).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vetplan"));
    let paths: [&Path; 2] = [&file, &sessions];
    let output = command.arg("check").args(paths).args(arguments).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

const UNKNOWN: &str = "are unknown, because no plan.json stands beside the table";

#[test]
fn given_patterns_and_the_firm_days_that_follow_are_taken_from_the_scenario() {
    let (said, code) = checked(&[], &[]);
    assert!(said.contains("patterns and firm days of A, B are those that the scenario gives"), "{said}");
    assert!(said.contains("accepted") && !said.contains(UNKNOWN), "{said}");
    assert_eq!(code, Some(0), "{said}");
    // The same where weeks with a day off have no firm days, but for the norm of firm hours, which then lacks some.
    let exempt = ("\"holiday_weeks\": \"keep\"", "\"holiday_weeks\": \"exempt\"");
    let (said, _) = checked(&[exempt], &[]);
    assert!(!said.contains("weekly_pattern: "), "{said}");
}

#[test]
fn patterns_that_nobody_gives_are_one_fault() {
    let chosen = ("\"days\": { \"school\": \"wed-fri\", \"firm\": \"mon,tue\" }", "\"days\": \"choose\"");
    let (said, code) = checked(&[chosen], &[]);
    assert_eq!(said.matches(UNKNOWN).count(), 1, "{said}");
    assert!(said.contains("patterns and firm days of B are unknown"), "{said}");
    assert!(said.contains("those of A") || said.contains("firm days of A are those"), "{said}");
    assert!(said.contains("1 fault") && !said.contains("hours_norm"), "{said}");
    assert_eq!(code, Some(1));
    let (said, _) = checked(&[chosen], &["--json"]);
    let value: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(value["complaints"].as_array().unwrap().len(), 1, "{said}");
    assert_eq!(value["violations"], serde_json::json!([]), "{said}");
}

#[test]
fn a_locked_week_has_the_days_of_its_lock() {
    let locks = "\"locks\": [{ \"days\": { \"cohort\": \"B\", \"from\": \"2026-11-09\", \"to\": \"2026-11-10\", \"used\": \"free\" } }],\n  \"tariffs\"";
    let (said, code) = checked(&[("\"tariffs\"", locks)], &[]);
    assert_eq!(code, Some(0), "{said}");
}
