//! A formulation in the making: what families and objective terms write into.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::placements::Placement;
use super::scene::Scene;
use super::tags::{Breach, Mode, Subject, Tag, Unit};
use super::variables::Variable;
use crate::domain::{CohortId, EquipmentId, ExactCents, Party, StaffId, Strength};
use crate::solver::{Col, Formulation};

/// A linear sum in the making.
pub type Terms = Vec<(Col, f64)>;

/// People of a staff group on a placement: the column that counts them and how many one unit of
/// it stands for.
#[derive(Clone, Copy, Debug)]
pub struct StaffUse {
    /// The column.
    pub col: Col,
    /// The placement.
    pub placement: usize,
    /// People for each unit of the column.
    pub people: f64,
}

/// What brings a cost about, which says in whose budget it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A run: each cohort in proportion to its learners in it.
    Run(usize),
    /// One cohort.
    Cohort(CohortId),
    /// The programme as a whole, no cohort in particular.
    Programme,
}

/// A cost in euros for each unit of a column.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The column.
    pub col: Col,
    /// What brings it about.
    pub cause: Cause,
    /// Who bears it.
    pub payer: Party,
    /// Euros for each unit.
    pub euros: f64,
}

/// A formulation in the making.
pub struct Build<'a> {
    /// The question.
    pub scene: &'a Scene<'a>,
    /// Every placement.
    pub placements: &'a [Placement],
    /// The numbers.
    pub formulation: Formulation,
    /// What each column means.
    pub variables: Vec<Variable>,
    /// What each row means; `None` for a row that only defines a variable.
    pub tags: Vec<Option<Tag>>,
    /// Slack columns and the rows they belong to.
    pub breaches: Vec<Breach>,
    /// Who serves which placements, filled while staff columns are made.
    pub staff: Vec<Vec<StaffUse>>,
    /// Placements by run.
    pub by_run: Vec<Vec<usize>>,
    /// Placements by learner group and day.
    pub by_group_day: Vec<Vec<Vec<usize>>>,
    /// Every cost of the objective, for budgets.
    pub costs: Vec<Cost>,
    /// Costs that no decision changes, by who bears them, in euros.
    pub fixed: Vec<(Cause, Party, f64)>,
    /// How rules are treated.
    pub mode: Mode,
    family: &'static str,
    columns: FxHashMap<Variable, Col>,
    written: FxHashSet<Written>,
}

