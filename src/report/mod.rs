//! What a planner reads: one [`Report`] value, and its faces.
//!
//! Takes a scenario, what the planner answered and what the judge said; gives plain data in the
//! planner's own words, most important first. It computes nothing but sums and layout. A face is a
//! [`Format`]: adding one touches its file and the list in `format.rs`.

mod burden;
mod by_week;
mod capacity;
mod cohorts;
mod format;
mod grid;
mod headline;
mod learner_hours;
mod money;
mod norms;
mod not_covered;
mod people;
mod policies;
mod resources;
mod scope;
mod words;

use serde::Serialize;

use crate::check::{Case, Verdict};
use crate::domain::{Labels, Policy, Rule, Scenario};
use crate::plan::{Ledger, Plan, Reason, table};
use crate::planner::Shortage;

pub use burden::{Burden, Dates};
pub use by_week::{ByWeek, ModuleWeeks, ThingWeeks};
pub use capacity::{Capacity, capacities};
pub use cohorts::{PracticeUnmet, SeatsOutside, WeekPattern};
pub use format::{FORMATS, Format};
pub use grid::{Block, Cell, Grid, Weeks};
pub use headline::{Headline, Judgement, UnplacedRun};
pub use learner_hours::{CategoryHours, LearnerHours};
pub use money::{Budget, CostLine, Money, PartySum};
pub use norms::Norm;
pub use not_covered::{NOT_COVERED, NotCovered};
pub use people::{FirmUse, StaffUse, staff};
pub use policies::{BrokenWish, Kept, PolicyLine};
pub use resources::{Use, WeekdayUse, equipment, rooms};
pub use scope::{PeriodPlanned, Scope};

/// What the planner answered and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct PlanOutcome<'a> {
    /// The plan, if there is one, complete or not.
    pub plan: Option<&'a Plan>,
    /// The plan priced; empty without a plan.
    pub ledger: &'a Ledger,
    /// What the judge says of it, if asked.
    pub verdict: Option<&'a Verdict>,
    /// `optimal`, `within_gap`, `stopped` or `infeasible`.
    pub status: &'a str,
    /// What ended the search.
    pub stop_reason: &'a str,
    /// Cost and broken wishes together, in cents.
    pub objective_cents: Option<i64>,
    /// No plan has a smaller objective, in cents.
    pub bound_cents: Option<i64>,
    /// (objective − bound) / objective.
    pub gap: Option<f64>,
    /// Price of the wishes broken, in cents.
    pub wish_cents: i64,
    /// How long the search took; shown on the screen only.
    pub seconds: f64,
    /// Why no plan keeps every rule, if none does.
    pub shortages: &'a [Shortage],
}

/// Everything a planner is told, as plain data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The scenario.
    pub scenario: String,
    /// SHA-256 of its file.
    pub digest: String,
    /// Currency of all amounts.
    pub currency: String,
    /// What people call things.
    pub labels: Labels,
    /// How the search ended.
    pub headline: Headline,
    /// What was asked for, where that is not the best plan of everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Why no plan keeps every rule.
    pub reasons: Vec<Reason>,
    /// What could not be placed.
    pub unplaced: Vec<UnplacedRun>,
    /// What the judge says.
    pub judgement: Option<Judgement>,
    /// The weeks of the cohorts in a line each.
    pub patterns: Vec<WeekPattern>,
    /// Norm hours.
    pub norms: Vec<Norm>,
    /// Hours the school days could hold.
    pub capacities: Vec<Capacity>,
    /// Ceilings on cost.
    pub budgets: Vec<Budget>,
    /// Evenings and weekends.
    pub burden: Burden,
    /// Learners without a firm.
    pub practice_unmet: Vec<PracticeUnmet>,
    /// Learners whose seats are bought outside.
    pub seats_outside: Vec<SeatsOutside>,
    /// Defaults that filled gaps in the scenario.
    pub assumptions: Vec<String>,
    /// Legal rules that are not checked.
    pub not_covered: [NotCovered; NOT_COVERED.len()],
    /// Cost, income, result.
    pub money: Money,
    /// Weeks of each cohort.
    pub grids: Vec<Grid>,
    /// The plan by weeks.
    pub by_week: ByWeek,
    /// Use of the equipment.
    pub equipment: Vec<Use>,
    /// Use of the rooms.
    pub rooms: Vec<Use>,
    /// Use of the staff.
    pub staff: Vec<StaffUse>,
    /// Contracts of the firms.
    pub firms: Vec<FirmUse>,
    /// Policies and how they are kept.
    pub policies: Vec<PolicyLine>,
    /// Wishes broken.
    pub wishes: Vec<BrokenWish>,
    /// Hours per learner.
    pub learner_hours: LearnerHours,
    /// The sessions, row by row.
    pub sessions: Vec<table::Row>,
}

