//! Splits that depend on more than what coalitions pay, against published figures, closed forms, another crate and
//! all orders written out.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use coopgame::ExplicitGame;
use coopgame::partition::{CoalitionStructure, owen};
use vetplan::game::airport::Airport;
use vetplan::game::criteria::{criteria, criteria_of};
use vetplan::game::file::{self, Stated};
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

fn costs(values: Vec<f64>) -> Game {
    let n = values.len().ilog2() as usize;
    Game::new((0..n).map(|player| format!("P{player}")).collect(), Kind::Cost, values).unwrap()
}

/// Costs without order.
fn any(n: usize, dice: &mut Dice) -> Game {
    costs(
        (0..1_u32 << n)
            .map(|coalition| if coalition == 0 { 0.0 } else { dice.below(1_000) as f64 })
            .collect(),
    )
}

/// Concave costs: a fixed cost, and sets of things of which a coalition pays those that any member needs.
fn concave(n: usize, dice: &mut Dice) -> Game {
    let things: Vec<(u32, f64)> =
        (0..6).map(|_| (dice.below(1 << n) as u32, dice.below(100) as f64)).collect();
    let cost = |coalition: u32| -> f64 {
        let fixed = if coalition == 0 { 0.0 } else { 60.0 };
        fixed + things.iter().filter(|(needed, _)| needed & coalition != 0).map(|(_, cost)| cost).sum::<f64>()
    };
    costs((0..1 << n).map(cost).collect())
}

fn split(game: &Game, key: &str, terms: &Terms) -> Result<Split, NoSplit> {
    method(key).unwrap().split(&Question { game, terms, cancel: &Cancel::default() })
}

/// Why a method gives no split.
fn why(game: &Game, key: &str, terms: &Terms) -> String {
    match split(game, key, terms) {
        Err(NoSplit::None(why)) => why,
        other => panic!("{key}: {other:?}"),
    }
}

fn near(shares: &[f64], expected: &[f64]) {
    assert_eq!(shares.len(), expected.len());
    let close = shares.iter().zip(expected).all(|(share, expected)| (share - expected).abs() < 1e-6);
    assert!(close, "{shares:?}, expected {expected:?}");
}

/// Everything that can be ordered of some players.
fn orders(players: &[usize]) -> Vec<Vec<usize>> {
    if players.is_empty() {
        return vec![Vec::new()];
    }
    let first = |place: usize| {
        let mut others = players.to_vec();
        let first = others.remove(place);
        orders(&others).into_iter().map(move |mut order| {
            order.insert(0, first);
            order
        })
    };
    (0..players.len()).flat_map(first).collect()
}

/// What each adds to the cost, averaged over some orders of joining.
fn average(game: &Game, orders: &[Vec<usize>]) -> Vec<f64> {
    let mut shares = vec![0.0; game.len()];
    for order in orders {
        let mut there = 0_u32;
        for player in order {
            let with = there | 1 << player;
            shares[*player] +=
                (game.costs()[with as usize] - game.costs()[there as usize]) / orders.len() as f64;
            there = with;
        }
    }
    shares
}

/// Some unions of n players, as many as there are labels; players of the last label stand alone.
fn unions(n: usize, dice: &mut Dice) -> Vec<Vec<usize>> {
    let labels: Vec<u64> = (0..n).map(|_| dice.below(4)).collect();
    let union = |label: u64| (0..n).filter(|player| labels[*player] == label).collect::<Vec<usize>>();
    (0..3).map(union).filter(|union| !union.is_empty()).collect()
}

fn together(players: &[usize]) -> Coalition {
    Coalition(players.iter().map(|player| 1 << player).sum())
}

#[test]
fn owen_published() {
    // R package GameTheoryAllocation 1.0, help of Owen_value. By hand: the union of A and B adds 1 before C and 0 after,
    // C adds 2 and 1; A and B are alike.
    let game = costs(vec![0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0]);
    let terms = Terms { unions: vec![Coalition(0b011)], ..Terms::default() };
    near(&split(&game, "owen", &terms).unwrap().shares, &[0.25, 0.25, 1.5]);
    assert!(why(&game, "owen", &Terms::default()).contains("no unions"));
    let overlap = Terms { unions: vec![Coalition(0b011), Coalition(0b110)], ..Terms::default() };
    assert_eq!(why(&game, "owen", &overlap), "P1 is in two unions");
}

