//! More published games and their answers; each figure's source stands beside it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use vetplan::game::criteria::criteria;
use vetplan::game::file::{Stated, game};
use vetplan::game::{Coalition, Game, Kind, NoSplit, Question, Split, Terms, method};
use vetplan::solver::Cancel;

fn table(text: &str) -> Game {
    match game(text.as_bytes()).unwrap() {
        Stated::Table(game) => game,
        Stated::Airport(_) => panic!("a table is expected"),
    }
}

/// A game of values, written as in a file.
fn worth(players: &[&str], values: &str) -> Game {
    table(&format!(r#"{{"players": {players:?}, "kind": "value", "values": {values}}}"#))
}

fn three(values: &str) -> Game {
    worth(&["A", "B", "C"], values)
}

fn voting(quota: u32, weights: &[u32]) -> Game {
    let generator = format!(r#"{{"type": "weighted_voting", "quota": {quota}, "weights": {weights:?}}}"#);
    table(&format!(r#"{{"kind": "value", "generator": {generator}}}"#))
}

/// A game by its rule.
fn made(kind: Kind, players: usize, value: impl Fn(Coalition) -> f64) -> Game {
    let names = (1..=players).map(|player| player.to_string()).collect();
    let values = (0..1_u32 << players).map(|coalition| value(Coalition(coalition))).collect();
    Game::new(names, kind, values).unwrap()
}

/// The split of a method without further terms.
fn split_of(game: &Game, key: &str) -> Result<Split, NoSplit> {
    method(key).unwrap().split(&Question { game, terms: &Terms::default(), cancel: &Cancel::default() })
}

/// The shares of a method, in the signs of the file.
fn stated(game: &Game, key: &str) -> Vec<f64> {
    split_of(game, key).unwrap().shares.iter().map(|share| game.stated(*share)).collect()
}

/// Shares against published figures.
fn near(shares: &[f64], published: &[f64], tolerance: f64, what: &str) {
    assert_eq!(shares.len(), published.len(), "{what}");
    for (share, figure) in shares.iter().zip(published) {
        assert!((share - figure).abs() <= tolerance, "{what}: {shares:?}, published {published:?}");
    }
}

/// The split of a method, in the signs of the file, against published figures.
fn expect(game: &Game, key: &str, published: &[f64], tolerance: f64) {
    near(&stated(game, key), published, tolerance, key);
}

/// The Shapley value of a player of each type of an airport.
fn airport(costs: &[u32], movements: &[u32]) -> Vec<f64> {
    let generator = format!(r#"{{"type": "airport_types", "cost": {costs:?}, "movements": {movements:?}}}"#);
    let text = format!(r#"{{"kind": "cost", "generator": {generator}}}"#);
    let Stated::Airport(airport) = game(text.as_bytes()).unwrap() else { panic!("types are expected") };
    airport.shapley()
}

#[test]
fn castro_airport() {
    // Castro, Gómez and Tejada, Computers & Operations Research 36, 2009, section 4.3: 100 players of ten
    // types, to nine decimals.
    let shares = airport(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], &[8, 12, 6, 14, 8, 9, 13, 10, 10, 10]);
    let published = [
        0.01,
        0.020_869_565,
        0.033_369_565,
        0.046_883_079,
        0.063_549_745,
        0.082_780_515,
        0.106_036_329,
        0.139_369_662,
        0.189_369_662,
        0.289_369_662,
    ];
    near(&shares, &published, 5.1e-10, "shapley");
}

#[test]
fn ibn_ezra() {
    // Ibn Ezra, 1146, in Aumann, International Journal of Game Theory 39, 2010: four sons claim all, a half,
    // a third and a quarter of 120, and a coalition claims what the largest of its members does.
    let claims = [120.0_f64, 60.0, 40.0, 30.0];
    let largest = |coalition: Coalition| coalition.players().map(|son| claims[son]).fold(0.0, f64::max);
    let published = [485.0 / 6.0, 125.0 / 6.0, 65.0 / 6.0, 15.0 / 2.0];
    let game = made(Kind::Value, 4, largest);
    expect(&game, "shapley", &published, 1e-9);
    // Alone they claim 250 of the 120: no split leaves everybody as much as alone.
    let none = split_of(&game, "nucleolus");
    assert!(matches!(none, Err(NoSplit::None(_))), "{none:?}");
    // As costs these are those of an airport, shared step by step.
    expect(&made(Kind::Cost, 4, largest), "serial", &published, 1e-9);
    let ascending: Vec<f64> = published.iter().rev().copied().collect();
    near(&airport(&[30, 40, 60, 120], &[1; 4]), &ascending, 1e-9, "shapley");
}

#[test]
fn a_bankruptcy_of_six() {
    // Meinhardt, README of MatTuGames, to four decimals: claims of 292.35 on 176, of which a coalition is sure
    // of what the claims of the others leave.
    let claims = [40.0_f64, 32.0, 11.0, 73.3, 54.95, 81.1];
    let left = |coalition: Coalition| {
        let others: f64 = (0..6).filter(|one| !coalition.contains(*one)).map(|one| claims[one]).sum();
        f64::max(176.0 - others, 0.0)
    };
    let game = made(Kind::Value, 6, left);
    expect(&game, "shapley", &[23.5175, 18.7483, 6.495, 44.3008, 33.3317, 49.6067], 5.1e-5);
    expect(&game, "nucleolus", &[20.0, 16.0, 5.5, 48.35, 30.0, 56.15], 1e-6);
    expect(&game, "prenucleolus", &[20.0, 16.0, 5.5, 48.35, 30.0, 56.15], 1e-6);
    expect(&game, "tau", &[24.0807, 19.2646, 6.6222, 44.1279, 33.0809, 48.8237], 5.1e-5);
}

#[test]
fn councils_of_the_european_communities() {
    // Shapley and Shubik's index, in Brams, 1985, and Felsenthal and Machover, 1998. 1958: Germany, France,
    // Italy, Belgium, the Netherlands, Luxembourg, 12 of 17 votes.
    let published = [7.0 / 30.0, 7.0 / 30.0, 7.0 / 30.0, 0.15, 0.15, 0.0];
    expect(&voting(12, &[4, 4, 4, 2, 2, 1]), "shapley", &published, 1e-9);
    // 1973: nine members, 41 of 58 votes; to three decimals, Luxembourg's to four.
    let shares = stated(&voting(41, &[10, 10, 10, 10, 5, 5, 3, 3, 2]), "shapley");
    near(&shares[..8], &[0.179, 0.179, 0.179, 0.179, 0.081, 0.081, 0.057, 0.057], 5.1e-4, "1973");
    near(&shares[8..], &[0.0095], 5.1e-5, "1973");
}

#[test]
fn votes_and_gloves() {
    // Tests of the R package CoopGame: 15.8, votes of 50, 49 and 1, of which 51 win; 15.2, one left glove and
    // two right ones; 15.5, three left gloves and the right one of C (after Wiese, p. 65).
    let two_thirds = [2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0];
    expect(&voting(51, &[50, 49, 1]), "shapley", &two_thirds, 1e-9);
    let pairs = |players: usize, right: Coalition| {
        let fewer = move |coalition: Coalition| {
            let left = coalition.without_all(right).len();
            left.min(coalition.len() - left) as f64
        };
        made(Kind::Value, players, fewer)
    };
    expect(&pairs(3, Coalition(0b110)), "shapley", &two_thirds, 1e-9);
    expect(&pairs(4, Coalition(0b100)), "shapley", &[1.0 / 12.0, 1.0 / 12.0, 0.75, 1.0 / 12.0], 1e-9);
}

#[test]
fn power_in_southern_india() {
    // Gately, International Economic Review 15, 1974, in the help of gatelyValue of the R package CoopGame:
    // Tamil Nadu, Andhra Pradesh, Kerala and Mysore, to four decimals.
    let game = three(r#"{"A": 0, "B": 0, "AB": 1170, "C": 0, "AC": 770, "BC": 210, "ABC": 1530}"#);
    expect(&game, "gately", &[827.7049, 476.5574, 225.7377], 5.1e-5);
}

#[test]
fn games_of_the_package_coopgame() {
    // R package CoopGame 0.2.2, test 15.1.
    let game = three(r#"{"A": 2, "B": 4, "AB": 18, "C": 5, "AC": 14, "BC": 9, "ABC": 24}"#);
    expect(&game, "shapley", &[9.5, 8.0, 6.5], 1e-9);
    // Test 67.1; the prenucleolus in the documents of the Rust crate coopgame.
    let game = three(r#"{"A": 2, "B": 6, "AB": 15, "C": 5, "AC": 1, "BC": 18, "ABC": 14}"#);
    expect(&game, "nucleolus", &[2.0, 7.0, 5.0], 1e-6);
    expect(&game, "prenucleolus", &[-1.0, 13.0, 2.0], 1e-6);
    // Test 73.1.
    let game = three(r#"{"A": 0, "B": 0, "AB": 2, "C": 0, "AC": 2, "BC": 3, "ABC": 5}"#);
    expect(&game, "tau", &[1.25, 1.875, 1.875], 1e-9);
    // Test 49.1, after Ferguson's lecture notes on coal.
    let game = three(r#"{"A": -1, "B": 0, "AB": 3, "C": 1, "AC": 4, "BC": 2, "ABC": 5}"#);
    expect(&game, "nucleolus", &[8.0 / 3.0, 2.0 / 3.0, 5.0 / 3.0], 1e-6);
    // Help of nucleolus.
    let values = r#"{"A": 0, "B": 0, "AB": 5, "C": 0, "AC": 5, "BC": 9, "ABC": 13, "D": 0, "AD": 8, "BD": 10,
        "ABD": 15, "CD": 8, "ACD": 16, "BCD": 17, "ABCD": 21}"#;
    expect(&worth(&["A", "B", "C", "D"], values), "nucleolus", &[3.5, 4.5, 5.5, 7.5], 1e-6);
}

#[test]
fn a_flat_shared_and_what_it_saves() {
    // R package CoopGame, test 44: costs of flats, and the published game of what coalitions save by sharing.
    let values = r#"{"A": 300, "B": 270, "AB": 410, "C": 280, "AC": 410, "BC": 410, "ABC": 550}"#;
    let costs = table(&format!(r#"{{"players": ["A", "B", "C"], "kind": "cost", "values": {values}}}"#));
    let savings = three(r#"{"A": 0, "B": 0, "AB": 160, "C": 0, "AC": 170, "BC": 140, "ABC": 300}"#);
    // What these methods save everybody is their split of the savings.
    for key in
        ["shapley", "nucleolus", "prenucleolus", "per_capita_nucleolus", "ensc", "scrb", "gately", "tau"]
    {
        let paid = stated(&costs, key);
        let saved: Vec<f64> = (0..3).map(|player| costs.alone(player) - paid[player]).collect();
        expect(&savings, key, &saved, 1e-6);
    }
    // By hand: everybody adds 140 to the 410 of the others, and the three bear the rest of 550 alike.
    expect(&costs, "ensc", &[550.0 / 3.0; 3], 1e-9);
}

#[test]
fn skane_has_a_core_that_misses_the_shapley_value() {
    // Young, Okada and Hashimoto, Water Resources Research 18(3), 1982.
    let game = table(include_str!("games/skane.json"));
    let in_core = |key: &str| criteria(&game, &split_of(&game, key).unwrap().shares).in_core;
    assert!(in_core("nucleolus") && !in_core("shapley"));
}
