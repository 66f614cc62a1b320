//! Each run against its own placements, and each learner group against all runs that could serve it.

use std::collections::BTreeSet;

use super::blame::{self, Refusals};
use super::giving_way::{Lacking, Way};
use super::{Count, units};
use crate::domain::{CohortId, ModuleId, PolicyId, Strength};
use crate::model::scene::Scene;
use crate::model::seats;
use crate::model::tags::Unit;
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// Runs whose placements, taken alone, cannot hold their hours, where no other run can stand in.
pub(super) fn lacking(count: &Count<'_>) -> Vec<Lacking> {
    let alone = count.must_be_held().filter(|run| !count.can_be_held(*run)).map(|run| vec![run]);
    let mut found: BTreeSet<Vec<usize>> = alone.collect();
    for group in 0..count.scene.groups.len() {
        found.extend(hopeless(count, group));
    }
    found.into_iter().map(|runs| of_runs(count, &runs)).collect()
}

/// For each module that several runs could serve to a group, those runs when none of them can be held.
fn hopeless<'c>(count: &'c Count<'_>, group: usize) -> impl Iterator<Item = Vec<usize>> + 'c {
    let scene = count.scene;
    let cohort = scene.groups[group].cohort;
    let programme = scene.scenario.cohorts[cohort.index()].programme;
    let sold = seats::sold(scene.scenario, cohort);
    let modules = scene.scenario.programmes[programme.index()].modules.iter().filter(move |_| !sold);
    modules.map(move |module| serving(count, group, (cohort, *module))).filter(|runs| {
        runs.iter().all(|run| !scene.runs[*run].forced && !count.can_be_held(*run)) && !runs.is_empty()
    })
}

/// The runs that could serve a module to a group: its own of the largest parts first.
fn serving(count: &Count<'_>, group: usize, member: (CohortId, ModuleId)) -> Vec<usize> {
    let all = count.scene.runs_of(group);
    let mut runs: Vec<usize> = all.filter(|run| count.scene.runs[*run].members.contains(&member)).collect();
    runs.sort_by_key(|run| (count.scene.runs[*run].members.len(), count.scene.runs[*run].parts));
    runs
}

/// Of runs that stand in for each other, what the first lacks.
fn of_runs(count: &Count<'_>, runs: &[usize]) -> Lacking {
    let (scene, run) = (count.scene, runs[0]);
    let subject = concern::keys(scene, runs.iter().copied()).join(" or ");
    let runs = concern::keys(scene, concerned(count, runs));
    if let Some(short) = units::shortage(scene, run) {
        return Lacking { shortage: Shortage { runs, ..short }, ways: Vec::new() };
    }
    let (needed, possible) = (scene.runs[run].minutes, count.possible[run]);
    let refusals = Refusals::of(scene, &[run], &[]);
    let ways = ways(scene, run, &refusals);
    let none = || (("module_hours", None), false, blame::object(scene, run, "module_hours"));
    let first = ways.first().map(|way| ((way.family, way.policy), way.relaxable, way.object.clone()));
    let ((family, policy), relaxable, object) = first.unwrap_or_else(none);
    let told = refusals.told();
    let shortage = Shortage {
        family,
        policy,
        relaxable,
        object,
        besides: Vec::new(),
        when: Vec::new(),
        subject,
        needed: Some(f64::from(needed)),
        available: Some(f64::from(possible)),
        short: f64::from(needed - possible),
        unit: Unit::Minutes,
        detail: if told.is_empty() { "possible".to_owned() } else { format!("possible ({told})") },
        runs,
    };
    Lacking { shortage, ways }
}

/// What could give way for a run.
fn ways(scene: &Scene<'_>, run: usize, refusals: &Refusals<'_>) -> Vec<Way> {
    let way = |(family, policy): (&'static str, Option<PolicyId>)| {
        let legal = policy.is_some_and(|id| scene.strength(Some(id)) == Strength::Legal);
        let object = blame::object(scene, run, family);
        Way { family, policy, relaxable: policy.is_some() && !legal, legal, object }
    };
    refusals.enough(f64::from(scene.runs[run].minutes)).into_iter().map(way).collect()
}

/// What is the matter with several runs in the same way is told of the one that lacks most.
pub(super) fn told_once(all: Vec<Shortage>) -> Vec<Shortage> {
    let mut told: Vec<(Shortage, usize)> = Vec::new();
    for mut one in all {
        let same = |other: &&mut (Shortage, usize)| {
            (other.0.family, other.0.policy, &other.0.object) == (one.family, one.policy, &one.object)
        };
        match told.iter_mut().find(same) {
            Some((other, more)) => {
                if one.short > other.short {
                    std::mem::swap(other, &mut one);
                }
                other.runs.extend(one.runs);
                *more += 1;
            }
            None => told.push((one, 0)),
        }
    }
    let mut said = |(mut one, more): (Shortage, usize)| {
        one.runs.sort();
        one.runs.dedup();
        if more > 0 {
            one.detail
                .push_str(&format!(", and so for {more} more {}", if more == 1 { "run" } else { "runs" }));
        }
        one
    };
    told.into_iter().map(&mut said).collect()
}

/// Runs that cannot be held, and those whose modules come after them for some of their learners.
fn concerned(count: &Count<'_>, runs: &[usize]) -> BTreeSet<usize> {
    let scene = count.scene;
    let mut all: BTreeSet<usize> = runs.iter().copied().collect();
    loop {
        let waits = |run: &usize| {
            let module = scene.runs[*run].module(scene.scenario);
            module.after.iter().any(|before| {
                let taught = |of: &usize| scene.runs[*of].members.iter().any(|(_, id)| *id == before.module);
                all.iter().any(|of| taught(of) && scene.runs[*of].shares_learners(&scene.runs[*run]))
            })
        };
        let more: Vec<usize> = (0..scene.runs.len()).filter(|run| !all.contains(run) && waits(run)).collect();
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}
