//! The Gately point: everybody is equally disruptive. Who leaves costs the others `x_i − m_i`, with
//! `m_i = c(N) − c(N∖i)`, and loses `c(i) − x_i`: the ratio of the two is the same for all. Solved for x that is
//! the split by separable costs and remaining benefits (`scrb`), to which it is left.

use super::scrb::Scrb;
use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct Gately;

impl Method for Gately {
    fn key(&self) -> &'static str {
        "gately"
    }

    fn sentence(&self) -> &'static str {
        "Everybody who left would hurt the others in the same ratio to their own loss; the same shares as scrb."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        Scrb.split(question)
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        Scrb.of_many(question)
    }
}
