//! Files damaged at random: the readers of scenarios, plans and tables neither panic nor refuse a
//! file without saying where. `PROPTEST_CASES=100000` makes a long run of it.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::plan::{Plan, file, price, table};
use vetplan::scenario::read;

/// Cases of each test, unless the environment asks for another number.
const CASES: u32 = 10_000;

fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| ProptestConfig::default().cases);
    ProptestConfig::with_cases(asked.unwrap_or(CASES))
}

/// Every scenario that is shipped or tested with, in order of path.
static SCENARIOS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut paths = Vec::new();
    for folder in ["scenarios", "tests/data", "tests/accepted"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut paths);
    }
    paths.sort();
    assert!(paths.len() >= 10, "{paths:?}");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
});

fn collect(folder: &Path, paths: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "jsonc") {
            paths.push(path);
        }
    }
}

/// A scenario with a plan for it as both files.
struct World {
    scenario: Scenario,
    json: Vec<u8>,
    csv: Vec<u8>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let scenario = read("two-cohorts", include_bytes!("data/two-cohorts.jsonc")).unwrap();
    let json = include_bytes!("data/two-cohorts.plan.json").to_vec();
    let (_, plan) = file::read(&scenario, &json).unwrap();
    let csv = table::write(&scenario, &plan);
    World { scenario, json, csv }
});

/// One thing that goes wrong with a file; places and lengths are shares of it.
#[derive(Clone, Debug)]
enum Damage {
    Flip(f64, u8),
    Truncate(f64),
    Mark,
    Nest(f64, usize, usize),
    Write(f64, usize, Vec<u8>),
    Duplicate(f64, f64, f64),
    Splice(usize, f64, f64, f64),
    Number(usize, usize),
    Text(usize, usize),
    Borrow(usize, usize),
}

/// What nesting opens.
const OPENERS: [&str; 5] = ["[", "{\"a\":", "{\"modules\":[", "/*", "(\""];

/// Numbers at the edges of what is read.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "7",
    "0.1",
    "65536",
    "1000001",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "1e308",
    "1e999",
    "-0.0000000000000000000000001",
];

/// Texts at the edges of what is read.
const TEXTS: [&str; 18] = [
    "",
    "none",
    "all",
    "shared",
    "2026-02-30",
    "9999-12-31",
    "-262143-01-01",
    "2024-02-29..2024-02-28",
    "24:00",
    "23:59",
    "00:00-24:00",
    "99999:00",
    "1-4000000000",
    "1..1000000",
    "Mon Mon Tue",
    "\\ud800",
    "\\",
    "\u{fe0f}é\u{202e}",
];

