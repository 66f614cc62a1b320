//! A consortium that runs a course in groups or sends everybody outside, all or none:
//! `c(S) = min(f + g ⌈n(S) / m⌉ + p n(S), q n(S))` with n(S) learners.

use vetplan::game::many::{Condition, Costs, Found, Interval, ManyError, Members, Oracle, condition};
use vetplan::game::{Game, Kind};
use vetplan::solver::{Cancel, Col, Formulation, Outcome, Request, solve};

use super::Dice;

/// Prices and learners.
#[derive(Clone, Debug)]
pub struct Consortium {
    pub learners: Vec<u64>,
    pub fixed: f64,
    pub group: f64,
    pub size: u64,
    pub each: f64,
    pub outside: f64,
    /// Whether firms with as many learners are said to be alike.
    pub alike: bool,
}

impl Consortium {
    /// Prices as they occur; few sizes of firms, so that many coalitions cost the same.
    pub fn drawn(firms: usize, dice: &mut Dice) -> Self {
        Self {
            learners: (0..firms).map(|_| 1 + dice.below(16)).collect(),
            fixed: 1_000.0 * dice.below(90) as f64,
            group: 1_000.0 * (10 + dice.below(30)) as f64,
            size: 8 + dice.below(9),
            each: 420.0,
            outside: 3_000.0 + 100.0 * dice.below(60) as f64,
            alike: false,
        }
    }

    pub fn all_learners(&self) -> u64 {
        self.learners.iter().sum()
    }

    /// What so many learners cost.
    pub fn cost_of(&self, learners: u64) -> f64 {
        let many = learners as f64;
        let inside = self.fixed + self.group * learners.div_ceil(self.size) as f64 + self.each * many;
        if learners == 0 { 0.0 } else { inside.min(self.outside * many) }
    }

    fn of(&self, members: Members) -> f64 {
        self.cost_of(members.players().map(|firm| self.learners[firm]).sum())
    }

    /// The table of all coalitions.
    pub fn table(&self) -> Game {
        let firms = self.learners.len();
        let names = (0..firms).map(|firm| format!("F{firm}")).collect();
        Game::new(names, Kind::Cost, (0..1 << firms).map(|bits| self.of(Members(bits))).collect()).unwrap()
    }

    /// By dynamic programming over learners, the most that any coalition but the empty one and everybody pays
    /// above its own cost.
    pub fn worst(&self, shares: &[f64]) -> f64 {
        let all = self.all_learners() as usize;
        // Most that firms with so many learners pay; the coalition of everybody is the only one with all learners.
        let mut most = vec![f64::NEG_INFINITY; all + 1];
        most[0] = 0.0;
        for (learners, share) in self.learners.iter().zip(shares) {
            let learners = *learners as usize;
            for total in (learners..=all).rev() {
                most[total] = most[total].max(most[total - learners] + share);
            }
        }
        (1..all).map(|total| most[total] - self.cost_of(total as u64)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// `min f w + g y + p n + (q − p) t − Σ prices z` with n = Σ learners z inside or outside, t of them outside:
    /// `n − t ≤ m y`, `n − t ≤ all w`, `t ≤ all (1 − w)`, `1 ≤ Σ z ≤ firms − 1`.
    fn formulation(&self, prices: &[f64], conditions: &[Condition]) -> (Formulation, Vec<Col>) {
        let mut model = Formulation::default();
        let all = self.all_learners() as f64;
        let by_price = self.learners.iter().zip(prices);
        let members: Vec<Col> =
            by_price.map(|(learners, price)| model.binary(self.each * *learners as f64 - price)).collect();
        let open = model.binary(self.fixed);
        let groups = model.integer(0.0, self.all_learners().div_ceil(self.size) as f64, self.group);
        let away = model.continuous(0.0, all, self.outside - self.each);
        let inside = || {
            let learners = members.iter().copied().zip(self.learners.iter().map(|learners| *learners as f64));
            learners.chain([(away, -1.0)])
        };
        model.at_most(inside().chain([(groups, -(self.size as f64))]), 0.0);
        model.at_most(inside().chain([(open, -all)]), 0.0);
        model.at_most([(away, 1.0), (open, all)], all);
        model.add_row(1.0, members.len() as f64 - 1.0, members.iter().map(|member| (*member, 1.0)));
        for one in conditions {
            condition::write(&mut model, &members, one);
        }
        (model, members)
    }
}

impl Costs for Consortium {
    fn players(&self) -> usize {
        self.learners.len()
    }

    fn kinds(&self) -> Vec<usize> {
        let all = 0..self.learners.len();
        all.map(|firm| if self.alike { self.learners[firm] as usize } else { firm }).collect()
    }

    fn cost(&self, members: Members) -> Result<Interval, ManyError> {
        Ok(Interval::exact(self.of(members)))
    }
}

impl Oracle for Consortium {
    fn cheapest(&self, prices: &[f64], conditions: &[Condition]) -> Result<Option<Found>, ManyError> {
        let (formulation, columns) = self.formulation(prices, conditions);
        match solve(&Request::new(&formulation, &Cancel::default()))? {
            Outcome::Solved(solution) => {
                let inside = |firm: &usize| solution.values[columns[*firm].index()] > 0.5;
                let members: Members = (0..self.players()).filter(inside).collect();
                let cost = Interval::exact(self.of(members));
                Ok(Some(Found { members, cost, bound: solution.bound }))
            }
            Outcome::Infeasible => Ok(None),
            Outcome::NothingFound { .. } | Outcome::Unbounded => Err(ManyError::Cancelled),
        }
    }
}

/// Any table, its worst coalition found by looking at all; costs known within a part of themselves.
pub struct Tabled {
    pub game: Game,
    pub within: f64,
}

impl Costs for Tabled {
    fn players(&self) -> usize {
        self.game.len()
    }

    fn cost(&self, members: Members) -> Result<Interval, ManyError> {
        let cost = self.game.costs()[members.0 as usize];
        let by = if members.len() == self.players() { 0.0 } else { self.within * cost.abs() };
        Ok(Interval { lower: cost - by, upper: cost + by })
    }
}

impl Oracle for Tabled {
    fn cheapest(&self, prices: &[f64], conditions: &[Condition]) -> Result<Option<Found>, ManyError> {
        let last = Members::all(self.players()).0;
        let mut best: Option<Found> = None;
        for members in (1..last).map(Members) {
            if conditions.iter().all(|condition| condition.allows(members)) {
                let cost = self.cost(members)?;
                let bound = cost.lower - members.sum(prices);
                if best.is_none_or(|best| bound < best.bound) {
                    best = Some(Found { members, cost, bound });
                }
            }
        }
        Ok(best)
    }
}
