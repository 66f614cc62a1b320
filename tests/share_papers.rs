//! What stands on the papers of `share`: amounts by hand, names of files, what is put aside, what rivals may know.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn vetplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vetplan")).args(arguments).output().unwrap()
}

/// A course of 8 hours at 50.00 for one cohort, with these fields in place of its own.
fn course(other: &Value) -> Value {
    let mut scenario = json!({
        "format": "vetplan/1", "name": "Course",
        "calendar": {
            "first": "2026-09-07", "last": "2026-09-18",
            "dayparts": [
                { "id": "morning", "days": "mon-fri", "from": "08:30", "to": "12:30", "class": "day" },
                { "id": "afternoon", "days": "mon-fri", "from": "13:00", "to": "17:00", "class": "day" }
            ]
        },
        "sites": [{ "id": "college", "kind": "college" }],
        "firms": [{ "id": "A" }, { "id": "B" }],
        "staff": [{ "id": "t", "count": 6, "qualifications": ["q"], "cost_per_hour": 50.0 }],
        "programmes": [{ "id": "p", "modules": [module("m", 8, 8)] }],
        "consortium": { "method": "equal" },
        "tariffs": {}
    });
    for (field, value) in other.as_object().unwrap() {
        scenario[field] = value.clone();
    }
    scenario
}

fn module(id: &str, hours: u32, largest: u32) -> Value {
    json!({ "id": id, "hours": hours, "kind": "theory", "session_hours": 4, "max_group": largest, "staff": ["q"] })
}

fn cohort(id: &str, programme: &str, learners: &Value) -> Value {
    json!({ "id": id, "programme": programme, "school": "college", "learners": learners })
}

