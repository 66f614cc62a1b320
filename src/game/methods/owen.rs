//! The Owen value (Owen 1977): what each adds to the cost, averaged over all orders of joining in which the
//! members of a union follow each other. With m unions, of which i's is U,
//!
//! `x_i = Σ_R r! (m − 1 − r)! / m! · Σ_T t! (u − 1 − t)! / u! · (c(Q + T + i) − c(Q + T))`
//!
//! over the sets R of r other unions, whose players are Q, and the sets T of t of the u players of U but i.
//! The inner sum is linear in c: it is the Shapley value of i in the game that U plays for what its members add
//! to the unions before them, `d(T) = Σ_R r! (m − 1 − r)! / m! · (c(Q + T) − c(Q))`.

use super::{Method, NoSplit, Split, shapley};
use crate::game::lexicographic::LexicographicError;
use crate::game::{Coalition, Game, Question};

/// The method.
pub struct Owen;

impl Method for Owen {
    fn key(&self) -> &'static str {
        "owen"
    }

    fn sentence(&self) -> &'static str {
        "As the Shapley value, over the orders of joining in which the members of a union follow each other."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let unions = question.unions()?;
        let mut shares = vec![0.0; question.game.len()];
        for place in 0..unions.len() {
            if question.cancel.is_cancelled() {
                return Err(LexicographicError::Cancelled.into());
            }
            let within = within(question.game, &unions, place);
            let values = shapley::of_costs(unions[place].len(), &within);
            for (player, value) in unions[place].players().zip(values) {
                shares[player] = value;
            }
        }
        let together: Vec<String> =
            unions.iter().filter(|union| union.len() > 1).map(|union| question.game.named(*union)).collect();
        let guarantee = if together.is_empty() {
            "every union is a single player: the same shares as shapley".to_owned()
        } else {
            format!("unions: {}", together.join("; "))
        };
        Ok(Split::from(shares).promising(guarantee))
    }
}

/// d(T) for every T within the union at a place, by the bits of its members in their order.
fn within(game: &Game, unions: &[Coalition], place: usize) -> Vec<f64> {
    let others = unions.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, union)| *union);
    let before = joined(others);
    let inside = joined(unions[place].players().map(Coalition::single));
    let weights = shapley::weights(unions.len());
    let mut within = vec![0.0; inside.len()];
    for (chosen, outside) in before.iter().enumerate() {
        let weight = weights[chosen.count_ones() as usize];
        let base = game.cost(*outside);
        for (added, members) in within.iter_mut().zip(&inside) {
            *added += weight * (game.cost(outside.with_all(*members)) - base);
        }
    }
    within
}

/// The players of every set of some coalitions, by the bits of the set.
fn joined(coalitions: impl Iterator<Item = Coalition>) -> Vec<Coalition> {
    let mut joined = vec![Coalition::default()];
    for coalition in coalitions {
        for place in 0..joined.len() {
            joined.push(joined[place].with_all(coalition));
        }
    }
    joined
}
