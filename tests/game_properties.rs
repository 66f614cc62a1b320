//! What holds for splits of every game, tried on games that are drawn at random, the same on every machine.

#![allow(clippy::unwrap_used, reason = "properties are checked outside of test functions")]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use vetplan::game::changes::{RISE, costlier, leaving};
use vetplan::game::criteria::criteria;
use vetplan::game::intervals::{Intervals, Stability};
use vetplan::game::{Coalition, Game, Kind, METHODS, NoSplit, Question, Split, Terms, method};
use vetplan::solver::Cancel;

/// Games each property is tried on.
const CASES: u32 = 96;

/// A game of 2 to 5 firms and everything that a split of it may depend on.
#[derive(Clone, Debug)]
struct Case {
    costs: Vec<f64>,
    /// One a player, of which keys, bids and bounds are made.
    amounts: Vec<f64>,
    /// The union of each player.
    unions: Vec<u32>,
    /// Another number.
    seed: u64,
}

impl Case {
    fn game(&self) -> Game {
        game(self.costs.clone())
    }

    fn terms(&self) -> Terms {
        let unions = (0..3).map(|label| {
            let players = (0..self.unions.len()).filter(|player| self.unions[*player] == label);
            Coalition(players.map(|player| 1 << player).sum())
        });
        let key = |name: &str, by: f64| (name.to_owned(), self.amounts.iter().map(|one| one + by).collect());
        Terms {
            keys: vec![key("learners", 0.0), key("hours", 8.0), key("equipment_hours", 1.0)],
            unions: unions.filter(|union| !union.is_empty()).collect(),
            bids: Some(self.amounts.iter().map(|one| 12.5 * one).collect()),
            floors: Some(self.amounts.iter().map(|one| one / 2.0).collect()),
            caps: None,
            mix: vec![("shapley".to_owned(), 2.0), ("equal".to_owned(), 1.0)],
        }
    }
}

fn game(costs: Vec<f64>) -> Game {
    let n = costs.len().ilog2() as usize;
    Game::new((0..n).map(|player| format!("P{player}")).collect(), Kind::Cost, costs).unwrap()
}

/// Costs of anything, and costs of groups of learners, with many ties.
fn cases() -> impl Strategy<Value = Case> {
    (2_usize..6, any::<bool>(), any::<u64>()).prop_flat_map(|(n, grouped, seed)| {
        let amounts = prop::collection::vec(1_u32..40, n);
        let unions = prop::collection::vec(0_u32..4, n);
        let costs = prop::collection::vec(1_u32..1_000, 1 << n);
        (amounts, unions, costs).prop_map(move |(amounts, unions, drawn)| {
            let amounts: Vec<f64> = amounts.into_iter().map(f64::from).collect();
            let group = |coalition: usize| {
                let learners: f64 = Coalition(coalition as u32).players().map(|one| amounts[one]).sum();
                300.0 + 100.0 * (learners / 12.0).ceil() + 2.0 * learners
            };
            let cost = |coalition: usize| match coalition {
                0 => 0.0,
                _ if grouped => group(coalition),
                _ => f64::from(drawn[coalition]),
            };
            let costs = (0..1 << n).map(cost).collect();
            Case { costs, amounts, unions, seed }
        })
    })
}

fn try_on(property: impl Fn(&Case) -> Result<(), TestCaseError>) {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&cases(), |case| property(&case));
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

fn split(game: &Game, terms: &Terms, key: &str) -> Result<Split, NoSplit> {
    method(key).unwrap().split(&Question { game, terms, cancel: &Cancel::default() })
}

/// Whether shares are the same but for arithmetic.
fn same(game: &Game, one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-6 * game.magnitude())
}

/// An order of the players.
fn order(n: usize, mut seed: u64) -> Vec<usize> {
    let mut left: Vec<usize> = (0..n).collect();
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    (0..n).map(|taken| left.remove(next() % (n - taken))).collect()
}