/// The trustee's file, and the papers in a folder.
fn share(scenario: &Value, out: &Path) -> Value {
    let file = out.join("scenario.jsonc");
    std::fs::write(&file, scenario.to_string()).unwrap();
    let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
    let output = vetplan(&["share", file, "--quiet", "--no-cache", "--format", "json", "--out", out]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn shared(scenario: &Value) -> Value {
    share(scenario, tempfile::tempdir().unwrap().path())
}

/// The result of the college when learners withdraw, in cents, and who they are.
fn withdrawn(found: &Value) -> (i64, String) {
    let cases = found["bill"]["college"].as_array().unwrap();
    let case = cases.iter().find(|case| case["what"].as_str().unwrap().contains("withdraw")).unwrap();
    (case["result_cents"].as_i64().unwrap(), case["remarks"][0].as_str().unwrap().to_owned())
}

#[test]
fn those_withdraw_by_whom_most_is_lost() {
    // Both pay 200.00: the one learner of B 200.00, each of the four of A 50.00.
    let agreed = json!({ "method": "equal", "college": { "withdrawals": 4 } });
    let found = shared(&course(&json!({
        "cohorts": [cohort("C", "p", &json!({ "A": 4, "B": 1 }))], "consortium": agreed
    })));
    assert_eq!(withdrawn(&found), (-35_000, "at worst 3 of A, 1 of B".to_owned()));
    // At 10.00 a learner all pay 450.00, of which 10.00 for each who withdraws is saved.
    let found = shared(&course(&json!({
        "cohorts": [cohort("C", "p", &json!({ "A": 4, "B": 1 }))], "consortium": agreed,
        "tariffs": { "per_learner": 10.0 }
    })));
    assert_eq!(withdrawn(&found).0, -22_500 - 3 * 22_500 / 4 + 4 * 1_000);
}

#[test]
fn what_a_firm_pays_itself_is_not_lost_by_withdrawals() {
    // Of 700.00 each pays 350.00, A of it 300.00 as the price of its three seats: its invoice is 50.00.
    let found = shared(&course(&json!({
        "programmes": [{ "id": "p", "modules": [module("m", 8, 8)] }, { "id": "q", "modules": [module("n", 40, 8)] }],
        "cohorts": [cohort("C", "p", &json!({ "A": 2, "B": 2 })), cohort("D", "q", &json!({ "A": 3 }))],
        "consortium": { "method": "equal", "college": { "withdrawals": 2 } },
        "tariffs": { "outside_seats": [
            { "for": "D", "price": 100.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }
        ] }
    })));
    assert_eq!(found["bill"]["own_cents"], json!([30_000, 0]));
    assert_eq!(withdrawn(&found), (-35_000, "at worst 2 of B".to_owned()));
}

#[test]
fn learners_outside_count_with_the_programme_of_their_own_cohort() {
    // A 2 of 8 h inside and 3 of 40 h outside, 136 h; B 2 of 8 h: of 400.00 + 300.00, 136 and 16 of 152.
    let found = shared(&course(&json!({
        "programmes": [{ "id": "p", "modules": [module("m", 8, 8)] }, { "id": "q", "modules": [module("n", 40, 8)] }],
        "cohorts": [cohort("C", "p", &json!({ "A": 2, "B": 2 })), cohort("D", "q", &json!({ "A": 3 }))],
        "consortium": { "method": "proportional_hours" },
        "tariffs": { "outside_seats": [
            { "for": "D", "price": 100.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }
        ] }
    })));
    assert_eq!(found["bill"]["shares_cents"], json!([62_632, 7_368]));
}

#[test]
fn every_firm_has_a_paper_and_those_of_before_are_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let firms = json!([{ "id": "x/y" }, { "id": "1" }, { "id": "z" }]);
    let three =
        json!({ "firms": firms, "cohorts": [cohort("C", "p", &json!({ "x/y": 3, "1": 2, "z": 1 }))] });
    share(&course(&three), folder.path());
    let firm = |path: &str| -> Value {
        let paper: Value = serde_json::from_slice(&std::fs::read(folder.path().join(path)).unwrap()).unwrap();
        paper["firm"].clone()
    };
    assert_eq!(
        [firm("statement.1.json"), firm("statement-1.json"), firm("statement-z.json")],
        ["x/y", "1", "z"].map(Value::from)
    );
    let two = json!({ "firms": firms, "cohorts": [cohort("C", "p", &json!({ "x/y": 3, "1": 2 }))] });
    share(&course(&two), folder.path());
    assert!(!folder.path().join("statement-z.txt").exists());
    assert_eq!(firm("previous/statement-z.json"), "z");
    // The table of costs is a game that shares can be judged by.
    let shares = folder.path().join("shares.json");
    let game = folder.path().join("game.json");
    let verdict = |amounts: &str| {
        std::fs::write(&shares, amounts).unwrap();
        vetplan(&["verify", game.to_str().unwrap(), shares.to_str().unwrap()]).status.code()
    };
    assert_eq!(verdict(r#"{ "x/y": 240, "1": 160 }"#), Some(0));
    assert_eq!(verdict(r#"{ "x/y": 401, "1": -1 }"#), Some(1));
}

#[test]
fn equal_firms_pay_the_same_under_a_subsidy() {
    let found = shared(&course(&json!({
        "firms": [{ "id": "A" }, { "id": "B" }, { "id": "C" }],
        "programmes": [{ "id": "p", "modules": [module("m", 8, 4)] }],
        "cohorts": [cohort("C", "p", &json!({ "A": 2, "B": 2, "C": 5 }))],
        "consortium": { "method": "shapley" },
        "tariffs": { "outside_seats": [
            { "price": 110.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }
        ] }
    })));
    // Nine seats cost 990.00; A with B pays 400.00 inside, and C 550.00 outside.
    assert_eq!(found["empty_core"]["subsidy_cents"], 4_000);
    assert_eq!(found["empty_core"]["shares_cents"], json!([20_000, 20_000, 55_000]));
}

#[test]
fn who_has_no_learners_is_no_member_and_whose_pool_tells_what_is_said() {
    let idle = shared(&course(&json!({
        "firms": [{ "id": "A" }, { "id": "B" }, { "id": "D" }],
        "cohorts": [cohort("C", "p", &json!({ "A": 2, "B": 2 }))],
        "equipment": [{ "id": "press", "kind": "press", "site": "college", "owner": "D", "units": 1 }]
    })));
    assert!(idle["no_members"][0].as_str().unwrap().starts_with("D has no learners here"), "{idle}");
    let pools = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/06-pools.jsonc");
    let told = vetplan(&["share", pools.to_str().unwrap(), "--quiet", "--no-cache", "--format", "json"]);
    let found: Value = serde_json::from_slice(&told.stdout).unwrap();
    let told = found["bill"]["disclosure"].as_array().unwrap();
    assert!(!told.is_empty() && told.iter().all(|line| line.as_str().unwrap().starts_with("of the pool ")));
}

#[test]
fn large_sums_are_held_to_the_cent() {
    let folder = tempfile::tempdir().unwrap();
    let (game, shares) = (folder.path().join("game.json"), folder.path().join("shares.json"));
    let costs = json!({ "players": ["A", "B"], "values": { "A": 6e7, "B": 6e7, "AB": 1e8 } });
    std::fs::write(&game, costs.to_string()).unwrap();
    for (more, code) in [(0.0, 0), (0.09, 1)] {
        std::fs::write(&shares, json!({ "A": 5e7 + more, "B": 5e7 }).to_string()).unwrap();
        let output = vetplan(&["verify", game.to_str().unwrap(), shares.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
