//! Whether a split gives nobody a reason to leave: `x(S) ≤ c(S)` for every coalition.

use super::members::{MOST_MEMBERS, Members};
use super::oracle::{Interval, ManyError, Oracle};

/// The coalition that complains most of a split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// The coalition that was found.
    pub worst: Members,
    /// What it pays above its own cost, `x(S) − c(S)`, in euros.
    pub complaint: Interval,
    /// No coalition pays more than this above its own cost, in euros.
    pub at_most: f64,
}

impl Stability {
    /// Whether certainly no coalition pays more than a tolerance above its own cost.
    pub fn holds(&self, tolerance: f64) -> bool {
        self.at_most <= tolerance
    }

    /// Whether certainly some coalition does.
    pub fn fails(&self, tolerance: f64) -> bool {
        self.complaint.lower > tolerance
    }
}

/// Searches for the coalition that complains most of `shares`.
///
/// # Errors
///
/// When there are too few or too many players, or the oracle fails.
pub fn stability(oracle: &dyn Oracle, shares: &[f64]) -> Result<Stability, ManyError> {
    let n = oracle.players();
    if !(2..=MOST_MEMBERS).contains(&n) || shares.len() != n {
        return Err(ManyError::Players(n));
    }
    // With two players there is somebody alone, so that something is found.
    let Some(found) = oracle.cheapest(shares, &[])? else {
        return Err(ManyError::Costs("no coalition was found where there are some".to_owned()));
    };
    let pays = found.members.sum(shares);
    let complaint = Interval { lower: pays - found.cost.upper, upper: pays - found.cost.lower };
    Ok(Stability { worst: found.members, complaint, at_most: -found.bound })
}