impl Report {
    /// The report of an answer.
    pub fn new(scenario: &Scenario, outcome: &PlanOutcome<'_>) -> Self {
        let mut report = Self::without_plan(scenario, outcome);
        if let Some(plan) = outcome.plan {
            report.add_plan(&Case::new(scenario, plan), outcome);
        }
        report
    }

    /// The same with the gap as a share of what can differ between plans, if that is known: most
    /// of the cost is often the same in every plan.
    #[must_use]
    pub fn with_gap_of_difference(mut self, share: Option<f64>) -> Self {
        self.headline.gap_of_difference = share;
        self
    }

    /// The same of a plan of which only some was asked for.
    #[must_use]
    pub fn of(mut self, scope: Option<Scope>) -> Self {
        self.scope = scope;
        self
    }

    /// The same without the time the search took: for files, which are equal for equal answers.
    #[must_use]
    pub fn without_time(mut self) -> Self {
        self.headline.seconds = None;
        self
    }

    /// What can be said before there is any plan.
    fn without_plan(scenario: &Scenario, outcome: &PlanOutcome<'_>) -> Self {
        Self {
            scenario: scenario.name.clone(),
            digest: scenario.digest.clone(),
            currency: scenario.currency.clone(),
            labels: scenario.labels.clone(),
            headline: Headline::new(outcome),
            scope: None,
            reasons: outcome.shortages.iter().map(|shortage| shortage.reason(scenario)).collect(),
            unplaced: headline::unplaced(outcome),
            judgement: outcome.verdict.map(Judgement::new),
            patterns: Vec::new(),
            norms: Vec::new(),
            capacities: Vec::new(),
            budgets: Vec::new(),
            burden: Burden::default(),
            practice_unmet: cohorts::practice_unmet(scenario),
            seats_outside: Vec::new(),
            assumptions: scenario.assumptions.clone(),
            not_covered: NOT_COVERED,
            money: Money::default(),
            grids: Vec::new(),
            by_week: ByWeek::default(),
            equipment: Vec::new(),
            rooms: Vec::new(),
            staff: Vec::new(),
            firms: Vec::new(),
            policies: Vec::new(),
            wishes: outcome.verdict.map(|verdict| policies::broken(scenario, verdict)).unwrap_or_default(),
            learner_hours: LearnerHours::default(),
            sessions: Vec::new(),
        }
    }

    fn add_plan(&mut self, case: &Case<'_>, outcome: &PlanOutcome<'_>) {
        let (scenario, plan) = (case.scenario, case.plan);
        self.patterns = cohorts::patterns(scenario, plan);
        self.norms = norms::norms(case);
        self.capacities = capacity::capacities(case);
        self.budgets = money::budgets(scenario, (plan, outcome.ledger));
        self.burden = Burden::new(case);
        self.seats_outside = cohorts::seats_outside(scenario, plan);
        self.money = Money::new(scenario, outcome.ledger);
        self.grids = grid::grids(case);
        self.by_week = ByWeek::new(case);
        self.equipment = resources::equipment(case);
        self.rooms = resources::rooms(case);
        self.staff = people::staff(case);
        self.firms = people::firms(case);
        self.policies = policies::policies(case, outcome.verdict, &|policy| {
            spent(scenario, (plan, outcome.ledger), policy)
        });
        self.learner_hours = LearnerHours::new(case);
        self.sessions = table::rows(scenario, plan);
    }

    /// The planner's word for a key of the program, or the key in plain words.
    pub fn word(&self, key: &str) -> String {
        words::word(&self.labels, key)
    }
}

/// What is spent of a budget: cents of cents.
fn spent(scenario: &Scenario, priced: (&Plan, &Ledger), policy: &Policy) -> Option<Kept> {
    let Rule::Budget { at_most, .. } = policy.rule else { return None };
    let cost = money::spent(scenario, priced, policy)?;
    Some(Kept {
        kept: cost.0.max(0) as u64,
        of: at_most.0.max(0) as u64,
        unit: "cents".to_owned(),
        note: None,
    })
}
