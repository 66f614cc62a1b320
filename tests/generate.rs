//! Scenarios drawn from a seed: valid, full to the measure, and with a plan that the judge accepts.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use vetplan::generate::{Generated, Request, Size, generate};
use vetplan::plan::table::to_csv;

fn drawn(size: Size, seed: u64) -> Generated {
    generate(&Request { size, seed, firms: None, choose_days: false }).unwrap()
}

fn vetplan(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vetplan")).current_dir(folder).args(arguments).output().unwrap()
}

/// The planted sessions as the judge sees them.
fn judged(generated: &Generated) -> Output {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scenario.jsonc"), generated.scenario.to_string()).unwrap();
    std::fs::write(folder.path().join("sessions.csv"), to_csv(&generated.sessions)).unwrap();
    vetplan(folder.path(), &["check", "scenario.jsonc", "sessions.csv"])
}

fn is_accepted(size: Size, seed: u64) {
    let generated = drawn(size, seed);
    let output = judged(&generated);
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{size:?} {seed}: {told}");
    let accepted = format!("accepted: {} sessions", generated.sessions.len());
    assert!(told.contains(&accepted), "{size:?} {seed}: {told}");
}

#[test]
fn planted_sessions_of_every_size_are_accepted() {
    for seed in 0..10 {
        is_accepted(Size::S, seed);
        is_accepted(Size::M, seed);
        is_accepted(Size::L, seed);
    }
    is_accepted(Size::Xl, 1);
    is_accepted(Size::Xxl, 1);
}

#[test]
fn a_session_less_is_not_accepted() {
    let mut generated = drawn(Size::S, 3);
    generated.sessions.pop().unwrap();
    assert_eq!(judged(&generated).status.code(), Some(1));
}

#[test]
fn sizes_have_the_cohorts_and_weeks_that_they_say() {
    for (size, cohorts, weeks, firms) in
        [(Size::S, 4, 10, 3), (Size::M, 20, 20, 5), (Size::L, 100, 20, 10), (Size::Xl, 400, 40, 40)]
    {
        let scenario = drawn(size, 7).scenario;
        assert_eq!(scenario["cohorts"].as_array().unwrap().len(), cohorts);
        assert_eq!(scenario["firms"].as_array().unwrap().len(), firms);
        let day = |field: &str| -> chrono::NaiveDate {
            scenario["calendar"][field].as_str().unwrap().parse().unwrap()
        };
        assert_eq!((day("last") - day("first")).num_days(), 7 * weeks - 1);
    }
}

/// The most units of each pool that are in use at once.
fn peaks(generated: &Generated) -> BTreeMap<String, u32> {
    let mut used: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    for row in generated.sessions.iter().filter(|row| !row.equipment.is_empty()) {
        let (first, last) = row.units.split_once("..").unwrap_or((&row.units, &row.units));
        let units = last.parse::<u32>().unwrap() - first.parse::<u32>().unwrap() + 1;
        *used.entry((&row.equipment, &row.date, &row.start)).or_default() += units;
    }
    let mut peaks = BTreeMap::new();
    for ((pool, _, _), units) in used {
        let most = peaks.entry(pool.to_owned()).or_insert(0);
        *most = units.max(*most);
    }
    peaks
}

#[test]
fn equipment_is_nearly_full_at_its_peak() {
    let generated = drawn(Size::L, 2);
    let peaks = peaks(&generated);
    let mut large = 0;
    for pool in generated.scenario["equipment"].as_array().unwrap() {
        let units = pool["units"].as_u64().unwrap() as u32;
        let Some(most) = peaks.get(pool["id"].as_str().unwrap()) else { continue };
        let full = f64::from(*most) / f64::from(units);
        assert!(full <= 1.0 && (units < 4 || (0.7..=0.9).contains(&full)), "{pool} {most}");
        large += u32::from(units >= 4);
    }
    assert!(large >= 10, "{large}");
}

