//! What a step was found to be, and the repair that it makes.

use super::Repair;
use super::lever::{Lever, copied};
use super::trial::{Fitting, Verdict};
use crate::domain::Cents;
use crate::scenario::edit::Edit;

/// What a step was found to be.
pub(super) struct Tried {
    /// The edits with which all that is short is mended.
    pub(super) edits: Vec<Edit>,
    /// The same in words.
    pub(super) words: String,
    /// What is known of them.
    pub(super) verdict: Verdict,
}

/// A step that fits as a repair.
pub(super) fn repair(lever: &Lever, tried: &Tried, fitting: &Fitting, smallest: bool) -> Repair {
    let (cost, proof) = (fitting.judged.ledger.cost().0, &fitting.judged.proof);
    // What is shown is the cost; the bound is one of the objective.
    let bound = proof.bound_cents.map(|bound| bound - proof.wish_cents);
    Repair {
        way: lever.way.to_owned(),
        edits: tried.edits.clone(),
        set: tried.edits.iter().map(copied).collect(),
        cost_cents: cost,
        wish_cents: proof.wish_cents,
        bound_cents: proof.bound_cents,
        smallest,
        sentence: sentence(&tried.words, &fitting.currency, (cost, bound), smallest),
        judged: fitting.judged.clone(),
    }
}

/// What a repair costs and how it is known, after what it changes.
fn sentence(words: &str, currency: &str, (cost, bound): (i64, Option<i64>), smallest: bool) -> String {
    let known = match bound {
        Some(bound) if bound >= cost => ", the least".to_owned(),
        Some(bound) => format!(", at most {} above the least", Cents(cost - bound)),
        None => String::new(),
    };
    let less = if smallest { "; the next smaller step is proven too little" } else { "" };
    format!("{words}: a plan costs {} {currency}{known}{less}", Cents(cost))
}
