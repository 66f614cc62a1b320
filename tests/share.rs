//! `vetplan share`: from a scenario to the bill, through the program itself.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn scenario(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

fn share(file: &Path, folder: &Path, more: &[&str]) -> Output {
    let cache = folder.join("cache");
    Command::new(env!("CARGO_BIN_EXE_vetplan"))
        .arg("share")
        .arg(file)
        .args(["--quiet", "--format", "json", "--cache"])
        .arg(cache)
        .args(more)
        .output()
        .unwrap()
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The shares of a method in cents.
fn cents(document: &Value, method: &str) -> Vec<i64> {
    let allocations = document["allocations"].as_array().unwrap();
    let place = allocations.iter().position(|split| split["method"] == method).unwrap();
    serde_json::from_value(document["cents"][place].clone()).unwrap()
}

fn numbers(value: &Value) -> Vec<i64> {
    serde_json::from_value(value.clone()).unwrap()
}

/// 84 000 fixed, 31 000 for each group of twelve, 420 a learner; or 9 800 a seat outside, all or none.
fn by_hand(learners: i64) -> i64 {
    let inside = 84_000 + 31_000 * ((learners + 11) / 12) + 420 * learners;
    inside.min(9_800 * learners)
}

#[test]
fn five_plants_pay_what_the_brief_says_and_no_paper_tells_of_a_rival() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let file = scenario("03-seventy-thirty.jsonc");
    let first = json(&share(&file, folder.path(), &["--out", out.to_str().unwrap()]));
    every_coalition(&first, by_hand);
    // The brief: per head, equal, Shapley, and the least slack of the nucleolus.
    let euros = |document: &Value, method| -> Vec<f64> {
        cents(document, method).into_iter().map(|cents| (cents as f64 / 100.0).round()).collect()
    };
    assert_eq!(euros(&first, "proportional_learners"), [76_053.0, 57_040.0, 42_780.0, 33_273.0, 19_013.0]);
    assert_eq!(euros(&first, "equal"), [45_632.0; 5]);
    assert_eq!(euros(&first, "shapley"), [76_625.0, 61_418.0, 43_368.0, 28_525.0, 18_225.0]);
    let splits = first["allocations"].as_array().unwrap();
    let of = |method: &str| splits.iter().find(|split| split["method"] == method).unwrap();
    assert_eq!(of("equal")["criteria"]["better_alone"], serde_json::json!({ "E": 6432.0 }));
    let slack = of("nucleolus")["criteria"]["worst_complaint"].as_f64().unwrap();
    assert!((slack + 18_760.0).abs() < 0.01, "{slack}");
    for method in ["proportional_learners", "shapley", "nucleolus"] {
        assert_eq!(of(method)["criteria"]["in_core"], true, "{method}");
    }
    for row in first["cents"].as_array().unwrap() {
        assert_eq!(numbers(row).into_iter().sum::<i64>(), 22_816_000);
    }
    college(&first["bill"]);
    pools(&first);
    no_rivals(&out, &first);
    // What is known is found again: the same bytes, and at once, as no second search could be.
    let again = json(&share(&file, folder.path(), &["--time-limit", "300"]));
    assert_eq!(again, first);
}

/// The pools of every coalition by hand, and their Shapley values from all 120 orders of joining.
fn pools(document: &Value) {
    let learners = numbers(&document["learners"]);
    let people =
        |who: usize| (0..5).filter(|firm| who >> firm & 1 == 1).map(|firm| learners[firm]).sum::<i64>();
    let inside = |n: i64| n > 0 && 84_000 + 31_000 * ((n + 11) / 12) + 420 * n < 9_800 * n;
    let costs: [(&str, &dyn Fn(i64) -> i64); 4] = [
        ("programme", &|n| if inside(n) { 84_000 } else { 0 }),
        ("groups", &|n| if inside(n) { 31_000 * ((n + 11) / 12) } else { 0 }),
        ("learners", &|n| if inside(n) { 420 * n } else { 0 }),
        ("outside", &|n| if inside(n) { 0 } else { 9_800 * n }),
    ];
    let found = document["pools"]["pools"].as_array().unwrap();
    let expected = [
        vec![1_680_000.0; 5],
        shapley(&people, costs[1].1),
        learners.iter().map(|n| 42_000.0 * *n as f64).collect(),
        shapley(&people, costs[3].1),
    ];
    assert_eq!(found.len(), 4, "the rest never costs anything");
    for ((pool, (name, cost)), expected) in found.iter().zip(costs).zip(expected) {
        assert_eq!(pool["id"], name);
        let by_hand: Vec<i64> = (1..32).map(|who| 100 * cost(people(who))).collect();
        assert_eq!(numbers(&pool["coalitions_cents"]), by_hand, "{name}");
        let shares = numbers(&pool["shares_cents"]);
        assert_eq!(shares.iter().sum::<i64>(), 100 * cost(48), "{name}");
        for (share, expected) in shares.iter().zip(expected) {
            assert!((*share as f64 - expected).abs() < 1.0, "{name}: {share} {expected}");
        }
    }
    assert_eq!(numbers(&document["pools"]["sum_cents"]).iter().sum::<i64>(), 22_816_000);
    assert_eq!(document["pools"]["beside_cents"], document["bill"]["shares_cents"]);
    let said = document["pools"]["said"].as_array().unwrap();
    assert!(said[0].as_str().unwrap().starts_with("the Shapley value is additive"), "{said:?}");
    // Of the groups nobody else would pay more than alone, which is less than they cost together.
    assert!(said[1].as_str().unwrap().contains("no split"), "{said:?}");
}