#[test]
fn owen_agrees_with_another_crate_and_with_all_orders() {
    let mut dice = Dice(4);
    for round in 0..120 {
        let n = 2 + round % 4;
        let game = any(n, &mut dice);
        let mut parts = unions(n, &mut dice);
        if parts.is_empty() {
            continue;
        }
        let terms = Terms { unions: parts.iter().map(|part| together(part)).collect(), ..Terms::default() };
        let ours = split(&game, "owen", &terms).unwrap().shares;
        let alone: Vec<usize> =
            (0..n).filter(|player| parts.iter().all(|part| !part.contains(player))).collect();
        parts.extend(alone.into_iter().map(|player| vec![player]));
        let other = ExplicitGame::from_binary(&game.costs()[1..]).unwrap();
        near(&ours, &owen(&other, &CoalitionStructure::new(n, &parts).unwrap()).unwrap());
        let follows = |order: &Vec<usize>| {
            parts.iter().all(|part| {
                let places: Vec<usize> =
                    part.iter().map(|player| order.iter().position(|one| one == player).unwrap()).collect();
                places.iter().max().unwrap() - places.iter().min().unwrap() == part.len() - 1
            })
        };
        let everybody: Vec<usize> = (0..n).collect();
        let possible: Vec<Vec<usize>> = orders(&everybody).into_iter().filter(follows).collect();
        near(&ours, &average(&game, &possible));
    }
}

#[test]
fn owen_of_singles_and_of_one_union_is_the_shapley_value() {
    let mut dice = Dice(5);
    for n in 1..7 {
        let game = any(n, &mut dice);
        let shapley = split(&game, "shapley", &Terms::default()).unwrap().shares;
        for unions in [(0..n).map(Coalition::single).collect(), vec![game.everybody()]] {
            let terms = Terms { unions, ..Terms::default() };
            near(&split(&game, "owen", &terms).unwrap().shares, &shapley);
        }
    }
}

#[test]
fn serial_sharing_is_that_of_airports() {
    // By hand: 30 for all three, 30 more for two, 60 more for one.
    let need = [30.0, 120.0, 60.0];
    let largest = |coalition: u32| Coalition(coalition).players().map(|one| need[one]).fold(0.0, f64::max);
    let game = costs((0..8).map(largest).collect());
    near(&split(&game, "serial", &Terms::default()).unwrap().shares, &[10.0, 85.0, 25.0]);
    let mut dice = Dice(6);
    for n in 1..8 {
        let mut need: Vec<f64> = (0..n).map(|_| dice.below(50) as f64).collect();
        need.sort_by(f64::total_cmp);
        let types = need.iter().map(f64::to_string).collect();
        let airport = Airport { types, costs: need.clone(), players: vec![1; n] };
        let largest =
            |coalition: u32| Coalition(coalition).players().map(|one| need[one]).fold(0.0, f64::max);
        let game = costs((0..1 << n).map(largest).collect());
        let serial = split(&game, "serial", &Terms::default()).unwrap().shares;
        near(&serial, &airport.shapley());
        near(&serial, &split(&game, "shapley", &Terms::default()).unwrap().shares);
        assert!(criteria(&game, &serial).in_core);
    }
}

#[test]
fn where_the_neediest_does_not_set_the_cost_there_is_no_serial_split() {
    let game = costs(vec![0.0, 30.0, 60.0, 60.0, 40.0, 45.0, 60.0, 60.0]);
    let said = why(&game, "serial", &Terms::default());
    assert!(said.ends_with("P0 + P2 pay 45.00, and P2, who needs most of them, pays 40.00 alone"), "{said}");
    let earning = costs(vec![0.0, -1.0]);
    assert!(why(&earning, "serial", &Terms::default()).contains("less than nothing"));
}

/// The largest coalition whose members all bid at least their Shapley value among themselves: what the mechanism
/// finds where costs are concave.
fn largest_willing(game: &Game, bids: &[f64]) -> (Coalition, Vec<f64>) {
    let mut found = (Coalition::default(), vec![0.0; game.len()]);
    for coalition in (1..=game.everybody().0).map(Coalition) {
        let players: Vec<usize> = coalition.players().collect();
        let shares = average(game, &orders(&players));
        let willing = players.iter().all(|player| bids[*player] >= shares[*player] - 1e-7);
        if willing && coalition.len() > found.0.len() {
            found = (coalition, shares);
        }
    }
    found
}

