//! Games of many players: what is found by searching for coalitions is what the table of all coalitions says, and
//! what no table holds is checked by dynamic programming.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

#[path = "many_players/consortium.rs"]
mod consortium;

use std::time::Instant;

use consortium::{Consortium, Tabled};
use vetplan::game::many::epm::epm;
use vetplan::game::many::least_core::least_core;
use vetplan::game::many::nucleolus::{Domain, Measure, nucleolus};
use vetplan::game::many::shapley::sampled;
use vetplan::game::many::stability::stability;
use vetplan::game::many::subsidy::subsidy;
use vetplan::game::many::{ManyError, Oracle, Watch};
use vetplan::game::methods::shapley::value;
use vetplan::game::subsidy::subsidy as table_subsidy;
use vetplan::game::{Game, Kind, NoSplit, Question, Terms, method};
use vetplan::solver::Cancel;

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Costs without order.
fn any(n: usize, dice: &mut Dice) -> Game {
    let cost = |coalition: u32, dice: &mut Dice| match coalition.count_ones() {
        0 => 0.0,
        size => 100.0 + dice.below(60 * u64::from(size)) as f64,
    };
    let costs = (0..1 << n).map(|coalition| cost(coalition, dice)).collect();
    Game::new((0..n).map(|player| format!("P{player}")).collect(), Kind::Cost, costs).unwrap()
}

fn same(what: &str, game: &Game, found: &[f64], table: &[f64]) {
    let near = 2e-6 * game.magnitude();
    let off = found.iter().zip(table).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max);
    assert!(off < near, "{what}, {off} apart: {found:?}, by the table {table:?}, of {game:?}");
}

/// All that is found by searching is what the table says.
fn agrees(game: &Game, oracle: &dyn Oracle) {
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    let terms = Terms::default();
    let table = |key: &str| method(key).unwrap().split(&Question { game, terms: &terms, cancel: &cancel });
    let prenucleolus = table("prenucleolus").unwrap().shares;
    let found = nucleolus(oracle, Measure::Money, Domain::AllSplits, &watch).unwrap();
    same("prenucleolus", game, &found.shares, &prenucleolus);
    assert!(found.gap < 1e-6 * game.magnitude(), "{found:?}");

    let least = least_core(oracle, &watch).unwrap();
    let scan = |shares: &[f64]| {
        let pays =
            |coalition: u32| (0..game.len()).filter(move |p| coalition >> p & 1 == 1).map(|p| shares[p]);
        let over = (1..(1_u32 << game.len()) - 1).map(|s| pays(s).sum::<f64>() - game.costs()[s as usize]);
        over.fold(f64::NEG_INFINITY, f64::max)
    };
    for shares in [&least.shares, &value(game)] {
        let stable = stability(oracle, shares).unwrap();
        same("complaint", game, &[stable.complaint.upper, stable.at_most], &[scan(shares); 2]);
    }
    same("least core", game, &[scan(&least.shares), scan(&found.shares)], &[least.level; 2]);
    assert!(least.at_least <= least.level + 1e-9 && least.level <= least.at_most + 1e-9, "{least:?}");

    for (key, measure) in [("nucleolus", Measure::Money), ("per_capita_nucleolus", Measure::PerCapita)] {
        match (nucleolus(oracle, measure, Domain::Imputations, &watch), table(key)) {
            (Ok(found), Ok(table)) => same(key, game, &found.shares, &table.shares),
            (Err(ManyError::Beyond), Err(NoSplit::None(_))) => {}
            other => panic!("{key}: {other:?} of {game:?}"),
        }
    }
    let (ours, theirs) = (epm(oracle, &watch).unwrap(), table("epm").unwrap());
    same("epm", game, &ours.shares, &theirs.shares);
}

#[test]
fn consortia_searched_by_a_model_agree_with_their_tables() {
    let mut dice = Dice(11);
    for round in 0..100 {
        let consortium = Consortium::drawn(2 + round % 6, &mut dice);
        agrees(&consortium.table(), &consortium);
        // Firms of few sizes, so that many are alike.
        let learners = consortium.learners.iter().map(|learners| 1 + learners % 3).collect();
        let alike = Consortium { learners, alike: true, ..consortium };
        agrees(&alike.table(), &alike);
    }
}

#[test]
fn consortia_and_games_without_order_agree_with_their_tables() {
    let mut dice = Dice(12);
    for round in 0..150 {
        let game = Consortium::drawn(3 + round % 7, &mut dice).table();
        agrees(&game, &Tabled { game: game.clone(), within: 0.0 });
        let game = any(3 + round % 4, &mut dice);
        agrees(&game, &Tabled { game: game.clone(), within: 0.0 });
    }
}

#[test]
fn bounds_of_costs_hold_the_least_core() {
    let mut dice = Dice(13);
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    for round in 0..60 {
        let game = any(3 + round % 4, &mut dice);
        let exact = least_core(&Tabled { game: game.clone(), within: 0.0 }, &watch).unwrap();
        let rough = least_core(&Tabled { game: game.clone(), within: 0.02 }, &watch).unwrap();
        let near = 1e-6 * game.magnitude();
        assert!(rough.at_least <= exact.level + near && exact.level <= rough.at_most + near, "{rough:?}");
        let oracle = Tabled { game, within: 0.02 };
        let stable = stability(&oracle, &exact.shares).unwrap();
        assert!(stable.holds(stable.at_most) && stable.complaint.lower <= exact.level + near, "{stable:?}");
    }
}