/// The Shapley value of five firms in cents, from every order in which they can join.
fn shapley(people: &dyn Fn(usize) -> i64, cost: &dyn Fn(i64) -> i64) -> Vec<f64> {
    let mut sums = [0_i64; 5];
    let mut orders = 0;
    for code in 0..3_125_usize {
        let order: Vec<usize> = (0..5).map(|place| code / 5_usize.pow(place) % 5).collect();
        if (0..5).any(|firm| !order.contains(&firm)) {
            continue;
        }
        orders += 1;
        let mut there = 0;
        for firm in order {
            sums[firm] += cost(people(there | 1 << firm)) - cost(people(there));
            there |= 1 << firm;
        }
    }
    assert_eq!(orders, 120);
    sums.iter().map(|sum| 100.0 * *sum as f64 / 120.0).collect()
}

/// The same where single seats may be bought: g groups for those who stay, the rest outside.
fn seat_by_seat(learners: i64) -> i64 {
    let with = |groups: i64| {
        let inside = learners.min(12 * groups);
        84_000 + 31_000 * groups + 420 * inside + 9_800 * (learners - inside)
    };
    (1..=learners / 12 + 1).map(with).fold(9_800 * learners, i64::min)
}

/// The short programme of 40 hours costs what the long one does: groups, heads and seats are priced, not hours.
#[test]
fn plants_that_buy_single_seats_pay_for_them_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(scenario("03-seat-by-seat.jsonc")).unwrap();
    let (mut short, mut changed) = (text, 0);
    for (long, hours) in [
        ("\"process-theory\", \"hours\": 84", "\"process-theory\", \"hours\": 12"),
        ("\"safety\", \"hours\": 56", "\"safety\", \"hours\": 8"),
        ("\"column-basics\", \"hours\": 56", "\"column-basics\", \"hours\": 8"),
        ("\"track-theory\", \"hours\": 28", "\"track-theory\", \"hours\": 4"),
        ("\"track-practice\", \"hours\": 56", "\"track-practice\", \"hours\": 8"),
    ] {
        changed += usize::from(short.contains(long));
        short = short.replace(long, hours);
    }
    assert_eq!(changed, 5);
    let file = folder.path().join("short.jsonc");
    std::fs::write(&file, short).unwrap();
    let document = json(&share(&file, folder.path(), &["--method", "nucleolus"]));
    every_coalition(&document, seat_by_seat);
    let pair = serde_json::json!(["A", "C"]);
    let rows = document["coalitions"].as_array().unwrap();
    let row = rows.iter().find(|row| row["firms"] == pair).unwrap();
    assert_eq!(row["upper_cents"], 16_588_000);
}

fn every_coalition(document: &Value, by_hand: impl Fn(i64) -> i64) {
    let rows = document["coalitions"].as_array().unwrap();
    assert_eq!(rows.len(), 31);
    let (players, learners) = (&document["players"], numbers(&document["learners"]));
    for row in rows {
        let member = |place: &usize| row["firms"].as_array().unwrap().contains(&players[*place]);
        let people: i64 = (0..5).filter(member).map(|place| learners[place]).sum();
        assert_eq!(row["upper_cents"], 100 * by_hand(people), "{row}");
        assert_eq!(row["lower_cents"], row["upper_cents"], "{row}");
    }
}

