//! Coalitions asked for so far, and those that are searched for.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::condition::{Condition, open};
use super::members::{MOST_MEMBERS, Members};
use super::oracle::{Found, Interval, ManyError, Oracle};
use super::stability::{Stability, stability};
use super::watch::{Event, Watch};
use super::{AGAIN, UNTOLD};
use crate::game::lexicographic::Row;
use crate::game::span::Span;

/// What has been asked of an oracle.
pub(super) struct Book<'a> {
    oracle: &'a dyn Oracle,
    watch: &'a Watch<'a>,
    kinds: Vec<usize>,
    known: RefCell<BTreeMap<Members, Interval>>,
    searches: Cell<usize>,
    gap: Cell<f64>,
}

impl<'a> Book<'a> {
    /// Asks for everybody, each player alone, and all but each player.
    pub fn open(oracle: &'a dyn Oracle, watch: &'a Watch<'a>) -> Result<Self, ManyError> {
        let n = oracle.players();
        if !(2..=MOST_MEMBERS).contains(&n) {
            return Err(ManyError::Players(n));
        }
        let mut known = BTreeMap::new();
        let all = Members::all(n);
        let others = (0..n).flat_map(|player| [Members::single(player), all.without(player)]);
        for members in others.chain([all]) {
            watch.go_on()?;
            known.insert(members, oracle.cost(members)?);
        }
        let (searches, gap) = (Cell::new(0), Cell::new(0.0));
        let kinds = oracle.kinds();
        Ok(Self { oracle, watch, kinds, known: RefCell::new(known), searches, gap })
    }

    /// How many players there are.
    pub fn players(&self) -> usize {
        self.oracle.players()
    }

    /// The kind of each player.
    pub fn kinds(&self) -> &[usize] {
        &self.kinds
    }

    /// What is known of a coalition that was asked for.
    pub fn known(&self, members: Members) -> Interval {
        self.known.borrow().get(&members).copied().unwrap_or(Interval::exact(f64::INFINITY))
    }

    /// The total that is shared: what everybody's plan costs.
    pub fn total(&self) -> f64 {
        self.known(Members::all(self.players())).upper
    }

    /// What a player costs alone.
    pub fn alone(&self, player: usize) -> Interval {
        self.known(Members::single(player))
    }

    /// The largest cost asked for, without its sign; 1 where all are 0.
    pub fn magnitude(&self) -> f64 {
        let known = self.known.borrow();
        let sizes = known.values().map(|cost| cost.lower.abs().max(cost.upper.abs()));
        let largest = sizes.fold(0.0, f64::max);
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// The coalitions asked for but everybody, and what they cost.
    pub fn coalitions(&self) -> Vec<(Members, Interval)> {
        let all = Members::all(self.players());
        let known = self.known.borrow();
        known
            .iter()
            .filter(|(members, _)| **members != all)
            .map(|(members, cost)| (*members, *cost))
            .collect()
    }

    /// How many searches there have been.
    pub fn searches(&self) -> usize {
        self.searches.get()
    }

    /// The widest bounds of a cost asked for, everybody's aside, in euros.
    pub fn widest(&self) -> f64 {
        self.coalitions().into_iter().map(|(_, cost)| cost.width()).fold(0.0, f64::max)
    }

    /// How far above its level a complaint may be that the searches did not find, in euros.
    pub fn gap(&self) -> f64 {
        self.gap.get()
    }

    /// A coalition outside what is settled with `Σ prices − c(S)` above a level: the one with the largest bound, or, where
    /// its cost is known to be no complaint, the next.
    pub fn above(&self, prices: &[f64], level: f64, settled: &Span) -> Result<Option<Members>, ManyError> {
        let mut conditions = open(settled).unwrap_or_default();
        let mut missed = 0.0;
        for _ in 0..AGAIN {
            let Some(found) = self.cheapest(prices, settled, &mut conditions)? else { return Ok(None) };
            let complaint = found.members.sum(prices) - self.known(found.members).lower;
            let (searches, settled) = (self.searches(), settled.rank());
            (self.watch.progress)(Event::Searched { searches, settled, beyond: complaint - level });
            if complaint > level {
                return Ok(Some(found.members));
            }
            missed = -found.bound - level;
            if missed <= UNTOLD {
                break;
            }
            conditions.push(Condition::Known(found.members));
        }
        self.gap.set(self.gap.get().max(missed));
        Ok(None)
    }

    /// The coalition that complains most of some shares, whether what it pays is settled or not.
    pub fn stability(&self, shares: &[f64]) -> Result<Stability, ManyError> {
        self.watch.go_on()?;
        let found = stability(self.oracle, shares)?;
        self.searches.set(self.searches() + found.searches);
        let cost = self.oracle.cost(found.worst)?;
        self.known.borrow_mut().insert(found.worst, cost);
        Ok(found)
    }

    /// Asks the oracle, and again while it answers with a coalition that is settled.
    fn cheapest(
        &self,
        prices: &[f64],
        settled: &Span,
        conditions: &mut Vec<Condition>,
    ) -> Result<Option<Found>, ManyError> {
        loop {
            self.watch.go_on()?;
            let Some(found) = self.oracle.cheapest(prices, conditions)? else { return Ok(None) };
            self.searches.set(self.searches() + 1);
            let mut known = self.known.borrow_mut();
            known.entry(found.members).and_modify(|cost| *cost = cost.and(found.cost)).or_insert(found.cost);
            if !settled.settles(&found.members.indicator(self.players())) {
                return Ok(Some(found));
            }
            conditions.push(Condition::Other(found.members));
        }
    }

    /// The rows of coalitions asked for with `x(S) − c(S)` above what they may complain of, the worst first.
    pub fn broken(
        &self,
        shares: &[f64],
        row: impl Fn(Members, Interval) -> Row,
        may: impl Fn(&Row) -> f64,
    ) -> Vec<Row> {
        let above = |(members, cost): (Members, Interval)| {
            let row = row(members, cost);
            let by = members.sum(shares) - row.bound - may(&row);
            (by > 0.0).then_some((by, members, row))
        };
        let mut found: Vec<(f64, Members, Row)> = self.coalitions().into_iter().filter_map(above).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, _, row)| row).collect()
    }
}
