//! The Shapley value: what each adds to the cost, averaged over all orders in which players can join,
//! `x_i = Σ_{S ∌ i} |S|! (n − 1 − |S|)! / n! · (c(S + i) − c(S))`.
//!
//! With `w_k = k! (n − 1 − k)! / n!` that is `Σ_{S ∋ i} d(S) − Σ_S w_{|S|} c(S)` for
//! `d(S) = (w_{|S|−1} + w_{|S|}) c(S)`, and the sums of d over the coalitions of each player come from folding
//! the table once: 2ⁿ⁺¹ additions for all players.

use super::{Method, NoSplit, Split};
use crate::game::many::{self, shapley::sampled};
use crate::game::{Game, Question};

/// The method.
pub struct Shapley;

impl Method for Shapley {
    fn key(&self) -> &'static str {
        "shapley"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays what they add to the cost, averaged over all orders of joining."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        Ok(value(question.game).into())
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let sample = sampled(question.oracle, question.pairs, question.seed, question.watch)?;
        let widest = sample.margins.iter().copied().fold(0.0, f64::max);
        let mut known = format!(
            "sampled: {} orders, each with its reverse, {} coalitions; 95 times in 100 a share is right within its margin, \
             at most {widest:.2}",
            sample.pairs, sample.coalitions
        );
        let by_costs = sample.ranges.iter().map(|range| range.width() / 2.0).fold(0.0, f64::max);
        if by_costs >= many::UNTOLD {
            known += &format!(
                "; besides, costs anywhere within their bounds move a share by up to {by_costs:.2} either way"
            );
        }
        Ok(many::Split { shares: sample.shares, known, margins: Some(sample.margins) })
    }
}

/// What each player pays.
pub fn value(game: &Game) -> Vec<f64> {
    of_costs(game.len(), game.costs())
}

/// What each of n players pays, from the costs of coalitions by their bits; nothing for the empty one.
pub fn of_costs(n: usize, costs: &[f64]) -> Vec<f64> {
    let weights = weights(n);
    let entry = |size: usize| if size == 0 { 0.0 } else { weights[size - 1] };
    let leave = |size: usize| if size == n { 0.0 } else { weights[size] };
    let mut without = 0.0;
    let mut table = Vec::with_capacity(costs.len());
    for (coalition, cost) in costs.iter().enumerate() {
        let size = coalition.count_ones() as usize;
        without += leave(size) * cost;
        table.push((entry(size) + leave(size)) * cost);
    }
    let mut shares = vec![0.0; n];
    for player in (0..n).rev() {
        let (rest, with) = table.split_at_mut(1 << player);
        shares[player] = with.iter().sum::<f64>() - without;
        rest.iter_mut().zip(with.iter()).for_each(|(rest, with)| *rest += with);
        table.truncate(1 << player);
    }
    shares
}

/// `w_k = k! (n − 1 − k)! / n!`, so that `w_0 = 1 / n` and `w_k = w_{k−1} · k / (n − k)`.
pub fn weights(n: usize) -> Vec<f64> {
    let mut weights = vec![1.0 / n as f64];
    for size in 1..n {
        weights.push(weights[size - 1] * size as f64 / (n - size) as f64);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::weights;

    #[test]
    fn weights_of_all_places_in_the_order_add_up_to_one() {
        // Each player joins after k others with probability 1/n: C(n − 1, k) · w_k = 1/n.
        for (size, (weight, ways)) in weights(5).iter().zip([1.0, 4.0, 6.0, 4.0, 1.0]).enumerate() {
            assert!((weight * ways - 0.2).abs() < 1e-15, "{size}");
        }
    }
}
