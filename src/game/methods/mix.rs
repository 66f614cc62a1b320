//! A mix of methods: `x = Σ_k w_k x^k / Σ_k w_k`, with the methods k and their weights w from the terms.

use super::{Method, NoSplit, Split, method};
use crate::game::Question;
use crate::game::criteria::criteria;

/// The method.
pub struct Mix;

/// Methods that are made of others and cannot be part of a mix.
pub const COMPOSED: [&str; 2] = ["mix", "within_bounds"];

impl Method for Mix {
    fn key(&self) -> &'static str {
        "mix"
    }

    fn sentence(&self) -> &'static str {
        "The shares of several methods, averaged by the weights that were agreed."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let mix = &question.terms.mix;
        if mix.is_empty() {
            return none("no mix of methods is given".to_owned());
        }
        if let Some((key, weight)) = mix.iter().find(|(_, weight)| !weight.is_finite() || *weight < 0.0) {
            return none(format!("the weight of {key} in the mix is {weight}, not a number from 0 on"));
        }
        let all: f64 = mix.iter().map(|(_, weight)| weight).sum();
        if all <= 0.0 {
            return none("the weights of the mix are all 0".to_owned());
        }
        let mut shares = vec![0.0; question.game.len()];
        let mut in_core = true;
        for (key, weight) in mix.iter().filter(|(_, weight)| *weight > 0.0) {
            let part = part(question, key)?;
            in_core &= criteria(question.game, &part).in_core;
            shares.iter_mut().zip(&part).for_each(|(share, part)| *share += weight / all * part);
        }
        let named = mix.iter().map(|(key, weight)| format!("{:.1} % {key}", 100.0 * weight / all));
        let named = named.collect::<Vec<_>>().join(", ");
        let core = if in_core { "in the core, as all parts are" } else { "not all parts are in the core" };
        Ok(Split::from(shares).promising(format!("{named}; {core}")))
    }
}

/// The shares of one method of the mix.
fn part(question: &Question<'_>, key: &str) -> Result<Vec<f64>, NoSplit> {
    if COMPOSED.contains(&key) {
        return none(format!("{key} is made of other methods and cannot be part of a mix"));
    }
    let Some(method) = method(key) else { return none(format!("the mix names {key:?}, which is no method")) };
    match method.split(question) {
        Ok(split) if split.takes_part != question.game.everybody() => {
            none(format!("not everybody takes part under {key}, so that its shares do not pay the total"))
        }
        Ok(split) => Ok(split.shares),
        Err(NoSplit::None(why)) => none(format!("{key} gives no split: {why}")),
        Err(failed) => Err(failed),
    }
}

fn none<T>(why: String) -> Result<T, NoSplit> {
    Err(NoSplit::None(why))
}
