//! How coalitions of many are looked at, and what is known of those that were.

use std::collections::BTreeSet;

use super::Many;
use crate::consortium::alone::{Alone, alone};
use crate::consortium::coalition_cost::{CostError, Larger, cost_of};
use crate::consortium::consistency::{Finding, findings_among};
use crate::consortium::costs::{Options, closer, euros, kept, planner_options};
use crate::consortium::unsearched::{AtHand, known};
use crate::consortium::{Known, words};
use crate::domain::{Cents, FirmId};
use crate::game::many::{Condition, Interval, ManyError, Members};

/// A bound that is further above what it bounds than this, in euros, is wrong: rounding does less.
const CONTRADICTS: f64 = 0.02;

/// A coalition that was asked for: the first one of all that cost the same.
pub(super) struct Asked {
    pub members: Members,
    pub known: Known,
    pub closely: bool,
}

/// How a coalition is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// By what lies at hand.
    AtHand,
    /// The planner searches where that is wider than the gap asked for.
    Closely,
}

impl Many<'_> {
    /// Looks closely at a coalition but everybody.
    ///
    /// # Errors
    ///
    /// When it cannot be computed, it has no plan, or it is cancelled.
    pub fn closely(&self, members: Members) -> Result<Interval, ManyError> {
        self.looked_at(members, Look::Closely)
    }

    /// Searches again what does not fit together of what was looked at closely, until that is proven or all of it has
    /// been searched again.
    ///
    /// # Errors
    ///
    /// When a coalition cannot be computed, or it is cancelled.
    pub fn settle(&self) -> Result<(), ManyError> {
        let closer = closer(self.options);
        let mut searched: BTreeSet<Members> = BTreeSet::new();
        loop {
            let open: BTreeSet<Members> = findings_among(&self.asked_closely())
                .iter()
                .filter(|finding| !finding.proven)
                .flat_map(Finding::about)
                .filter(|members| !searched.contains(members))
                .collect();
            // Where no gap was left a second search finds nothing new.
            if open.is_empty() || self.options.gap == 0.0 {
                return Ok(());
            }
            for members in open {
                let again = self.planned(members, &closer).map_err(|error| self.failed(members, &error))?;
                self.go_on()?;
                self.remember(members, again, true)?;
                searched.insert(members);
            }
        }
    }

    fn go_on(&self) -> Result<(), ManyError> {
        if self.options.cancel.is_cancelled() { Err(ManyError::Cancelled) } else { Ok(()) }
    }

    fn failed(&self, members: Members, error: &CostError) -> ManyError {
        ManyError::Costs(format!("{}: {error}", self.named(members)))
    }

    /// Adds to what is known of a coalition, and of all that cost the same.
    fn remember(&self, members: Members, known: Known, closely: bool) -> Result<(), ManyError> {
        let looks = self.kinds.looks(members);
        let before = self.asked.borrow_mut().remove(&looks);
        let (members, known) = match before {
            Some(before) => (before.members, before.known.and(known)),
            None => (members, known),
        };
        if let Known::Cost { lower, upper, .. } = known
            && upper < lower
        {
            return Err(self.failed(members, &CostError::Crossed { upper, lower }));
        }
        self.asked.borrow_mut().insert(looks, Asked { members, known, closely });
        Ok(())
    }

    pub(super) fn looked_at(&self, members: Members, look: Look) -> Result<Interval, ManyError> {
        if members == Members::all(self.players.len()) {
            return interval(&self.together).ok_or_else(|| ManyError::NoPlan(words(&self.together)));
        }
        let looks = self.kinds.looks(members);
        let before = self.asked.borrow().get(&looks).map(|asked| (asked.known.clone(), asked.closely));
        let known = match before {
            Some((known, closely)) if closely || look == Look::AtHand => known,
            _ => {
                self.go_on()?;
                let found = self.find(members, look).map_err(|error| self.failed(members, &error))?;
                self.go_on()?;
                let closely = look == Look::Closely || self.is_close(&found);
                self.remember(members, found, closely)?;
                self.of(members).unwrap_or(Known::NotFound { lower: None })
            }
        };
        interval(&known)
            .ok_or_else(|| ManyError::NoPlan(format!("{}: {}", self.named(members), words(&known))))
    }

    /// Whether bounds are as near to each other as was asked.
    fn is_close(&self, known: &Known) -> bool {
        let ends = interval(known);
        ends.is_some_and(|ends| ends.width() <= self.options.gap * ends.upper.abs())
    }

    /// What is known of a coalition that is neither empty nor everybody.
    fn find(&self, members: Members, look: Look) -> Result<Known, CostError> {
        if look == Look::Closely || members.len() == 1 {
            return self.planned(members, self.options);
        }
        let own = self.alone(members);
        match known(&own.scenario, self.larger(), self.options.store, &self.options.cancel)? {
            AtHand { plan: Some(known), .. } => Ok(known),
            AtHand { plan: None, .. } => self.planned(members, self.options),
        }
    }

    /// The planner's answer for a coalition, from the store or found now.
    fn planned(&self, members: Members, options: &Options<'_>) -> Result<Known, CostError> {
        let own = self.alone(members);
        kept(&own, options, || cost_of(&own, &[self.larger()], &planner_options(options)))
    }

    fn alone(&self, members: Members) -> Alone {
        let firms: Vec<FirmId> = members.players().map(|player| self.players[player]).collect();
        alone(self.scenario, &firms)
    }

    /// Everybody, whose plan is cut down.
    fn larger(&self) -> Larger<'_> {
        Larger {
            coalition: Members::all(self.players.len()),
            scenario: &self.everybody.scenario,
            plan: &self.plan,
        }
    }

    /// No bound of a search may contradict what coalitions are known to cost.
    pub(super) fn not_above(
        &self,
        bound: f64,
        prices: &[f64],
        conditions: &[Condition],
    ) -> Result<(), ManyError> {
        // Of coalitions left out because they are known others are left out too, which complain no more than those.
        let left_out = |condition: &Condition| match condition {
            Condition::Known(members) => {
                Some(self.of(*members).and_then(|known| interval(&known))?.lower - members.sum(prices))
            }
            _ => None,
        };
        let bound = conditions.iter().filter_map(left_out).fold(bound, f64::min);
        for (members, known) in self.asked() {
            let Some(cost) = interval(&known) else { continue };
            let beyond = bound - (cost.upper - members.sum(prices));
            if beyond > CONTRADICTS && conditions.iter().all(|condition| condition.allows(members)) {
                return Err(ManyError::Costs(format!(
                    "the search for the coalition that complains most missed {} by {beyond:.2}. Please report this with \
                     the scenario",
                    self.named(members)
                )));
            }
        }
        Ok(())
    }
}

/// The bounds in euros; `None` where there is no plan.
fn interval(known: &Known) -> Option<Interval> {
    let amount = |amount: Option<Cents>| amount.map(euros);
    Some(Interval { lower: amount(known.lower())?, upper: amount(known.upper())? })
}