#[test]
fn moulin_and_shenker_leave_the_largest_coalition_that_is_willing() {
    let mut dice = Dice(7);
    let mut some_left_out = 0;
    for round in 0..120 {
        let n = 2 + round % 4;
        let game = concave(n, &mut dice);
        let bids: Vec<f64> = (0..n).map(|_| dice.below(150) as f64).collect();
        let terms = Terms { bids: Some(bids.clone()), ..Terms::default() };
        let (willing, shares) = largest_willing(&game, &bids);
        if willing.is_empty() {
            assert!(why(&game, "moulin_shenker", &terms).starts_with("nobody stays"));
            continue;
        }
        let ours = split(&game, "moulin_shenker", &terms).unwrap();
        assert_eq!(ours.takes_part, willing, "{game:?} {bids:?}");
        near(&ours.shares, &shares);
        assert!(ours.guarantee.as_ref().unwrap().contains("nobody gains"), "{ours:?}");
        let found = criteria_of(&game, &ours);
        assert!(found.surplus.abs() < 1e-9 && found.in_core, "{found:?}");
        some_left_out += usize::from(willing != game.everybody());
    }
    assert!(some_left_out > 20, "{some_left_out}");
}

#[test]
fn no_false_bid_helps_where_costs_are_concave() {
    let mut dice = Dice(8);
    for round in 0..60 {
        let n = 2 + round % 3;
        let game = concave(n, &mut dice);
        let worth: Vec<f64> = (0..n).map(|_| dice.below(150) as f64).collect();
        let gain = |bids: &[f64], player: usize| {
            let terms = Terms { bids: Some(bids.to_vec()), ..Terms::default() };
            let takes_part = |split: &Split| split.takes_part.contains(player);
            let split = split(&game, "moulin_shenker", &terms).ok().filter(takes_part);
            split.map_or(0.0, |split| worth[player] - split.shares[player])
        };
        for player in 0..n {
            let truly = gain(&worth, player);
            for bid in [0.0, 20.0, 40.0, 60.0, 90.0, 120.0, 300.0] {
                let mut bids = worth.clone();
                bids[player] = bid;
                assert!(gain(&bids, player) <= truly + 1e-7, "{game:?} {worth:?} {player} {bid}");
            }
        }
    }
}

#[test]
fn costs_that_are_not_concave_are_told_with_an_example() {
    // Shares are 4, 4 and 4; P2 drops out and the others pay 1 each. P0 adds −4 to P1, and 10 to P1 and P2.
    let game = costs(vec![0.0, 6.0, 6.0, 2.0, 6.0, 12.0, 2.0, 12.0]);
    let terms = Terms { bids: Some(vec![9.0, 9.0, 0.0]), ..Terms::default() };
    let split = split(&game, "moulin_shenker", &terms).unwrap();
    assert_eq!(split.takes_part, Coalition(0b011));
    near(&split.shares, &[1.0, 1.0, 0.0]);
    let said = split.guarantee.clone().unwrap();
    assert!(
        said.starts_with("P2 bids less than the share and does not take part; the costs are not concave"),
        "{said}"
    );
    let found = criteria_of(&game, &split);
    assert!(found.surplus.abs() < 1e-12 && found.better_alone.is_empty() && found.in_core, "{found:?}");
    near(&found.saving, &[5.0, 5.0, 0.0]);
}

#[test]
fn keys_share_in_proportion() {
    let game = costs(vec![0.0, 60.0, 50.0, 90.0]);
    let keys = vec![("learners".to_owned(), vec![2.0, 1.0]), ("hours".to_owned(), vec![0.0, 0.0])];
    let terms = Terms { keys, ..Terms::default() };
    near(&split(&game, "proportional_learners", &terms).unwrap().shares, &[60.0, 30.0]);
    assert_eq!(why(&game, "proportional_hours", &terms), "the \"hours\" of all players add up to 0");
    assert!(why(&game, "proportional_equipment_hours", &terms).contains("no \"equipment_hours\""));
    let short = Terms { keys: vec![("hours".to_owned(), vec![1.0])], ..Terms::default() };
    assert_eq!(why(&game, "proportional_hours", &short), "there are 2 players and 1 \"hours\"");
}

