//! Ledgers before they are rounded, so that what a change costs is exact whatever part of the plan it is worked out on.

use super::{Entries, Ledger, entries};
use crate::domain::Scenario;
use crate::plan::Plan;

/// The exact amounts behind a ledger, before each of its lines is rounded.
#[derive(Clone, Debug, Default)]
pub struct ExactLedger(Entries);

impl ExactLedger {
    /// Those of a plan.
    pub fn of(scenario: &Scenario, plan: &Plan) -> Self {
        Self(entries(scenario, plan))
    }

    /// These with what two others differ by: the ledger of a plan that changes as a part of it does.
    #[must_use]
    pub fn changed(&self, before: &Self, after: &Self) -> Self {
        let mut changed = self.clone();
        for (line, (amount, minutes)) in &after.0.0 {
            let entry = changed.0.0.entry(*line).or_default();
            *entry = (entry.0 + *amount, entry.1 + minutes);
        }
        for (line, (amount, minutes)) in &before.0.0 {
            let entry = changed.0.0.entry(*line).or_default();
            *entry = (entry.0 + -*amount, entry.1.wrapping_sub(*minutes));
        }
        changed
    }

    /// The ledger, each line rounded once.
    pub fn ledger(&self) -> Ledger {
        self.0.clone().into_ledger()
    }
}
