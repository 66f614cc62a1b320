//! Costs that do not fit together although a longer search might make them fit.
//!
//! A coalition that is known within the gap that was asked for may seem to pay more than a larger one, or less apart than
//! together. Those are searched again with a gap that is small beside it, until what does not fit is proven not to, or every
//! coalition it is about has been searched again.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Costs, CostsError, Options, kept, planner_options};
use crate::consortium::alone::alone;
use crate::consortium::coalition_cost::{CostError, Larger, cost_of};
use crate::consortium::consistency::{Finding, Misfit, findings};
use crate::consortium::{Known, firms};
use crate::domain::Scenario;
use crate::game::Coalition;
use crate::game::many::Members;

/// How much smaller the gap of the second search is.
const CLOSER: f64 = 1e-3;

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
    let closer = Options { gap: options.gap * CLOSER, cancel: options.cancel.clone(), ..*options };
    let mut searched: BTreeSet<u32> = BTreeSet::new();
    loop {
        let open: BTreeSet<u32> = findings(costs)
            .iter()
            .filter(|finding| !finding.proven)
            .flat_map(about)
            .filter(|bits| !searched.contains(bits) && !costs.of(Coalition(*bits)).is_proven())
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let again = |bits: &u32| {
            let coalition = Coalition(*bits);
            let known = again(costs, coalition, scenario, &closer);
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

/// The coalitions a finding is about, by their bits.
fn about(finding: &Finding) -> Vec<u32> {
    match finding.misfit {
        Misfit::Apart { one, other } => vec![one.0 as u32, other.0 as u32, (one.0 | other.0) as u32],
        Misfit::Larger { smaller, larger } => vec![smaller.0 as u32, larger.0 as u32],
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
