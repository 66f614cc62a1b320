//! The cost of coalitions by pools: `c(S) = Σ_p c_p(S)`.
//!
//! Each part of a ledger line belongs to the first pool that takes it. A line is rounded once, as in the ledger, and
//! its cents go to pools in proportion to the parts, by the largest remainder: pools add up to the ledger to the
//! cent. Prices of broken wishes, where they count, belong to the last pool.

use std::collections::BTreeMap;

use super::alone::alone;
use super::costs::{Costs, euros};
use super::firms;
use crate::check::judge;
use crate::domain::{Cents, ExactCents, Pool, Scenario};
use crate::game::rounding::to_cents;
use crate::game::{Coalition, Game, Kind, TableError};
use crate::plan::{Plan, cells};

/// What each pool costs each coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolCosts {
    /// Costs by coalition, the empty one first, then by pool.
    costs: Vec<Vec<Cents>>,
}

impl PoolCosts {
    /// Parts what is known of every coalition; `None` where one has no plan, or there are no pools.
    pub fn new(scenario: &Scenario, costs: &Costs) -> Option<Self> {
        let pools = &scenario.agreement.pools;
        if pools.is_empty() {
            return None;
        }
        let of = |(who, known): (Coalition, &super::Known)| {
            let own = alone(scenario, &firms(&costs.players, who)).scenario;
            known.plan().map(|plan| in_pools(&own, plan, pools))
        };
        let nobody = Some(vec![Cents(0); pools.len()]);
        let costs: Option<Vec<Vec<Cents>>> = std::iter::once(nobody).chain(costs.all().map(of)).collect();
        costs.map(|costs| Self { costs })
    }

    /// What a pool costs a coalition.
    pub fn of(&self, pool: usize, who: Coalition) -> Cents {
        self.costs[who.0 as usize][pool]
    }

    /// The game of a pool among the firms of these names.
    ///
    /// # Errors
    ///
    /// The table is no game; that is a mistake of this program.
    pub fn game(&self, pool: usize, names: &[String]) -> Result<Game, TableError> {
        let values = self.costs.iter().map(|pools| euros(pools[pool])).collect();
        Game::new(names.to_vec(), Kind::Cost, values)
    }
}

/// What a plan costs, by pools; the last takes what no other does.
pub fn in_pools(own: &Scenario, plan: &Plan, pools: &[Pool]) -> Vec<Cents> {
    let mut lines: BTreeMap<_, Vec<ExactCents>> = BTreeMap::new();
    for cell in cells(own, plan) {
        let taken = pools.iter().position(|pool| pool.holds(cell.heading, cell.class, cell.programme));
        let line = (cell.heading, cell.payer, cell.payee, cell.opportunity);
        let parts = lines.entry(line).or_insert_with(|| vec![ExactCents::default(); pools.len()]);
        parts[taken.unwrap_or(pools.len() - 1)] += cell.amount;
    }
    let mut sums = vec![Cents(0); pools.len()];
    for parts in lines.values() {
        let whole: ExactCents = parts.iter().copied().sum();
        let shares: Vec<f64> = parts.iter().map(|part| part.to_f64() / 100.0).collect();
        for (sum, cents) in sums.iter_mut().zip(to_cents(&shares, whole.round())) {
            *sum += cents;
        }
    }
    if own.agreement.wishes_count
        && let Some(last) = sums.last_mut()
    {
        *last += judge(own, plan).wish_cents;
    }
    sums
}
