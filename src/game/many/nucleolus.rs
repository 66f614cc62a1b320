//! The nucleolus and the per-capita nucleolus: the split whose complaints, sorted from the largest, are
//! lexicographically least. Level by level, coalitions are searched for that complain more than the level and
//! whose payment is not settled, until all shares are.

use super::book::Book;
use super::oracle::{ManyError, Oracle};
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
}

impl From<Nucleolus> for Split {
    fn from(found: Nucleolus) -> Self {
        Self { shares: found.shares, known: searched(found.searches, found.gap), margins: None }
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
    let alone: f64 = (0..book.players()).map(|player| book.alone(player).lower).sum();
    // Sums of costs are exact to about 1e-16 of the largest.
    if domain == Domain::Imputations && book.total() - alone > 1e-12 * book.magnitude() {
        return Err(ManyError::Beyond);
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
    Ok(Nucleolus { shares: found.shares, levels: found.levels, gap: book.gap(), searches: book.searches() })
}
