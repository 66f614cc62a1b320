//! In proportion to hours: `x_i = c(N) · w_i / w(N)`, with w the key `hours` of the terms.

use super::{Method, NoSplit, Split, by_key};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct ProportionalHours;

impl Method for ProportionalHours {
    fn key(&self) -> &'static str {
        "proportional_hours"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays the same for each hour of training."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        by_key(question, "hours")
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        question.by_key("hours")
    }
}