fn damage() -> impl Strategy<Value = Damage> {
    let place = || 0.0..1.0_f64;
    let bytes = prop_oneof![
        prop::sample::select(vec!["{", "}", "[", "]", "\"", ",", ":", ";", "\n", "\r", "//", "/*", "null"])
            .prop_map(|text| text.as_bytes().to_vec()),
        prop::sample::select(vec![
            &b"\xff\xfe"[..],
            b"\xc3",
            b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
            b"\0",
            b"\xef\xbb\xbf"
        ])
        .prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop_oneof![
        1 => (place(), 1_u8..=255).prop_map(|(at, mask)| Damage::Flip(at, mask)),
        1 => place().prop_map(Damage::Truncate),
        1 => Just(Damage::Mark),
        1 => (place(), 1_usize..5_000, 0..OPENERS.len()).prop_map(|(at, deep, of)| Damage::Nest(at, deep, of)),
        1 => (place(), 0_usize..12, bytes).prop_map(|(at, over, bytes)| Damage::Write(at, over, bytes)),
        1 => (place(), place(), place()).prop_map(|(at, length, to)| Damage::Duplicate(at, length, to)),
        1 => (any::<usize>(), place(), place(), place())
            .prop_map(|(other, at, length, to)| Damage::Splice(other, at, length, to)),
        4 => (any::<usize>(), 0..NUMBERS.len()).prop_map(|(which, to)| Damage::Number(which, to)),
        4 => (any::<usize>(), 0..TEXTS.len()).prop_map(|(which, to)| Damage::Text(which, to)),
        4 => (any::<usize>(), any::<usize>()).prop_map(|(which, from)| Damage::Borrow(which, from)),
    ]
}

/// The byte at a share of a file.
fn at(bytes: &[u8], share: f64) -> usize {
    (share * bytes.len() as f64) as usize
}

/// A stretch of a file, at most a tenth of it.
fn stretch(bytes: &[u8], from: f64, length: f64) -> Vec<u8> {
    let from = at(bytes, from);
    bytes[from..(from + at(bytes, length / 10.0)).min(bytes.len())].to_vec()
}

/// Stretches of bytes that all are `of` a kind.
fn runs(bytes: &[u8], of: impl Fn(u8) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for place in (0..bytes.len()).filter(|place| of(bytes[*place])) {
        match runs.last_mut() {
            Some(last) if last.end == place => last.end += 1,
            _ => runs.push(place..place + 1),
        }
    }
    runs
}

fn numbers(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    runs(bytes, |byte| byte.is_ascii_digit() || byte == b'.')
}

/// What stands between quotes, or in the cells of a table.
fn texts(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let table = bytes.starts_with(b"id,");
    runs(bytes, |byte| if table { !b",\n".contains(&byte) } else { !b"\"\n".contains(&byte) })
}

/// Puts `with` in the place of one of the stretches.
fn replace(bytes: &mut Vec<u8>, stretches: &[std::ops::Range<usize>], which: usize, with: &[u8]) {
    if !stretches.is_empty() {
        bytes.splice(stretches[which % stretches.len()].clone(), with.iter().copied());
    }
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    match damage {
        Damage::Flip(share, mask) => {
            let place = at(bytes, *share);
            bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= mask);
        }
        Damage::Truncate(share) => bytes.truncate(at(bytes, *share)),
        Damage::Mark => drop(bytes.splice(0..0, *b"\xef\xbb\xbf")),
        Damage::Nest(share, deep, of) => {
            let place = at(bytes, *share);
            bytes.splice(place..place, OPENERS[*of].repeat(*deep).into_bytes());
        }
        Damage::Write(share, over, with) => {
            let from = at(bytes, *share);
            bytes.splice(from..(from + over).min(bytes.len()), with.iter().copied());
        }
        Damage::Duplicate(from, length, to) => insert(bytes, *to, stretch(bytes, *from, *length)),
        Damage::Splice(other, from, length, to) => {
            let other = &SCENARIOS[other % SCENARIOS.len()];
            insert(bytes, *to, stretch(other, *from, *length));
        }
        Damage::Number(which, to) => replace(bytes, &numbers(bytes), *which, NUMBERS[*to].as_bytes()),
        Damage::Text(which, to) => replace(bytes, &texts(bytes), *which, TEXTS[*to].as_bytes()),
        Damage::Borrow(which, from) => {
            let all = texts(bytes);
            if !all.is_empty() {
                let with = bytes[all[from % all.len()].clone()].to_vec();
                replace(bytes, &all, *which, &with);
            }
        }
    }
}

fn insert(bytes: &mut Vec<u8>, to: f64, what: Vec<u8>) {
    let to = at(bytes, to);
    bytes.splice(to..to, what);
}

fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        apply(&mut bytes, damage);
    }
    bytes
}

/// What can be read can be judged and priced.
fn judged(plan: &Plan) {
    let verdict = judge(&WORLD.scenario, plan);
    let _ = (verdict.accepted(), price(&WORLD.scenario, plan).cost());
}

#[test]
fn a_date_no_calendar_holds_is_refused() {
    let json = String::from_utf8(WORLD.json.clone()).unwrap();
    for date in ["-262143-01-01", "+262142-12-31", "0026-09-28"] {
        let problems =
            file::read(&WORLD.scenario, json.replacen("2026-09-28", date, 1).as_bytes()).unwrap_err();
        assert_eq!(problems[0].what, format!("`{date}` is no date (YYYY-MM-DD)"));
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_damaged_scenario_is_read_or_refused_with_a_place(
        which in any::<usize>(),
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let bytes = damaged(&SCENARIOS[which % SCENARIOS.len()], &damages);
        if let Err(problems) = read("damaged", &bytes) {
            prop_assert!(problems.total > 0 && !problems.list.is_empty());
            for problem in &problems.list {
                prop_assert!(problem.line > 0 && problem.column > 0, "{problem:?}");
                prop_assert!(problem.span.start <= problem.span.end, "{problem:?}");
                prop_assert!(problem.span.end <= bytes.len() || std::str::from_utf8(&bytes).is_err());
                prop_assert!(!problem.message.is_empty());
            }
            prop_assert!(!problems.render(false).is_empty());
        }
    }

    #[test]
    fn a_damaged_plan_is_judged_or_refused_with_a_place(
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        match file::read(&WORLD.scenario, &damaged(&WORLD.json, &damages)) {
            Ok((_, plan)) => judged(&plan),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in &problems {
                    prop_assert!(!problem.place.is_empty() && !problem.what.is_empty());
                    prop_assert!(!problem.place.starts_with("line 0"), "{problem}");
                }
            }
        }
    }

    #[test]
    fn a_damaged_table_is_judged_or_refused_with_a_place(
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        match table::read(&WORLD.scenario, &damaged(&WORLD.csv, &damages)) {
            Ok(plan) => judged(&plan),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| problem.line > 0 && !problem.what.is_empty()));
            }
        }
    }
}
