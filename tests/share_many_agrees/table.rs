//! What every coalition of few firms pays, and what is said among many held against it.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use serde_json::Value;

use crate::world::{among_many, due_of_nobody};

const METHODS: [&str; 4] = ["equal", "proportional_learners", "nucleolus", "shapley"];

/// What pays more than a cent beyond its own cost complains, as near as the searches are.
const COMPLAINS: f64 = 0.01;
const NEAR: f64 = 0.02;

/// Runs `share` on a scenario.
pub fn share(scenario: &Value, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.jsonc");
    std::fs::write(&file, scenario.to_string()).unwrap();
    Command::new(env!("CARGO_BIN_EXE_vetplan"))
        .arg("share")
        .arg(&file)
        .args(["--quiet", "--no-cache", "--threads", "1", "--format", "json"])
        .args(more)
        .output()
        .unwrap()
}

/// The answer, whether or not it may be billed.
pub fn answer(output: &Output) -> Value {
    let (code, said) = (output.status.code(), String::from_utf8_lossy(&output.stderr));
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The five firms with every coalition looked at, and the same among many, agree.
pub fn agree(scenario: &Value) {
    let table = Table::of(scenario);
    let methods = METHODS.join(",");
    let many = answer(&share(&among_many(scenario), &["--samples", "2", "--method", &methods]));
    let rows = many["coalitions"].as_array().unwrap();
    let splits = many["allocations"].as_array().unwrap();
    assert_eq!(splits.len(), METHODS.len(), "{}", many["without"]);
    for row in rows {
        table.allows(row);
    }
    let worst: BTreeMap<&str, f64> =
        splits.iter().map(|split| (split["method"].as_str().unwrap(), table.judges(split))).collect();
    if table.is_exact() && rows.iter().all(|row| Bounds::of(row).are_exact()) {
        let least = worst["nucleolus"];
        assert!(worst.values().all(|other| least <= other + NEAR), "{worst:?}");
    }
}

/// Bounds of a cost, in cents; where there is no plan, there is no upper one.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    lower: Option<i64>,
    upper: Option<i64>,
}

impl Bounds {
    fn of(row: &Value) -> Self {
        Self { lower: row["lower_cents"].as_i64(), upper: row["upper_cents"].as_i64() }
    }

    fn are_exact(self) -> bool {
        self.upper.is_some() && self.lower == self.upper
    }
}

/// What every coalition pays; a coalition is the sum of 2^place of its firms.
struct Table {
    firms: Vec<String>,
    costs: Vec<Bounds>,
}

impl Table {
    fn of(scenario: &Value) -> Self {
        let answer = answer(&share(scenario, &["--gap", "0", "--method", "equal"]));
        let firms: Vec<String> = serde_json::from_value(answer["players"].clone()).unwrap();
        let due = Some(due_of_nobody(scenario));
        let costs = vec![Bounds { lower: due, upper: due }; 1_usize << firms.len()];
        let mut table = Self { firms, costs };
        let rows = answer["coalitions"].as_array().unwrap();
        assert_eq!(rows.len(), table.costs.len() - 1);
        for row in rows {
            let (coalition, _) = table.place(row);
            table.costs[coalition] = Bounds::of(row);
        }
        table
    }

    /// The coalition of a row, and how many other firms are with it.
    fn place(&self, row: &Value) -> (usize, i64) {
        let members = row["firms"].as_array().unwrap();
        let own =
            self.firms.iter().enumerate().filter(|(_, firm)| members.contains(&Value::from(firm.as_str())));
        let coalition: usize = own.map(|(place, _)| 1_usize << place).sum();
        (coalition, members.len() as i64 - i64::from(coalition.count_ones()))
    }

    fn is_exact(&self) -> bool {
        self.costs.iter().all(|bounds| bounds.are_exact())
    }

    /// What a coalition among many pays does not contradict what it pays by the table, within a cent.
    fn allows(&self, row: &Value) {
        let (coalition, others) = self.place(row);
        let (known, found) = (self.costs[coalition], Bounds::of(row));
        let Some(upper) = known.upper else {
            assert!(found.upper.is_none(), "there is no plan: {row}");
            return;
        };
        let lower = known.lower.unwrap_or_default();
        assert!(found.upper.is_none_or(|found| found >= lower + 100 * others - 1), "{known:?}: {row}");
        assert!(found.lower.is_none_or(|found| found <= upper + 100 * others + 1), "{known:?}: {row}");
    }

    /// What is said of a split holds; its worst complaint.
    fn judges(&self, split: &Value) -> f64 {
        let (worst, said) = (self.worst(&split["shares"]), &split["criteria"]);
        let at_most = said["worst_complaint_at_most"].as_f64().unwrap();
        assert!(at_most >= worst - 0.03, "{worst}: {split}");
        match said["in_core"].as_bool().filter(|_| self.is_exact()) {
            Some(true) => assert!(worst <= COMPLAINS + NEAR, "{worst}: {split}"),
            Some(false) => assert!(worst >= COMPLAINS - NEAR, "{worst}: {split}"),
            None => {}
        }
        worst
    }

    /// The most that any coalition but the empty one and everybody pays above its own cost.
    fn worst(&self, shares: &Value) -> f64 {
        let shares = shares.as_object().unwrap();
        let pays = |firm: &String| shares[firm].as_f64().unwrap();
        let others = shares.keys().filter(|firm| !self.firms.contains(firm));
        let gains: Vec<f64> = others.map(|firm| pays(firm) - 1.0).collect();
        let own: Vec<f64> = self.firms.iter().map(pays).collect();
        let complaint = |(coalition, bounds): (usize, &Bounds)| {
            let inside = own.iter().enumerate().filter(|(place, _)| (coalition >> place) & 1 == 1);
            let paid: f64 = inside.map(|(_, share)| share).sum();
            Some(paid - bounds.upper? as f64 / 100.0 + self.others_add(coalition, &gains))
        };
        self.costs.iter().enumerate().filter_map(complaint).fold(f64::NEG_INFINITY, f64::max)
    }

    /// What the best of the others add to the complaint of a coalition: each of those who pay more than their seat, but
    /// somebody there has to be, and somebody has to be missing.
    fn others_add(&self, coalition: usize, gains: &[f64]) -> f64 {
        let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
        let most = gains.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = gains.iter().filter(|gain| **gain > 0.0).sum();
        if coalition == 0 && most <= 0.0 {
            most
        } else if coalition + 1 == self.costs.len() && least > 0.0 {
            sum - least
        } else {
            sum
        }
    }
}
