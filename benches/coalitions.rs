//! What all coalitions of ten firms would pay, beside planning them one by one: the figures to compare are the ratios.
//!
//! `cargo bench --bench coalitions` computes all 1 023 costs within one per cent, then plans 40 coalitions drawn by a seed from
//! scratch, each twice: by the planner, and by the solver on the whole programme (at most a minute each). What all 1 023
//! would take that way is extrapolated from these 40. With `--test` it does the same for three firms and two coalitions.

use std::time::{Duration, Instant};

use vetplan::consortium::alone::alone;
use vetplan::consortium::costs::{Costs, NoStore, Options, costs};
use vetplan::consortium::firms;
use vetplan::domain::Scenario;
use vetplan::game::Coalition;
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::planner;
use vetplan::solver::{Cancel, Limits, Request, solve};

const TEN: &str = include_str!("../scenarios/08-ten-firms.jsonc");
const THREE: &str = include_str!("../scenarios/05-empty-core.jsonc");
const GAP: f64 = 0.01;
const MOST: Duration = Duration::from_secs(60);

fn main() {
    let small = std::env::args().any(|argument| argument == "--test");
    let (text, sample) = if small { (THREE, 2) } else { (TEN, 40) };
    let scenario = vetplan::scenario::read("bench", text.as_bytes())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let begun = Instant::now();
    let costs = all(&scenario);
    let (ours, of) = (begun.elapsed().as_secs_f64(), costs.all().count());
    let interval = 100.0 * costs.mean_interval();
    println!("all {of} coalitions: {ours:.1} s on one thread, mean interval {interval:.2} %");
    let drawn: Vec<Coalition> = drawn(of as u32, sample).into_iter().map(Coalition).collect();
    for (what, cold) in [("the planner", planned as fn(&Scenario) -> f64), ("the solver on the whole", whole)]
    {
        let seconds: Vec<f64> =
            drawn.iter().map(|who| cold(&alone(&scenario, &firms(&costs.players, *who)).scenario)).collect();
        let sum: f64 = seconds.iter().sum();
        let longest = seconds.iter().copied().fold(0.0, f64::max);
        let extrapolated = sum / sample as f64 * of as f64;
        println!(
            "{sample} drawn coalitions from scratch by {what}: {sum:.1} s, the longest {longest:.1} s; extrapolated to {of}: \
             {extrapolated:.0} s, {:.1} times as long",
            extrapolated / ours
        );
    }
}

/// What all coalitions pay, on one thread.
fn all(scenario: &Scenario) -> Costs {
    let cancel = Cancel::default();
    let options =
        Options { gap: GAP, time: None, seed: 0, threads: 1, cancel, store: &NoStore, progress: &|_, _| {} };
    costs(scenario, &options).unwrap_or_else(|error| panic!("{error}"))
}

/// Seconds for a plan within the gap by the planner.
fn planned(own: &Scenario) -> f64 {
    let cancel = Cancel::default();
    let options =
        planner::Options { gap: GAP, time: Some(MOST), lanes: 1, cancel, ..planner::Options::default() };
    let begun = Instant::now();
    if let Err(error) = planner::plan(own, &options) {
        panic!("{error}");
    }
    begun.elapsed().as_secs_f64()
}

/// Seconds for a solution within the gap by the solver, the programme built and given to it whole.
fn whole(own: &Scenario) -> f64 {
    let begun = Instant::now();
    let model = vetplan::model::build(&Scene::new(own), Mode::Planning).strict();
    let limits = Limits { relative_gap: GAP, time: Some(MOST), ..Limits::default() };
    if let Err(error) = solve(&Request { limits, ..Request::new(&model, &Cancel::default()) }) {
        panic!("{error}");
    }
    begun.elapsed().as_secs_f64()
}

/// Different coalitions, by a seed.
fn drawn(of: u32, many: usize) -> Vec<u32> {
    let mut state = 10_u64;
    let mut found: Vec<u32> = Vec::new();
    while found.len() < many {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let one = (state >> 33) as u32 % of + 1;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
