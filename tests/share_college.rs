//! What `vetplan share` says to the college and to each firm besides the split: full cost, break-even, digests.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vetplan::consortium::inputs::inputs;
use vetplan::consortium::players;
use vetplan::domain::{Cents, ClockTime, Entitlement, FirmId, Party, Scenario, SiteKind, Weekdays, Window};

fn text(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn read(text: &str) -> Scenario {
    vetplan::scenario::read("scenario", text.as_bytes()).unwrap()
}

/// `share` on a scenario, and the folder it wrote into.
fn share(text: &str) -> (Value, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.jsonc");
    std::fs::write(&file, text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vetplan"))
        .arg("share")
        .arg(&file)
        .args(["--quiet", "--format", "json", "--cache"])
        .arg(folder.path().join("cache"))
        .arg("--out")
        .arg(folder.path().join("out"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_slice(&output.stdout).unwrap(), folder)
}

/// 46 000 fixed and 76 000 for each group of twelve, or 13 000 a seat outside, all or none.
fn by_hand(learners: i64) -> i64 {
    (46_000 + 76_000 * ((learners + 11) / 12)).min(13_000 * learners)
}

#[test]
fn twelve_of_eighteen_welders_break_even_again_and_the_plan_is_billed_in_full() {
    let (found, _) = share(&text("scenarios/05-empty-core.jsonc"));
    let bill = &found["bill"];
    // 66 000 each for six learners, 11 000 a learner, and 10 000 may be lost. Three learners stay away at a time.
    assert_eq!(bill["shares_cents"], json!([6_600_000, 6_600_000, 6_600_000]));
    let steps = bill["break_even"]["steps"].as_array().unwrap();
    let expected: Vec<(i64, i64)> =
        [18, 15, 12, 9, 6, 3].into_iter().map(|n| (n, 11_000 * n - by_hand(n))).collect();
    let read =
        |step: &Value| (step["learners"].as_i64().unwrap(), step["result_cents"].as_i64().unwrap() / 100);
    assert_eq!(steps.iter().map(read).collect::<Vec<_>>(), expected);
    let within: Vec<&str> = steps.iter().map(|step| step["within"].as_str().unwrap()).collect();
    assert_eq!(within, ["yes", "no", "yes", "no", "no", "yes"]);
    assert_eq!(bill["break_even"]["learners"], 18);
    assert_eq!(bill["break_even"]["complete"], true);
    let said = bill["break_even"]["said"].to_string();
    assert!(said.contains("with 15 its result is -30 000.00 at best"), "{said}");
    assert!(said.contains("a group less is enough: 12\""), "{said}");
    assert!(said.contains("every seat is bought outside: 3\""), "{said}");
    let full = &bill["full_cost"];
    assert_eq!((&full["floor_cents"], &full["floor_each_cents"]), (&json!(19_800_000), &json!(1_100_000)));
    assert_eq!((&full["covered"], &full["to_spare_cents"]), (&json!(true), &json!(0)));
    assert_eq!(full["below"], json!([]));
}

#[test]
fn where_bound_and_plan_part_it_is_said_that_it_is_open() {
    // Eight hours in one week, of which the cheap instructor gives four: 4 × 50.00 + 4 × 80.00 = 520.00 for up to
    // twelve learners. That all eight could be had at 50.00 is what the bound leaves open.
    let text = r#"{
      "format": "vetplan/1", "name": "two instructors",
      "calendar": { "first": "2026-09-07", "last": "2026-09-11", "dayparts": [
        { "id": "morning", "days": "mon-fri", "from": "08:30", "to": "12:30", "class": "day" }] },
      "sites": [{ "id": "college", "kind": "college" }],
      "firms": [{ "id": "A" }, { "id": "B" }, { "id": "C" }],
      "staff": [
        { "id": "cheap", "qualifications": ["welding"], "hours_per_week": 4, "cost_per_hour": 50.00 },
        { "id": "dear", "qualifications": ["welding"], "cost_per_hour": 80.00 }],
      "programmes": [{ "id": "welding", "modules": [
        { "id": "seams", "hours": 8, "kind": "practical", "session_hours": 4, "max_group": 12, "staff": ["welding"] }] }],
      "cohorts": [{ "id": "W", "programme": "welding", "school": "college", "learners": { "A": 2, "B": 2, "C": 2 } }],
      "consortium": { "method": "equal", "college": { "max_loss": 100.00 } }
    }"#;
    let (found, _) = share(text);
    assert_eq!(found["total_cents"], 52_000);
    // One of each firm stays away: 260.01 is paid, which is 259.99 short with the plan at hand, 139.99 with the bound.
    let steps = found["bill"]["break_even"]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert_eq!((&steps[1]["learners"], &steps[1]["result_cents"]), (&json!(3), &json!(-25_999)));
    // The bound is a cent or two lower, as a ledger may be rounded.
    assert!((steps[1]["at_most_cents"].as_i64().unwrap() + 13_999).abs() <= 2, "{}", steps[1]);
    assert_eq!(steps[1]["within"], "no");
    // Where 150.00 may be lost neither is known.
    let (found, _) = share(&text.replace("100.00", "150.00"));
    assert_eq!(found["bill"]["break_even"]["steps"][1]["within"], "open");
    assert_eq!(found["bill"]["break_even"]["learners"], 6);
    let said = found["bill"]["break_even"]["said"].to_string();
    assert!(said.contains("with 3 it is open: its result is -259.99 with the plan at hand"), "{said}");
}

#[test]
fn an_intake_too_small_for_any_group_is_told_and_not_left_out() {
    // Groups of at least four: of two firms with four learners each three stay away, two come.
    let text = r#"{
      "format": "vetplan/1", "name": "at least four",
      "calendar": { "first": "2026-09-07", "last": "2026-09-11", "dayparts": [
        { "id": "morning", "days": "mon-fri", "from": "08:30", "to": "12:30", "class": "day" }] },
      "sites": [{ "id": "college", "kind": "college" }],
      "firms": [{ "id": "A" }, { "id": "B" }],
      "staff": [{ "id": "welder", "qualifications": ["welding"], "cost_per_hour": 50.00 }],
      "programmes": [{ "id": "welding", "modules": [
        { "id": "seams", "hours": 8, "kind": "practical", "session_hours": 4, "min_group": 4, "max_group": 12,
          "staff": ["welding"] }] }],
      "cohorts": [{ "id": "W", "programme": "welding", "school": "college", "learners": { "A": 4, "B": 4 } }],
      "consortium": { "method": "equal", "college": { "intake_loss": 0.7 } }
    }"#;
    let (found, folder) = share(text);
    let college = found["bill"]["college"].as_array().unwrap();
    assert_eq!(college.len(), 2, "two exits: {college:?}");
    let told = found["bill"]["college_not_known"][0].as_str().unwrap();
    assert!(told.starts_with("6 learners fewer come (70 % of the intake): no plan: "), "{told}");
    let page = std::fs::read_to_string(folder.path().join("out/comparison.txt")).unwrap();
    assert!(page.contains(&format!("not known: {told}")), "{page}");
    // Where half stay away four come, and the group is held for 400.00 of which 200.00 are paid.
    let (found, _) = share(&text.replace("0.7", "0.5"));
    assert_eq!(found["bill"]["college"][2]["result_cents"], -20_000);
    assert_eq!(found["bill"].get("college_not_known"), None);
}

#[test]
fn learners_of_nobody_are_no_learners_of_a_firm() {
    // Two who belong to no firm stand first in the cohort: firms keep their own numbers of hours and seats.
    let with = text("scenarios/05-empty-core.jsonc").replace("\"North\": 6", "\"none\": 2, \"North\": 6");
    let (found, folder) = share(&with);
    assert_eq!(found["without_firm"], 2);
    for firm in ["North", "South", "West"] {
        let paper = folder.path().join("out").join(format!("statement-{firm}.json"));
        let paper: Value = serde_json::from_slice(&std::fs::read(paper).unwrap()).unwrap();
        // Six learners with 48 hours each, 40 of them in a booth of their own.
        assert_eq!((&paper["learners"], &paper["learner_hours"]), (&json!(6), &json!(288.0)), "{firm}");
        assert_eq!(paper["equipment_hours"], 240.0, "{firm}");
    }
}

#[test]
fn each_firm_can_compute_its_digest_itself() {
    let (found, folder) = share(&text("scenarios/05-empty-core.jsonc"));
    let digests = found["inputs_digests"].as_array().unwrap();
    for (place, firm) in ["North", "South", "West"].into_iter().enumerate() {
        let file = |ending: &str| folder.path().join("out").join(format!("statement-{firm}.{ending}"));
        let bytes = std::fs::read(file("inputs.json")).unwrap();
        let by_hand = format!("{:x}", Sha256::digest(&bytes));
        assert_eq!(digests[place], *by_hand);
        let paper: Value = serde_json::from_slice(&std::fs::read(file("json")).unwrap()).unwrap();
        assert_eq!(paper["inputs_digest"], *by_hand);
        assert!(std::fs::read_to_string(file("txt")).unwrap().contains(&by_hand));
        let held: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(held["learners"][0]["learners"], 6);
        for rival in ["North", "South", "West"].into_iter().filter(|rival| *rival != firm) {
            assert!(!String::from_utf8_lossy(&bytes).contains(rival), "{firm} reads of {rival}");
        }
    }
}

/// A change of what one firm hands in, and which.
type Change = (&'static str, fn(&mut Scenario, FirmId));

/// One change of each kind of input, made for a firm.
const CHANGES: [Change; 12] = [
    ("learners", |scenario, firm| {
        let groups = scenario.cohorts.iter_mut().flat_map(|cohort| &mut cohort.groups);
        groups.filter(|group| group.firm == Some(firm)).for_each(|group| group.learners += 1);
    }),
    ("ages", |scenario, firm| {
        let day = scenario.calendar.range.first;
        let groups = scenario.cohorts.iter_mut().flat_map(|cohort| &mut cohort.groups);
        groups.filter(|group| group.firm == Some(firm)).for_each(|group| group.turns_18 = Some(day));
    }),
    ("wage", |scenario, firm| scenario.firms[firm.index()].learner_wage_per_hour.stated += Cents(1)),
    ("places", |scenario, firm| scenario.firms[firm.index()].places = Some(77)),
    ("hours", |scenario, firm| {
        let (from, to) = (ClockTime(480), ClockTime(1_020));
        let window = Window { days: Weekdays::WORKING, from, to, between: None };
        scenario.firms[firm.index()].working_hours.push(window);
    }),
    ("equipment", |scenario, firm| scenario.equipment[0].owner = Party::Firm(firm)),
    ("entitlement", |scenario, firm| {
        let right = scenario.equipment[0].entitlements[0].clone();
        scenario.equipment[0].entitlements.push(Entitlement { holder: Party::Firm(firm), ..right });
    }),
    ("staff", |scenario, firm| scenario.staff[0].employer = Party::Firm(firm)),
    ("site", |scenario, firm| scenario.sites[1].kind = SiteKind::Firm(firm)),
    ("fixed cost", |scenario, firm| scenario.tariff.fixed[0].payer = Party::Firm(firm)),
    ("bid", |scenario, firm| scenario.agreement.bids = vec![(firm, Cents(5))]),
    ("guarantee", |scenario, firm| {
        scenario.agreement.college.guarantees.iter_mut().for_each(|one| one.firm = firm);
    }),
];

#[test]
fn a_digest_changes_with_the_firm_s_own_inputs_and_with_nobody_else_s() {
    let scenario = read(&text("scenarios/03-seventy-thirty.jsonc"));
    let firms: Vec<FirmId> = players(&scenario);
    // B and C, who are no rivals of each other and hold nothing of what is handed over.
    for (mine, other) in [(firms[1], firms[2]), (firms[2], firms[1])] {
        for (what, change) in CHANGES {
            let mut changed = scenario.clone();
            change(&mut changed, mine);
            assert_ne!(inputs(&changed, mine).digest, inputs(&scenario, mine).digest, "{what} of {mine:?}");
            assert_eq!(inputs(&changed, other), inputs(&scenario, other), "{what} of {mine:?} for {other:?}");
        }
    }
    // Places in lists are no part of it: a firm more at the front leaves all others as they are.
    let more = text("scenarios/03-seventy-thirty.jsonc")
        .replace("\"firms\": [", "\"firms\": [{ \"id\": \"Z\", \"rivals\": [\"C\"] },")
        .replace("\"sites\": [", "\"sites\": [{ \"id\": \"plant-Z\", \"kind\": \"firm\", \"firm\": \"Z\" },");
    let more = read(&more);
    for firm in firms {
        assert_eq!(inputs(&more, FirmId(firm.index() + 1)), inputs(&scenario, firm));
    }
}
