//! The equal profit method: of the splits in the core, the one whose relative shares `x_i / c(i)` differ least,
//! lexicographically over all ordered pairs. Rows of the core are searched for where the others are kept; where
//! the core is empty, the least core takes its place.

use super::UNTOLD;
use super::book::Book;
use super::least_core;
use super::oracle::{ManyError, Oracle};
use super::question::searched;
use super::rows::Core;
use super::watch::Watch;
use crate::game::lexicographic::{Problem, Row, Source, least};
use crate::game::span::Span;

/// A split by the equal profit method and what it promises.
#[derive(Clone, Debug, PartialEq)]
pub struct Epm {
    /// What each player pays.
    pub shares: Vec<f64>,
    /// The largest difference between two relative shares, 0.01 being one per cent of one's own cost.
    pub widest: f64,
    /// What coalitions bear above their own cost because the core is empty, in euros; 0 where it is not.
    pub subsidy: f64,
    /// Whether the core is empty whatever the costs are within their bounds.
    pub empty: bool,
    /// No coalition bears further above that than this, in euros: the gap of the searches.
    pub gap: f64,
    /// How many coalitions were searched for.
    pub searches: usize,
    /// The widest bounds of a cost that was asked for, in euros.
    pub widest_cost: f64,
}

impl Epm {
    /// What it promises, in words.
    pub fn words(&self) -> String {
        let mut words = format!(
            "shares of one's own cost differ by at most {:.2} %; {}",
            100.0 * self.widest,
            searched(self.searches, self.gap, self.widest_cost)
        );
        if self.subsidy > UNTOLD {
            let empty = if self.empty {
                "the core is empty"
            } else {
                "the bounds leave open whether the core is empty"
            };
            words += &format!("; {empty}, coalitions bear at most {:.2} above their own cost", self.subsidy);
        }
        words
    }
}

/// The equal profit method.
///
/// # Errors
///
/// When somebody pays nothing alone, there are too few or too many players, the oracle or the solver fails, or
/// it is cancelled.
pub fn epm(oracle: &dyn Oracle, watch: &Watch<'_>) -> Result<Epm, ManyError> {
    let book = Book::open(oracle, watch)?;
    let size = book.magnitude();
    let alone: Vec<f64> = (0..book.players()).map(|player| book.alone(player).upper).collect();
    if alone.iter().any(|cost| cost.abs() <= 1e-12 * size) {
        return Err(ManyError::Free);
    }
    let (level, empty) = least_core::level(&book, watch)?;
    // The least core is met within what the arithmetic of the computer can tell.
    let subsidy = if level > 0.0 { level + 1e-9 * size } else { 0.0 };
    let problem = Problem {
        players: book.players(),
        total: book.total(),
        magnitude: size,
        steepest: alone.iter().fold(1.0_f64, |most, cost| most.max(size / cost.abs())),
        kinds: book.kinds(),
        goals: &Differences { size, alone: &alone },
        limits: &Core { book: &book, subsidy },
    };
    let found = least(&problem, watch.cancel)?;
    let widest = found.levels.first().copied().unwrap_or(0.0) / size;
    Ok(Epm {
        shares: found.shares,
        widest,
        subsidy,
        empty,
        gap: book.gap(),
        searches: book.searches(),
        widest_cost: book.widest(),
    })
}

/// Every ordered pair complains of its difference, in units of `size`.
struct Differences<'a> {
    size: f64,
    alone: &'a [f64],
}

impl Source for Differences<'_> {
    fn broken(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row> {
        let n = self.alone.len();
        let relative: Vec<f64> = self.alone.iter().map(|cost| self.size / cost).collect();
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|a, b| (shares[*b] * relative[*b]).total_cmp(&(shares[*a] * relative[*a])));
        let mut rows = Vec::new();
        // From the highest share and the lowest: the widest differences first.
        for one in &order {
            for other in order.iter().rev() {
                let difference = shares[*one] * relative[*one] - shares[*other] * relative[*other];
                if difference <= level || one == other || rows.len() == 3 * n {
                    break;
                }
                let mut terms = vec![0.0; n];
                (terms[*one], terms[*other]) = (relative[*one], -relative[*other]);
                if !settled.settles(&terms) {
                    rows.push(Row { id: (one * n + other) as u64, terms, weight: 1.0, bound: 0.0 });
                }
            }
        }
        rows
    }
}
