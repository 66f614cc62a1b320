//! Published games and their answers; each figure's source stands beside it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use vetplan::game::criteria::criteria;
use vetplan::game::file::{Stated, game};
use vetplan::game::{Game, NoSplit, Question, Split, Terms, method};
use vetplan::solver::Cancel;

fn table(text: &str) -> Game {
    match game(text.as_bytes()).unwrap() {
        Stated::Table(game) => game,
        Stated::Airport(_) => panic!("a table is expected"),
    }
}

/// The split of a method without further terms.
fn split_of(game: &Game, key: &str) -> Result<Split, NoSplit> {
    method(key).unwrap().split(&Question { game, terms: &Terms::default(), cancel: &Cancel::default() })
}

/// The split of a method, in the signs of the file, against published figures.
fn expect(game: &Game, key: &str, published: &[f64], tolerance: f64) {
    let split = split_of(game, key).unwrap();
    let stated: Vec<f64> = split.shares.iter().map(|share| game.stated(*share)).collect();
    for (share, figure) in stated.iter().zip(published) {
        assert!((share - figure).abs() <= tolerance, "{key}: {stated:?}, published {published:?}");
    }
    assert_eq!(stated.len(), published.len());
}

/// Young, Okada and Hashimoto, Water Resources Research 18(3), 1982: six municipalities of Skåne.
fn skane() -> Game {
    table(include_str!("games/skane.json"))
}

#[test]
fn skane_water() {
    let game = skane();
    expect(&game, "shapley", &[20.01, 10.71, 6.61, 10.37, 16.94, 19.18], 0.006);
    expect(&game, "nucleolus", &[20.35, 12.06, 5.00, 8.61, 18.32, 19.49], 0.006);
    expect(&game, "scrb", &[19.54, 13.28, 5.62, 10.90, 16.66, 17.82], 0.0075);
    expect(&game, "per_capita_nucleolus", &[20.03, 12.52, 3.94, 9.07, 18.54, 19.71], 0.006);
}