#[test]
fn mixes_are_averages() {
    let game = costs(vec![0.0, 60.0, 50.0, 90.0]);
    let mixed = |parts: &[(&str, f64)]| Terms {
        mix: parts.iter().map(|(key, weight)| ((*key).to_owned(), *weight)).collect(),
        ..Terms::default()
    };
    // Shapley 50 and 40, equal 45 and 45.
    let half = split(&game, "mix", &mixed(&[("shapley", 1.0), ("equal", 1.0)])).unwrap();
    near(&half.shares, &[47.5, 42.5]);
    assert_eq!(half.guarantee.unwrap(), "50.0 % shapley, 50.0 % equal; in the core, as all parts are");
    assert!(why(&game, "mix", &Terms::default()).contains("no mix"));
    assert!(why(&game, "mix", &mixed(&[("mix", 1.0)])).contains("made of other methods"));
    assert!(why(&game, "mix", &mixed(&[("equal", 0.0)])).contains("all 0"));
    assert!(why(&game, "mix", &mixed(&[("equal", 1.0), ("owen", 1.0)])).starts_with("owen gives no split"));
    let bids = Terms { bids: Some(vec![100.0, 10.0]), ..mixed(&[("moulin_shenker", 1.0)]) };
    assert!(why(&game, "mix", &bids).starts_with("not everybody takes part"));
}

#[test]
fn bounds_are_kept_and_the_rest_bear_the_same_difference() {
    let mut dice = Dice(9);
    let mut rooms = 0;
    for round in 0..200 {
        let n = 2 + round % 4;
        let game = any(n, &mut dice);
        let bound = |dice: &mut Dice, none: f64| match dice.below(3) {
            0 => none,
            _ => dice.below(400) as f64 - 50.0,
        };
        let floors: Vec<f64> = (0..n).map(|_| bound(&mut dice, f64::NEG_INFINITY)).collect();
        let caps: Vec<f64> = floors.iter().map(|floor| floor.max(bound(&mut dice, f64::INFINITY))).collect();
        let room = floors.iter().sum::<f64>() <= game.total() && game.total() <= caps.iter().sum();
        let terms = Terms { floors: Some(floors.clone()), caps: Some(caps.clone()), ..Terms::default() };
        if !room {
            assert!(why(&game, "within_bounds", &terms).contains("add up to"));
            continue;
        }
        rooms += 1;
        let base = split(&game, "shapley", &terms).unwrap().shares;
        let shares = split(&game, "within_bounds", &terms).unwrap().shares;
        assert!((shares.iter().sum::<f64>() - game.total()).abs() < 1e-6, "{shares:?} of {game:?}");
        let moved: Vec<f64> = shares.iter().zip(&base).map(|(share, base)| share - base).collect();
        for one in 0..n {
            assert!(floors[one] <= shares[one] && shares[one] <= caps[one]);
            // Nothing could go from one to another and bring both nearer to the base.
            for other in 0..n {
                let gives = shares[one] > floors[one] + 1e-7 && shares[other] < caps[other] - 1e-7;
                assert!(!gives || moved[one] <= moved[other] + 1e-6, "{moved:?} {terms:?} of {game:?}");
            }
        }
    }
    assert!(rooms > 60, "{rooms}");
}

#[test]
fn bounds_without_room_are_refused() {
    let game = costs(vec![0.0, 60.0, 50.0, 90.0]);
    assert!(why(&game, "within_bounds", &Terms::default()).contains("no floors and no caps"));
    let only = |floors: Option<Vec<f64>>, caps: Option<Vec<f64>>| Terms { floors, caps, ..Terms::default() };
    let said = why(&game, "within_bounds", &only(Some(vec![50.0, 50.0]), None));
    assert_eq!(said, "the floors add up to 100.00, more than the total of 90.00");
    let said = why(&game, "within_bounds", &only(None, Some(vec![50.0, 30.0])));
    assert_eq!(said, "the caps add up to 80.00, less than the total of 90.00");
    let said = why(&game, "within_bounds", &only(Some(vec![10.0, 0.0]), Some(vec![5.0, 500.0])));
    assert!(said.starts_with("between the floor of P0"), "{said}");
    // Shapley asks 50 and 40.
    let capped = split(&game, "within_bounds", &only(None, Some(vec![48.0, 90.0]))).unwrap();
    near(&capped.shares, &[48.0, 42.0]);
    assert_eq!(capped.guarantee.unwrap(), "nearest to shapley; at the cap: P0");
}

