//! The complaints of coalitions, and limits of shares: rows of a lexicographic question, looked up in a book.

use super::book::Book;
use super::members::Members;
use super::oracle::Interval;
use crate::game::lexicographic::{LexicographicError, Lookup, Row};
use crate::game::span::Span;

/// What a coalition's complaint is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Money: `x(S) − c(S)`.
    Money,
    /// Money for each of its players: `(x(S) − c(S)) / |S|`.
    PerCapita,
}

/// Every coalition but the empty one and everybody complains.
pub(super) struct Complaints<'a> {
    /// Where they are looked up.
    pub book: &'a Book<'a>,
    /// What complaints are measured by.
    pub measure: Measure,
}

impl Complaints<'_> {
    fn row(&self, members: Members, cost: Interval) -> Row {
        let weight = match self.measure {
            Measure::Money => 1.0,
            Measure::PerCapita => members.len() as f64,
        };
        Row { id: members.0, terms: members.indicator(self.book.players()), weight, bound: cost.lower }
    }
}

impl Lookup for Complaints<'_> {
    fn at_hand(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row> {
        let mut rows =
            self.book.broken(shares, |members, cost| self.row(members, cost), |row| level * row.weight);
        rows.retain(|row| !settled.settles(&row.terms));
        rows.truncate(3 * self.book.players());
        rows
    }

    /// `x(S) − c(S) > level · |S|` is `Σ_{i ∈ S} (x_i − level) > c(S)`.
    fn searched(&self, shares: &[f64], level: f64, settled: &Span) -> Result<Vec<Row>, LexicographicError> {
        let found = match self.measure {
            Measure::Money => self.book.above(shares, level, settled)?,
            Measure::PerCapita => {
                let prices: Vec<f64> = shares.iter().map(|share| share - level).collect();
                self.book.above(&prices, 0.0, settled)?
            }
        };
        Ok(found.into_iter().map(|members| self.row(members, self.book.known(members))).collect())
    }
}

/// No coalition pays more than alone: x(S) ≤ c(S) + `subsidy`.
pub(super) struct Core<'a> {
    /// Where coalitions are looked up.
    pub book: &'a Book<'a>,
    /// What each coalition bears beyond its own cost, in euros.
    pub subsidy: f64,
}

impl Core<'_> {
    fn row(&self, members: Members, cost: Interval) -> Row {
        let terms = members.indicator(self.book.players());
        Row { id: members.0, terms, weight: 0.0, bound: cost.lower + self.subsidy }
    }
}

impl Lookup for Core<'_> {
    fn at_hand(&self, shares: &[f64], tolerance: f64, _: &Span) -> Vec<Row> {
        let mut rows = self.book.broken(shares, |members, cost| self.row(members, cost), |_| tolerance);
        rows.truncate(3 * self.book.players());
        rows
    }

    fn searched(&self, shares: &[f64], tolerance: f64, _: &Span) -> Result<Vec<Row>, LexicographicError> {
        let nothing_settled = Span::new(self.book.players());
        let found = self.book.above(shares, self.subsidy + tolerance, &nothing_settled)?;
        Ok(found.into_iter().map(|members| self.row(members, self.book.known(members))).collect())
    }
}

/// Nobody pays more than alone: `x_i ≤ c(i)`.
pub(super) struct Alone<'a> {
    /// Where players are looked up.
    pub book: &'a Book<'a>,
}

impl Lookup for Alone<'_> {
    fn at_hand(&self, shares: &[f64], tolerance: f64, _: &Span) -> Vec<Row> {
        let n = self.book.players();
        let above = (0..n).filter(|player| shares[*player] > self.book.alone(*player).lower + tolerance);
        let row = |player| {
            let one = Members::single(player);
            Row { id: one.0, terms: one.indicator(n), weight: 0.0, bound: self.book.alone(player).lower }
        };
        above.map(row).collect()
    }

    fn searched(&self, _: &[f64], _: f64, _: &Span) -> Result<Vec<Row>, LexicographicError> {
        Ok(Vec::new())
    }
}
