//! What coalitions of very many firms would pay, asked one at a time.
//!
//! Everybody, each firm alone and all but each are planned. Of the other coalitions those are looked at that somebody asks
//! for: no plan of theirs costs less than the hours of their programme, and the plan of everybody, cut down, or seats
//! outside are plans they have (`unsearched`). The coalition that complains most of some shares is found by the model of all
//! memberships (`membership`); where what is known of it is wider than the gap asked for, the planner searches.

use std::cell::{Cell, RefCell};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools;

use super::alone::{Alone, alone};
use super::coalition_cost::{CostError, Larger, cost_of};
use super::consistency::{Finding, findings_among};
use super::costs::{Options, closer, euros, kept, planner_options};
use super::kinds::{Kinds, Looks};
use super::membership::Membership;
use super::unsearched::{AtHand, known};
use super::{Known, players, words};
use crate::domain::{Cents, FirmId, Scenario};
use crate::game::many::{Condition, Costs, Found, Interval, MOST_MEMBERS, ManyError, Members, Oracle};
use crate::plan::Plan;

/// Most firms of a coalition that are all named in a sentence.
const MOST_NAMED: usize = 6;

/// A bound that is further above what it bounds than this, in euros, is wrong: rounding does less.
const CONTRADICTS: f64 = 0.02;

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

/// A coalition that was asked for: the first one of all that cost the same.
struct Asked {
    members: Members,
    known: Known,
    closely: bool,
}

/// How a coalition is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// By what lies at hand.
    AtHand,
    /// The planner searches where that is wider than the gap asked for.
    Closely,
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
                self.remember(members, again, true);
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

    /// Adds to what is known of a coalition.
    fn remember(&self, members: Members, known: Known, closely: bool) {
        let mut asked = self.asked.borrow_mut();
        let place = asked.entry(self.kinds.looks(members));
        let known = match &place {
            Entry::Occupied(before) => before.get().known.clone().and(known),
            Entry::Vacant(_) => known,
        };
        let first = match &place {
            Entry::Occupied(before) => before.get().members,
            Entry::Vacant(_) => members,
        };
        place.insert_entry(Asked { members: first, known, closely });
    }

    fn looked_at(&self, members: Members, look: Look) -> Result<Interval, ManyError> {
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
                self.remember(members, found, closely);
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
    fn not_above(&self, bound: f64, prices: &[f64], conditions: &[Condition]) -> Result<(), ManyError> {
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

/// The bounds in euros; `None` where there is no plan.
fn interval(known: &Known) -> Option<Interval> {
    let amount = |amount: Option<Cents>| amount.map(euros);
    Some(Interval { lower: amount(known.lower())?, upper: amount(known.upper())? })
}
