//! What coalitions of very many firms would pay, asked one at a time.
//!
//! Everybody and each firm alone are planned. Of the other coalitions those are looked at that somebody asks for: no plan
//! of theirs costs less than the hours of their programme, and the plan of everybody, cut down, or seats outside are
//! plans they have (`unsearched`); only where neither is one for them does the planner search. The coalition
//! that complains most of some shares is found by the model of all memberships (`membership`).

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use itertools::Itertools;

use super::alone::{Alone, alone};
use super::coalition_cost::{CostError, Larger, cost_of};
use super::costs::{Options, euros, kept, planner_options};
use super::kinds::{Kinds, Looks};
use super::membership::Membership;
use super::unsearched::{AtHand, known};
use super::{Known, players, words};
use crate::domain::{Cents, FirmId, Scenario};
use crate::game::many::{Condition, Costs, Found, Interval, MOST_MEMBERS, ManyError, Members, Oracle};
use crate::plan::Plan;

/// Most firms of a coalition that are all named in a sentence.
const MOST_NAMED: usize = 6;

/// Why the costs of many cannot be asked for.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Too few firms, or too many to tell apart.
    #[error("{0} firms have learners; from 2 to {MOST_MEMBERS} can share")]
    Firms(usize),
    /// Memberships cannot be put into one model.
    #[error("coalitions of {firms} firms cannot be searched: {why}")]
    Memberships {
        /// How many firms.
        firms: usize,
        /// Why.
        why: String,
    },
    /// Everybody together has no plan.
    #[error("all firms together: {0}")]
    NoPlan(String),
    /// A coalition could not be computed.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// It was cancelled.
    #[error("cancelled before everybody's plan was known; the same command goes on from there")]
    Cancelled,
}

/// What coalitions pay.
pub struct Many<'a> {
    /// The firms that share, in the order of the scenario.
    pub players: Vec<FirmId>,
    /// Their ids.
    pub names: Vec<String>,
    scenario: &'a Scenario,
    options: &'a Options<'a>,
    everybody: Alone,
    together: Known,
    plan: Plan,
    membership: Membership,
    kinds: Kinds,
    asked: RefCell<BTreeMap<Looks, (Members, Known)>>,
    searched: Cell<usize>,
}

impl<'a> Many<'a> {
    /// Plans everybody together, and puts all memberships into one model.
    ///
    /// # Errors
    ///
    /// When there are too few or too many firms, their memberships are no model, or everybody has no plan.
    pub fn new(scenario: &'a Scenario, options: &'a Options<'a>) -> Result<Self, AskError> {
        let players = players(scenario);
        if !(2..=MOST_MEMBERS).contains(&players.len()) {
            return Err(AskError::Firms(players.len()));
        }
        let kinds = Kinds::new(scenario, &players);
        let membership = Membership::new(scenario, &players, &kinds.of)
            .map_err(|why| AskError::Memberships { firms: players.len(), why })?;
        let everybody = alone(scenario, &players);
        let together = kept(&everybody, options, || cost_of(&everybody, &[], &planner_options(options)))?;
        let Some(plan) = together.plan().cloned() else {
            return Err(if options.cancel.is_cancelled() {
                AskError::Cancelled
            } else {
                AskError::NoPlan(words(&together))
            });
        };
        let names = players.iter().map(|firm| scenario.firms[firm.index()].key.clone()).collect();
        let (asked, searched) = (RefCell::default(), Cell::new(0));
        Ok(Self {
            players,
            names,
            scenario,
            options,
            everybody,
            together,
            plan,
            membership,
            kinds,
            asked,
            searched,
        })
    }

    /// What everybody pays together.
    pub const fn together(&self) -> &Known {
        &self.together
    }

    /// The plan of everybody.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The scenario of the firms that share, without learners of nobody.
    pub const fn everybody(&self) -> &Scenario {
        &self.everybody.scenario
    }

