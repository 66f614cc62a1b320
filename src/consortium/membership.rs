//! One model for all coalitions: whether a firm is a member is a 0 or 1.
//!
//! It is the part of everybody's programme that says what its hours cost at least
//! ([`crate::planner::least`]), with every learner's seat free to be outside. With `z_f` the membership of firm f, `n_f` its
//! learners in a cohort, `t_f` their seats outside and `p` what one of these costs:
//!
//! - firms that are no members are taught nowhere and pay nothing: `t_f ≥ n_f (1 − z_f)`, and `p n_f (1 − z_f)` is given
//!   back;
//! - where no seats are sold, members have none outside: `t_f ≤ n_f (1 − z_f)`;
//! - where all members' seats are bought or none, with o the choice: `t_f ≥ n_f o`, `t_f ≤ n_f (1 − z_f) + n_f o`.
//!
//! Policies, fixed sessions and the times at which single learners cannot come are left out, and what belongs to single
//! firms may be used by all: no plan of the members costs less than the model says of them.
//!
//! Prices are taken to the millionth of a euro: where they nearly equal costs, differences would be no numbers a solver can
//! work with. What that may change is taken off the bound.

mod base;

use crate::consortium::alone::alone;
use crate::domain::{CohortId, FirmId, Party, Scenario, SeatLevel, SeatRule};
use crate::game::many::{Condition, ManyError, Members, condition};
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, seats};
use crate::planner::least::hours_groups_seats;
use crate::solver::{Alike, Cancel, Col, Formulation, Limits, Outcome, Request, solve};
use base::{decidable, with_free_seats};

/// The model.
#[derive(Debug)]
pub(super) struct Membership {
    formulation: Formulation,
    members: Vec<Col>,
    kinds: Vec<usize>,
}

/// The coalition that was found, and no other is cheaper than the bound, in euros.
pub(super) struct Cheapest {
    pub members: Members,
    pub bound: f64,
}

impl Membership {
    /// The model of some firms' coalitions; in words why there is none.
    pub fn new(scenario: &Scenario, players: &[FirmId], kinds: &[usize]) -> Result<Self, String> {
        let own = alone(scenario, players).scenario;
        let base = with_free_seats(&own);
        decidable(&base)?;
        let model = model::build(&Scene::new(&base), Mode::Planning);
        let part = Alike::of(&hours_groups_seats(&model));
        let mut building =
            Building { own: &own, base: &base, formulation: part.formulation.clone(), all: Vec::new() };
        let members: Vec<Col> = players.iter().map(|_| building.formulation.binary(0.0)).collect();
        for (index, variable) in model.variables.iter().enumerate() {
            if let Variable::SeatsOutside { firm: Some(firm), cohort, most, .. } = variable
                && let Some(player) = players.iter().position(|player| player == firm)
            {
                let seats = part.place(Col(index as u32));
                building.seats(members[player], (seats, f64::from(*most)), *cohort);
            }
        }
        let mut formulation = building.formulation;
        for cost in own.tariff.fixed.iter().filter(|cost| cost.always) {
            if let Party::Firm(firm) = cost.payer
                && let Some(player) = players.iter().position(|player| *player == firm)
            {
                formulation.columns[members[player].index()].cost += cost.amount.borne().0 as f64 / 100.0;
            }
        }
        let some = members.iter().map(|member| (*member, 1.0));
        formulation.add_row(1.0, players.len() as f64 - 1.0, some);
        Ok(Self { formulation, members, kinds: kinds.to_vec() })
    }