#[test]
fn the_same_seed_draws_the_same_and_another_does_not() {
    let text = |seed| drawn(Size::M, seed).scenario.to_string();
    assert_eq!(text(5), text(5));
    assert_ne!(text(5), text(6));
    let few = Request { size: Size::M, seed: 5, firms: Some(12), choose_days: true };
    let scenario = generate(&few).unwrap().scenario;
    assert_eq!(scenario["firms"].as_array().unwrap().len(), 12);
    let chooses = |policy: &&Value| policy["days"] == "choose";
    assert!(scenario["policies"].as_array().unwrap().iter().filter(chooses).count() > 5);
    assert!(generate(&Request { firms: Some(1), ..few }).is_err());
}

#[test]
fn the_command_writes_both_and_nothing_over() {
    let folder = tempfile::tempdir().unwrap();
    let arguments =
        ["generate", "s", "--seed", "4", "--given-days", "--out", "a.jsonc", "--sessions", "a.csv"];
    let first = vetplan(folder.path(), &arguments);
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(vetplan(folder.path(), &["check", "a.jsonc", "a.csv"]).status.code(), Some(0));
    assert_eq!(vetplan(folder.path(), &arguments).status.code(), Some(2));
    assert_eq!(vetplan(folder.path(), &["generate", "XS"]).status.code(), Some(2));
    let printed = vetplan(folder.path(), &["generate", "S", "--seed", "4", "--given-days", "--out", "-"]);
    assert_eq!(printed.stdout, std::fs::read(folder.path().join("a.jsonc")).unwrap());
}

fn sum(list: &Value, field: &str) -> u64 {
    list.as_array().unwrap().iter().map(|entry| entry[field].as_u64().unwrap()).sum()
}

#[test]
fn the_regional_college_has_the_numbers_of_its_brief() {
    for seed in [20_260_824, 1, 2] {
        is_accepted(Size::S10, seed);
        let scenario = drawn(Size::S10, seed).scenario;
        let groups: Vec<&Value> = scenario["cohorts"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|cohort| cohort["groups"].as_array().unwrap())
            .collect();
        let learners = |minors: bool| -> u64 {
            let those = groups.iter().filter(|group| group["turns_18"].is_string() == minors);
            those.map(|group| group["learners"].as_u64().unwrap()).sum()
        };
        assert_eq!((learners(true), learners(false)), (599, 1_460 - 599));
        for cohort in scenario["cohorts"].as_array().unwrap() {
            assert!((14..=28).contains(&sum(&cohort["groups"], "learners")), "{cohort}");
        }
        let patterns = |days: u64| {
            scenario["policies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|policy| policy["school_days"] == days)
                .count()
        };
        assert_eq!((scenario["cohorts"].as_array().unwrap().len(), patterns(3), patterns(2)), (64, 38, 20));
        let rooms: u64 = scenario["sites"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|site| site["rooms"].is_array())
            .map(|site| sum(&site["rooms"], "count"))
            .sum();
        assert_eq!((sum(&scenario["staff"], "count"), rooms), (118, 96));
        let equipment = scenario["equipment"].as_array().unwrap();
        let kinds: std::collections::BTreeSet<&str> =
            equipment.iter().map(|pool| pool["kind"].as_str().unwrap()).collect();
        assert_eq!((sum(&scenario["equipment"], "units"), kinds.len()), (70, 31));
        // Nine places, and one that is none.
        assert_eq!(scenario["sites"].as_array().unwrap().len(), 10);
        let firms = scenario["firms"].as_array().unwrap();
        let rivals = firms.iter().filter_map(|firm| firm["rivals"].as_array()).map(Vec::len).sum::<usize>();
        assert_eq!((firms.len(), rivals), (45, 6));
        let modules: Vec<&Value> = scenario["programmes"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|programme| programme["modules"].as_array().unwrap())
            .collect();
        assert_eq!(modules.len(), 520);
        assert!(modules.iter().all(|module| (12..=120).contains(&module["hours"].as_u64().unwrap())));
        assert_eq!(scenario["calendar"]["periods"].as_array().unwrap().len(), 4);
    }
}
