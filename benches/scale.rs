//! Programmes of many cohorts: how soon there is a plan, and how good it is after how long.
//!
//! `cargo bench --bench scale -- [SIZE…] [--seeds N] [--seconds N]` draws scenarios (M by default; days of patterns given and
//! chosen in turn), plans each, has the plan judged, and says for each: seconds to the first plan of every hour, what it cost,
//! what it costs at the end, the bound, the gap in all and as a share of the way from the planted sessions to the bound. With
//! `--test` it plans M for five seconds, once with each.

use std::cell::Cell;
use std::time::{Duration, Instant};

use vetplan::check::judge;
use vetplan::generate::{Generated, Request, Size, generate};
use vetplan::plan::{Plan, price, table};
use vetplan::planner::judged::judged;
use vetplan::planner::{self, Options};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let test = arguments.iter().any(|argument| argument == "--test");
    let number = |flag: &str, otherwise: u64| {
        let at = arguments.iter().position(|argument| argument == flag);
        at.and_then(|at| arguments.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    };
    let (seeds, seconds) =
        (number("--seeds", if test { 1 } else { 3 }), number("--seconds", if test { 5 } else { 60 }));
    let mut sizes: Vec<Size> = arguments.iter().filter_map(|argument| size(argument)).collect();
    if sizes.is_empty() {
        sizes.push(Size::M);
    }
    println!(
        "{:4} {:>4} {:7} {:>8} {:>14} {:>14} {:>14} {:>7} {:>7}",
        "size", "seed", "days", "first s", "first EUR", "last EUR", "bound EUR", "gap %", "way %"
    );
    for size in sizes {
        for seed in 1..=seeds {
            for choose_days in [false, true] {
                let drawn = generate(&Request { size, seed, firms: None, choose_days })
                    .unwrap_or_else(|error| panic!("{error}"));
                one((size, seed, choose_days), &drawn, Duration::from_secs(seconds));
            }
        }
    }
}

fn size(argument: &str) -> Option<Size> {
    Some(match argument {
        "S" => Size::S,
        "M" => Size::M,
        "L" => Size::L,
        "XL" => Size::Xl,
        "XXL" => Size::Xxl,
        "S10" => Size::S10,
        _ => return None,
    })
}

fn one((size, seed, choose): (Size, u64, bool), drawn: &Generated, time: Duration) {
    let text = drawn.scenario.to_string();
    let scenario = vetplan::scenario::read("bench", text.as_bytes())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let (begun, first) = (Instant::now(), Cell::new(None));
    let progress = |report: &planner::Report| {
        if let (Some(cost), None) = (report.incumbent, first.get()) {
            first.set(Some((begun.elapsed().as_secs_f64(), cost)));
        }
    };
    let options = Options { gap: 1e-4, time: Some(time), progress: &progress, ..Options::default() };
    let answer = planner::plan(&scenario, &options).unwrap_or_else(|error| panic!("{error}"));
    let found = judged(&scenario, &answer, 0).unwrap_or_else(|error| panic!("{error}"));
    let days = if choose { "chosen" } else { "given" };
    let (Some(found), Some((seconds, cost))) = (found, first.get()) else {
        println!("{size:4?} {seed:4} {days:7} no plan");
        return;
    };
    assert!(found.verdict.accepted(), "{size:?} {seed} {days}: the judge does not accept the plan");
    let last = found.ledger.cost().0 as f64 / 100.0 + found.verdict.wish_cents.0 as f64 / 100.0;
    let bound = answer.bound;
    assert!(bound <= last + 0.01, "{size:?} {seed} {days}: bound {bound} above {last}");
    let planted = planted(&scenario, drawn);
    println!(
        "{size:4?} {seed:4} {days:7} {seconds:8.2} {cost:14.2} {last:14.2} {bound:14.2} {:7.3} {:7.1}",
        100.0 * (last - bound) / last,
        100.0 * (planted - last) / (planted - bound),
    );
}

/// What the sessions cost that prove there is a plan.
fn planted(scenario: &vetplan::domain::Scenario, drawn: &Generated) -> f64 {
    let edited = table::read(scenario, &table::to_csv(&drawn.sessions))
        .unwrap_or_else(|problems| panic!("{}", problems.len()));
    let plan = Plan { sessions: edited.sessions, ..Plan::default() };
    let wishes = judge(scenario, &plan).wish_cents.0;
    (price(scenario, &plan).cost().0 + wishes) as f64 / 100.0
}