#[test]
fn young_per_capita() {
    // Young, International Journal of Game Theory 14, 1985, p. 68.
    let values = r#"{"A": 15, "B": 20, "AB": 35, "C": 55, "AC": 61, "BC": 65, "ABC": 78}"#;
    let game = table(&format!(r#"{{"players": ["A", "B", "C"], "kind": "cost", "values": {values}}}"#));
    expect(&game, "per_capita_nucleolus", &[43.0 / 3.0, 113.0 / 6.0, 269.0 / 6.0], 1e-6);
}

fn three(values: &str) -> Game {
    table(&format!(r#"{{"players": ["A", "B", "C"], "kind": "value", "values": {values}}}"#))
}

#[test]
fn peleg_and_sudholter_tell_the_nucleolus_from_the_prenucleolus() {
    // Peleg and Sudhölter, Introduction to the Theory of Cooperative Games, 2007, example 5.5.12.
    let game = three(r#"{"A": 0, "B": 0, "AB": 10, "C": 0, "AC": 0, "BC": 0, "ABC": 2}"#);
    expect(&game, "nucleolus", &[1.0, 1.0, 0.0], 1e-6);
    expect(&game, "prenucleolus", &[3.0, 3.0, -4.0], 1e-6);
}

#[test]
fn stach_tau_and_gately_and_proportional_nucleolus() {
    // Stach, tau value, 2011.
    let game = three(r#"{"A": 0, "B": 0, "AB": 1, "C": 0, "AC": 2, "BC": 1, "ABC": 3}"#);
    expect(&game, "tau", &[1.2, 0.6, 1.2], 1e-6);
    // Gately, in the tests of the R package CoopGame (60.1).
    let game = three(r#"{"A": 0, "B": 0, "AB": 4, "C": 0, "AC": 0, "BC": 3, "ABC": 6}"#);
    expect(&game, "gately", &[18.0 / 11.0, 36.0 / 11.0, 12.0 / 11.0], 1e-6);
    // The same package, 68.1.
    let game = three(r#"{"A": 20, "B": 200, "AB": 210, "C": 0, "AC": 40, "BC": 200, "ABC": 350}"#);
    expect(&game, "proportional_nucleolus", &[36.992, 291.667, 21.341], 0.002);
}

#[test]
fn equal_profit_method() {
    // R package GameTheoryAllocation 1.0, help of EPM_allocation.
    let values =
        r#"{"A": 0.538, "B": 0.761, "AB": 0.554, "C": 1.742, "AC": 0.137, "BC": 0.293, "ABC": 0.343}"#;
    let game = table(&format!(r#"{{"players": ["A", "B", "C"], "kind": "cost", "values": {values}}}"#));
    expect(&game, "epm", &[0.05, 0.206, 0.087], 1e-5);
}

#[test]
fn talmud_estates() {
    // Aumann and Maschler, Journal of Economic Theory 36, 1985: claims of 100, 200 and 300.
    let claims = [100.0_f64, 200.0, 300.0];
    for (estate, published) in
        [(100.0, [100.0 / 3.0; 3]), (200.0, [50.0, 75.0, 75.0]), (300.0, [50.0, 100.0, 150.0])]
    {
        let left = |coalition: u32| {
            let others: f64 = (0..3).filter(|one| coalition >> one & 1 == 0).map(|one| claims[one]).sum();
            f64::max(estate - others, 0.0)
        };
        let names = ["A", "B", "C"].map(str::to_owned).to_vec();
        let game = Game::new(names, vetplan::game::Kind::Value, (0..8).map(left).collect()).unwrap();
        expect(&game, "nucleolus", &published, 1e-6);
    }
}

#[test]
fn security_council() {
    // Shapley and Shubik's index of the council of 1965: five vetoes, ten others, 39 of 45 weights.
    let weights: Vec<String> =
        [vec!["7"; 5], vec!["1"; 10]].concat().into_iter().map(str::to_owned).collect();
    let generator =
        format!(r#"{{"type": "weighted_voting", "quota": 39, "weights": [{}]}}"#, weights.join(", "));
    let game = table(&format!(r#"{{"kind": "value", "generator": {generator}}}"#));
    let published = [vec![421.0 / 2145.0; 5], vec![4.0 / 2145.0; 10]].concat();
    expect(&game, "shapley", &published, 1e-12);
    expect(&game, "nucleolus", &[vec![0.2; 5], vec![0.0; 10]].concat(), 1e-9);
}

#[test]
fn birmingham_airport() {
    // Littlechild and Owen, Management Science 20, 1973; Littlechild and Thompson, Bell Journal 8, 1977.
    let text = include_str!("games/birmingham.json");
    let Stated::Airport(airport) = game(text.as_bytes()).unwrap() else { panic!("types are expected") };
    let published = [4.86, 5.66, 10.30, 10.85, 10.92, 11.13, 13.40, 15.07, 44.80, 60.61, 162.24];
    for (share, figure) in airport.shapley().iter().zip(published) {
        assert!((share - figure).abs() < 0.0051, "{share} {figure}");
    }
    let nucleolus = airport.nucleolus();
    for (share, figure) in
        nucleolus.iter().zip([vec![104_849.0 / 13_288.0; 8], vec![46_946_019.0 / 1_169_344.0; 2]].concat())
    {
        assert!((share - figure).abs() < 1e-9, "{share} {figure}");
    }
    assert!((nucleolus[10] - 2_661_599_203.0 / 25_725_568.0).abs() < 1e-9);
}

/// Microsoft's `rand()` after `srand(seed)`, with which the games below were drawn.
struct Rand(u32);

impl Rand {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(214_013).wrapping_add(2_531_011);
        self.0 >> 16 & 0x7fff
    }
}

/// Games of Benedek, Fliege and Nguyen, Mathematical Programming 2021: of type 1, the value of everybody is
/// drawn first and those of larger coalitions are larger; of type 2 all are drawn alike.
fn drawn(kind: u32, n: u32, seed: u32) -> Game {
    let mut rand = Rand(seed);
    let mut values = vec![0.0; 1 << n];
    let last = (1 << n) - 1;
    if kind == 1 {
        values[last as usize] = f64::from(rand.next() % 201 + 100 * (n - 2));
    }
    for coalition in 1..=last {
        let size = u32::count_ones(coalition);
        match kind {
            _ if size == 1 => {}
            1 if coalition == last => {}
            1 => values[coalition as usize] = f64::from(rand.next() % (100 * size) + 1),
            _ => values[coalition as usize] = f64::from(rand.next() % (50 * n) + 1),
        }
    }
    let players = (1..=n).map(|player| player.to_string()).collect();
    Game::new(players, vetplan::game::Kind::Value, values).unwrap()
}

#[test]
fn published_nucleoli() {
    // Published with the generator by the same authors (github.com/blrzsvrzs/nucleolus, testgames):
    // type, players, number, seed, and the nucleolus.
    let lines = include_str!("games/published_nucleoli.csv").lines();
    let mut known = 0;
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let whole = |place: usize| fields[place].parse::<u32>().unwrap();
        let published: Vec<f64> = fields[4..].iter().map(|field| field.parse().unwrap()).collect();
        expect(&drawn(whole(0), whole(1), whole(3)), "nucleolus", &published, 1e-6);
        known += 1;
    }
    assert_eq!(known, 300);
}

#[test]
fn too_few_who_complain_determine_no_split() {
    // Nobody but everybody is worth anything.
    let game = three(r#"{"A": 0, "B": 0, "AB": 0, "C": 0, "AC": 0, "BC": 0, "ABC": 1}"#);
    let none = split_of(&game, "proportional_nucleolus");
    assert!(matches!(none, Err(NoSplit::None(_))), "{none:?}");
}

/// Five plants with 16, 12, 9, 7 and 4 learners: 84 000 for the programme, 31 000 a group of twelve, 420 a
/// learner, or every seat outside at 9 800.
fn plants() -> Game {
    let learners = [16.0, 12.0, 9.0, 7.0, 4.0_f64];
    let cost = |coalition: u32| {
        let all: f64 = (0..5).filter(|plant| coalition >> plant & 1 == 1).map(|plant| learners[plant]).sum();
        f64::min(
            9_800.0 * all,
            if all > 0.0 { 84_000.0 + 31_000.0 * (all / 12.0).ceil() + 420.0 * all } else { 0.0 },
        )
    };
    let names = ["A", "B", "C", "D", "E"].map(str::to_owned).to_vec();
    Game::new(names, vetplan::game::Kind::Cost, (0..32).map(cost).collect()).unwrap()
}

#[test]
fn a_consortium_of_five_plants() {
    let game = plants();
    let alone: Vec<f64> = (0..5).map(|plant| game.alone(plant)).chain([game.total()]).collect();
    assert_eq!(alone, [152_720.0, 117_600.0, 88_200.0, 68_600.0, 39_200.0, 228_160.0]);
    expect(&game, "equal", &[45_632.0; 5], 1e-9);
    expect(&game, "shapley", &[76_625.0, 61_418.0, 43_368.0, 28_525.0, 18_225.0], 0.5);
    let split = |key: &str| split_of(&game, key).unwrap().shares;
    let equal = criteria(&game, &split("equal"));
    assert_eq!(equal.better_alone.iter().map(|(plant, _)| *plant).collect::<Vec<_>>(), [4]);
    assert!(criteria(&game, &split("shapley")).in_core);
    // In the least core every coalition pays at least 18 760 less than alone.
    let (_, worst) = criteria(&game, &split("least_core")).worst.unwrap();
    assert!((worst + 18_760.0).abs() < 1e-3, "{worst}");
}

#[test]
fn three_firms_whose_core_is_empty() {
    // Pairs pay 122 000, all three 198 000: 3 × 122 000 / 2 = 183 000 is what three can be asked for, 15 000
    // short; and each pair bears 2 × 198 000 / 3 − 122 000 = 10 000 above its own cost at best.
    let values =
        r#"{"A": 100000, "B": 100000, "AB": 122000, "C": 100000, "AC": 122000, "BC": 122000, "ABC": 198000}"#;
    let game = table(&format!(r#"{{"players": ["A", "B", "C"], "kind": "cost", "values": {values}}}"#));
    let least = split_of(&game, "least_core").unwrap();
    let found = criteria(&game, &least.shares);
    assert!(!found.in_core && (found.worst.unwrap().1 - 10_000.0).abs() < 1e-6, "{found:?}");
    expect(&game, "nucleolus", &[66_000.0; 3], 1e-6);
}

#[test]
fn coalitions_that_cost_little_complain_much() {
    // By hand: A pays at most 373, so that B and C pay at least 385 and complain of 371 / 14, the most of all; with A at
    // 373, A + C and A + B complain alike: (370 + x_C) / 3 = (587 − x_C) / 171, of which x_C = −353.5.
    let values = r#"{"A": 373, "B": 913, "AB": 171, "C": 310, "AC": 3, "BC": 14, "ABC": 758}"#;
    let game = table(&format!(r#"{{"players": ["A", "B", "C"], "kind": "cost", "values": {values}}}"#));
    expect(&game, "proportional_nucleolus", &[373.0, 738.5, -353.5], 1e-6);
}