/// Exits, and the guarantee of A: half of its share, never above the loss.
fn college(bill: &Value) {
    let cases = bill["college"].as_array().unwrap();
    let exits = |field: &str| -> Vec<i64> {
        cases.iter().take(5).map(|case| case[field].as_i64().unwrap()).collect()
    };
    let without = [-3_833_334, -2_100_000, -3_900_000, -3_033_333, -1_733_333];
    assert_eq!(exits("result_cents"), without);
    assert_eq!(exits("with_guarantee_cents")[0], -30_667);
    assert_eq!(exits("with_guarantee_cents")[1..], without[1..]);
    // 2 600 × 37/40 = 2 405 for each of 48 learners.
    assert_eq!(numbers(&bill["grants_cents"]), [3_848_000, 2_886_000, 2_164_500, 1_683_500, 962_000]);
    // Nine learners fewer: 39 are four groups as before, so that only 9 × 420 are saved of 9 × 4 753.33.
    let intake = &cases[5];
    assert_eq!(intake["result_cents"], -3_900_000, "{intake}");
    // Three learners of A: 3 × 4 753.33 less 3 × 420.
    assert_eq!(cases[6]["result_cents"], -1_300_000, "{}", cases[6]);
    // 2 405 for each learner is left out of the bill, and told beside it.
    let after: Vec<i64> = numbers(&bill["shares_cents"])
        .iter()
        .zip(numbers(&bill["grants_cents"]))
        .map(|(a, b)| a - b)
        .collect();
    assert_eq!(numbers(&bill["after_grants_cents"]), after);
    assert_eq!(
        (&bill["full_cost"]["floor_cents"], &bill["full_cost"]["covered"]),
        (&22_816_000.into(), &true.into())
    );
    assert_eq!(bill["full_cost"]["floor_each_cents"], 475_334);
    assert_eq!(bill["full_cost"]["below"], Value::from(Vec::<i64>::new()), "all pay by head");
    break_even(&bill["break_even"]);
}

/// Learners fall away over all firms in proportion, each firm's to the nearest: found by a fine walk over the
/// shares. A learner pays 4 753.33 and costs what the hand says; 25 000 may be lost.
fn break_even(found: &Value) {
    let mut numbers: Vec<i64> = Vec::new();
    for part in 0..100_000_u32 {
        let away = |count: u32| (f64::from(count) * f64::from(part) / 100_000.0 + 0.5).floor() as i64;
        let learners = 48 - [16, 12, 9, 7, 4].map(away).iter().sum::<i64>();
        if learners > 0 && numbers.last() != Some(&learners) {
            numbers.push(learners);
        }
    }
    let steps = found["steps"].as_array().unwrap();
    assert_eq!(steps.iter().map(|step| step["learners"].as_i64().unwrap()).collect::<Vec<_>>(), numbers);
    for step in steps {
        let learners = step["learners"].as_i64().unwrap();
        let by_hand = 22_816_000.0 / 48.0 * learners as f64 - 100.0 * self::by_hand(learners) as f64;
        let result = step["result_cents"].as_f64().unwrap();
        assert!((result - by_hand).abs() <= 5.0, "{step}");
        assert_eq!(step["within"], if by_hand >= -2_500_000.0 { "yes" } else { "no" }, "{step}");
    }
    assert_eq!(found["learners"], 43);
}

/// No statement holds a figure or the name of another firm.
fn no_rivals(out: &Path, document: &Value) {
    let players: Vec<String> = serde_json::from_value(document["players"].clone()).unwrap();
    let shares = numbers(&document["bill"]["shares_cents"]);
    for (mine, name) in players.iter().enumerate() {
        let paper = std::fs::read(out.join(format!("statement-{name}.json"))).unwrap();
        let paper: Value = serde_json::from_slice(&paper).unwrap();
        assert_eq!(paper["share_cents"], shares[mine]);
        assert_eq!(paper["firm"], **name);
        let mut told = Vec::new();
        leaves(&paper, &mut told);
        for (other, rival) in players.iter().enumerate().filter(|(other, _)| *other != mine) {
            let alone = &document["coalitions"][(1_usize << other) - 1]["upper_cents"];
            assert!(!told.contains(&Value::from(shares[other])), "{name} learns the share of {rival}");
            assert!(!told.contains(alone), "{name} learns what {rival} pays alone");
            assert!(!told.contains(&Value::from(rival.as_str())), "{name} reads of {rival}");
        }
        assert!(!told.contains(&document["total_cents"]), "{name} learns the total");
    }
}

fn leaves(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| leaves(one, found)),
        Value::Object(fields) => fields.values().for_each(|one| leaves(one, found)),
        other => found.push(other.clone()),
    }
}

