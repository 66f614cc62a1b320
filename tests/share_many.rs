//! Fifty firms: what `share` says of them against dynamic programming over learners, which needs no search.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const GROUP: usize = 12;

fn fifty() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/07-fifty-firms.jsonc"))
        .unwrap()
}

/// What some learners cost by the prices of the scenario: a course of groups, or a seat outside for each.
fn cost(learners: usize) -> f64 {
    let many = learners as f64;
    let inside = 14_000.0 + 6_200.0 * learners.div_ceil(GROUP) as f64 + 60.0 * many;
    if learners == 0 { 0.0 } else { inside.min(1_150.0 * many) }
}

/// The most that any coalition but everybody pays above its own cost: `most[t]` is what firms with t learners pay at most.
fn worst(learners: &[usize], shares: &[f64]) -> f64 {
    let all: usize = learners.iter().sum();
    let mut most = vec![f64::NEG_INFINITY; all + 1];
    most[0] = 0.0;
    for (firm, share) in learners.iter().zip(shares) {
        for total in (*firm..=all).rev() {
            most[total] = most[total].max(most[total - firm] + share);
        }
    }
    (1..all).map(|total| most[total] - cost(total)).fold(f64::NEG_INFINITY, f64::max)
}

/// The Shapley value: of all sets of k others, a part `ways[k][t] / C(n − 1, k)` has t learners.
fn shapley(learners: &[usize], firm: usize) -> f64 {
    let (n, all): (usize, usize) = (learners.len(), learners.iter().sum());
    let mut ways = vec![vec![0.0; all + 1]; n];
    ways[0][0] = 1.0;
    for (_, size) in learners.iter().enumerate().filter(|(other, _)| *other != firm) {
        for k in (1..n).rev() {
            for total in (*size..=all).rev() {
                ways[k][total] += ways[k - 1][total - size];
            }
        }
    }
    let adds = |k: usize| {
        let sets: f64 = ways[k].iter().sum();
        let of = |(total, ways): (usize, &f64)| ways / sets * (cost(total + learners[firm]) - cost(total));
        ways[k].iter().enumerate().filter(|(_, ways)| **ways > 0.0).map(of).sum::<f64>()
    };
    (0..n).map(adds).sum::<f64>() / n as f64
}

struct Answer {
    document: Value,
    learners: Vec<usize>,
    statements: Vec<Value>,
}