fn read(kind: &str, terms: &str) -> Result<Terms, String> {
    let game = format!(
        r#"{{"players": ["Acme", "Bolt"], "labels": ["A", "B"], "kind": "{kind}",
            "values": {{"A": 60, "B": 50, "AB": 90}}, {terms}}}"#
    );
    let Stated::Table(table) = file::game(game.as_bytes()).unwrap() else { panic!("a table is expected") };
    file::terms(game.as_bytes(), &table).map_err(|error| error.to_string())
}

#[test]
fn terms_are_read_beside_the_game() {
    let terms = read(
        "cost",
        r#""keys": {"learners": {"Bolt": 12, "A": 16}}, "unions": [["A", "Bolt"]], "bids": {"A": 70, "B": 40},
           "floors": {"A": 10}, "caps": {"B": 45}, "mix": {"shapley": 0.25, "equal": 0.75}"#,
    );
    let expected = Terms {
        keys: vec![("learners".to_owned(), vec![16.0, 12.0])],
        unions: vec![Coalition(0b11)],
        bids: Some(vec![70.0, 40.0]),
        floors: Some(vec![10.0, f64::NEG_INFINITY]),
        caps: Some(vec![f64::INFINITY, 45.0]),
        mix: vec![("shapley".to_owned(), 0.25), ("equal".to_owned(), 0.75)],
    };
    assert_eq!(terms.unwrap(), expected);
    assert_eq!(read("cost", r#""name": "bare""#).unwrap(), Terms::default());
    // To receive at least 10 is to pay at most −10.
    let received = read("value", r#""floors": {"A": 10}"#).unwrap();
    assert_eq!(received, Terms { caps: Some(vec![-10.0, f64::INFINITY]), ..Terms::default() });
}

#[test]
fn what_is_wrong_with_terms_is_named() {
    for (terms, expected) in [
        (
            r#""keys": {"learners": {"A": 1, "C": 2}}"#,
            "\"learners\" names \"C\", but the players are Acme, Bolt",
        ),
        (r#""keys": {"learners": {"A": 1}}"#, "\"learners\" lacks \"Bolt\""),
        (r#""keys": {"learners": {"A": 1, "Acme": 2, "B": 1}}"#, "\"learners\" names \"Acme\" twice"),
        (r#""keys": {"learners": {"A": 1, "B": -2}}"#, "\"learners\" of \"Bolt\" is below 0"),
        (r#""keys": {"learners": {"A": 1, "B": "x"}}"#, "\"learners\" of \"B\" is not a number"),
        (r#""keys": {"learners": 3}"#, "the key \"learners\" is an object with a number for each player"),
        (r#""unions": [["A"], ["B", "A"]]"#, "\"A\" is in two unions"),
        (r#""unions": [["A", "Acme"]]"#, "a union names \"Acme\" twice"),
        (r#""unions": [["C"]]"#, "a union names \"C\", but the players are Acme, Bolt"),
        (r#""unions": [[]]"#, "a union has no players"),
        (r#""bids": {"A": 1}"#, "\"bids\" lacks \"Bolt\""),
        (r#""floors": {"A": 5}, "caps": {"A": 4}"#, "the floor of \"Acme\" is above the cap"),
        (r#""mix": {"mix": 1}"#, "the mix names \"mix\", which is itself made of other methods"),
        (
            r#""mix": {"within_bounds": 1}"#,
            "the mix names \"within_bounds\", which is itself made of other methods",
        ),
        (r#""mix": {"equal": -1}"#, "the weight of \"equal\" in the mix is below 0"),
        (r#""mix": {"equal": "half"}"#, "the weight of \"equal\" in the mix is not a number"),
    ] {
        assert_eq!(read("cost", terms).unwrap_err(), expected);
    }
    let unknown = read("cost", r#""mix": {"shaply": 1}"#).unwrap_err();
    assert!(
        unknown.starts_with("the mix names \"shaply\", which is no method (methods: equal, "),
        "{unknown}"
    );
}
