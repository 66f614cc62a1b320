//! The least breach of the rules.
//!
//! Every row may be broken at a price, without whole numbers first. Three steps make the answer short: the least total breach; of
//! all breaches as small the one that touches few rules (each priced by the breach it had, so that what was hardly broken gives
//! way to what was much); and of the rules still touched those are dropped, least touched first, that need not be broken while
//! the others may. A rule with whom it holds for counts once, however many rows it has.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shortage, named};
use crate::domain::{PolicyId, Strength};
use crate::model::names;
use crate::model::scene::Scene;
use crate::model::tags::{Mode, Unit, When, Whom};
use crate::model::{self, Model};
use crate::planner::concern;
use crate::planner::search::Search;
use crate::planner::worker::Worker;
use crate::solver::{Col, Column, Formulation, Limits, SolverError};

/// The least breach in whole numbers need not be exactly the least: this gap, and this many nodes.
const WHOLE_GAP: f64 = 0.05;
const WHOLE_NODES: u64 = 2_000;

/// Minutes below which a breach without whole numbers is a matter of rounding sessions, not a reason.
const WORTH_TELLING: f64 = 5.0;

/// Above this a value is not rounding.
const BROKEN: f64 = 1e-6;

/// Rules among which some are sought that need not be broken: each costs a solve.
const TRIED: usize = 12;

/// By how much the least total breach may be exceeded while few rules are sought, as a share.
const AS_SMALL: f64 = 1e-4;

/// The least breach of the rules, by rule and whom.
///
/// # Errors
///
/// When the solver fails.
pub(in crate::planner) fn by_slack(search: &mut Search<'_>) -> Result<Vec<Shortage>, SolverError> {
    let scene = search.scene;
    search.at_work(|worker| least_breach(worker, scene))
}

/// The same of a scene that may be a part of the whole.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn least_breach(worker: &mut Worker<'_>, scene: &Scene<'_>) -> Result<Vec<Shortage>, SolverError> {
    let model = model::build(scene, Mode::Elastic);
    let entities = entities(scene, &model);
    let relaxed = model.formulation.relaxed();
    if let Some(least) = precisely(worker, &relaxed)? {
        let values = few_rules(worker, &relaxed, &entities, least)?;
        let told = collect(scene, &model, &values, WORTH_TELLING);
        if !told.is_empty() {
            return Ok(told);
        }
    }
    // Fractions fit, or nearly: only whole numbers show the breach.
    let limits = Limits { relative_gap: WHOLE_GAP, nodes: Some(WHOLE_NODES), ..Limits::default() };
    let whole = worker.attempt(&model.formulation, limits)?;
    Ok(whole.map_or(Vec::new(), |solution| collect(scene, &model, &solution.values, 0.0)))
}