/// A coalition whose players are called by their new places: `order[new] = old`.
fn renamed(coalition: Coalition, order: &[usize]) -> Coalition {
    let new = order.iter().enumerate().filter(|(_, old)| coalition.contains(**old));
    Coalition(new.map(|(new, _)| 1 << new).sum())
}

fn reordered(amounts: &[f64], order: &[usize]) -> Vec<f64> {
    order.iter().map(|old| amounts[*old]).collect()
}

#[test]
fn names_do_not_matter() {
    try_on(|case| {
        let (game, terms) = (case.game(), case.terms());
        let order = order(game.len(), case.seed);
        let mut costs = vec![0.0; case.costs.len()];
        for coalition in 0..case.costs.len() {
            costs[renamed(Coalition(coalition as u32), &order).0 as usize] = case.costs[coalition];
        }
        let other = self::game(costs);
        let amounts = |amounts: &Option<Vec<f64>>| amounts.as_ref().map(|amounts| reordered(amounts, &order));
        let others = Terms {
            keys: terms.keys.iter().map(|(name, key)| (name.clone(), reordered(key, &order))).collect(),
            unions: terms.unions.iter().map(|union| renamed(*union, &order)).collect(),
            bids: amounts(&terms.bids),
            floors: amounts(&terms.floors),
            caps: amounts(&terms.caps),
            mix: terms.mix.clone(),
        };
        for method in METHODS {
            let key = method.key();
            match (split(&game, &terms, key), split(&other, &others, key)) {
                (Ok(one), Ok(two)) => {
                    prop_assert!(
                        same(&game, &reordered(&one.shares, &order), &two.shares),
                        "{key}: {one:?} {two:?}"
                    );
                    prop_assert_eq!(renamed(one.takes_part, &order), two.takes_part);
                }
                (Err(NoSplit::None(_)), Err(NoSplit::None(_))) => {}
                (one, two) => prop_assert!(false, "{key}: {one:?} {two:?}"),
            }
        }
        Ok(())
    });
}

#[test]
fn who_takes_part_pays_the_bill() {
    try_on(|case| {
        let (game, terms) = (case.game(), case.terms());
        for method in METHODS {
            let Ok(split) = split(&game, &terms, method.key()) else { continue };
            let missing = split.shares.iter().sum::<f64>() - game.cost(split.takes_part);
            prop_assert!(missing.abs() < 1e-6 * game.magnitude(), "{}: {split:?}", method.key());
        }
        Ok(())
    });
}

/// Methods under which a firm that adds nothing to anybody pays nothing and changes nothing.
const INDIFFERENT_TO_THE_IDLE: [&str; 11] = [
    "proportional_standalone",
    "shapley",
    "owen",
    "serial",
    "nucleolus",
    "prenucleolus",
    "least_core",
    "scrb",
    "gately",
    "tau",
    "moulin_shenker",
];

#[test]
fn an_idle_firm_changes_nothing() {
    try_on(|case| {
        let (game, mut terms) = (case.game(), case.terms());
        let with_idle = self::game([case.costs.clone(), case.costs.clone()].concat());
        let before: Vec<_> = INDIFFERENT_TO_THE_IDLE.iter().map(|key| split(&game, &terms, key)).collect();
        terms.bids.as_mut().unwrap().push(0.0);
        for (key, before) in INDIFFERENT_TO_THE_IDLE.iter().zip(before) {
            match (before, split(&with_idle, &terms, key)) {
                (Ok(before), Ok(after)) => {
                    let expected = [before.shares.clone(), vec![0.0]].concat();
                    prop_assert!(same(&game, &expected, &after.shares), "{key}: {before:?} {after:?}");
                }
                (Err(NoSplit::None(_)), Err(NoSplit::None(_))) => {}
                // Nobody is left but the idle firm, whose cost is nothing.
                (Err(NoSplit::None(_)), Ok(after)) if *key == "moulin_shenker" => {
                    prop_assert_eq!(after.takes_part, Coalition::single(game.len()));
                }
                (before, after) => prop_assert!(false, "{key}: {before:?} {after:?}"),
            }
        }
        Ok(())
    });
}