#[test]
fn sampled_values_add_up_and_their_intervals_hold_the_value() {
    let mut dice = Dice(14);
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    let (mut held, mut asked) = (0, 0);
    for seed in 0..60 {
        let game = Consortium::drawn(8, &mut dice).table();
        let exact = value(&game);
        let oracle = Tabled { game: game.clone(), within: 0.0 };
        let sample = sampled(&oracle, 40, seed, &watch).unwrap();
        assert!((sample.shares.iter().sum::<f64>() - game.total()).abs() < 1e-9 * game.magnitude());
        assert_eq!(sample, sampled(&oracle, 40, seed, &watch).unwrap());
        for ((share, margin), exact) in sample.shares.iter().zip(&sample.margins).zip(&exact) {
            let off = (share - exact).abs();
            held += usize::from(off <= margin + 1e-9 * game.magnitude());
            asked += 1;
        }
        let rough = sampled(&Tabled { game, within: 0.01 }, 40, seed, &watch).unwrap();
        for (range, share) in rough.ranges.iter().zip(&sample.shares) {
            assert!(range.lower < share + 1e-6 && share - 1e-6 < range.upper, "{range:?} {share}");
        }
    }
    assert!(held * 100 >= asked * 90, "{held} of {asked}");
}

#[test]
fn additive_games_are_sampled_exactly() {
    let alone = [5.0, 0.5, 7.25, 100.0];
    let cost = |coalition: u32| (0..4).filter(|p| coalition >> p & 1 == 1).map(|p| alone[p]).sum();
    let names = (0..4).map(|player| format!("P{player}")).collect();
    let game = Game::new(names, Kind::Cost, (0..16).map(cost).collect()).unwrap();
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    let sample = sampled(&Tabled { game, within: 0.0 }, 2, 7, &watch).unwrap();
    for (share, alone) in sample.shares.iter().zip(alone) {
        assert!((share - alone).abs() < 1e-12, "{sample:?}");
    }
    assert!(sample.margins.iter().all(|margin| *margin < 1e-12), "{sample:?}");
}

#[test]
fn a_cancelled_search_says_so() {
    let consortium = Consortium::drawn(6, &mut Dice(15));
    let cancel = Cancel::default();
    cancel.cancel();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    assert!(matches!(least_core(&consortium, &watch), Err(ManyError::Cancelled)));
    assert!(matches!(sampled(&consortium, 2, 1, &watch), Err(ManyError::Cancelled)));
}

#[test]
fn firms_that_are_all_alike_pay_the_same() {
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    for firms in [2, 3, 7] {
        let consortium = Consortium::drawn(firms, &mut Dice(16));
        let consortium = Consortium { learners: vec![5; firms], alike: true, ..consortium };
        agrees(&consortium.table(), &consortium);
        let sample = sampled(&consortium, 2, 1, &watch).unwrap();
        let each = consortium.cost_of(consortium.all_learners()) / firms as f64;
        assert!(sample.shares.iter().all(|share| (share - each).abs() < 1e-6), "{sample:?}");
    }
}

#[test]
fn subsidies_are_those_of_the_table() {
    let mut dice = Dice(17);
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    let mut needed = 0;
    for round in 0..120 {
        let game = any(3 + round % 4, &mut dice);
        let table = table_subsidy(&game, &cancel).unwrap();
        let found = subsidy(&Tabled { game: game.clone(), within: 0.0 }, &watch).unwrap();
        same("subsidy", &game, &[found.least], &[table.least]);
        same("what is paid", &game, &[found.shares.iter().sum()], &[game.total() - table.least]);
        needed += usize::from(found.least > 0.0);
    }
    assert!((20..100).contains(&needed), "{needed}");
}

/// Firms of a consortium that no table holds, each split checked by dynamic programming over learners.
fn without_table(firms: usize) {
    let consortium = Consortium {
        fixed: 84_000.0,
        group: 31_000.0,
        size: 12,
        outside: 6_500.0,
        ..Consortium::drawn(firms, &mut Dice(50))
    };
    let near = 1e-6 * consortium.cost_of(consortium.all_learners());
    let cancel = Cancel::default();
    let watch = Watch { cancel: &cancel, progress: &|_| {} };
    let begun = Instant::now();
    let least = least_core(&consortium, &watch).unwrap();
    eprintln!("{firms} least core {:.1?}, {} searches, {}", begun.elapsed(), least.searches, least.level);
    assert!((consortium.worst(&least.shares) - least.level).abs() < near);
    let begun = Instant::now();
    let split = epm(&consortium, &watch).unwrap();
    eprintln!("{firms} epm {:.1?}, {} searches, {}", begun.elapsed(), split.searches, split.widest);
    assert!(consortium.worst(&split.shares) < split.subsidy + near);
    let begun = Instant::now();
    let found = nucleolus(&consortium, Measure::Money, Domain::AllSplits, &watch).unwrap();
    let (searches, levels) = (found.searches, found.levels.len());
    eprintln!("{firms} nucleolus {:.1?}, {searches} searches, {levels} levels", begun.elapsed());
    assert!((consortium.worst(&found.shares) - least.level).abs() < near);
    let stable = stability(&consortium, &found.shares).unwrap();
    assert!((consortium.worst(&found.shares) - stable.at_most).abs() < near);
    for (one, other) in (0..firms).flat_map(|one| (0..one).map(move |other| (one, other))) {
        // Firms with as many learners pay the same.
        if consortium.learners[one] == consortium.learners[other] {
            assert!((found.shares[one] - found.shares[other]).abs() < near, "{found:?}");
        }
    }
}

#[test]
fn firms_too_many_for_a_table() {
    without_table(25);
}

#[test]
fn fifty_firms() {
    without_table(50);
}