    /// What is known of coalitions but everybody: the first one asked for of all that cost the same.
    pub fn asked(&self) -> BTreeMap<Members, Known> {
        self.asked.borrow().values().cloned().collect()
    }

    /// How often all coalitions were searched for the one that complains most.
    pub fn searches(&self) -> usize {
        self.searched.get()
    }

    /// The firms of a coalition by id; of many, those that are missing or how many there are.
    pub fn named(&self, members: Members) -> String {
        let names =
            |members: Members| members.players().map(|player| self.names[player].as_str()).join(" + ");
        let missing = Members(Members::all(self.players.len()).0 & !members.0);
        if members.len() <= MOST_NAMED {
            names(members)
        } else if missing.len() <= MOST_NAMED {
            format!("all but {}", names(missing))
        } else {
            let last = members.players().last().map_or("", |player| self.names[player].as_str());
            let first = names(members.players().take(MOST_NAMED - 2).collect());
            format!("{} firms ({first} + … + {last})", members.len())
        }
    }

    /// What is known of a coalition, or of one that costs the same, if that was asked for.
    pub fn of(&self, members: Members) -> Option<Known> {
        self.asked.borrow().get(&self.kinds.looks(members)).map(|(_, known)| known.clone())
    }

    /// What is known of a coalition that is neither empty nor everybody.
    fn find(&self, members: Members) -> Result<Known, CostError> {
        let firms: Vec<FirmId> = members.players().map(|player| self.players[player]).collect();
        let own = alone(self.scenario, &firms);
        let everybody = Larger {
            coalition: Members::all(self.players.len()),
            scenario: &self.everybody.scenario,
            plan: &self.plan,
        };
        let planned =
            || kept(&own, self.options, || cost_of(&own, &[everybody], &planner_options(self.options)));
        if members.len() == 1 {
            return planned();
        }
        match known(&own.scenario, everybody, self.options.store, &self.options.cancel)? {
            AtHand { plan: Some(known), .. } => Ok(known),
            AtHand { plan: None, .. } => planned(),
        }
    }
}

impl Costs for Many<'_> {
    fn players(&self) -> usize {
        self.players.len()
    }

    fn kinds(&self) -> Vec<usize> {
        self.kinds.of.clone()
    }

    fn cost(&self, members: Members) -> Result<Interval, ManyError> {
        if members == Members::all(self.players.len()) {
            return interval(&self.together).ok_or_else(|| ManyError::Costs(words(&self.together)));
        }
        let looks = self.kinds.looks(members);
        if let Some(cost) = self.asked.borrow().get(&looks).and_then(|(_, known)| interval(known)) {
            return Ok(cost);
        }
        if self.options.cancel.is_cancelled() {
            return Err(ManyError::Cancelled);
        }
        let named = |what: String| ManyError::Costs(format!("{}: {what}", self.named(members)));
        let known = self.find(members).map_err(|error| named(error.to_string()))?;
        if self.options.cancel.is_cancelled() {
            return Err(ManyError::Cancelled);
        }
        let cost = interval(&known).ok_or_else(|| named(words(&known)));
        self.asked.borrow_mut().insert(looks, (members, known));
        cost
    }
}

impl Oracle for Many<'_> {
    fn cheapest(&self, prices: &[f64], conditions: &[Condition]) -> Result<Option<Found>, ManyError> {
        self.searched.set(self.searched.get() + 1);
        let Some(found) = self.membership.cheapest(prices, conditions, &self.options.cancel)? else {
            return Ok(None);
        };
        let (members, bound) = (found.members, found.bound);
        Ok(Some(Found { members, cost: self.cost(members)?, bound }))
    }
}

/// The bounds in euros; `None` where there is no plan.
fn interval(known: &Known) -> Option<Interval> {
    let amount = |amount: Option<Cents>| amount.map(euros);
    Some(Interval { lower: amount(known.lower())?, upper: amount(known.upper())? })
}
