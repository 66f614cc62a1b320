//! Re-planning of published timetables with their best known plan: changes against cost, for four kinds of disruption.
//!
//! `cargo bench --bench disruptions -- [--seeds N] [--seconds N] [--write]`. The kinds are those of the literature on recovering
//! timetables: a course can no longer be held at a time at which it was, nothing can be held at a time of the week, a room is
//! lost for a day, a curriculum of four courses is added. For each, plans from as few changed lectures as possible to any;
//! cost is that of the competition. With `--test` one disruption of one instance is tried for a second.

use std::collections::BTreeMap;
use std::time::Duration;

use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::exchange::ctt::instance::Instance;
use vetplan::exchange::ctt::{instance, scenario, solution};
use vetplan::plan::{Difference, Plan};
use vetplan::planner::{Options, Revision, Weighing, revise};

/// A published instance: its name, its file and its best known solution.
type Published = (&'static str, &'static [u8], &'static [u8]);

const INSTANCES: [Published; 4] = [
    (
        "comp01",
        include_bytes!("../tests/data/itc2007/comp01.ectt"),
        include_bytes!("../tests/data/itc2007/comp01.sol"),
    ),
    (
        "comp04",
        include_bytes!("../tests/data/itc2007/comp04.ectt"),
        include_bytes!("../tests/data/itc2007/comp04.sol"),
    ),
    (
        "comp07",
        include_bytes!("../tests/data/itc2007/comp07.ectt"),
        include_bytes!("../tests/data/itc2007/comp07.sol"),
    ),
    (
        "comp11",
        include_bytes!("../tests/data/itc2007/comp11.ectt"),
        include_bytes!("../tests/data/itc2007/comp11.sol"),
    ),
];

/// The kinds of disruption.
const KINDS: [&str; 4] = ["assignment", "slot", "room-day", "curriculum"];

/// Where what `--write` writes stands.
const MARKS: [&str; 2] = ["<!-- disruptions: begin -->", "<!-- disruptions: end -->"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str| -> Option<u64> {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1)?.parse().ok()
    };
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let test = has("--test");
    let seeds = if test { 1 } else { number("--seeds").unwrap_or(2) };
    let seconds = if test { 1 } else { number("--seconds").unwrap_or(60) };
    let mut rows = vec![
        "| instance | disruption | seed | hit | changes: cost (of the plan as published before) |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    for row in &rows {
        println!("{row}");
    }
    for (name, file, plan) in INSTANCES.into_iter().take(if test { 1 } else { INSTANCES.len() }) {
        for kind in KINDS.into_iter().take(if test { 1 } else { KINDS.len() }) {
            for seed in 1..=seeds {
                let row = one((name, file, plan), kind, seed, seconds);
                println!("{row}");
                rows.push(row);
            }
        }
    }
    if has("--write") {
        write(&rows);
    }
}

/// A disruption and what becomes of it.
fn one((name, file, published): Published, kind: &str, seed: u64, seconds: u64) -> String {
    let instance = instance::read(file).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    let before = read(name, &scenario::scenario(&instance, false));
    let plan = solution::read(&before, published).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    let cost_before = judge(&before, &plan).wish_cents.0 / 100;
    let after = read(name, &disrupted(&instance, (&before, &plan), kind, seed));
    let given = solution::read(&after, published).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    let mut hit: Vec<String> =
        judge(&after, &given).violations.into_iter().flat_map(|breach| breach.sessions).collect();
    hit.sort();
    hit.dedup();
    let from = after.calendar.range.first;
    let asked = Revision {
        given: &given,
        from,
        weighing: Weighing::of_sessions(from),
        points: 5,
        any: false,
        steps: None,
    };
    let options = Options { time: Some(Duration::from_secs(seconds)), ..Options::default() };
    let points = match revise(&after, &options, &asked) {
        Ok(points) => points,
        Err(error) => return format!("| {name} | {kind} | {seed} | {} | {error} |", hit.len()),
    };
    let mut told: BTreeMap<usize, (i64, bool)> = BTreeMap::new();
    for point in &points {
        let verdict = judge(&after, &point.plan);
        assert!(
            verdict.accepted() || !point.plan.unplaced.is_empty(),
            "{name} {kind} {seed}: {:?}",
            verdict.violations
        );
        if !point.plan.unplaced.is_empty() {
            return format!("| {name} | {kind} | {seed} | {} | hours found no place |", hit.len());
        }
        let changes = Difference::new((&after, &given), (&after, &point.plan)).changes();
        let cost = verdict.wish_cents.0 / 100;
        let dominated = told.iter().any(|(fewer, (less, _))| *fewer <= changes && *less <= cost);
        if !dominated {
            told.insert(changes, (cost, point.proven));
        }
    }
    let told: Vec<String> = told
        .into_iter()
        .map(|(changes, (cost, proven))| format!("{changes}: {cost}{}", if proven { "*" } else { "" }))
        .collect();
    format!("| {name} | {kind} | {seed} | {} | {} ({cost_before}) |", hit.len(), told.join(" · "))
}

fn read(name: &str, value: &serde_json::Value) -> Scenario {
    vetplan::scenario::read(name, value.to_string().as_bytes())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// The instance after a disruption that is drawn by a seed.
fn disrupted(
    instance: &Instance,
    (before, plan): (&Scenario, &Plan),
    kind: &str,
    seed: u64,
) -> serde_json::Value {
    let mut rng = fastrand::Rng::with_seed(seed * 1_000_003 + kind.len() as u64);
    let mut changed = instance.clone();
    let session = &plan.sessions[rng.usize(0..plan.sessions.len())];
    let day = (session.date - before.calendar.range.first).num_days() as u32;
    let period = session.dayparts[0].index() as u32;
    let key = &before.modules[session.attendance[0].module.index()].key;
    match kind {
        "assignment" => {
            let course = instance.courses.iter().position(|course| course.id == *key).unwrap_or_default();
            changed.unavailable.push((course, day, period));
        }
        "slot" => {
            changed.unavailable.extend((0..instance.courses.len()).map(|course| (course, day, period)));
        }
        "curriculum" => {
            let mut courses: Vec<usize> = (0..instance.courses.len()).collect();
            rng.shuffle(&mut courses);
            courses.truncate(4);
            changed.curricula.push(("added".to_owned(), courses));
        }
        _ => {}
    }
    changed.unavailable.sort_unstable();
    changed.unavailable.dedup();
    let mut value = scenario::scenario(&changed, false);
    if kind == "room-day"
        && let Some((room, _)) = session.room
    {
        let key = &before.rooms[room.index()].key;
        let rooms = value["sites"][0]["rooms"].as_array_mut();
        for room in rooms.into_iter().flatten().filter(|room| room["id"] == **key) {
            room["closed"] = serde_json::json!([{ "on": session.date.to_string() }]);
        }
    }
    value
}

/// Puts the table into the README of the benches.
fn write(rows: &[String]) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md");
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (before, rest) = text.split_once(MARKS[0]).unwrap_or_else(|| panic!("{path} has no {}", MARKS[0]));
    let (_, after) = rest.split_once(MARKS[1]).unwrap_or_else(|| panic!("{path} has no {}", MARKS[1]));
    let text = format!("{before}{}\n{}\n{}{after}", MARKS[0], rows.join("\n"), MARKS[1]);
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{path}: {error}"));
}
