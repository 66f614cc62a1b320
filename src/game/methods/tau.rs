//! The cost gap method, which is the τ-value of the savings: between the least each can be asked for,
//! `m_i = c(N) − c(N∖i)`, and the most, `M_i = min_{S ∋ i} (c(S) − Σ_{j ∈ S∖i} m_j)`, everybody stands at the
//! same share λ of the way: `x_i = m_i + λ (M_i − m_i)`, `Σ x_i = c(N)`.
//!
//! It exists when `m_i ≤ M_i` for all i and `Σ m_i ≤ c(N) ≤ Σ M_i` (quasi-balanced games).

use super::{Method, NOTHING, NoSplit, Split, in_proportion};
use crate::game::{Coalition, Game, Question};

/// The method.
pub struct Tau;

impl Method for Tau {
    fn key(&self) -> &'static str {
        "tau"
    }

    fn sentence(&self) -> &'static str {
        "Everybody stands at the same share of the way from the least to the most they can be asked for."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let least: Vec<f64> = (0..game.len()).map(|player| game.marginal(player)).collect();
        let most = most(game, &least);
        let slack = NOTHING * game.magnitude();
        let ordered = least.iter().zip(&most).all(|(least, most)| *least <= most + slack);
        let between = least.iter().sum::<f64>() <= game.total() + slack
            && game.total() <= most.iter().sum::<f64>() + slack;
        if !ordered || !between {
            let none = "this game is not quasi-balanced: the least and the most that players can be asked for \
                        leave no room for the total";
            return Err(NoSplit::None(none.to_owned()));
        }
        let way: Vec<f64> = least.iter().zip(&most).map(|(least, most)| most - least).collect();
        in_proportion(game, &least, &way, "the least and the most that players can be asked for are the same")
    }
}

/// `M_i`: what a coalition pays less the least of its other members, where that is smallest.
fn most(game: &Game, least: &[f64]) -> Vec<f64> {
    let mut most = vec![f64::INFINITY; game.len()];
    for coalition in (1..=game.everybody().0).map(Coalition) {
        let left = game.cost(coalition) - coalition.players().map(|player| least[player]).sum::<f64>();
        for player in coalition.players() {
            most[player] = most[player].min(left + least[player]);
        }
    }
    most
}