impl Answer {
    fn of(text: &str, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (file, out) = (folder.path().join("scenario.jsonc"), folder.path().join("out"));
        std::fs::write(&file, text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_vetplan"));
        command
            .arg("share")
            .arg(&file)
            .args(["--quiet", "--no-cache", "--format", "json", "--out"])
            .arg(&out);
        let output = command.args(more).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let learners = serde_json::from_value(document["learners"].clone()).unwrap();
        let players: Vec<String> = serde_json::from_value(document["players"].clone()).unwrap();
        let statement = |firm: &String| {
            serde_json::from_slice(&std::fs::read(out.join(format!("statement-{firm}.json"))).unwrap())
                .unwrap()
        };
        Self { statements: players.iter().map(statement).collect(), document, learners }
    }

    fn split(&self, method: &str) -> &Value {
        let splits = self.document["allocations"].as_array().unwrap();
        splits.iter().find(|split| split["method"] == method).unwrap()
    }

    fn each(&self, amounts: &Value) -> Vec<f64> {
        let players = self.document["players"].as_array().unwrap();
        players.iter().map(|player| amounts[player.as_str().unwrap()].as_f64().unwrap()).collect()
    }
}

#[test]
fn fifty_firms_are_shared_as_dynamic_programming_says() {
    let more = [
        "--method",
        "equal,proportional_learners,scrb,shapley,least_core,nucleolus,per_capita_nucleolus,epm,tau",
    ];
    let answer = Answer::of(&fifty(), &more);
    let Answer { document, learners, statements } = &answer;
    assert_eq!((learners.len(), learners.iter().sum::<usize>()), (50, 120));
    assert_eq!(document["total_cents"], 8_320_000);
    // Every coalition that was looked at costs what its learners do.
    let names: Vec<&str> =
        document["players"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let looked_at = document["coalitions"].as_array().unwrap();
    assert!(looked_at.len() > 100, "{}", looked_at.len());
    for row in looked_at {
        let of = |firm: &Value| learners[names.iter().position(|name| firm == name).unwrap()];
        let cents = (cost(row["firms"].as_array().unwrap().iter().map(of).sum()) * 100.0).round() as i64;
        assert_eq!(
            (row["lower_cents"].as_i64(), row["upper_cents"].as_i64()),
            (Some(cents), Some(cents)),
            "{row}"
        );
    }
    // Whether a split holds is what the program says of it.
    for split in document["allocations"].as_array().unwrap() {
        let shares = answer.each(&split["shares"]);
        assert!((shares.iter().sum::<f64>() - 83_200.0).abs() < 1e-4, "{split}");
        let found = split["criteria"]["worst_complaint_at_most"].as_f64().unwrap();
        assert!((worst(learners, &shares) - found).abs() < 0.01, "{}: {found}", split["method"]);
        assert_eq!(split["criteria"]["in_core"], found <= 0.01, "{split}");
    }
    // The nucleolus and the least core have the least of these, and firms with as many learners pay the same.
    let least = worst(learners, &answer.each(&answer.split("nucleolus")["shares"]));
    for split in document["allocations"].as_array().unwrap() {
        assert!(least <= worst(learners, &answer.each(&split["shares"])) + 0.01, "{}", split["method"]);
    }
    assert!((worst(learners, &answer.each(&answer.split("least_core")["shares"])) - least).abs() < 0.01);
    // The sample is within its margin of the exact value, but for some.
    let (shapley_of, margins) = (answer.split("shapley"), &answer.split("shapley")["margins"]);
    let (shares, margins) = (answer.each(&shapley_of["shares"]), answer.each(margins));
    for size in 1..=5 {
        let firm = learners.iter().position(|count| *count == size).unwrap();
        let exact = shapley(learners, firm);
        let off = (shares[firm] - exact).abs();
        assert!(off < 2.0 * margins[firm] && margins[firm] < 0.1 * exact, "{size}: {} {exact}", shares[firm]);
    }
    let without = document["without"].as_array().unwrap();
    assert!(without.len() == 1 && without[0]["method"] == "tau", "{without:?}");
    papers(statements, document);
}

/// Each firm is told its own figures, and no name of another.
fn papers(statements: &[Value], document: &Value) {
    let billed = document["bill"]["shares_cents"].as_array().unwrap();
    assert_eq!(billed.iter().map(|share| share.as_i64().unwrap()).sum::<i64>(), 8_320_000);
    let names: Vec<&str> = statements.iter().map(|paper| paper["firm"].as_str().unwrap()).collect();
    for (paper, share) in statements.iter().zip(billed) {
        assert_eq!((&paper["share_cents"], &paper["stable"]), (share, &Value::Bool(true)));
        assert_eq!(paper["alone_cents"], 115_000 * paper["learners"].as_i64().unwrap());
        let text = paper.to_string();
        let told = names.iter().filter(|name| text.contains(&format!("\"{name}\"")));
        assert_eq!(told.collect::<Vec<_>>(), [&paper["firm"].as_str().unwrap()]);
    }
    let told = document["bill"]["disclosure"].as_array().unwrap();
    assert!(told.len() == 1 && told[0].as_str().unwrap().contains("50 firms"), "{told:?}");
}

#[test]
fn one_learner_more_and_no_split_holds() {
    let text = fifty().replace("\"G50\": 3", "\"G50\": 4");
    let answer = Answer::of(&text, &["--method", "nucleolus"]);
    let Answer { document, learners, .. } = &answer;
    assert_eq!(learners.iter().sum::<usize>(), 121);
    // Any 120 learners can leave one out: each of those without a mechanic alone saves the eleventh group.
    let shares: Vec<f64> = document["empty_core"]["shares_cents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cents| cents.as_f64().unwrap() / 100.0)
        .collect();
    let subsidy = document["empty_core"]["subsidy_cents"].as_f64().unwrap() / 100.0;
    assert!((shares.iter().sum::<f64>() + subsidy - cost(121)).abs() < 0.01);
    // It is enough; with a euro less no split holds: everybody but one firm with one learner, over all such firms.
    assert!(worst(learners, &shares) < 0.51, "{}", worst(learners, &shares));
    let ones = learners.iter().filter(|count| **count == 1).count() as f64;
    // Σ over those firms of x(N∖i) ≤ c(120) and of x_i ≤ 1 150: x(N) ≤ c(120) + 1 150.
    assert!(ones > 0.0 && (cost(121) - cost(120) - 1_150.0 - subsidy).abs() < 0.01, "{subsidy}");
    assert_eq!(answer.statements[0]["stable"], false);
}
