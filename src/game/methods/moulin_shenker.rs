//! The mechanism of Moulin and Shenker (2001) on the Shapley value: everybody bids the most they would pay; those
//! who bid less than their share drop out, and the shares of those who stay are computed anew among themselves,
//!
//! `S ← N;  S ← {i ∈ S : bid_i ≥ x_i(S)}` until nobody drops out, with x(S) the Shapley value of S alone.
//!
//! Those who stay pay x(S), which adds up to c(S); the others pay nothing and do not take part. Where shares never
//! rise when others join, nobody gains by a false bid, alone or with others. Concave costs suffice for that.

use super::{Method, NoSplit, Split, shapley};
use crate::game::concave::{Rise, first_rise};
use crate::game::lexicographic::LexicographicError;
use crate::game::{Coalition, Game, Question};

/// The method.
pub struct MoulinShenker;

/// A bid that is below a share by less than this part of the largest cost is not below it.
const NOTHING: f64 = 1e-9;

impl Method for MoulinShenker {
    fn key(&self) -> &'static str {
        "moulin_shenker"
    }

    fn sentence(&self) -> &'static str {
        "Who bids less than their Shapley value drops out, until all who are left bid at least theirs."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let Some(bids) = &question.terms.bids else {
            return Err(NoSplit::None("no bids of the players are given".to_owned()));
        };
        let bids = question.each("bids", bids)?;
        if let Some(player) = bids.iter().position(|bid| bid.is_nan()) {
            return Err(NoSplit::None(format!("the bid of {} is not a number", game.players[player])));
        }
        let (staying, shares) = staying(game, bids);
        if staying.is_empty() {
            let none = "nobody stays: of any who are left, somebody bids less than their share";
            return Err(NoSplit::None(none.to_owned()));
        }
        if question.cancel.is_cancelled() {
            return Err(LexicographicError::Cancelled.into());
        }
        Ok(Split { shares, takes_part: staying, guarantee: Some(guarantee(game, staying)) })
    }
}

/// Who stays, and what each player pays.
fn staying(game: &Game, bids: &[f64]) -> (Coalition, Vec<f64>) {
    let nothing = NOTHING * game.magnitude();
    let mut staying = game.everybody();
    while let Some(rest) = game.among(staying) {
        let shares: Vec<(usize, f64)> = staying.players().zip(shapley::value(&rest)).collect();
        let dropping = shares.iter().filter(|(player, share)| bids[*player] < share - nothing);
        let after = dropping.fold(staying, |left, (player, _)| left.without(*player));
        if after == staying {
            let mut all = vec![0.0; game.len()];
            for (player, share) in shares {
                all[player] = share;
            }
            return (staying, all);
        }
        staying = after;
    }
    (Coalition::default(), vec![0.0; game.len()])
}

/// Who drops out, and whether bidding truly is best.
fn guarantee(game: &Game, staying: Coalition) -> String {
    let left = Coalition(game.everybody().0 & !staying.0);
    let out = match left.len() {
        0 => "everybody bids at least their share".to_owned(),
        1 => format!("{} bids less than the share and does not take part", game.named(left)),
        _ => format!("{} bid less than their shares and do not take part", game.named(left)),
    };
    match first_rise(game) {
        None => format!(
            "{out}; the costs are concave, so that shares never rise when others join, and nobody gains by a \
             false bid, alone or with others"
        ),
        Some(Rise { player, joined, other, before, after }) => {
            let (player, other) = (&game.players[player], &game.players[other]);
            let with =
                if joined.is_empty() { other.clone() } else { format!("{} + {other}", game.named(joined)) };
            let without =
                if joined.is_empty() { "alone".to_owned() } else { format!("to {}", game.named(joined)) };
            format!(
                "{out}; the costs are not concave ({player} adds {before:.2} {without}, and {after:.2} to \
                 {with}), so that true bids are not guaranteed to be best"
            )
        }
    }
}