#[test]
fn some_values_add_up_over_pools_of_cost() {
    try_on(|case| {
        let (game, terms) = (case.game(), case.terms());
        let mut other = case.costs.clone();
        other[1..].rotate_left(1);
        let sum = self::game(case.costs.iter().zip(&other).map(|(one, other)| one + other).collect());
        let other = self::game(other);
        for key in ["equal", "proportional_learners", "shapley", "owen", "ensc", "mix"] {
            let of = |game: &Game| split(game, &terms, key).map(|split| split.shares);
            let (Ok(one), Ok(two), Ok(both)) = (of(&game), of(&other), of(&sum)) else { continue };
            let added: Vec<f64> = one.iter().zip(&two).map(|(one, two)| one + two).collect();
            prop_assert!(same(&sum, &added, &both), "{key}: {one:?} {two:?} {both:?}");
        }
        Ok(())
    });
}

#[test]
fn a_core_that_is_not_empty_holds_the_nucleolus() {
    try_on(|case| {
        // Everybody pays an amount, and every coalition costs at least what its members pay.
        let floor = |coalition: usize| -> f64 {
            Coalition(coalition as u32).players().map(|player| 20.0 * case.amounts[player]).sum()
        };
        let last = case.costs.len() - 1;
        let cost = |coalition: usize| match coalition {
            0 => 0.0,
            all if all == last => floor(all),
            some => floor(some) + (case.costs[some] - 200.0).max(0.0),
        };
        let game = game((0..=last).map(cost).collect());
        for key in [
            "nucleolus",
            "prenucleolus",
            "least_core",
            "per_capita_nucleolus",
            "proportional_nucleolus",
            "epm",
        ] {
            let shares = split(&game, &case.terms(), key).unwrap().shares;
            let found = criteria(&game, &shares);
            let above = found.worst.map_or(0.0, |(_, above)| above);
            prop_assert!(above < 1e-6 * game.magnitude(), "{key}: {shares:?} {found:?}");
        }
        Ok(())
    });
}

#[test]
fn departures_and_dearer_totals_are_told_as_they_are() {
    try_on(|case| {
        let (game, terms) = (case.game(), case.terms());
        let cancel = Cancel::default();
        let question = Question { game: &game, terms: &terms, cancel: &cancel };
        let shapley = method("shapley").unwrap();
        let found = leaving(shapley, &question).unwrap();
        let before = shapley.split(&question).unwrap().shares;
        let mut most = 0.0_f64;
        for departure in &found.each {
            let after =
                game.without(departure.leaver).map(|rest| split(&rest, &terms, "shapley").unwrap().shares);
            let others: Vec<usize> = (0..game.len()).filter(|player| *player != departure.leaver).collect();
            for ((player, change), (other, after)) in
                departure.changes.as_ref().unwrap().iter().zip(others.into_iter().zip(after.unwrap()))
            {
                prop_assert_eq!(*player, other);
                prop_assert!((before[*player] + change - after).abs() < 1e-9);
                most = most.max(-change);
            }
        }
        let worst = found.worst.map_or(0.0, |(_, _, gain)| gain);
        prop_assert!((worst - most).abs() <= 1e-7 * game.magnitude(), "{worst} {most}");
        // A dearer total is borne equally under the Shapley value: each pays an n-th of it.
        let dearer = costlier(shapley, &question).unwrap();
        let each = RISE * game.total() / game.len() as f64;
        prop_assert!(same(&game, &dearer.changes, &vec![each; game.len()]) && dearer.worst.is_none());
        Ok(())
    });
}

