//! What keeps many together whose core is empty: the least subsidy,
//! `c(N) − max { x(N) : x(S) ≤ c(S) for all S but N, x(N) ≤ c(N) }`, by generation of rows. With lower bounds of costs as
//! in all rows, the subsidy is enough whatever the costs are.

use super::members::Members;
use super::oracle::{ManyError, Oracle};
use super::stability::stability;
use super::watch::Watch;
use crate::solver::{Col, Formulation, Outcome, Request, solve};

/// Below this share of the total, a complaint counts as 0.
const NOTHING: f64 = 1e-7;

/// What keeps many together.
#[derive(Clone, Debug, PartialEq)]
pub struct Subsidy {
    /// The subsidy, in euros; 0 when a split of the whole cost holds.
    pub least: f64,
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
    let n = oracle.players();
    let total = oracle.cost(Members::all(n))?.upper;
    let mut rows = Vec::new();
    for player in 0..n {
        let one = Members::single(player);
        rows.push((one, oracle.cost(one)?.lower));
    }
    loop {
        watch.go_on()?;
        let shares = most_paid(n, total, &rows, watch)?;
        let worst = stability(oracle, &shares)?;
        let settled = rows.iter().any(|(members, _)| *members == worst.worst);
        if settled || worst.complaint.upper <= NOTHING * total.abs() {
            let least = total - shares.iter().sum::<f64>();
            let least = if least > NOTHING * total.abs() { least } else { 0.0 };
            return Ok(Subsidy { least, shares, gap: worst.at_most.max(0.0) });
        }
        rows.push((worst.worst, oracle.cost(worst.worst)?.lower));
    }
}

/// `max x(N)` with the rows known so far, at most the total; nobody is paid for taking part beyond the total.
fn most_paid(
    n: usize,
    total: f64,
    rows: &[(Members, f64)],
    watch: &Watch<'_>,
) -> Result<Vec<f64>, ManyError> {
    let mut formulation = Formulation::default();
    let most = total.abs().max(1.0);
    let shares: Vec<Col> = (0..n).map(|_| formulation.continuous(-most, most, -1.0)).collect();
    let terms = |members: Members| members.players().map(|player| (shares[player], 1.0)).collect::<Vec<_>>();
    for (members, cost) in rows {
        formulation.at_most(terms(*members), *cost);
    }
    formulation.at_most(terms(Members::all(n)), total);
    match solve(&Request::new(&formulation, watch.cancel))? {
        Outcome::Solved(solution) => Ok(solution.values),
        Outcome::Infeasible | Outcome::NothingFound { .. } | Outcome::Unbounded => Err(ManyError::Cancelled),
    }
}
