//! Whether a table is what coalitions that may act apart would pay.
//!
//! Who can act apart can do so together, and who can leave somebody out can do that too, unless they contend for
//! something. So costs should be subadditive, `c(A ∪ B) ≤ c(A) + c(B)` for A and B without common players, and monotone,
//! `c(A) ≤ c(A + i)`; values superadditive and monotone likewise. A table that is not is no mistake, but a reason to ask.

use super::coalition::Coalition;
use super::criteria::NOTHING;
use super::table::{Game, Kind};

/// Most players of whom every pair of coalitions is looked at; of more, those of which one is a single player.
const MOST_PAIRED: usize = 15;

/// Pairs that do not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfits {
    /// How many there are.
    pub count: usize,
    /// The worst of them, and by how much.
    pub worst: (Coalition, Coalition, f64),
}

/// What does not fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Pairs that do better apart than together.
    pub apart: Option<Misfits>,
    /// Whether only pairs with a single player were looked at.
    pub singles_only: bool,
    /// Coalitions that do worse with one player less, and the larger one.
    pub smaller: Option<Misfits>,
}

/// Looks at a table.
pub fn shape(game: &Game) -> Shape {
    let nothing = NOTHING * game.magnitude();
    let mut shape = Shape { singles_only: game.len() > MOST_PAIRED, ..Shape::default() };
    for union in (1..=game.everybody().0).map(Coalition) {
        let mut pair = |one: Coalition| {
            let other = Coalition(union.0 & !one.0);
            let by = game.cost(union) - game.cost(one) - game.cost(other);
            note(&mut shape.apart, (one, other, by), nothing);
        };
        if game.len() > MOST_PAIRED {
            union.players().filter(|_| union.len() > 2).map(Coalition::single).for_each(&mut pair);
        } else {
            // Each pair once: the one with the first player of the union.
            let first = union.0 & union.0.wrapping_neg();
            let mut part = (union.0 - 1) & union.0;
            while part > 0 {
                if part & first != 0 {
                    pair(Coalition(part));
                }
                part = (part - 1) & union.0;
            }
        }
        for player in union.players().filter(|_| union.len() > 1) {
            let smaller = union.without(player);
            let more = game.cost(smaller) - game.cost(union);
            let by = if game.kind == Kind::Cost { more } else { -more };
            note(&mut shape.smaller, (smaller, union, by), nothing);
        }
    }
    shape
}

fn note(known: &mut Option<Misfits>, found: (Coalition, Coalition, f64), nothing: f64) {
    if found.2 <= nothing {
        return;
    }
    match known {
        Some(known) => {
            known.count += 1;
            if found.2 > known.worst.2 {
                known.worst = found;
            }
        }
        None => *known = Some(Misfits { count: 1, worst: found }),
    }
}

impl Shape {
    /// What does not fit, a sentence each; amounts as `figure` writes them.
    pub fn sentences(&self, game: &Game, figure: impl Fn(f64) -> String) -> Vec<String> {
        let named = |who: Coalition| game.named(who);
        let (cost, more) = (game.kind == Kind::Cost, |count: usize| match count {
            1 => String::new(),
            2 => ", and one more pair so".to_owned(),
            _ => format!(", and {} more pairs so", count - 1),
        });
        let apart = self.apart.iter().map(|Misfits { count, worst: (one, other, by) }| {
            let (word, does) = if cost { ("subadditive", "pay") } else { ("superadditive", "earn") };
            let than = if cost { "less" } else { "more" };
            format!(
                "not {word}: {} and {} {does} {} {than} apart than together{}",
                named(*one),
                named(*other),
                figure(*by),
                more(*count)
            )
        });
        let smaller = self.smaller.iter().map(|Misfits { count, worst: (small, large, by) }| {
            let does = if cost { "pays" } else { "earns" };
            format!(
                "not monotone: {} {does} {} more than {}{}",
                named(*small),
                figure(*by),
                named(*large),
                more(*count)
            )
        });
        apart.chain(smaller).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on says so by failing
mod tests {
    use super::*;

    fn game(kind: Kind, values: Vec<f64>) -> Game {
        Game::new(["A", "B", "C"].map(str::to_owned).to_vec(), kind, values).unwrap()
    }

    #[test]
    fn costs_that_do_not_fit_are_told_with_the_worst() {
        // A + B 25 against 10 + 10; C 30 against A + C 28 and B + C 29.
        let odd = game(Kind::Cost, vec![0.0, 10.0, 10.0, 25.0, 30.0, 28.0, 29.0, 38.0]);
        let found = shape(&odd);
        assert_eq!(found.apart, Some(Misfits { count: 1, worst: (Coalition(1), Coalition(2), 5.0) }));
        assert_eq!(found.smaller, Some(Misfits { count: 2, worst: (Coalition(4), Coalition(5), 2.0) }));
        let told = found.sentences(&odd, |by| format!("{by:.1}"));
        assert_eq!(told[0], "not subadditive: A and B pay 5.0 less apart than together");
        assert_eq!(told[1], "not monotone: C pays 2.0 more than A + C, and one more pair so");
    }

    #[test]
    fn values_grow_with_coalitions() {
        let fits = game(Kind::Value, vec![0.0, 1.0, 1.0, 3.0, 1.0, 2.0, 2.0, 6.0]);
        assert_eq!(shape(&fits), Shape::default());
        let odd = game(Kind::Value, vec![0.0, 4.0, 1.0, 3.0, 0.0, 4.0, 1.0, 6.0]);
        let told = shape(&odd).sentences(&odd, |by| format!("{by}"));
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("not superadditive: A and B earn 2 more apart"), "{told:?}");
        assert!(told[1].starts_with("not monotone: A earns 1 more than A + B"), "{told:?}");
    }
}
