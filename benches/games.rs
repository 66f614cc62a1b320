//! Cost games beside the crate `coopgame`, in one run: the figures to compare are the ratios.
//!
//! `cargo bench --bench games` takes about five minutes. With `VETPLAN_BENCH_LONG=1` it also times the per-capita
//! nucleolus of 18 players, once each, for which the other crate takes minutes.

use std::hint::black_box;
use std::time::Instant;

use coopgame::nucleolus::variants::per_capita_nucleolus;
use coopgame::{Domain, ExplicitGame, nucleolus, values};
use criterion::{Criterion, criterion_group, criterion_main};
use vetplan::game::{Game, Kind, Question, Terms, method};
use vetplan::solver::Cancel;

/// Values without order, singles worth nothing: the first family of Benedek, Fliege and Nguyen.
fn drawn(n: usize) -> Vec<f64> {
    let mut state = 461_125_u32;
    let mut rand = move || {
        state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
        state >> 16 & 0x7fff
    };
    let everybody = f64::from(rand() % 201) + 100.0 * (n as f64 - 2.0);
    let last = (1_u32 << n) - 1;
    let value = |coalition: u32| match coalition.count_ones() {
        0 | 1 => 0.0,
        _ if coalition == last => everybody,
        size => f64::from(rand() % (100 * size) + 1),
    };
    (0..=last).map(value).collect()
}

/// A consortium whose firms pay for groups of twelve: minus the costs, many of them equal.
fn groups(n: usize) -> Vec<f64> {
    let learners: Vec<u64> = (0..n as u64).map(|firm| 1 + firm * 7 % 16).collect();
    let cost = |coalition: u32| {
        let all: u64 = (0..n).filter(|firm| coalition >> firm & 1 == 1).map(|firm| learners[firm]).sum();
        if all == 0 { 0.0 } else { 84_000.0 + 31_000.0 * all.div_ceil(12) as f64 + 420.0 * all as f64 }
    };
    (0..1 << n).map(|coalition| 0.0 - cost(coalition)).collect()
}

/// The same game for both crates.
fn both(values: &[f64]) -> Option<(Game, ExplicitGame)> {
    let players = (1..=values.len().ilog2()).map(|player| player.to_string()).collect();
    let ours = Game::new(players, Kind::Value, values.to_vec()).ok()?;
    Some((ours, ExplicitGame::from_binary(&values[1..]).ok()?))
}

fn compare(
    criterion: &mut Criterion,
    (key, kind): (&str, &str),
    values: &[f64],
    theirs: impl Fn(&ExplicitGame),
) {
    let n = values.len().ilog2();
    let (Some((game, other)), Some(method)) = (both(values), method(key)) else { return };
    let mut group = criterion.benchmark_group(format!("{key} of {n} players, {kind}"));
    group.sample_size(10);
    group.bench_function("vetplan", |bench| {
        let question = Question { game: &game, terms: &Terms::default(), cancel: &Cancel::default() };
        bench.iter(|| black_box(method.split(&question).map(|split| split.shares)).is_ok());
    });
    group.bench_function("coopgame", |bench| bench.iter(|| theirs(&other)));
    group.finish();
}

fn games(criterion: &mut Criterion) {
    for n in [10, 15, 20] {
        for (kind, values) in [("drawn", drawn(n)), ("groups", groups(n))] {
            let theirs = |game: &ExplicitGame| drop(black_box(nucleolus::nucleolus(game)));
            compare(criterion, ("nucleolus", kind), &values, theirs);
        }
    }
    for n in [10, 15] {
        compare(criterion, ("per_capita_nucleolus", "drawn"), &drawn(n), |game| {
            drop(black_box(per_capita_nucleolus(game, Domain::Imputation)));
        });
    }
    compare(criterion, ("shapley", "drawn"), &drawn(20), |game| drop(black_box(values::shapley(game))));
}

/// The per-capita nucleolus of a game for which the other crate takes minutes: each once, and how far apart.
fn long(_: &mut Criterion) {
    if std::env::var_os("VETPLAN_BENCH_LONG").is_none() {
        return;
    }
    let (Some((game, other)), Some(method)) = (both(&drawn(18)), method("per_capita_nucleolus")) else {
        return;
    };
    let question = Question { game: &game, terms: &Terms::default(), cancel: &Cancel::default() };
    let begun = Instant::now();
    let ours = method.split(&question);
    println!("per_capita_nucleolus of 18 players, drawn, once: vetplan {:.3?}", begun.elapsed());
    let begun = Instant::now();
    let theirs = per_capita_nucleolus(&other, Domain::Imputation);
    println!("coopgame {:.3?}", begun.elapsed());
    if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
        // Ours are costs, theirs are values.
        let apart = ours.shares.iter().zip(theirs.allocation()).map(|(ours, theirs)| (ours + theirs).abs());
        println!("shares differ by at most {:.1e}", apart.fold(0.0, f64::max));
    }
}

criterion_group!(benches, games, long);
criterion_main!(benches);
