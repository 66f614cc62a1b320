//! What keeps many together whose core is empty: the least subsidy
//! `min g : x(N) + g = c(N), x(S) ≤ c(S) for all S but N, g ≥ 0`, by generation of rows, with g the share of a funder who is
//! in no coalition. With lower bounds of costs as in all rows, the subsidy is enough whatever the costs are.

use super::book::Book;
use super::members::Members;
use super::oracle::{Interval, ManyError, Oracle};
use super::rows::Core;
use super::watch::Watch;
use crate::game::lexicographic::{LexicographicError, Lookup, Problem, Row, Source, first};
use crate::game::span::Span;

/// Below this share of the largest cost, a subsidy counts as 0.
const NOTHING: f64 = 1e-7;

/// What keeps many together.
#[derive(Clone, Debug, PartialEq)]
pub struct Subsidy {
    /// The subsidy for the lower bounds of the costs, in euros, so that it is enough; 0 when a split of the whole cost holds.
    pub least: f64,
    /// No smaller one is enough whatever the costs are within their bounds, in euros.
    pub at_least: f64,
    /// A split of what is left to pay.
    pub shares: Vec<f64>,
    /// No coalition pays more than this above its own cost, in euros: the gap of the searches.
    pub gap: f64,
}

/// The least subsidy.
///
/// # Errors
///
/// When the oracle or the solver fails, or it is cancelled.
pub fn subsidy(oracle: &dyn Oracle, watch: &Watch<'_>) -> Result<Subsidy, ManyError> {
    let book = Book::open(oracle, watch)?;
    let n = book.players();
    let funder = book.kinds().iter().copied().max().unwrap_or(0) + 1;
    let kinds: Vec<usize> = book.kinds().iter().copied().chain([funder]).collect();
    let problem = Problem {
        players: n + 1,
        total: book.total(),
        magnitude: book.magnitude(),
        steepest: 1.0,
        kinds: &kinds,
        goals: &Funder { players: n },
        limits: &WithFunder(Core { book: &book, subsidy: 0.0 }),
    };
    let mut shares = first(&problem, watch.cancel)?.shares;
    let least = shares.pop().filter(|least| *least > NOTHING * book.magnitude()).unwrap_or(0.0);
    let at_least = if least > 0.0 { at_least(&book, &kinds, watch)?.min(least) } else { 0.0 };
    Ok(Subsidy { least, at_least, shares, gap: book.gap() })
}

/// The same for the coalitions asked for and the upper bounds of their costs: fewer coalitions and higher costs need no
/// larger one.
fn at_least(book: &Book<'_>, kinds: &[usize], watch: &Watch<'_>) -> Result<f64, ManyError> {
    let n = book.players();
    let problem = Problem {
        players: n + 1,
        total: book.total(),
        magnitude: book.magnitude(),
        steepest: 1.0,
        kinds,
        goals: &Funder { players: n },
        limits: &Asked(book),
    };
    Ok(first(&problem, watch.cancel)?.shares.pop().unwrap_or(0.0).max(0.0))
}

/// No coalition asked for pays more than its plan costs, and the funder is paid nothing.
struct Asked<'a>(&'a Book<'a>);

impl Source for Asked<'_> {
    fn broken(&self, shares: &[f64], tolerance: f64, _: &Span) -> Vec<Row> {
        let n = self.0.players();
        let row = |(members, cost): (Members, Interval)| {
            let terms = members.indicator(n + 1);
            (members.sum(shares) > cost.upper + tolerance).then_some(Row {
                id: members.0,
                terms,
                weight: 0.0,
                bound: cost.upper,
            })
        };
        let mut rows: Vec<Row> = self.0.coalitions().into_iter().filter_map(row).collect();
        if shares.last().is_some_and(|paid| *paid < -tolerance) {
            rows.push(Funder { players: n }.row(-1.0, 0.0));
        }
        rows
    }
}

/// The funder pays as little as can be.
struct Funder {
    players: usize,
}

impl Funder {
    /// `sign · g − weight · ε ≤ 0`: the goal, and that nothing is paid out.
    fn row(&self, sign: f64, weight: f64) -> Row {
        let mut terms = vec![0.0; self.players];
        terms.push(sign);
        Row { id: u64::MAX, terms, weight, bound: 0.0 }
    }
}

impl Source for Funder {
    fn broken(&self, shares: &[f64], level: f64, _: &Span) -> Vec<Row> {
        let above = shares.last().is_some_and(|paid| *paid > level);
        above.then(|| self.row(1.0, 1.0)).into_iter().collect()
    }
}

/// Nobody in a coalition pays more than alone, and the funder is paid nothing.
struct WithFunder<'a>(Core<'a>);

impl WithFunder<'_> {
    fn longer(rows: Vec<Row>) -> Vec<Row> {
        let longer = |mut row: Row| {
            row.terms.push(0.0);
            row
        };
        rows.into_iter().map(longer).collect()
    }
}

impl Lookup for WithFunder<'_> {
    fn at_hand(&self, shares: &[f64], tolerance: f64, settled: &Span) -> Vec<Row> {
        let Some((paid, shares)) = shares.split_last() else { return Vec::new() };
        let mut rows = Self::longer(self.0.at_hand(shares, tolerance, settled));
        if *paid < -tolerance {
            rows.push(Funder { players: shares.len() }.row(-1.0, 0.0));
        }
        rows
    }

    fn searched(
        &self,
        shares: &[f64],
        tolerance: f64,
        settled: &Span,
    ) -> Result<Vec<Row>, LexicographicError> {
        let Some((_, shares)) = shares.split_last() else { return Ok(Vec::new()) };
        Ok(Self::longer(self.0.searched(shares, tolerance, settled)?))
    }
}
