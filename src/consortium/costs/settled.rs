//! Costs that do not fit together although a longer search might make them fit.
//!
//! A coalition that is known within the gap that was asked for may seem to pay more than a larger one, or less apart than
//! together. Those are searched again with a gap that is small beside it, until what does not fit is proven not to, or every
//! coalition it is about has been searched again.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Costs, CostsError, Options, closer, kept, planner_options};
use crate::consortium::alone::alone;
use crate::consortium::coalition_cost::{CostError, Larger, cost_of};
use crate::consortium::consistency::{Finding, findings};
use crate::consortium::{Known, firms};
use crate::domain::Scenario;
use crate::game::Coalition;
use crate::game::many::Members;

/// Searches again what does not fit and is not proven not to.
///
/// # Errors
///
/// When a coalition cannot be computed, or it is cancelled.
pub(super) fn settle(
    costs: &mut Costs,
    scenario: &Scenario,
    options: &Options<'_>,
) -> Result<(), CostsError> {
    let closer = closer(options);
    let mut searched: BTreeSet<u32> = BTreeSet::new();
    let all = costs.known.len();
    loop {
        let open: BTreeSet<u32> = findings(costs)
            .iter()
            .filter(|finding| !finding.proven)
            .flat_map(Finding::about)
            .map(|members| members.0 as u32)
            .filter(|bits| !searched.contains(bits) && !costs.of(Coalition(*bits)).is_proven())
            .collect();
        // Where no gap was left a second search finds nothing new.
        if open.is_empty() || options.gap == 0.0 {
            return Ok(());
        }
        let ended = AtomicUsize::new(all - open.len());
        let again = |bits: &u32| {
            let coalition = Coalition(*bits);
            let known = again(costs, coalition, scenario, &closer);
            (options.progress)(ended.fetch_add(1, Ordering::Relaxed) + 1, all);
            known.map(|known| (coalition, known)).map_err(|error| (coalition, error))
        };
        let found: Vec<Result<(Coalition, Known), (Coalition, CostError)>> =
            open.par_iter().map(again).collect();
        if options.cancel.is_cancelled() {
            let of = costs.known.len();
            return Err(CostsError::Cancelled { known: of, of });
        }
        for result in found {
            match result {
                Ok((coalition, found)) => {
                    let known = &mut costs.known[coalition.0 as usize - 1];
                    *known = known.clone().and(found);
                    if let Known::Cost { lower, upper, .. } = *known
                        && upper < lower
                    {
                        let error = CostError::Crossed { upper, lower };
                        return Err(CostsError::Coalition { firms: costs.named(coalition), error });
                    }
                }
                Err((coalition, error)) => {
                    return Err(CostsError::Coalition { firms: costs.named(coalition), error });
                }
            }
        }
        searched.extend(open);
    }
}

/// Searches one coalition again, its own plan at hand.
fn again(
    costs: &Costs,
    coalition: Coalition,
    scenario: &Scenario,
    options: &Options<'_>,
) -> Result<Known, CostError> {
    let own = alone(scenario, &firms(&costs.players, coalition));
    let known = costs.of(coalition).plan().map(|plan| Larger {
        coalition: Members(coalition.0.into()),
        scenario: &own.scenario,
        plan,
    });
    let larger: Vec<Larger<'_>> = known.into_iter().collect();
    kept(&own, options, || cost_of(&own, &larger, &planner_options(options)))
}
