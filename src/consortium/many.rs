//! What coalitions of very many firms would pay, asked one at a time.
//!
//! Everybody, each firm alone and all but each are planned. Of the other coalitions those are looked at that somebody asks
//! for: no plan of theirs costs less than the hours of their programme, and the plan of everybody, cut down, or seats
//! outside are plans they have (`unsearched`). The coalition that complains most of some shares is found by the model of all
//! memberships (`membership`); where what is known of it is wider than the gap asked for, the planner searches.

mod look;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use itertools::Itertools;

use super::alone::{Alone, alone};
use super::coalition_cost::{CostError, cost_of};
use super::consistency::{Finding, findings_among};
use super::costs::{Options, kept, planner_options};
use super::kinds::{Kinds, Looks};
use super::membership::Membership;
use super::{Known, players, words};
use crate::domain::{FirmId, Scenario};
use crate::game::many::{Condition, Costs, Found, Interval, MOST_MEMBERS, ManyError, Members, Oracle};
use crate::plan::Plan;
use look::{Asked, Look};

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
    /// Everybody together has no plan, or none was found.
    #[error("all firms together: {}", words(.0))]
    NoPlan(Box<Known>),
    /// A coalition could not be computed.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// It was cancelled.
    #[error("cancelled before a plan for everybody was known: nothing is kept yet")]
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
    asked: RefCell<BTreeMap<Looks, Asked>>,
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
                AskError::NoPlan(Box::new(together))
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
        self.asked.borrow().values().map(|asked| (asked.members, asked.known.clone())).collect()
    }

    /// The same of those that are known as closely as was asked.
    pub fn asked_closely(&self) -> BTreeMap<Members, Known> {
        let asked = self.asked.borrow();
        let closely = asked.values().filter(|asked| asked.closely);
        closely.map(|asked| (asked.members, asked.known.clone())).collect()
    }

    /// What is known of everybody and of each coalition that was asked for. Of coalitions that cost the same the first one
    /// stands for all, and firms alone for themselves.
    pub fn known(&self) -> BTreeMap<Members, Known> {
        let everybody = (Members::all(self.players.len()), self.together.clone());
        let singles = (0..self.players.len()).map(Members::single);
        let singles = singles.filter_map(|single| Some((single, self.of(single)?)));
        self.asked().into_iter().chain(singles).chain([everybody]).collect()
    }

    /// What does not fit together: of coalitions that were not looked at closely only what is proven.
    pub fn findings(&self) -> Vec<Finding> {
        let (closely, everybody) = (self.asked_closely(), Members::all(self.players.len()));
        let close = |members: &Members| *members == everybody || closely.contains_key(members);
        let mut findings = findings_among(&self.known());
        findings.retain(|finding| finding.proven || finding.about().iter().all(close));
        findings
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
        if missing.is_empty() {
            "all firms".to_owned()
        } else if members.len() <= MOST_NAMED {
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
        self.asked.borrow().get(&self.kinds.looks(members)).map(|asked| asked.known.clone())
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
        self.looked_at(members, Look::AtHand)
    }
}

impl Oracle for Many<'_> {
    fn cheapest(&self, prices: &[f64], conditions: &[Condition]) -> Result<Option<Found>, ManyError> {
        self.searched.set(self.searched.get() + 1);
        let Some(found) = self.membership.cheapest(prices, conditions, &self.options.cancel)? else {
            return Ok(None);
        };
        let (members, bound) = (found.members, found.bound);
        let cost = self.closely(members)?;
        self.not_above(bound, prices, conditions)?;
        Ok(Some(Found { members, cost, bound }))
    }
}
