//! Costs that are asked for once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::members::Members;
use super::oracle::{Costs, Interval, ManyError};

/// Costs of others, each coalition's computed the first time only.
pub struct Remembered<'a> {
    costs: &'a dyn Costs,
    known: RefCell<BTreeMap<Members, Interval>>,
}

impl<'a> Remembered<'a> {
    /// Nothing known yet.
    pub const fn new(costs: &'a dyn Costs) -> Self {
        Self { costs, known: RefCell::new(BTreeMap::new()) }
    }

    /// How many coalitions were asked for.
    pub fn len(&self) -> usize {
        self.known.borrow().len()
    }

    /// Whether none was asked for yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Costs for Remembered<'_> {
    fn players(&self) -> usize {
        self.costs.players()
    }

    fn kinds(&self) -> Vec<usize> {
        self.costs.kinds()
    }

    fn cost(&self, members: Members) -> Result<Interval, ManyError> {
        if let Some(cost) = self.known.borrow().get(&members) {
            return Ok(*cost);
        }
        let cost = self.costs.cost(members)?;
        self.known.borrow_mut().insert(members, cost);
        Ok(cost)
    }
}