/// Family, policy, whom.
type Key = (&'static str, Option<PolicyId>, Whom);

/// The columns whose values are breaches of each rule.
fn entities(scene: &Scene<'_>, model: &Model) -> Vec<Vec<Col>> {
    let mut columns: BTreeMap<Key, Vec<Col>> = BTreeMap::new();
    for breach in &model.breaches {
        if let Some(tag) = model.tags[breach.row].filter(|tag| !tag.wish) {
            columns.entry((tag.family, tag.policy, tag.subject.whom)).or_default().push(breach.col);
        }
    }
    for (index, placement) in model.placements.iter().enumerate() {
        for (family, policy, whom) in objected(scene, placement) {
            columns.entry((family, Some(policy), whom)).or_default().push(Col(index as u32));
        }
    }
    columns.into_values().collect()
}

/// Policies other than wishes that a placement would break.
fn objected<'s>(
    scene: &'s Scene<'_>,
    placement: &'s model::placements::Placement,
) -> impl Iterator<Item = (&'static str, PolicyId, Whom)> + 's {
    let policies = placement.objections.iter().filter_map(|objection| objection.policy);
    let whom = Whom::Cohort(scene.runs[placement.run].members[0].0);
    let binding = policies.filter(|policy| scene.strength(Some(*policy)) != Strength::Wish);
    binding.map(move |policy| (scene.scenario.policies[policy.index()].rule.key(), policy, whom))
}

/// The values of a breach about as small that touches few rules.
fn few_rules(
    worker: &mut Worker<'_>,
    elastic: &Formulation,
    entities: &[Vec<Col>],
    least: Vec<f64>,
) -> Result<Vec<f64>, SolverError> {
    let weight = |col: &Col, values: &[f64]| elastic.columns[col.index()].cost * values[col.index()];
    let broken = |columns: &[Col], values: &[f64]| columns.iter().map(|col| weight(col, values)).sum::<f64>();
    let touched = |values: &[f64]| {
        let mut touched: Vec<(f64, usize)> = (0..entities.len())
            .map(|entity| (broken(&entities[entity], values), entity))
            .filter(|(amount, _)| *amount > BROKEN)
            .collect();
        touched.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        touched
    };
    let (mut values, first) = (least, touched);
    let before = first(&values);
    if before.len() < 2 {
        return Ok(values);
    }
    let total: f64 = before.iter().map(|(amount, _)| amount).sum();
    // What each unit of breach costs, by the breach its rule had.
    let mut again = elastic.clone();
    let limited = again.columns.iter().enumerate().filter(|(_, column)| column.cost > 0.0);
    let share = |(index, column): (usize, &Column)| (Col(index as u32), column.cost / total);
    let limited: Vec<(Col, f64)> = limited.map(share).collect();
    again.add_row(f64::NEG_INFINITY, 1.0 + AS_SMALL, limited);
    for columns in entities {
        let had = broken(columns, &values);
        for col in columns {
            again.columns[col.index()].cost *= total / (0.01 * total + had);
        }
    }
    if let Some(shorter) = precisely(worker, &again)? {
        values = shorter;
    }
    let mut kept = touched(&values);
    if kept.len() < 2 || kept.len() > TRIED {
        return Ok(values);
    }
    // Only the rules that are touched may be broken from now on.
    let mut filtered = elastic.clone();
    let close = |formulation: &mut Formulation, entity: usize| {
        for col in &entities[entity] {
            formulation.columns[col.index()].upper = 0.0;
        }
    };
    for entity in (0..entities.len()).filter(|entity| kept.iter().all(|(_, other)| other != entity)) {
        close(&mut filtered, entity);
    }
    for (_, entity) in kept.clone() {
        let mut without = filtered.clone();
        close(&mut without, entity);
        if let Some(shorter) = precisely(worker, &without)? {
            filtered = without;
            values = shorter;
            kept.retain(|(_, other)| *other != entity);
        }
        if kept.len() < 2 {
            break;
        }
    }
    Ok(values)
}

/// The values of a programme; `None` where there are none, or the solver misses a row by more than rounding: then what was found
/// before stays, which is as true and only longer, or whole numbers tell.
fn precisely(worker: &mut Worker<'_>, part: &Formulation) -> Result<Option<Vec<f64>>, SolverError> {
    match worker.attempt(part, Limits::default()) {
        Ok(found) => Ok(found.map(|solution| solution.values)),
        Err(SolverError::WrongAnswer(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is short, in what unit, when, and the runs concerned.
type Sum = (f64, Unit, Vec<When>, BTreeSet<usize>);

/// The breaches of a solution; of those in minutes only such as are worth telling.
fn collect(scene: &Scene<'_>, model: &Model, values: &[f64], worth: f64) -> Vec<Shortage> {
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
        if let Some(tag) = model.tags[breach.row].filter(|tag| amount > BROKEN && !tag.wish) {
            let whom = tag.subject.whom;
            let runs = concern::runs(scene, model, whom);
            add((tag.family, tag.policy, whom), amount, tag.unit, tag.subject.when, runs);
        }
    }
    for (index, placement) in model.placements.iter().enumerate().filter(|(index, _)| values[*index] > BROKEN)
    {
        for (family, policy, whom) in objected(scene, placement) {
            let minutes = values[index] * f64::from(placement.time.minutes);
            let (when, runs) = (When::Day(placement.day), BTreeSet::from([placement.run]));
            add((family, Some(policy), whom), minutes, Unit::Minutes, when, runs);
        }
    }
    let told = of_cohorts(scene, sums)
        .into_iter()
        .filter(|(_, (amount, unit, ..))| *unit != Unit::Minutes || *amount >= worth);
    told.map(|(key, sum)| shortage(scene, key, &sum)).collect()
}

/// Of learner groups of one cohort, what the one that lacks most lacks: each learner lacks it once.
fn of_cohorts(scene: &Scene<'_>, sums: BTreeMap<Key, Sum>) -> BTreeMap<Key, Sum> {
    let mut told: BTreeMap<Key, Sum> = BTreeMap::new();
    for ((family, policy, whom), (amount, unit, when, runs)) in sums {
        let whom = match whom {
            Whom::Group(group) => Whom::Cohort(scene.groups[group].cohort),
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

fn shortage(scene: &Scene<'_>, (family, policy, whom): Key, (short, unit, when, runs): &Sum) -> Shortage {
    let relaxable = policy.is_some_and(|id| scene.strength(Some(id)) != Strength::Legal);
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
    let (object, when) = named(scene, whom, when);
    Shortage {
        family,
        policy,
        relaxable,
        object,
        besides: Vec::new(),
        when,
        subject,
        needed: None,
        available: None,
        short: *short,
        unit: *unit,
        detail,
        runs: concern::keys(scene, runs.iter().copied()),
    }
}
