//! Random games: the splits agree with a crate that others wrote, and the judge certifies every nucleolus.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use coopgame::nucleolus::variants::{per_capita_nucleolus, proportional_nucleolus};
use coopgame::{Domain, ExplicitGame, nucleolus, values};
use vetplan::game::criteria::criteria;
use vetplan::game::verify::{Certificate, verify};
use vetplan::game::{Coalition, Game, Kind, NoSplit, Question, Split, Terms, method};
use vetplan::solver::Cancel;

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn named(n: usize, kind: Kind, values: Vec<f64>) -> Game {
    Game::new((0..n).map(|player| format!("P{player}")).collect(), kind, values).unwrap()
}

/// Values without order, singles worth nothing.
fn any(n: usize, dice: &mut Dice) -> Game {
    let last = (1 << n) - 1;
    let value = |coalition: u32, dice: &mut Dice| match coalition.count_ones() {
        0 | 1 => 0.0,
        _ if coalition == last => (dice.below(200) + 100 * n as u64) as f64,
        size => dice.below(100 * u64::from(size)) as f64,
    };
    named(n, Kind::Value, (0..=last).map(|coalition| value(coalition, dice)).collect())
}

/// A consortium: fixed cost and a price for each group of twelve; many coalitions cost the same.
fn groups(n: usize, dice: &mut Dice) -> Game {
    let learners: Vec<u64> = (0..n).map(|_| 1 + dice.below(16)).collect();
    let (fixed, group) = (84_000.0, 31_000.0);
    let cost = |coalition: u32| {
        let all: u64 = Coalition(coalition).players().map(|player| learners[player]).sum();
        if all == 0 { 0.0 } else { fixed + group * all.div_ceil(12) as f64 + 420.0 * all as f64 }
    };
    named(n, Kind::Cost, (0..1 << n).map(cost).collect())
}

/// The same game for the other crate, which knows values.
fn theirs(game: &Game) -> ExplicitGame {
    let values: Vec<f64> = game.costs().iter().map(|cost| 0.0 - cost).collect();
    ExplicitGame::from_binary(&values[1..]).unwrap()
}

/// The split of a method without further terms.
fn split_of(game: &Game, key: &str) -> Result<Split, NoSplit> {
    method(key).unwrap().split(&Question { game, terms: &Terms::default(), cancel: &Cancel::default() })
}

fn agree(game: &Game, key: &str, theirs: &[f64]) {
    let ours = split_of(game, key).unwrap();
    for (share, payoff) in ours.shares.iter().zip(theirs) {
        let near = 1e-6 * game.magnitude();
        assert!((share + payoff).abs() < near, "{key}: {ours:?} and {theirs:?} of {game:?}");
    }
}

fn all_agree(game: &Game) {
    let other = theirs(game);
    agree(game, "shapley", &values::shapley(&other));
    agree(game, "nucleolus", &nucleolus::nucleolus(&other).unwrap().into_allocation());
    agree(
        game,
        "per_capita_nucleolus",
        &per_capita_nucleolus(&other, Domain::Imputation).unwrap().into_allocation(),
    );
    let ours = split_of(game, "nucleolus").unwrap();
    let verdict = verify(game, &ours.shares, 1e-7 * game.magnitude());
    assert_eq!(verdict.nucleolus, Certificate::Proven, "{ours:?} of {game:?}");
    // The nucleolus lies in the core where there is one, and the least core says whether there is.
    let least = split_of(game, "least_core").unwrap();
    assert_eq!(criteria(game, &ours.shares).in_core, criteria(game, &least.shares).in_core, "{game:?}");
}

#[test]
fn games_without_order() {
    let mut dice = Dice(1);
    for round in 0..150 {
        all_agree(&any(3 + round % 4, &mut dice));
    }
}

#[test]
fn consortia_with_many_ties() {
    let mut dice = Dice(2);
    for round in 0..150 {
        let game = groups(3 + round % 4, &mut dice);
        all_agree(&game);
        let other = theirs(&game);
        if let Ok(found) = proportional_nucleolus(&other, Domain::Imputation) {
            agree(&game, "proportional_nucleolus", &found.into_allocation());
        }
    }
}

#[test]
fn ten_players_are_certified() {
    let mut dice = Dice(4);
    for game in [any(10, &mut dice), groups(10, &mut dice), groups(9, &mut dice)] {
        let ours = split_of(&game, "nucleolus").unwrap();
        agree(&game, "nucleolus", &nucleolus::nucleolus(&theirs(&game)).unwrap().into_allocation());
        let verdict = verify(&game, &ours.shares, 1e-7 * game.magnitude());
        assert_eq!(verdict.nucleolus, Certificate::Proven, "{ours:?} of {game:?}");
    }
}

#[test]
fn games_too_large_for_the_proof_agree() {
    let mut dice = Dice(5);
    for game in [any(13, &mut dice), groups(13, &mut dice), groups(14, &mut dice)] {
        agree(&game, "nucleolus", &nucleolus::nucleolus(&theirs(&game)).unwrap().into_allocation());
    }
}

#[test]
fn a_split_that_is_not_the_nucleolus_is_refuted() {
    let mut dice = Dice(3);
    for round in 0..40 {
        let game = groups(3 + round % 4, &mut dice);
        let nucleolus = split_of(&game, "nucleolus").unwrap().shares;
        let mut other = nucleolus.clone();
        other[0] += 500.0;
        other[1] -= 500.0;
        let verdict = verify(&game, &other, 0.005);
        assert!(matches!(verdict.nucleolus, Certificate::Refuted(_)), "{other:?} of {game:?}");
    }
}

#[test]
fn shares_rounded_to_cents_hold_and_still_pay_the_total_to_the_cent() {
    // Any two of three pay 200 alone and all three 300: the core is 100 each, and every pair is tight.
    let game = named(3, Kind::Cost, vec![0.0, 150.0, 150.0, 200.0, 150.0, 200.0, 200.0, 300.0]);
    assert!(verify(&game, &[100.0; 3], 0.0).holds());
    let near = [100.004, 100.004, 99.992];
    assert!(verify(&game, &near, 0.005).holds());
    let strict = verify(&game, &near, 0.001);
    assert_eq!((strict.objecting, strict.objections[0].0), (1, Coalition(0b011)));
    let short = verify(&game, &[99.99, 99.99, 99.99], 0.005);
    assert!((short.surplus + 0.03).abs() < 1e-9 && !short.holds(), "{short:?}");
}
