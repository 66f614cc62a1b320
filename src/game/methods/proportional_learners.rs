//! In proportion to learners: `x_i = c(N) · w_i / w(N)`, with w the key `learners` of the terms.

use super::{Method, NoSplit, Split, by_key};
use crate::game::Question;
use crate::game::many;

/// The method.
pub struct ProportionalLearners;

impl Method for ProportionalLearners {
    fn key(&self) -> &'static str {
        "proportional_learners"
    }

    fn sentence(&self) -> &'static str {
        "Everybody pays the same for each learner."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        by_key(question, "learners")
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        question.by_key("learners")
    }
}
