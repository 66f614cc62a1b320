//! The least core: the smallest ε for which a split has `x(S) ≤ c(S) + ε` for every coalition.

use super::UNTOLD;
use super::book::Book;
use super::members::Members;
use super::oracle::{Interval, ManyError, Oracle};
use super::rows::{Complaints, Measure};
use super::stability::Stability;
use super::watch::Watch;
use crate::game::coalitions::Nothing;
use crate::game::lexicographic::{Answer, Lookup, Problem, Row, Source, first};
use crate::game::span::Span;

/// The least core and what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastCore {
    /// A split in the least core, one of many.
    pub shares: Vec<f64>,
    /// ε for the lower bounds of the costs, in euros: with it `shares` are proposed.
    pub level: f64,
    /// With `shares` no coalition pays more than this above its own cost; `level` and the gap of the searches.
    pub at_most: f64,
    /// No split does with less, whatever the costs are within their bounds.
    pub at_least: f64,
    /// How many coalitions were searched for.
    pub searches: usize,
}

impl LeastCore {
    /// What it says of the core, in words.
    pub fn words(&self) -> String {
        let Self { level, at_most, at_least, .. } = self;
        if *at_most <= UNTOLD {
            format!("every coalition pays at least {:.2} less than alone", (0.0 - at_most).max(0.0))
        } else if *level <= UNTOLD {
            format!("no coalition is known to pay more than its own cost; one may, by at most {at_most:.2}")
        } else if *at_least > 0.0 {
            format!(
                "no coalition pays more than {at_most:.2} above its own cost; no split does with less than {at_least:.2}"
            )
        } else {
            format!(
                "no coalition pays more than {at_most:.2} above its own cost; the bounds of the costs leave open whether a \
                 split does with nothing"
            )
        }
    }
}

/// The least core of a game.
///
/// # Errors
///
/// When there are too few or too many players, the oracle or the solver fails, or it is cancelled.
pub fn least_core(oracle: &dyn Oracle, watch: &Watch<'_>) -> Result<LeastCore, ManyError> {
    let book = Book::open(oracle, watch)?;
    let (shares, stability) = in_book(&book, watch)?;
    let level = shares_level(&book, &shares, &stability);
    Ok(LeastCore {
        level,
        at_most: stability.at_most.max(level),
        at_least: at_least(&book, watch)?.min(level),
        searches: book.searches(),
        shares,
    })
}

/// What the coalitions asked for and the one that complains most pay at most above the lower bounds of their costs.
fn shares_level(book: &Book<'_>, shares: &[f64], stability: &Stability) -> f64 {
    let complaint = |(members, cost): (Members, Interval)| members.sum(shares) - cost.lower;
    book.coalitions().into_iter().map(complaint).fold(stability.complaint.upper, f64::max)
}

/// The same from a book that keeps what was asked: shares, and the coalition that complains most of them. The levels do
/// not tell: coalitions of which the shares of like players settle what they pay are not looked for.
pub(super) fn in_book(book: &Book<'_>, watch: &Watch<'_>) -> Result<(Vec<f64>, Stability), ManyError> {
    let found = least_for(book, &Complaints { book, measure: Measure::Money }, watch)?;
    let stability = book.stability(&found.shares)?;
    Ok((found.shares, stability))
}

/// ε of the least core for the lower bounds of the costs, and whether no split does without one whatever the costs are.
pub(super) fn level(book: &Book<'_>, watch: &Watch<'_>) -> Result<(f64, bool), ManyError> {
    let (shares, stability) = in_book(book, watch)?;
    let level = shares_level(book, &shares, &stability);
    Ok((level, level > 0.0 && at_least(book, watch)? > 1e-9 * book.magnitude()))
}

/// The least level of some complaints.
fn least_for(book: &Book<'_>, goals: &dyn Lookup, watch: &Watch<'_>) -> Result<Answer, ManyError> {
    let problem = Problem {
        players: book.players(),
        total: book.total(),
        magnitude: book.magnitude(),
        steepest: 1.0,
        kinds: book.kinds(),
        goals,
        limits: &Nothing,
    };
    Ok(first(&problem, watch.cancel)?)
}

/// The smallest ε for the coalitions asked for and the upper bounds of their costs: fewer coalitions and higher
/// costs need no larger one.
fn at_least(book: &Book<'_>, watch: &Watch<'_>) -> Result<f64, ManyError> {
    let costs = book.coalitions().into_iter().map(|(members, cost)| (members, cost.upper)).collect();
    let asked = Asked { players: book.players(), costs };
    let found = least_for(book, &asked, watch)?;
    let worst = asked.costs.iter().map(|(members, cost)| members.sum(&found.shares) - cost);
    Ok(worst.fold(f64::NEG_INFINITY, f64::max))
}

/// Coalitions and their costs.
struct Asked {
    players: usize,
    costs: Vec<(Members, f64)>,
}

impl Source for Asked {
    fn broken(&self, shares: &[f64], level: f64, _: &Span) -> Vec<Row> {
        let above = self.costs.iter().filter(|(members, cost)| members.sum(shares) - cost > level);
        let row = |(members, cost): &(Members, f64)| Row {
            id: members.0,
            terms: members.indicator(self.players),
            weight: 1.0,
            bound: *cost,
        };
        above.map(row).collect()
    }
}