#[test]
fn three_firms_whom_no_split_holds_need_fifteen_thousand() {
    let folder = tempfile::tempdir().unwrap();
    let found = json(&share(&scenario("05-empty-core.jsonc"), folder.path(), &["--method", "all"]));
    let costs: Vec<i64> = found["coalitions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["upper_cents"].as_i64().unwrap() / 100)
        .collect();
    assert_eq!(costs, [78_000, 78_000, 122_000, 78_000, 122_000, 122_000, 198_000]);
    let empty = &found["empty_core"];
    assert_eq!(empty["subsidy_cents"], 1_500_000);
    assert_eq!(empty["penalty_cents"], 1_000_000);
    assert_eq!(numbers(&empty["shares_cents"]), [6_100_000; 3]);
    for split in found["allocations"].as_array().unwrap() {
        assert_eq!(split["criteria"]["in_core"], false, "{split}");
    }
    assert_eq!(found["findings"], serde_json::json!([]));
}

#[test]
fn known_costs_are_judged_again_before_they_are_believed() {
    let folder = tempfile::tempdir().unwrap();
    let file = scenario("05-empty-core.jsonc");
    let first = json(&share(&file, folder.path(), &[]));
    let kept = || -> Vec<std::path::PathBuf> {
        let builds = std::fs::read_dir(folder.path().join("cache")).unwrap();
        builds
            .flat_map(|build| std::fs::read_dir(build.unwrap().path()).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect()
    };
    // Seven coalitions, and five steps of a falling intake.
    assert_eq!(kept().len(), 12);
    // A cost that is too low, a bound that is, and a plan that is said not to be.
    for spoilt in
        [("upper_cents", Value::from(1_000)), ("lower_cents", Value::from(1_000)), ("plan", Value::Null)]
    {
        for path in kept() {
            let mut known: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let mut entry: Value = serde_json::from_str(known["entry"].as_str().unwrap()).unwrap();
            entry[spoilt.0] = spoilt.1.clone();
            if spoilt.0 == "plan" {
                (entry["upper_cents"], entry["why"]) = (Value::Null, serde_json::json!(["because I say so"]));
            }
            known["entry"] = Value::from(entry.to_string());
            std::fs::write(&path, serde_json::to_vec(&known).unwrap()).unwrap();
        }
        assert_eq!(json(&share(&file, folder.path(), &[])), first, "{spoilt:?}");
    }
}

#[test]
fn nothing_is_billed_where_a_firm_has_no_plan_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(scenario("05-empty-core.jsonc")).unwrap();
    // The booths are South's, and nobody sells seats outside: without South there is no plan.
    let text = text.replace("\"owner\": \"college\"", "\"owner\": \"South\"");
    let at = text.find(",\n    \"outside_seats\"").unwrap();
    let end = at + text[at..].find(']').unwrap() + 1;
    let text = format!("{}{}", &text[..at], &text[end..]);
    let file = folder.path().join("alone.jsonc");
    std::fs::write(&file, text).unwrap();
    let output = share(&file, folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["may_be_billed"], false);
    for row in found["coalitions"].as_array().unwrap() {
        let with_south = row["firms"].as_array().unwrap().contains(&Value::from("South"));
        assert_eq!(row["upper_cents"].is_null(), !with_south, "{row}");
        let why = row["known"].as_str().unwrap();
        assert!(with_south || why.contains("welding booths"), "{why}");
    }
}

#[test]
fn more_firms_than_can_be_told_apart_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(scenario("05-empty-core.jsonc")).unwrap();
    let firms: Vec<String> = (1..=65).map(|firm| format!("{{ \"id\": \"F{firm}\" }}")).collect();
    let learners: Vec<String> = (1..=65).map(|firm| format!("\"F{firm}\": 1")).collect();
    let text = text
        .replace(
            "[{ \"id\": \"North\" }, { \"id\": \"South\" }, { \"id\": \"West\" }]",
            &format!("[{}]", firms.join(", ")),
        )
        .replace("\"North\": 6, \"South\": 6, \"West\": 6", &learners.join(", "));
    let file = folder.path().join("many.jsonc");
    std::fs::write(&file, text).unwrap();
    let output = share(&file, folder.path(), &[]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("65 firms") && told.contains("64 can share"), "{told}");
}

#[test]
fn a_scenario_without_firms_has_nothing_to_share() {
    let folder = tempfile::tempdir().unwrap();
    let output = share(&scenario("01-first.jsonc"), folder.path(), &[]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("no firm"), "{told}");
}

#[test]
fn young_s_municipalities_show_which_rules_are_monotonic() {
    let game = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/games/skane.json");
    let output = Command::new(env!("CARGO_BIN_EXE_vetplan"))
        .arg("allocate")
        .arg(game)
        .args(["--method", "shapley,nucleolus,per_capita_nucleolus", "--format", "json"])
        .output()
        .unwrap();
    let found = json(&output);
    let criteria = |method: &str| {
        let splits = found["allocations"].as_array().unwrap();
        splits.iter().find(|split| split["method"] == method).unwrap()["criteria"].clone()
    };
    // Young (1985): the nucleolus of this game asks K for less when the total rises; the others never do.
    assert_eq!(criteria("nucleolus")["aggregate_monotonic"], false);
    assert_eq!(criteria("shapley")["aggregate_monotonic"], true);
    assert_eq!(criteria("per_capita_nucleolus")["aggregate_monotonic"], true);
    let gain = &criteria("shapley")["gains_by_a_departure"];
    assert_eq!((&gain["leaver"], &gain["stayer"]), (&Value::from("H"), &Value::from("M")));
}
