//! Within floors and caps: of the splits that keep them, the one nearest to a base split y, the mix of the terms
//! or, without a mix, the Shapley value. With floors f and caps g (where none is agreed, −∞ and ∞),
//!
//! `x_i = min(max(y_i + t, f_i), g_i)` with t such that `Σ x_i = c(N)`.
//!
//! That is the one point with the least `Σ (x_i − y_i)²`: who is neither at a floor nor at a cap bears the same
//! difference t. It exists when `f_i ≤ g_i` for all i and `Σ f_i ≤ c(N) ≤ Σ g_i`.

use super::mix::Mix;
use super::shapley::Shapley;
use super::{Method, NOTHING, NoSplit, Split};
use crate::game::Question;

/// The method.
pub struct WithinBounds;

impl Method for WithinBounds {
    fn key(&self) -> &'static str {
        "within_bounds"
    }

    fn sentence(&self) -> &'static str {
        "Of the splits that keep the agreed floors and caps, the one nearest to the mix, or to the Shapley value."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let bounds = bounds(question)?;
        let (name, base) = if question.terms.mix.is_empty() {
            ("shapley", Shapley.split(question)?)
        } else {
            ("mix", Mix.split(question)?)
        };
        let by = difference(&base.shares, &bounds, question.game.total());
        let shares: Vec<f64> =
            base.shares.iter().zip(&bounds).map(|(share, bound)| bound.keep(share + by)).collect();
        Ok(Split { guarantee: Some(guarantee(question, name, &shares, &bounds)), ..shares.into() })
    }
}

/// The least and the most of one player.
struct Bound {
    floor: f64,
    cap: f64,
}

impl Bound {
    fn keep(&self, share: f64) -> f64 {
        share.max(self.floor).min(self.cap)
    }
}

/// The bounds of each player, between which there is room for the total.
fn bounds(question: &Question<'_>) -> Result<Vec<Bound>, NoSplit> {
    let (game, terms) = (question.game, question.terms);
    let none = |why: String| Err(NoSplit::None(why));
    if terms.floors.is_none() && terms.caps.is_none() {
        return none("no floors and no caps are given".to_owned());
    }
    let floors = terms.floors.clone().unwrap_or_else(|| vec![f64::NEG_INFINITY; game.len()]);
    let caps = terms.caps.clone().unwrap_or_else(|| vec![f64::INFINITY; game.len()]);
    let (floors, caps) = (question.each("floors", &floors)?, question.each("caps", &caps)?);
    let pairs = floors.iter().zip(caps);
    let bounds: Vec<Bound> = pairs.map(|(floor, cap)| Bound { floor: *floor, cap: *cap }).collect();
    let is_room = |bound: &Bound| {
        bound.floor <= bound.cap && bound.floor < f64::INFINITY && bound.cap > f64::NEG_INFINITY
    };
    if let Some(player) = bounds.iter().position(|bound| !is_room(bound)) {
        let (name, bound) = (&game.players[player], &bounds[player]);
        return none(format!(
            "between the floor of {name}, {}, and the cap, {}, is no share",
            bound.floor, bound.cap
        ));
    }
    let slack = NOTHING * game.magnitude();
    let (least, most): (f64, f64) = (floors.iter().sum(), caps.iter().sum());
    if least > game.total() + slack {
        return none(format!("the floors add up to {least:.2}, more than the total of {:.2}", game.total()));
    }
    if most < game.total() - slack {
        return none(format!("the caps add up to {most:.2}, less than the total of {:.2}", game.total()));
    }
    Ok(bounds)
}

/// t: the sum of shares rises with it, along straight lines between the differences at which somebody leaves a
/// floor or reaches a cap.
fn difference(base: &[f64], bounds: &[Bound], total: f64) -> f64 {
    let paid =
        |by: f64| -> f64 { base.iter().zip(bounds).map(|(share, bound)| bound.keep(share + by)).sum() };
    let turns = base.iter().zip(bounds).flat_map(|(share, bound)| [bound.floor - share, bound.cap - share]);
    let mut turns: Vec<f64> = turns.filter(|turn| turn.is_finite()).collect();
    turns.sort_by(f64::total_cmp);
    let reached = turns.iter().copied().take_while(|turn| paid(*turn) <= total).last();
    // From the last turn that asks for at most the total, or back from the first one, along the line that begins there.
    let (from, moving) = match reached {
        Some(turn) => (turn, moving(base, bounds, |floor, cap| floor <= turn && turn < cap)),
        None => match turns.first() {
            Some(turn) => (*turn, moving(base, bounds, |floor, cap| floor < *turn && *turn <= cap)),
            None => (0.0, base.len()),
        },
    };
    if moving == 0 { from } else { from + (total - paid(from)) / moving as f64 }
}

/// How many players move with the difference: `is` of the differences at their floor and their cap.
fn moving(base: &[f64], bounds: &[Bound], is: impl Fn(f64, f64) -> bool) -> usize {
    base.iter().zip(bounds).filter(|(share, bound)| is(bound.floor - *share, bound.cap - *share)).count()
}

/// Who pays exactly a floor or a cap.
fn guarantee(question: &Question<'_>, base: &str, shares: &[f64], bounds: &[Bound]) -> String {
    let names = |at: &dyn Fn(&Bound) -> f64| -> Vec<&str> {
        let players = question.game.players.iter().zip(shares.iter().zip(bounds));
        // Shares at a bound were set to it.
        players
            .filter(|(_, (share, bound))| (*share - at(bound)).abs() <= 0.0)
            .map(|(name, _)| name.as_str())
            .collect()
    };
    let mut text = format!("nearest to {base}");
    for (word, who) in [("floor", names(&|bound| bound.floor)), ("cap", names(&|bound| bound.cap))] {
        if !who.is_empty() {
            text += &format!("; at the {word}: {}", who.join(", "));
        }
    }
    text
}
