//! Why no plan keeps every rule: which rule would have to give, for whom, when and by how much.
//!
//! The elastic programme lets every row be broken at a price and asks for the least total breach,
//! without whole numbers first; the rows that are broken in its solution are the reasons. They are
//! summed by rule and by whom they concern. Legal rules are named, and never offered as something
//! to relax.

use std::collections::{BTreeMap, BTreeSet};

use super::concern;
use super::search::Search;
use crate::domain::{Cents, PolicyId, Strength};
use crate::model::names;
use crate::model::tags::{Mode, Unit, When, Whom};
use crate::model::{self, Model};
use crate::solver::{Limits, SolverError};

/// A rule that would have to give.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortage {
    /// The family of the rule.
    pub family: &'static str,
    /// The policy, if a policy states it.
    pub policy: Option<PolicyId>,
    /// Whether it is a rule that may be relaxed.
    pub relaxable: bool,
    /// For whom or what, in the planner's words.
    pub subject: String,
    /// What is needed, in minutes or counts; `None` when the sum has no such side.
    pub needed: Option<f64>,
    /// What there is.
    pub available: Option<f64>,
    /// What is short.
    pub short: f64,
    /// In what the amounts are measured.
    pub unit: Unit,
    /// When and why, in words.
    pub detail: String,
    /// The runs that it concerns, by key.
    pub runs: Vec<String>,
}

impl Shortage {
    /// The shortage as a sentence.
    pub fn sentence(&self) -> String {
        let amount = |value: f64| match self.unit {
            Unit::Minutes => format!("{} h", hours(value)),
            Unit::Count => trim(value),
            Unit::Euros => Cents((value * 100.0).round() as i64).to_string(),
        };
        let sides = match (self.needed, self.available) {
            (Some(needed), Some(available)) => {
                format!("{} needed, {} {}; ", amount(needed), amount(available), self.detail)
            }
            _ if self.detail.is_empty() => String::new(),
            _ => format!("{}; ", self.detail),
        };
        format!("{}: {sides}short {}", self.subject, amount(self.short))
    }
}

/// Minutes as hours with at most two decimals.
pub fn hours(minutes: f64) -> String {
    trim(minutes / 60.0)
}

fn trim(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The least breach of the rules, by rule and whom.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn by_slack(search: &mut Search<'_>) -> Result<Vec<Shortage>, SolverError> {
    let model = model::build(search.scene, Mode::Elastic);
    let relaxed = search.attempt(&model.formulation.relaxed(), Limits::default())?;
    let told =
        relaxed.map_or(Vec::new(), |solution| collect(search, &model, &solution.values, WORTH_TELLING));
    if !told.is_empty() {
        return Ok(told);
    }
    // Fractions fit, or nearly: only whole numbers show the breach.
    let limits = Limits { relative_gap: WHOLE_GAP, nodes: Some(WHOLE_NODES), ..Limits::default() };
    let whole = search.attempt(&model.formulation, limits)?;
    Ok(whole.map_or(Vec::new(), |solution| collect(search, &model, &solution.values, 0.0)))
}

/// The least breach in whole numbers need not be exactly the least: this gap, and this many nodes.
const WHOLE_GAP: f64 = 0.05;
const WHOLE_NODES: u64 = 2_000;

/// Minutes below which a breach without whole numbers is a matter of rounding sessions, not a reason.
const WORTH_TELLING: f64 = 5.0;

/// What is short, in what unit, when, and the runs concerned.
type Sum = (f64, Unit, Vec<When>, BTreeSet<usize>);

/// Family, policy, whom.
type Key = (&'static str, Option<PolicyId>, Whom);

/// The breaches of a solution; of those in minutes only such as are worth telling.
fn collect(search: &Search<'_>, model: &Model, values: &[f64], worth: f64) -> Vec<Shortage> {
    let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
    let mut add = |key: Key, amount: f64, unit: Unit, when: When, runs: BTreeSet<usize>| {
        let entry = sums.entry(key).or_insert((0.0, unit, Vec::new(), BTreeSet::new()));
        entry.0 += amount;
        entry.3.extend(runs);
        if !entry.2.contains(&when) {
            entry.2.push(when);
        }
    };
    for breach in &model.breaches {
        let amount = values[breach.col.index()];
        if let Some(tag) = model.tags[breach.row].filter(|tag| amount > 1e-6 && !tag.wish) {
            let whom = tag.subject.whom;
            let runs = concern::runs(search.scene, model, tag.subject.whom);
            add((tag.family, tag.policy, whom), amount, tag.unit, tag.subject.when, runs);
        }
    }
    for (index, placement) in model.placements.iter().enumerate() {
        for objection in placement.objections.iter().filter(|_| values[index] > 1e-6) {
            let Some(policy) = objection.policy else { continue };
            if search.scene.strength(Some(policy)) == Strength::Wish {
                continue;
            }
            let family = search.scene.scenario.policies[policy.index()].rule.key();
            let minutes = values[index] * f64::from(placement.time.minutes);
            let whom = Whom::Cohort(search.scene.runs[placement.run].members[0].0);
            let (when, runs) = (When::Day(placement.day), BTreeSet::from([placement.run]));
            add((family, Some(policy), whom), minutes, Unit::Minutes, when, runs);
        }
    }
    let told = of_cohorts(search, sums)
        .into_iter()
        .filter(|(_, (amount, unit, ..))| *unit != Unit::Minutes || *amount >= worth);
    told.map(|(key, sum)| shortage(search, key, &sum)).collect()
}

/// Of learner groups of one cohort, what the one that lacks most lacks: each learner lacks it once.
fn of_cohorts(search: &Search<'_>, sums: BTreeMap<Key, Sum>) -> BTreeMap<Key, Sum> {
    let mut told: BTreeMap<Key, Sum> = BTreeMap::new();
    for ((family, policy, whom), (amount, unit, when, runs)) in sums {
        let whom = match whom {
            Whom::Group(group) => Whom::Cohort(search.scene.groups[group].cohort),
            other => other,
        };
        let entry = told.entry((family, policy, whom)).or_insert((0.0, unit, Vec::new(), BTreeSet::new()));
        entry.0 = entry.0.max(amount);
        entry.3.extend(runs);
        for moment in when {
            if !entry.2.contains(&moment) {
                entry.2.push(moment);
            }
        }
    }
    told
}

fn shortage(search: &Search<'_>, (family, policy, whom): Key, (short, unit, when, runs): &Sum) -> Shortage {
    let scene = search.scene;
    let relaxable = policy.is_some_and(|id| scene.scenario.policies[id.index()].strength != Strength::Legal);
    let mut subject = names::whom(scene, whom);
    if let Some(id) = policy {
        subject = format!("{subject}, {} ({family})", scene.scenario.policies[id.index()].key);
    } else {
        subject = format!("{subject}, {family}");
    }
    let detail = match when.as_slice() {
        [When::Always] => String::new(),
        [one] => names::when(scene, *one),
        several => format!("{}, {} times in all", names::when(scene, several[0]), several.len()),
    };
    Shortage {
        family,
        policy,
        relaxable,
        subject,
        needed: None,
        available: None,
        short: *short,
        unit: *unit,
        detail,
        runs: concern::keys(scene, runs.iter().copied()),
    }
}
