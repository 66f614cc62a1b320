//! The work on all coalitions, size by size; of those that cost the same the first one is searched.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{CostsError, Options, kept, planner_options};
use crate::consortium::alone::{Alone, alone};
use crate::consortium::at_hand::accepted;
use crate::consortium::coalition_cost::{CostError, Larger, cost_of};
use crate::consortium::kinds::Kinds;
use crate::consortium::{Known, firms};
use crate::domain::{FirmId, Scenario};
use crate::game::Coalition;
use crate::game::many::Members;

/// Plans of larger coalitions that are tried for a smaller one.
const SOURCES: usize = 6;

/// Every coalition of some firms.
pub(super) struct Work<'a> {
    scenario: &'a Scenario,
    options: &'a Options<'a>,
    players: &'a [FirmId],
    all: usize,
    ended: AtomicUsize,
}

/// A coalition that is known, with its scenario.
struct Done {
    coalition: Coalition,
    alone: Alone,
    known: Known,
}

impl<'a> Work<'a> {
    /// All coalitions, by their bits up to `all`, are still to be done.
    pub(super) const fn new(
        scenario: &'a Scenario,
        options: &'a Options<'a>,
        players: &'a [FirmId],
        all: usize,
    ) -> Self {
        Self { scenario, options, players, all, ended: AtomicUsize::new(0) }
    }

    /// Size by size, the largest first.
    pub(super) fn every_size(&self) -> Result<Vec<Known>, CostsError> {
        let mut done: Vec<Option<Done>> = (0..=self.all).map(|_| None).collect();
        let (kinds, mut first) = (Kinds::new(self.scenario, self.players), BTreeMap::new());
        for size in (1..=self.players.len()).rev() {
            let (mut leaders, mut followers) = (Vec::new(), Vec::new());
            for coalition in (1..=self.all as u32).map(Coalition).filter(|coalition| coalition.len() == size)
            {
                match first.entry(kinds.looks(Members(coalition.0.into()))) {
                    Entry::Vacant(place) => {
                        place.insert(coalition);
                        leaders.push((coalition, None));
                    }
                    Entry::Occupied(like) => followers.push((coalition, Some(*like.get()))),
                }
            }
            for part in [leaders, followers] {
                for one in self.side_by_side(&part, &done)? {
                    let place = one.coalition.0 as usize;
                    done[place] = Some(one);
                }
            }
        }
        Ok(done.into_iter().flatten().map(|done| done.known).collect())
    }

    /// Coalitions of one size, each with one that costs the same and is known already, if there is one.
    fn side_by_side(
        &self,
        part: &[(Coalition, Option<Coalition>)],
        done: &[Option<Done>],
    ) -> Result<Vec<Done>, CostsError> {
        let failed = Mutex::new(None);
        let found: Vec<Done> = part
            .par_iter()
            .filter_map(|(coalition, like)| match self.one(*coalition, *like, done) {
                Ok(done) => done,
                Err(error) => {
                    let firms = self.named(*coalition);
                    let error = CostsError::Coalition { firms, error };
                    failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
                    None
                }
            })
            .collect();
        if let Some(error) = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            return Err(error);
        }
        if found.len() < part.len() {
            let known = self.ended.load(Ordering::Relaxed);
            return Err(CostsError::Cancelled { known, of: self.all });
        }
        Ok(found)
    }

    /// One coalition; `None` when the search was cancelled.
    fn one(
        &self,
        coalition: Coalition,
        like: Option<Coalition>,
        done: &[Option<Done>],
    ) -> Result<Option<Done>, CostError> {
        if self.options.cancel.is_cancelled() {
            return Ok(None);
        }
        let alone = alone(self.scenario, &firms(self.players, coalition));
        let like = like.and_then(|like| done[like.0 as usize].as_ref());
        let known = kept(&alone, self.options, || match like.and_then(|like| same_plan(&alone, like)) {
            Some(known) => Ok(known),
            None => cost_of(&alone, &sources(coalition, done), &planner_options(self.options)),
        })?;
        if self.options.cancel.is_cancelled() {
            return Ok(None);
        }
        let ended = self.ended.fetch_add(1, Ordering::Relaxed) + 1;
        (self.options.progress)(ended, self.all);
        Ok(Some(Done { coalition, alone, known }))
    }

    fn named(&self, coalition: Coalition) -> String {
        let name = |player: usize| self.scenario.firms[self.players[player].index()].key.as_str();
        coalition.players().map(name).collect::<Vec<_>>().join(" + ")
    }
}

/// The cost of a coalition that costs the same as another one, by the other's plan: its learners bear the same numbers. `None`
/// where the judge does not accept it, as the days with a firm of one's own are not those of another's.
fn same_plan(own: &Alone, like: &Done) -> Option<Known> {
    let Known::Cost { lower, upper, plan, way } = &like.known else { return None };
    let found = accepted(&own.scenario, (**plan).clone(), way.clone())?;
    (found.cost == *upper).then(|| found.known(*lower))
}

/// Plans with sessions of larger coalitions that hold a coalition, those with the fewest others first.
fn sources(coalition: Coalition, done: &[Option<Done>]) -> Vec<Larger<'_>> {
    let mut larger: Vec<&Done> = done
        .iter()
        .flatten()
        .filter(|other| other.coalition.0 & coalition.0 == coalition.0 && other.coalition != coalition)
        .filter(|other| other.known.plan().is_some_and(|plan| !plan.sessions.is_empty()))
        .collect();
    larger.sort_by_key(|other| (other.coalition.len(), other.coalition.0));
    let all = larger.len().saturating_sub(1);
    // The plan of everybody is the richest: it comes after the nearest ones.
    let last = larger.get(all).copied();
    let nearest = larger.into_iter().take(SOURCES - 1);
    let chosen = nearest.chain(last).filter_map(|other| {
        let plan = other.known.plan()?;
        Some(Larger { coalition: Members(other.coalition.0.into()), scenario: &other.alone.scenario, plan })
    });
    chosen.collect()
}
