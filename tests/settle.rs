//! `vetplan settle`: from two bills to what each firm pays or gets back.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn vetplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vetplan")).args(arguments).output().unwrap()
}

fn settle(old: &Path, new: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["settle", old.to_str().unwrap(), new.to_str().unwrap()];
    arguments.extend(more);
    vetplan(&arguments)
}

fn json_of(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The trustee's file of some firms, as far as a settlement reads it.
fn paper(folder: &Path, name: &str, players: &[&str], shares: &[i64], more: &Value) -> PathBuf {
    let mut file = json!({
        "scenario": name, "currency": "EUR", "players": players, "total_cents": shares.iter().sum::<i64>(),
        "bill": { "method": "proportional_learners", "shares_cents": shares, "own_cents": vec![0; players.len()] },
    });
    for (key, value) in more.as_object().unwrap() {
        let place = if key == "currency" { &mut file } else { &mut file["bill"] };
        place[key] = value.clone();
    }
    let path = folder.join(name);
    std::fs::write(&path, file.to_string()).unwrap();
    path
}

/// 100 h in the first week, 300 h in the second; half of A's share is guaranteed.
fn five() -> Value {
    json!({
        "teaching": [["2026-09-07", 6_000], ["2026-09-14", 18_000]],
        "guarantees": [{ "firm": "A", "of_share_basis_points": 5_000, "above_loss": false, "not_due": [] }],
    })
}

const FIVE: [&str; 5] = ["A", "B", "C", "D", "E"];
const BILL: [i64; 5] = [7_605_334, 5_704_000, 4_278_000, 3_327_333, 1_901_333];

fn column(document: &Value, field: &str) -> Vec<i64> {
    document["firms"].as_array().unwrap().iter().map(|row| row[field].as_i64().unwrap()).collect()
}

#[test]
fn a_leaves_after_a_quarter_and_its_guarantee_helps_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let old = paper(folder.path(), "old.json", &FIVE, &BILL, &five());
    let rest = [7_141_500, 5_356_125, 4_165_875, 2_380_500];
    let new = paper(folder.path(), "new.json", &FIVE[1..], &rest, &json!({}));
    let found = json_of(&settle(&old, &new, &["--on", "2026-09-14", "--format", "json"]));
    assert_eq!((&found["held_parts"], &found["of_parts"]), (&json!(6_000), &json!(24_000)));
    // A quarter of 76 053.34; half of the other three is 28 520.00, and the others lose 0.75 × 38 333.34 = 28 750.01.
    assert_eq!(column(&found, "owed_cents")[0], 1_901_334 + 2_852_000);
    assert_eq!(column(&found, "to_pay_cents")[0], 2_852_000);
    // A quarter of 228 160.00 and three of 190 440.00.
    assert_eq!(column(&found, "owed_cents").iter().sum::<i64>(), 5_704_000 + 14_283_000);
    assert_eq!(found["total_cents"], 5_704_000 + 14_283_000);
    let text = String::from_utf8(settle(&old, &new, &["--on", "2026-09-14"]).stdout).unwrap();
    for part in ["25.0 % of the teaching is past", "leaves", "28 520.00", "199 870.00"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // A term that the plan broke: nothing is due, and that is said.
    let mut broken = five();
    broken["guarantees"][0]["not_due"] = json!(["2 of its learners have no seat inside"]);
    let old = paper(folder.path(), "old.json", &FIVE, &BILL, &broken);
    let found = json_of(&settle(&old, &new, &["--held", "0.25", "--format", "json"]));
    assert_eq!(column(&found, "guarantee_cents"), [0; 5]);
    assert!(found["remarks"].to_string().contains("no seat inside"), "{}", found["remarks"]);
}

#[test]
fn e_joins_and_pays_for_the_past_where_it_is_shared() {
    let folder = tempfile::tempdir().unwrap();
    let four = [8_235_636, 6_176_727, 4_632_546, 3_603_091];
    let old = paper(folder.path(), "old.json", &FIVE[..4], &four, &json!({}));
    let new = paper(folder.path(), "new.json", &FIVE, &BILL, &json!({}));
    let more = ["--held", "0.5", "--past", "shared", "--paid", "A=50000.00", "--format", "json"];
    let found = json_of(&settle(&old, &new, &more));
    // Half of 226 480.00 by head of 48, as near as bills in cents are by head: 4/48 for E; A has paid 50 000.00, and
    // owes 16/48 of that half and of half of 228 160.00.
    assert!((column(&found, "past_cents")[4] - 943_667).abs() <= 1);
    assert_eq!(column(&found, "paid_cents")[0], 5_000_000);
    assert!((column(&found, "to_pay_cents")[0] - (3_774_667 + 3_802_667 - 5_000_000)).abs() <= 2);
    assert_eq!(found["firms"][4]["is"], "joins");
}

#[test]
fn what_firms_pay_themselves_is_not_collected_again() {
    let folder = tempfile::tempdir().unwrap();
    // A pays 384.00 of its 847.34 itself, as wages: it is invoiced 463.34.
    let old = paper(
        folder.path(),
        "old.json",
        &["A", "B"],
        &[84_734, 40_000],
        &json!({ "own_cents": [38_400, 0] }),
    );
    let new = paper(
        folder.path(),
        "new.json",
        &["A", "B", "C"],
        &[86_400, 30_000, -1_000],
        &json!({ "own_cents": [38_400, 0, 0] }),
    );
    let found = json_of(&settle(&old, &new, &["--held", "0.5", "--format", "json"]));
    assert_eq!(column(&found, "paid_cents"), [23_167, 20_000, 0]);
    assert_eq!(column(&found, "to_come_cents"), [24_000, 15_000, -500]);
    // Nothing is in proportion to a bill below 0.
    let output = settle(&old, &new, &["--held", "0.5", "--past", "shared"]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let old = paper(folder.path(), "old.json", &["A", "B"], &[1_000, -200], &json!({}));
    let new = paper(folder.path(), "new.json", &["A", "A"], &[900], &json!({ "currency": "BGN" }));
    let output =
        settle(&old, &new, &["--on", "2026-09-14", "--paid", "Z=5", "--paid", "A=1", "--paid", "A=2"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    for part in [
        "6 problems",
        "new.json: bill.shares_cents: 1 shares of 2 firms",
        "new.json: players[1]: A stands there twice",
        "new.json: currency: in BGN, but",
        "--paid: \"Z\" is in neither file; name one of A, B",
        "--paid: \"A\" stands there twice",
        "old.json: bill.teaching: its plan holds no dated teaching; say what is past with --held",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let unbilled = folder.path().join("unbilled.json");
    std::fs::write(&unbilled, r#"{"scenario": "s", "currency": "EUR", "players": ["A"]}"#).unwrap();
    let told = String::from_utf8_lossy(&settle(&unbilled, &unbilled, &["--held", "0.5"]).stderr).into_owned();
    assert!(told.contains("unbilled.json: it holds no bill; run `vetplan share` until it bills"), "{told}");
    let neither = settle(&old, &new, &[]);
    assert_eq!(neither.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&neither.stderr).contains("--held"));
}

#[test]
fn the_papers_of_share_are_settled() {
    let folder = tempfile::tempdir().unwrap();
    let share = |text: &str, name: &str| -> PathBuf {
        let file = folder.path().join(format!("{name}.jsonc"));
        std::fs::write(&file, text).unwrap();
        let out = folder.path().join(name);
        let done = vetplan(&[
            "share",
            file.to_str().unwrap(),
            "--quiet",
            "--no-cache",
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        out.join("trustee.json")
    };
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/06-pools.jsonc"))
            .unwrap();
    let (old, new) =
        (share(&text, "with"), share(&text.replace("\"South\": 4, \"West\": 4", "\"South\": 4"), "without"));
    let found = json_of(&settle(&old, &new, &["--on", "2027-01-01", "--format", "json"]));
    // All is past: everybody has paid 456.00, 736.00 and 380.00.
    assert_eq!(column(&found, "owed_cents"), [45_600, 73_600, 38_000]);
    assert_eq!(column(&found, "to_pay_cents"), [0; 3]);
    let found = json_of(&settle(&old, &new, &["--on", "2026-09-01", "--format", "json"]));
    // Nothing is: North pays 356.00 and half of the coordination, South the evenings and its electricians alone.
    assert_eq!(column(&found, "to_pay_cents"), [35_600 + 15_000, 35_600 + 48_000 + 4_000 + 15_000, 0]);
}