#[test]
fn nobody_gains_by_a_departure_where_costs_are_concave() {
    try_on(|case| {
        // The root of the learners there are, which is concave.
        let cost = |coalition: usize| -> f64 {
            Coalition(coalition as u32).players().map(|player| case.amounts[player]).sum::<f64>().sqrt()
        };
        let game = game((0..case.costs.len()).map(cost).collect());
        let (terms, cancel) = (Terms::default(), Cancel::default());
        let question = Question { game: &game, terms: &terms, cancel: &cancel };
        prop_assert_eq!(leaving(method("shapley").unwrap(), &question).unwrap().worst, None);
        prop_assert_eq!(vetplan::game::concave::first_rise(&game), None);
        Ok(())
    });
}

#[test]
fn shapley_values_of_costs_within_bounds_are_within_their_range() {
    try_on(|case| {
        let n = case.amounts.len();
        let last = case.costs.len() - 1;
        let slack = |coalition: usize| if coalition == 0 { 0.0 } else { (coalition * 7 % 13) as f64 };
        let upper: Vec<f64> =
            case.costs.iter().enumerate().map(|(place, cost)| cost + slack(place)).collect();
        let bounds = Intervals::new(n, case.costs.clone(), upper.clone()).unwrap();
        let total = upper[last];
        let ranges = bounds.shapley(total);
        let shapley = |costs: Vec<f64>| {
            split(&game(costs).with_total(total), &Terms::default(), "shapley").unwrap().shares
        };
        // Any costs within the bounds.
        let mut seed = case.seed;
        let drawn = case.costs.iter().zip(&upper).map(|(lower, upper)| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            lower + (upper - lower) * (seed >> 33) as f64 / f64::from(u32::MAX >> 1)
        });
        let shares = shapley(drawn.collect());
        for player in 0..n {
            let (least, most) = ranges[player];
            prop_assert!(least - 1e-9 <= shares[player] && shares[player] <= most + 1e-9);
            // The ends are met where the coalitions with the player are cheapest, or dearest, and the others are not.
            let corner = |dear_with: bool| -> Vec<f64> {
                let dear = |place: &usize| Coalition(*place as u32).contains(player) == dear_with;
                (0..=last).map(|place| if dear(&place) { upper[place] } else { case.costs[place] }).collect()
            };
            prop_assert!((shapley(corner(false))[player] - least).abs() < 1e-9);
            prop_assert!((shapley(corner(true))[player] - most).abs() < 1e-9);
        }
        let exact = Intervals::exact(&case.game()).shapley(case.costs[last]);
        let known = split(&case.game(), &Terms::default(), "shapley").unwrap().shares;
        let one_point = exact
            .iter()
            .zip(&known)
            .all(|((least, most), share)| (least - share).abs() < 1e-9 && (most - share).abs() < 1e-9);
        prop_assert!(one_point, "{exact:?} {known:?}");
        Ok(())
    });
}

#[test]
fn stability_is_that_of_the_cheapest_and_the_dearest_costs() {
    try_on(|case| {
        let last = case.costs.len() - 1;
        let upper: Vec<f64> = case.costs.iter().map(|cost| cost * 1.4).collect();
        let total = upper[last];
        let bounds = Intervals::new(case.amounts.len(), case.costs.clone(), upper.clone()).unwrap();
        let (cheap, dear) = (case.game().with_total(total), game(upper));
        for key in ["equal", "shapley", "prenucleolus"] {
            let shares = split(&cheap, &Terms::default(), key).unwrap().shares;
            let expected = (criteria(&cheap, &shares).in_core, criteria(&dear, &shares).in_core);
            let found = bounds.stability(&shares);
            let agrees = match found {
                Stability::Certain => expected == (true, true),
                Stability::Possible(who) => {
                    expected == (false, true) && criteria(&cheap, &shares).worst.unwrap().0 == who
                }
                Stability::Refuted(who) => {
                    expected == (false, false) && criteria(&dear, &shares).worst.unwrap().0 == who
                }
            };
            prop_assert!(agrees, "{key}: {found:?} {expected:?}");
        }
        Ok(())
    });
}
