//! The Shapley value from a sample of orders (Castro, Gómez and Tejada 2009).
//!
//! In each order everybody pays what they add to the cost of those before them,
//! `c(before + i) − c(before)`; the value is the mean over all orders. One order serves all players, so that each
//! sample's shares add up to c(N), and each order comes with its reverse: who is early in one is late in the
//! other, which takes much of the chance out. The pairs are independent of each other; from how much they differ
//! follow the standard error, `√(Σ (x_k − x̄)² / (K (K − 1)))` for K pairs, and the interval of Student.

use super::members::Members;
use super::oracle::{Costs, Interval, ManyError};
use super::orders::Orders;
use super::remembered::Remembered;
use super::student::quantile;
use super::watch::{Event, Watch};

/// What a sample tells of the Shapley value.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// What each player pays by the middles of the costs; the shares add up to the upper bound of c(N).
    pub shares: Vec<f64>,
    /// The standard error of each share, from the sample alone.
    pub standard_errors: Vec<f64>,
    /// How far each side of the shares an interval reaches that holds the true share 95 times in 100.
    pub margins: Vec<f64>,
    /// The mean of each share for costs anywhere within their bounds, in the same sample.
    pub ranges: Vec<Interval>,
    /// Pairs of an order and its reverse.
    pub pairs: usize,
    /// Coalitions whose cost was asked for.
    pub coalitions: usize,
}

/// The Shapley value from so many pairs of orders, at least two.
///
/// # Errors
///
/// When a cost cannot be computed, or it is cancelled.
pub fn sampled(costs: &dyn Costs, pairs: usize, seed: u64, watch: &Watch<'_>) -> Result<Sampled, ManyError> {
    let n = costs.players();
    let known = Remembered::new(costs);
    let kinds = costs.kinds();
    let mut orders = Orders::new(seed);
    let mut sums = vec![Sums::default(); n];
    let pairs = pairs.max(2);
    for pair in 1..=pairs {
        watch.go_on()?;
        let order = orders.draw(n);
        let mut adds = vec![Added::default(); n];
        joined(&known, order.iter().copied(), &mut adds)?;
        joined(&known, order.iter().rev().copied(), &mut adds)?;
        let adds = shared_by_kind(&adds, &kinds);
        sums.iter_mut().zip(&adds).for_each(|(sums, added)| sums.add(added, pair));
        (watch.progress)(Event::Sampled { pairs: pair, of: pairs });
    }
    let errors: Vec<f64> = sums.iter().map(|sums| sums.error(pairs)).collect();
    Ok(Sampled {
        shares: sums.iter().map(|sums| sums.mean).collect(),
        margins: errors.iter().map(|error| quantile(pairs - 1) * error).collect(),
        standard_errors: errors,
        ranges: sums.iter().map(|sums| sums.range(pairs)).collect(),
        pairs,
        coalitions: known.len(),
    })
}

/// What a player adds to the cost in the two orders of a pair, half of each.
#[derive(Clone, Copy, Debug, Default)]
struct Added {
    middle: f64,
    lower: f64,
    upper: f64,
}

/// Lets players join one after another. What everybody costs is what is shared, and the empty coalition costs
/// nothing; the costs between lie within their bounds.
fn joined(
    costs: &Remembered<'_>,
    order: impl ExactSizeIterator<Item = usize>,
    adds: &mut [Added],
) -> Result<(), ManyError> {
    let n = order.len();
    let (mut before, mut members) = (Interval::exact(0.0), Members::default());
    for player in order {
        members = members.with(player);
        let cost = costs.cost(members)?;
        let after = if members.len() == n { Interval::exact(cost.upper) } else { cost };
        let added = &mut adds[player];
        added.middle += 0.5 * (after.middle() - before.middle());
        added.lower += 0.5 * (after.lower - before.upper);
        added.upper += 0.5 * (after.upper - before.lower);
        before = after;
    }
    Ok(())
}

/// The means of players of a kind: their values are the same, and the mean of their samples is nearer to it.
fn shared_by_kind(adds: &[Added], kinds: &[usize]) -> Vec<Added> {
    let of = |kind: &usize| {
        let alike = || adds.iter().zip(kinds).filter(|(_, other)| *other == kind).map(|(added, _)| added);
        let mean = |part: fn(&Added) -> f64| alike().map(part).sum::<f64>() / alike().count() as f64;
        Added {
            middle: mean(|added| added.middle),
            lower: mean(|added| added.lower),
            upper: mean(|added| added.upper),
        }
    };
    kinds.iter().map(of).collect()
}

/// Sums over pairs: the mean and the squares around it (Welford), and the bounds.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    mean: f64,
    squares: f64,
    lower: f64,
    upper: f64,
}

impl Sums {
    fn add(&mut self, added: &Added, pair: usize) {
        let off = added.middle - self.mean;
        self.mean += off / pair as f64;
        self.squares += off * (added.middle - self.mean);
        self.lower += added.lower;
        self.upper += added.upper;
    }

    fn error(&self, pairs: usize) -> f64 {
        let many = pairs as f64;
        (self.squares / (many * (many - 1.0))).sqrt()
    }

    fn range(&self, pairs: usize) -> Interval {
        Interval { lower: self.lower / pairs as f64, upper: self.upper / pairs as f64 }
    }
}
