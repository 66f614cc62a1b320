//! The least core: the splits with the smallest ε for which `x(S) ≤ c(S) + ε` for every coalition. It is a set;
//! shown is the prenucleolus, which lies in it, and the promise is ε.

use super::{Method, NoSplit, Split};
use crate::game::Question;
use crate::game::coalitions::Measure;
use crate::game::many::{self, least_core::least_core};
use crate::game::nucleoli::{Domain, least};

/// The method.
pub struct LeastCore;

impl Method for LeastCore {
    fn key(&self) -> &'static str {
        "least_core"
    }

    fn sentence(&self) -> &'static str {
        "No coalition pays more than its own cost and ε, for the smallest ε there is."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let found = least(game, Measure::Money, Domain::AllSplits, question.cancel)?;
        let level = found.levels.first().copied().unwrap_or(0.0);
        let guarantee = if level <= 0.0 {
            format!("every coalition pays at least {:.2} less than alone", 0.0 - level)
        } else {
            format!("no coalition pays more than {level:.2} above its own cost; no split does with less")
        };
        Ok(Split::from(found.shares).promising(guarantee))
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let found = least_core(question.oracle, question.watch)?;
        let known = format!("one of many; {}; {} searches of all coalitions", found.words(), found.searches);
        Ok(many::Split { shares: found.shares, known, margins: None })
    }
}
