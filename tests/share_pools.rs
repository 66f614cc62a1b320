//! The cost by pools: on two trades by hand, and on plans of every kind against the ledger.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use vetplan::consortium::pools::in_pools;
use vetplan::domain::{Cents, Heading, Pool, SlotClass};
use vetplan::plan::price;

fn two_trades() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/06-pools.jsonc")).unwrap()
}

fn share(text: &str, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.jsonc");
    std::fs::write(&file, text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_vetplan"))
        .arg("share")
        .arg(&file)
        .args(["--quiet", "--no-cache"])
        .args(more)
        .output()
        .unwrap()
}

fn document(text: &str) -> Value {
    let output = share(text, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn shares(document: &Value) -> Vec<Vec<i64>> {
    let pools = document["pools"]["pools"].as_array().unwrap();
    pools.iter().map(|pool| serde_json::from_value(pool["shares_cents"].clone()).unwrap()).collect()
}

#[test]
fn no_firm_pays_for_a_trade_it_does_not_train() {
    let found = document(&two_trades());
    // Evenings: 8 h at 50.00 and 20 %, whoever comes: 480.00 for South, West or both. Welding: 400.00 and, for each of
    // two firms with six learners, 96 booth hours at 2.00 and 60.00. Electrics: 10.00 a learner. Coordination: 300.00.
    assert_eq!(
        shares(&found),
        [
            vec![0, 24_000, 24_000],
            vec![35_600, 35_600, 0],
            vec![0, 4_000, 4_000],
            vec![10_000, 10_000, 10_000]
        ]
    );
    assert_eq!(found["bill"]["shares_cents"], json!([45_600, 73_600, 38_000]));
    assert_eq!((&found["bill"]["method"], &found["total_cents"]), (&json!("pools"), &json!(157_200)));
    // Equal is what Shapley is for a cost that everybody has alone: all pools together are the Shapley value.
    assert_eq!(
        (&found["pools"]["beside"], &found["pools"]["beside_cents"]),
        (&json!("shapley"), &found["bill"]["shares_cents"])
    );
    assert!(found["pools"]["said"][0].as_str().unwrap().contains("is additive"));
    // 78.60 is the full cost of a learner: North pays for six 471.60 − 15.60, South for ten 786.00 − 50.00.
    assert_eq!(found["bill"]["full_cost"]["below"], json!([["North", 1_560], ["South", 5_000]]));
    let evenings = &found["pools"]["pools"][0]["coalitions_cents"];
    assert_eq!(evenings, &json!([0, 48_000, 48_000, 48_000, 48_000, 48_000, 48_000]));
}

#[test]
fn a_paper_shows_its_own_part_of_each_pool() {
    let folder = tempfile::tempdir().unwrap();
    let output = share(&two_trades(), &["--out", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(page.contains("the cost by pools") && page.contains("the bill, by pools"), "{page}");
    let paper = std::fs::read_to_string(folder.path().join("statement-West.txt")).unwrap();
    for line in ["of it evenings, by shapley", "240.00", "of it rest, by equal", "100.00", "380.00"] {
        assert!(paper.contains(line), "{line}: {paper}");
    }
}

#[test]
fn a_pool_without_a_split_is_told_and_nothing_is_billed_by_pools() {
    // The Owen value needs sub-consortia, and there are none.
    let text =
        two_trades().replace("[\"evening\"], \"method\": \"shapley\"", "[\"evening\"], \"method\": \"owen\"");
    let output = share(&text, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(found["pools"]["pools"][0]["why"].as_str().unwrap().contains("no unions"));
    assert!(found["pools"]["pools"][0]["shares_cents"].is_null() && found["pools"]["sum_cents"].is_null());
    assert!(found["bill"].is_null());
    assert!(found["without"].to_string().contains("a pool has no split"), "{}", found["without"]);
    let page = String::from_utf8_lossy(&share(&text, &[]).stdout).into_owned();
    assert!(page.contains("evenings: no split by owen. no unions"), "{page}");
}

#[test]
fn a_pool_without_a_method_is_split_by_that_of_the_bill() {
    let text = two_trades().replace("\"method\": \"pools\"", "\"method\": \"nucleolus\"");
    let found = document(&text.replace(", \"method\": \"shapley\"", ""));
    let methods: Vec<&str> = found["pools"]["pools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pool| pool["method"].as_str().unwrap())
        .collect();
    assert_eq!(methods, ["nucleolus", "nucleolus", "nucleolus", "equal"]);
    assert_eq!(found["pools"]["beside"], "nucleolus");
    assert_eq!(found["bill"]["shares_cents"], found["pools"]["beside_cents"]);
    // Both trades and evenings are alike for their two firms, so that each pays half of what both share.
    assert_eq!(
        shares(&found)[..3],
        [vec![0, 24_000, 24_000], vec![35_600, 35_600, 0], vec![0, 4_000, 4_000]]
    );
}

#[test]
fn pools_add_up_to_the_ledger_and_hold_what_their_words_say() {
    let some = |headings: &[Heading], classes: &[SlotClass]| Pool {
        key: "some".to_owned(),
        headings: headings.to_vec(),
        classes: classes.to_vec(),
        programmes: Vec::new(),
        method: None,
    };
    let evening = some(&[], &[SlotClass::Evening]);
    let staff = some(&[Heading::Staff, Heading::WagesLost], &[]);
    let mut told = 0;
    let mut scenarios = support::scenarios("families");
    scenarios.push(("first".to_owned(), support::scenario("../scenarios/01-first.jsonc")));
    scenarios.push(("pools".to_owned(), support::scenario("../scenarios/06-pools.jsonc")));
    for (name, scenario) in scenarios {
        let Some(plan) = support::best(&scenario).plan else { continue };
        let ledger = price(&scenario, &plan);
        let pools = [evening.clone(), staff.clone(), Pool::rest(None)];
        let parts = in_pools(&scenario, &plan, &pools);
        assert!(!scenario.agreement.wishes_count, "{name}");
        assert_eq!(parts.iter().copied().sum::<Cents>(), ledger.cost(), "{name}");
        // By heading alone a pool is a sum of lines, to the cent.
        let by_heading = in_pools(&scenario, &plan, &[staff.clone(), Pool::rest(None)]);
        assert_eq!(
            by_heading[0],
            ledger.heading(Heading::Staff) + ledger.heading(Heading::WagesLost),
            "{name}"
        );
        // By class it is what a plan of these sessions alone costs under the headings of sessions.
        let mut evenings = plan.clone();
        evenings.sessions.retain(|session| session.class == SlotClass::Evening);
        let of_evenings = price(&scenario, &evenings);
        let headings = [
            Heading::Staff,
            Heading::Premiums,
            Heading::Equipment,
            Heading::Rooms,
            Heading::Consumables,
            Heading::WagesLost,
        ];
        let by_hand: Cents = headings.iter().map(|heading| of_evenings.heading(*heading)).sum();
        assert!((parts[0].0 - by_hand.0).abs() <= 10, "{name}: {} {by_hand}", parts[0]);
        told += usize::from(parts[0].0 > 0);
    }
    assert!(told > 1, "{told} plans have a paid evening");
}
