//! Whether a split gives nobody a reason to leave: `x(S) ≤ c(S)` for every coalition.

use super::condition::Condition;
use super::members::{MOST_MEMBERS, Members};
use super::oracle::{Found, Interval, ManyError, Oracle};
use super::{AGAIN, CENT, UNTOLD};

/// The coalition that complains most of a split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// The coalition that was found.
    pub worst: Members,
    /// What it pays above its own cost, `x(S) − c(S)`, in euros.
    pub complaint: Interval,
    /// No coalition pays more than this above its own cost, in euros.
    pub at_most: f64,
    /// How often all coalitions were searched, those found before left out.
    pub searches: usize,
}

impl Stability {
    /// Whether certainly no coalition pays more than a tolerance above its own cost.
    pub fn holds(&self, tolerance: f64) -> bool {
        self.at_most <= tolerance
    }

    /// Whether the split keeps everybody together, to the cent, if the bounds of the costs tell.
    pub fn told(&self) -> Option<bool> {
        match (self.holds(CENT), self.fails(CENT)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }

    /// Whether certainly some coalition does.
    pub fn fails(&self, tolerance: f64) -> bool {
        self.complaint.lower > tolerance
    }
}

/// Searches for the coalition that complains most of `shares`, and for the next ones while the bound of the search leaves
/// open what the costs of those found do not.
///
/// # Errors
///
/// When there are too few or too many players, or the oracle fails.
pub fn stability(oracle: &dyn Oracle, shares: &[f64]) -> Result<Stability, ManyError> {
    let n = oracle.players();
    if !(2..=MOST_MEMBERS).contains(&n) || shares.len() != n {
        return Err(ManyError::Players(n));
    }
    let (mut found_so_far, mut left_out): (Option<Stability>, Vec<Condition>) = (None, Vec::new());
    loop {
        // With two players there is somebody alone, so that something is found.
        let Some(found) = oracle.cheapest(shares, &left_out)? else {
            let none = || ManyError::Costs("no coalition was found where there are some".to_owned());
            return found_so_far.ok_or_else(none);
        };
        left_out.push(Condition::Known(found.members));
        let known = worse(found_so_far, &found, shares);
        // No other complains of more than the bound.
        let others = -found.bound;
        if others <= known.at_most.max(CENT) + UNTOLD || left_out.len() == AGAIN {
            return Ok(Stability { at_most: known.at_most.max(others), searches: left_out.len(), ..known });
        }
        found_so_far = Some(Stability { searches: left_out.len(), ..known });
    }
}

/// The one of two complaints that is surely larger, and the most that either may be.
fn worse(before: Option<Stability>, found: &Found, shares: &[f64]) -> Stability {
    let pays = found.members.sum(shares);
    let complaint = Interval { lower: pays - found.cost.upper, upper: pays - found.cost.lower };
    let this = Stability { worst: found.members, complaint, at_most: complaint.upper, searches: 1 };
    match before {
        Some(before) => {
            let at_most = before.at_most.max(this.at_most);
            let worst = if complaint.lower > before.complaint.lower { this } else { before };
            Stability { at_most, ..worst }
        }
        None => this,
    }
}