/// A row as it was written: family, bounds and terms, numbers by their bits.
type Written = (&'static str, u64, u64, Vec<(u32, u64)>);

impl<'a> Build<'a> {
    /// An empty formulation with one column for each placement, in order.
    pub fn new(scene: &'a Scene<'a>, placements: &'a [Placement], mode: Mode) -> Self {
        let days = scene.calendar.days.len();
        let mut build = Self {
            scene,
            placements,
            formulation: Formulation::default(),
            variables: Vec::new(),
            tags: Vec::new(),
            breaches: Vec::new(),
            staff: vec![Vec::new(); scene.scenario.staff.len()],
            by_run: vec![Vec::new(); scene.runs.len()],
            by_group_day: vec![vec![Vec::new(); days]; scene.groups.len()],
            costs: Vec::new(),
            fixed: Vec::new(),
            mode,
            family: "",
            columns: FxHashMap::default(),
            written: FxHashSet::default(),
        };
        for (index, placement) in placements.iter().enumerate() {
            build.col(Variable::Held(index));
            build.by_run[placement.run].push(index);
            for group in &scene.runs[placement.run].groups {
                build.by_group_day[*group][placement.day].push(index);
            }
        }
        build
    }

    /// Says which family writes from now on.
    pub fn begin(&mut self, family: &'static str) {
        self.family = family;
    }

    /// The column of a variable, created at the first asking.
    pub fn col(&mut self, variable: Variable) -> Col {
        match self.columns.entry(variable) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let (lower, upper, integer) = new.key().domain();
                let column = crate::solver::Column { lower, upper, integer, cost: 0.0 };
                self.variables.push(new.key().clone());
                *new.insert(self.formulation.add_column(column))
            }
        }
    }

    /// The column of a variable, if anybody has asked for it.
    pub fn known(&self, variable: &Variable) -> Option<Col> {
        self.columns.get(variable).copied()
    }

    /// The column that says whether a placement is held.
    pub fn held(&self, placement: usize) -> Col {
        Col(placement as u32)
    }

    /// Adds a cost to the objective for each unit of a column.
    pub fn charge(&mut self, col: Col, cause: Cause, payer: Party, amount: ExactCents) {
        let euros = amount.to_f64() / 100.0;
        if euros != 0.0 {
            self.costs.push(Cost { col, cause, payer, euros });
            self.formulation.columns[col.index()].cost += euros * self.mode.cost_weight();
        }
    }

    /// Adds the same cost for each unit of several columns.
    pub fn charge_all(&mut self, columns: Vec<Col>, cause: Cause, payer: Party, amount: ExactCents) {
        for col in columns {
            self.charge(col, cause, payer, amount);
        }
    }

    /// Adds a cost to the objective whatever is decided.
    pub fn charge_fixed(&mut self, cause: Cause, payer: Party, amount: ExactCents) {
        let euros = amount.to_f64() / 100.0;
        self.fixed.push((cause, payer, euros));
        self.formulation.offset += euros * self.mode.cost_weight();
    }

    /// Adds the price of a wish to the objective for each unit of a column.
    pub fn price_wish(&mut self, col: Col, amount: ExactCents) {
        self.formulation.columns[col.index()].cost += amount.to_f64() / 100.0 * self.mode.cost_weight();
    }

    /// A row that defines a variable or ties two together; never relaxed.
    pub fn link(&mut self, lower: f64, upper: f64, terms: Terms) {
        self.formulation.add_row(lower, upper, terms);
        self.tags.push(None);
    }

    /// A row that states a rule. A wish may break it at its price; a floor may be missed at a price
    /// above any cost; an elastic formulation may break any rule, so that the explanation can say
    /// which had to give: wishes give at no price there.
    pub fn rule(&mut self, tag: Tag, lower: f64, upper: f64, mut terms: Terms) {
        let row = self.formulation.rows.len();
        let sides = [(false, lower.is_finite()), (true, upper.is_finite())];
        let range = self.range(&terms);
        let mut by_seat: Vec<(Col, f64, f64)> = Vec::new();
        for (over, _) in sides.into_iter().filter(|(_, bounded)| *bounded) {
            if let Some(price) = self.slack_price(&tag, over) {
                let col = self.col(Variable::Slack { row, over, policy: tag.policy });
                if self.part_of(&tag).is_some() {
                    let reach = if over { range.1 - upper } else { lower - range.0 };
                    by_seat.push((col, price / tag.weight, reach.max(0.0)));
                } else {
                    self.formulation.columns[col.index()].cost += price;
                }
                self.breaches.push(Breach { col, row });
                terms.push((col, if over { -1.0 } else { 1.0 }));
            }
        }
        let slacked = self.breaches.last().is_some_and(|breach| breach.row == row);
        if !slacked && !self.is_new(lower, upper, &terms) {
            return;
        }
        self.formulation.add_row(lower, upper, terms);
        let wish = self.scene.strength(tag.policy) == Strength::Wish;
        self.tags.push(Some(Tag { family: self.family, wish, ..tag }));
        if let Some(part) = self.part_of(&tag) {
            for (slack, each, reach) in by_seat {
                let all = self.slack_of_all(slack, (part, tag.source), reach);
                self.formulation.columns[all.index()].cost += each;
            }
        }
    }

    /// Whether a row has not been written before: learner groups that attend the same runs ask
    /// for the same rows.
    fn is_new(&mut self, lower: f64, upper: f64, terms: &[(Col, f64)]) -> bool {
        let bits: Vec<(u32, u64)> = terms.iter().map(|(col, factor)| (col.0, factor.to_bits())).collect();
        self.written.insert((self.family, lower.to_bits(), upper.to_bits(), bits))
    }

    /// What a unit of slack costs in euros; `None` where the row may not be broken.
    fn slack_price(&self, tag: &Tag, over: bool) -> Option<f64> {
        if let Some(policy) = tag.policy.map(|id| &self.scene.scenario.policies[id.index()])
            && policy.strength == Strength::Wish
        {
            let unit = match tag.unit {
                Unit::Minutes => ExactCents::hourly(policy.price.borne().0, 1, 1).to_f64() / 100.0,
                Unit::Count | Unit::Euros => policy.price.borne().0 as f64 / 100.0,
            };
            return Some(unit * tag.weight * self.mode.cost_weight());
        }
        self.mode.penalty(tag, over, self.scene.strength(tag.policy))
    }

    /// Placements that use a pool, by day, in order.
    pub fn on_pool(&self, pool: EquipmentId) -> Vec<(usize, Vec<usize>)> {
        let mut days: Vec<Vec<usize>> = vec![Vec::new(); self.scene.calendar.days.len()];
        for (index, placement) in self.placements.iter().enumerate() {
            if placement.equipment.is_some_and(|equipped| equipped.pool == pool) {
                days[placement.day].push(index);
            }
        }
        days.into_iter().enumerate().filter(|(_, placements)| !placements.is_empty()).collect()
    }

    /// Uses of a staff group by day, in order.
    pub fn staff_by_day(&self, staff: StaffId) -> Vec<(usize, Vec<StaffUse>)> {
        let mut days: Vec<Vec<StaffUse>> = vec![Vec::new(); self.scene.calendar.days.len()];
        for used in &self.staff[staff.index()] {
            days[self.placements[used.placement].day].push(*used);
        }
        days.into_iter().enumerate().filter(|(_, uses)| !uses.is_empty()).collect()
    }

    /// Minutes of teaching of a placement.
    pub fn minutes(&self, placement: usize) -> f64 {
        f64::from(self.placements[placement].time.minutes)
    }

    /// A tag for a rule of the family that writes now.
    pub fn tag(&self, subject: Subject) -> Tag {
        Tag {
            family: self.family,
            policy: None,
            subject,
            unit: Unit::Count,
            weight: 1.0,
            source: None,
            floor: false,
            wish: false,
        }
    }
}