    /// Minimises `c(S) − Σ_{i ∈ S} prices_i` over the coalitions but the empty one and everybody that keep the conditions.
    pub fn cheapest(
        &self,
        prices: &[f64],
        conditions: &[Condition],
        cancel: &Cancel,
    ) -> Result<Option<Cheapest>, ManyError> {
        let mut asked = self.formulation.clone();
        let rounded = charge(&mut asked, &self.members, prices);
        for condition in conditions {
            condition::write(&mut asked, &self.members, condition);
        }
        for (one, other) in self.in_order(prices, conditions) {
            asked.at_least([(self.members[one], 1.0), (self.members[other], -1.0)], 0.0);
        }
        let limits = Limits { relative_gap: 0.0, ..Limits::default() };
        let outcome = solve(&Request { limits, ..Request::new(&asked, cancel) })?;
        if cancel.is_cancelled() {
            return Err(ManyError::Cancelled);
        }
        match outcome {
            Outcome::Solved(solution) => {
                let inside = |(_, member): &(usize, &Col)| solution.values[member.index()] > 0.5;
                let members =
                    self.members.iter().enumerate().filter(inside).map(|(player, _)| player).collect();
                Ok(Some(Cheapest { members, bound: solution.bound.min(solution.objective) - rounded }))
            }
            Outcome::Infeasible => Ok(None),
            Outcome::NothingFound { .. } => Err(ManyError::Costs(
                "the search for the coalition that complains most found none".to_owned(),
            )),
            Outcome::Unbounded => {
                Err(ManyError::Costs("the model of memberships has no least cost".to_owned()))
            }
        }
    }
}

impl Membership {
    /// Firms of a kind, the one that pays more before the one that pays less: a coalition with the second and without the
    /// first is no worse with the first in its place, and keeps the conditions where they do not tell the two apart.
    fn in_order(&self, prices: &[f64], conditions: &[Condition]) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        order.sort_by(|a, b| prices[*b].total_cmp(&prices[*a]).then(a.cmp(b)));
        let mut last: Vec<Option<usize>> = vec![None; self.members.len()];
        let mut pairs = Vec::new();
        for player in order {
            if let Some(before) = last[self.kinds[player]].replace(player)
                && conditions.iter().all(|condition| condition.takes_for_one(before, player))
            {
                pairs.push((before, player));
            }
        }
        pairs
    }
}

/// Prices are taken to this, in euros.
const STEP: f64 = 1e-6;

/// Takes prices off the costs of memberships; by how much that may be too little, in euros, because they are rounded.
fn charge(asked: &mut Formulation, members: &[Col], prices: &[f64]) -> f64 {
    let mut above = 0.0;
    for (member, price) in members.iter().zip(prices) {
        let cost = &mut asked.columns[member.index()].cost;
        let exact = *cost - price;
        *cost = (exact / STEP).round() * STEP;
        above += (*cost - exact).max(0.0);
    }
    above
}

/// The model while it is built.
struct Building<'a> {
    own: &'a Scenario,
    base: &'a Scenario,
    formulation: Formulation,
    /// For each provider by place, the column that says that all seats are bought.
    all: Vec<(usize, Col)>,
}

impl Building<'_> {
    /// The seats outside of a firm in a cohort.
    fn seats(&mut self, member: Col, (seats, learners): (Col, f64), cohort: CohortId) {
        let each = self.base.tariff.per_learner.borne().0 as f64 / 100.0;
        let price = self.formulation.columns[seats.index()].cost + each;
        self.formulation.offset -= price * learners;
        self.formulation.columns[member.index()].cost += price * learners;
        self.formulation.at_least([(seats, 1.0), (member, learners)], learners);
        let Some(provider) = seats::provider(self.own, cohort) else {
            self.formulation.at_most([(seats, 1.0), (member, learners)], learners);
            return;
        };
        let offer = &self.own.tariff.outside[provider];
        if offer.rule == SeatRule::AllOrNone && offer.level == SeatLevel::Coalition {
            let all = self.all_outside(provider);
            self.formulation.at_least([(seats, 1.0), (all, -learners)], 0.0);
            self.formulation.at_most([(seats, 1.0), (member, learners), (all, -learners)], learners);
            // Whole where the choices are.
            self.formulation.columns[seats.index()].integer = false;
        }
    }

    fn all_outside(&mut self, provider: usize) -> Col {
        if let Some((_, all)) = self.all.iter().find(|(of, _)| *of == provider) {
            return *all;
        }
        let all = self.formulation.binary(0.0);
        self.all.push((provider, all));
        all
    }
}
