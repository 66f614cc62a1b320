//! Programmes of many cohorts: how soon there is a plan, and how good it is after how long.
//!
//! `cargo bench --bench scale -- [SIZE…] [--seeds N] [--seconds N] [--days given|chosen] [--write]` draws scenarios (M by default;
//! days of patterns given and chosen in turn), plans each, has the plan judged, and says for each: seconds to the first plan of
//! every hour, what it cost, what it costs at the end, the bound, the gap in all and as a share of the way from the planted
//! sessions to the bound. Without `--seconds` each size gets its own; XL and XXL are drawn once, with days chosen, unless it is
//! said otherwise. `--write` puts medians over seeds into `benches/README.md`. With `--test` it plans M for five seconds, once
//! with each.

use std::cell::Cell;
use std::time::{Duration, Instant};

use vetplan::check::judge;
use vetplan::generate::{Generated, Request, Size, generate};
use vetplan::plan::{Plan, price, table};
use vetplan::planner::judged::judged;
use vetplan::planner::{self, Options};

// As the program does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let after = |flag: &str| arguments.iter().skip_while(|argument| *argument != flag).nth(1);
    let number = |flag: &str| after(flag).and_then(|text| text.parse::<u64>().ok());
    let test = given("--test");
    let seeds = number("--seeds").unwrap_or(if test { 1 } else { 2 });
    let mut sizes: Vec<Size> = arguments.iter().filter_map(|argument| size(argument)).collect();
    let values = ["--seeds", "--seconds", "--days"].map(|flag| after(flag).cloned());
    let unknown = |argument: &&String| {
        !argument.starts_with("--")
            && size(argument).is_none()
            && !values.contains(&Some((*argument).clone()))
    };
    if let Some(argument) = arguments.iter().find(unknown) {
        panic!("{argument} is no size: S, M, L, XL, XXL or S10");
    }
    if sizes.is_empty() {
        sizes.push(Size::M);
    }
    let days = after("--days").map(|days| match days.as_str() {
        "given" => false,
        "chosen" => true,
        other => panic!("{other} is neither given nor chosen"),
    });
    println!(
        "{:4} {:>4} {:7} {:>8} {:>14} {:>14} {:>14} {:>7} {:>7}",
        "size", "seed", "days", "first s", "first EUR", "last EUR", "bound EUR", "gap %", "way %"
    );
    let mut table = Vec::new();
    for size in sizes {
        let seconds = if test { 5 } else { number("--seconds").unwrap_or(seconds(size)) };
        // The largest once, unless something else is said.
        let once = matches!(size, Size::Xl | Size::Xxl);
        let seeds = if once && number("--seeds").is_none() { 1 } else { seeds };
        let wanted = |choose: &bool| days.map_or(!once || *choose, |days| days == *choose);
        for choose_days in [false, true].into_iter().filter(wanted) {
            let each = (1..=seeds).filter_map(|seed| {
                let drawn = generate(&Request { size, seed, firms: None, choose_days })
                    .unwrap_or_else(|error| panic!("{error}"));
                one((size, seed, choose_days), &drawn, Duration::from_secs(seconds))
            });
            let each: Vec<Figures> = each.collect();
            table.push(row((size, choose_days, seconds), seeds, &each));
        }
    }
    if given("--write") {
        write(&table);
    }
}

/// How long each size is planned where nothing else is said.
fn seconds(size: Size) -> u64 {
    match size {
        Size::S | Size::M => 30,
        Size::L => 60,
        Size::S10 | Size::Xl => 300,
        Size::Xxl => 600,
    }
}

/// What was measured of one scenario: seconds to the first plan, what it cost more than the last in per cent, the gap in per
/// cent, the share of the way in per cent, and the most memory while it was planned, in MB.
struct Figures {
    first: f64,
    first_above: f64,
    gap: f64,
    way: f64,
    memory: f64,
}

/// A row of the table: medians over seeds.
fn row((size, choose, seconds): (Size, bool, u64), seeds: u64, each: &[Figures]) -> String {
    let median = |value: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = each.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        let (low, high) = (values.len().saturating_sub(1) / 2, values.len() / 2);
        values.get(high).map_or(f64::NAN, |high| f64::midpoint(values[low], *high))
    };
    let days = if choose { "chosen" } else { "given" };
    format!(
        "| {} | {days} | {} of {seeds} | {:.1} | {:.2} | {seconds} | {:.2} | {:.0} | {:.0} |",
        format!("{size:?}").to_uppercase(),
        each.len(),
        median(|it| it.first),
        median(|it| it.first_above),
        median(|it| it.gap),
        median(|it| it.way),
        median(|it| it.memory),
    )
}

/// Puts the table into the page of the benches, between its marks.
fn write(rows: &[String]) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md");
    let page = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (begin, end) = ("<!-- scale: begin -->", "<!-- scale: end -->");
    let (before, rest) = page.split_once(begin).unwrap_or_else(|| panic!("{path} has no {begin}"));
    let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("{path} has no {end}"));
    let head = "| size | days | plans | first plan after s | above the last, % | planned for s | gap, % | way, % | MB |\n\
                |---|---|---|---|---|---|---|---|---|";
    let page = format!("{before}{begin}\n{head}\n{}\n{end}{after}", rows.join("\n"));
    std::fs::write(path, page).unwrap_or_else(|error| panic!("{path}: {error}"));
}

/// The most memory this process has had, in MB; none is known where the system does not say.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1_024.0)
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

fn one((size, seed, choose): (Size, u64, bool), drawn: &Generated, time: Duration) -> Option<Figures> {
    let text = drawn.scenario.to_string();
    let scenario = vetplan::scenario::read("bench", text.as_bytes())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    // The peak of memory begins anew, where the system can do that.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
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
        return None;
    };
    assert!(found.verdict.accepted(), "{size:?} {seed} {days}: the judge does not accept the plan");
    let last = found.ledger.cost().0 as f64 / 100.0 + found.verdict.wish_cents.0 as f64 / 100.0;
    let bound = answer.bound;
    assert!(bound <= last + 0.01, "{size:?} {seed} {days}: bound {bound} above {last}");
    let planted = planted(&scenario, drawn);
    assert!(bound <= planted + 0.01, "{size:?} {seed} {days}: bound {bound} above planted {planted}");
    let (gap, way) = (100.0 * (last - bound) / last, 100.0 * (planted - last) / (planted - bound));
    println!(
        "{size:4?} {seed:4} {days:7} {seconds:8.2} {cost:14.2} {last:14.2} {bound:14.2} {gap:7.3} {way:7.1}"
    );
    let first_above = 100.0 * (cost - last) / last;
    Some(Figures { first: seconds, first_above, gap, way, memory: memory() })
}

/// What the sessions cost that prove there is a plan.
fn planted(scenario: &vetplan::domain::Scenario, drawn: &Generated) -> f64 {
    let edited = table::read(scenario, &table::to_csv(&drawn.sessions))
        .unwrap_or_else(|problems| panic!("{}", problems.len()));
    let plan = Plan { sessions: edited.sessions, ..Plan::default() };
    let wishes = judge(scenario, &plan).wish_cents.0;
    (price(scenario, &plan).cost().0 + wishes) as f64 / 100.0
}
