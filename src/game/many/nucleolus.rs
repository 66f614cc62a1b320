//! The nucleolus and the per-capita nucleolus: the split whose complaints, sorted from the largest, are
//! lexicographically least. Level by level, coalitions are searched for that complain more than the level and
//! whose payment is not settled, until all shares are.

use super::book::Book;
use super::oracle::{Interval, ManyError, Oracle};
use super::question::{Split, searched};
use super::rows::{Alone, Complaints};
use super::watch::Watch;
use crate::game::coalitions::Nothing;
use crate::game::lexicographic::{Lookup, Problem, least};

pub use super::rows::Measure;
pub use crate::game::nucleoli::Domain;

/// A nucleolus and what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Nucleolus {
    /// What each player pays.
    pub shares: Vec<f64>,
    /// The level of each round, the largest complaint first, in euros or euros for each player.
    pub levels: Vec<f64>,
    /// At each level no complaint is further above it than this, in euros: the gap of the searches.
    pub gap: f64,
    /// How many coalitions were searched for.
    pub searches: usize,
    /// The widest bounds of a cost that was asked for, in euros.
    pub widest: f64,
}

impl From<Nucleolus> for Split {
    fn from(found: Nucleolus) -> Self {
        Self { shares: found.shares, known: searched(found.searches, found.gap, found.widest), margins: None }
    }
}

/// The nucleolus of a game.
///
/// # Errors
///
/// When somebody always pays more than alone (among imputations), there are too few or too many players, the
/// oracle or the solver fails, or it is cancelled.
pub fn nucleolus(
    oracle: &dyn Oracle,
    measure: Measure,
    domain: Domain,
    watch: &Watch<'_>,
) -> Result<Nucleolus, ManyError> {
    let book = Book::open(oracle, watch)?;
    if domain == Domain::Imputations {
        among_imputations(&book)?;
    }
    let alone = Alone { book: &book };
    let limits: &dyn Lookup = match domain {
        Domain::Imputations => &alone,
        Domain::AllSplits => &Nothing,
    };
    let problem = Problem {
        players: book.players(),
        total: book.total(),
        magnitude: book.magnitude(),
        steepest: 1.0,
        kinds: book.kinds(),
        goals: &Complaints { book: &book, measure },
        limits,
    };
    let found = least(&problem, watch.cancel)?;
    Ok(Nucleolus {
        shares: found.shares,
        levels: found.levels,
        gap: book.gap(),
        searches: book.searches(),
        widest: book.widest(),
    })
}

/// Some split asks nobody for more than alone.
fn among_imputations(book: &Book<'_>) -> Result<(), ManyError> {
    let sum =
        |end: fn(Interval) -> f64| (0..book.players()).map(|player| end(book.alone(player))).sum::<f64>();
    // Sums of costs are exact to about 1e-16 of the largest.
    let left = book.total() - 1e-12 * book.magnitude();
    if left <= sum(|alone| alone.lower) {
        Ok(())
    } else if left <= sum(|alone| alone.upper) {
        Err(ManyError::MayBeBeyond)
    } else {
        Err(ManyError::Beyond)
    }
}
