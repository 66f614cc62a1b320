//! What is asked of a method when its game is too large for a table, and what it answers.

use super::UNTOLD;
use super::members::Members;
use super::oracle::{Interval, ManyError, Oracle};
use super::watch::Watch;
use crate::game::Terms;

/// A game of many whose cost is to be split, under terms.
pub struct Question<'a> {
    /// What coalitions pay.
    pub oracle: &'a dyn Oracle,
    /// What else the split may depend on.
    pub terms: &'a Terms,
    /// Pairs of an order and its reverse that a sample is made of.
    pub pairs: usize,
    /// Seed of the sample.
    pub seed: u64,
    /// Who looks on.
    pub watch: &'a Watch<'a>,
}

/// What each player pays, and how well that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// What each player pays; the shares add up to the upper bound of what everybody costs.
    pub shares: Vec<f64>,
    /// How the shares are known, in a sentence.
    pub known: String,
    /// How far each side of the shares an interval reaches that holds the true share 95 times in 100, of a sample.
    pub margins: Option<Vec<f64>>,
}

/// Why a method gives no split of a game of many.
#[derive(Debug, thiserror::Error)]
pub enum NoSplit {
    /// It needs the cost of every coalition.
    #[error("it needs the cost of every coalition, and there are too many")]
    Table,
    /// The game has none, or the terms lack what it depends on.
    #[error("{0}")]
    None(String),
    /// It could not be computed.
    #[error(transparent)]
    Failed(#[from] ManyError),
}

impl Question<'_> {
    /// What is shared: the plan of everybody.
    ///
    /// # Errors
    ///
    /// When it cannot be computed.
    pub fn total(&self) -> Result<f64, ManyError> {
        Ok(self.oracle.cost(Members::all(self.oracle.players()))?.upper)
    }

    /// In proportion to a key of the terms: `x_i = c(N) · w_i / w(N)`.
    ///
    /// # Errors
    ///
    /// When the key is not given for every player, or adds up to nothing.
    pub fn by_key(&self, name: &str) -> Result<Split, NoSplit> {
        let found = self.terms.keys.iter().find(|(key, _)| key == name).map(|(_, amounts)| amounts);
        let Some(amounts) = found.filter(|amounts| amounts.len() == self.oracle.players()) else {
            return Err(NoSplit::None(format!("no {name:?} of the players are given")));
        };
        self.in_proportion(amounts, format!("the {name:?} of all players add up to 0"))
    }

    /// What each player pays alone, `c(i)`, and adds to the others, `m_i = c(N) − c(N∖i)`.
    ///
    /// # Errors
    ///
    /// When a cost cannot be computed.
    pub fn separable(&self) -> Result<(Vec<f64>, Vec<f64>), ManyError> {
        let (n, total) = (self.oracle.players(), self.total()?);
        let (alone, others) =
            (self.alone()?, self.costs((0..n).map(|player| Members::all(n).without(player)))?);
        let marginal = others.iter().map(|others| total - others.upper).collect();
        Ok((alone.iter().map(|alone| alone.upper).collect(), marginal))
    }

    /// What each player pays alone.
    ///
    /// # Errors
    ///
    /// When a cost cannot be computed.
    pub fn alone(&self) -> Result<Vec<Interval>, ManyError> {
        self.costs((0..self.oracle.players()).map(Members::single))
    }

    fn costs(&self, of: impl Iterator<Item = Members>) -> Result<Vec<Interval>, ManyError> {
        of.map(|members| self.oracle.cost(members)).collect()
    }

    /// How shares are known that follow from what each player pays alone, and all others together.
    ///
    /// # Errors
    ///
    /// When a cost cannot be computed.
    pub fn known(&self, others_too: bool) -> Result<String, ManyError> {
        let n = self.oracle.players();
        let mut costs = self.alone()?;
        if others_too {
            costs.extend(self.costs((0..n).map(|player| Members::all(n).without(player)))?);
        }
        let widest = costs.into_iter().map(Interval::width).fold(0.0, f64::max);
        Ok(if widest < UNTOLD {
            "exact".to_owned()
        } else {
            format!("by what the plans found cost, which is at most {widest:.2} above the least")
        })
    }

    /// What is left of the total after a base made of what players pay alone or add to the others, in proportion to keys:
    /// `base_i + key_i / Σ key · (c(N) − Σ base)`.
    ///
    /// # Errors
    ///
    /// When something is left and the keys add up to nothing.
    pub fn beyond(&self, base: &[f64], keys: &[f64], none: &str) -> Result<Split, NoSplit> {
        let total = self.total()?;
        let (left, all) = (total - base.iter().sum::<f64>(), keys.iter().sum::<f64>());
        // Sums of costs are exact to about 1e-16 of them.
        if left.abs() <= 1e-12 * total.abs() {
            return Ok(Split { known: self.known(true)?, ..Split::exact(base.to_vec()) });
        }
        if all <= 0.0 {
            return Err(NoSplit::None(none.to_owned()));
        }
        let share = |(base, key): (&f64, &f64)| base + key / all * left;
        let shares = base.iter().zip(keys).map(share).collect();
        Ok(Split { known: self.known(true)?, ..Split::exact(shares) })
    }

    /// In proportion to amounts.
    ///
    /// # Errors
    ///
    /// When they add up to nothing.
    pub fn in_proportion(&self, amounts: &[f64], none: String) -> Result<Split, NoSplit> {
        let (total, all) = (self.total()?, amounts.iter().sum::<f64>());
        if all <= 0.0 {
            return Err(NoSplit::None(none));
        }
        Ok(Split::exact(amounts.iter().map(|amount| total * amount / all).collect()))
    }
}

impl Split {
    /// Shares that follow from the total and what each player is measured by.
    pub fn exact(shares: Vec<f64>) -> Self {
        Self { shares, known: "exact".to_owned(), margins: None }
    }
}

/// How the shares of a search are known, the costs asked for being known within `widest`.
pub fn searched(searches: usize, gap: f64, widest: f64) -> String {
    let mut known = match searches {
        0 => "no search of all coalitions was needed: who differs in nothing pays the same".to_owned(),
        1 => "found by one search of all coalitions".to_owned(),
        _ => format!("found by {searches} searches of all coalitions"),
    };
    if searches > 0 {
        known += &if gap < UNTOLD {
            ", proven to have missed no complaint".to_owned()
        } else {
            format!(", which missed no complaint by more than {gap:.2}")
        };
    }
    if widest >= UNTOLD {
        known += &format!(
            "; of what coalitions cost the lower bounds count, at most {widest:.2} below what their plans cost"
        );
    }
    known
}
