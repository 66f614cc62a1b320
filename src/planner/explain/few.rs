//! Many reasons that are one: what is the matter with many cohorts or runs in the same way is told once.

use std::collections::BTreeMap;

use super::Shortage;
use crate::domain::{PolicyId, Scenario};
use crate::plan::{Object, ObjectKind};

/// Reasons of one kind that are told one by one.
const EACH: usize = 4;

/// What makes reasons one: the rule, and the thing where it is the same.
type Alike = (&'static str, Option<PolicyId>, ObjectKind, bool);

/// The reasons, very many about the same thing by the same rule as one, and those of many cohorts or runs by the same rule as one that
/// says how many there are: the worst speaks for all.
pub(in crate::planner) fn few(scenario: &Scenario, all: Vec<Shortage>) -> Vec<Shortage> {
    let all = once_each(all);
    let alike = |one: &Shortage| -> Alike { (one.family, one.policy, one.object.kind, one.needed.is_some()) };
    let mut sets: BTreeMap<Alike, usize> = BTreeMap::new();
    for one in &all {
        *sets.entry(alike(one)).or_default() += 1;
    }
    let mut told: Vec<Shortage> = Vec::new();
    let mut of_many: BTreeMap<Alike, usize> = BTreeMap::new();
    for one in all {
        let key = alike(&one);
        match of_many.get(&key).copied() {
            _ if sets[&key] <= EACH => told.push(one),
            Some(place) => join(&mut told[place], one),
            None => {
                of_many.insert(key, told.len());
                told.push(one);
            }
        }
    }
    for (key, place) in of_many {
        summed_up(scenario, &mut told[place], sets[&key]);
    }
    told
}

/// Of very many reasons about the same thing by the same rule, measured in the same way, one; a few are different arguments.
fn once_each(all: Vec<Shortage>) -> Vec<Shortage> {
    let same = |one: &Shortage, other: &Shortage| {
        (other.family, other.policy, &other.object) == (one.family, one.policy, &one.object)
            && (other.unit, other.needed.is_some()) == (one.unit, one.needed.is_some())
    };
    let many: Vec<bool> =
        all.iter().map(|one| all.iter().filter(|other| same(one, other)).count() > EACH).collect();
    let mut told: Vec<Shortage> = Vec::new();
    for (one, many) in all.into_iter().zip(many) {
        match told.iter_mut().find(|other| many && same(&one, other)) {
            Some(known) => join(known, one),
            None => told.push(one),
        }
    }
    told
}

/// Takes a reason into one that speaks for several: the greater shortage stays.
fn join(told: &mut Shortage, mut more: Shortage) {
    if more.short > told.short {
        std::mem::swap(told, &mut more);
    }
    for run in more.runs {
        if !told.runs.contains(&run) {
            told.runs.push(run);
        }
    }
}

/// Says for how many a reason speaks, and what they have in common.
fn summed_up(scenario: &Scenario, told: &mut Shortage, all: usize) {
    let kinds = match told.object.kind {
        ObjectKind::Cohort => "cohorts",
        ObjectKind::Run => "runs",
        ObjectKind::Equipment | ObjectKind::EquipmentKind => "kinds of equipment",
        ObjectKind::Staff | ObjectKind::Qualification => "groups of people",
        _ => "others",
    };
    let more = format!("and so for {} more {kinds}", all - 1);
    told.detail = if told.detail.is_empty() { more } else { format!("{}, {more}", told.detail) };
    told.object = match (told.policy, told.object.kind) {
        (Some(policy), _) => Object::new(ObjectKind::Policy, &scenario.policies[policy.index()].key),
        // What many lack all the year is days.
        (None, ObjectKind::Run) => Object::new(ObjectKind::Plan, ""),
        (None, _) if told.when.is_empty() => Object::new(ObjectKind::Calendar, ""),
        (None, ObjectKind::Cohort) => Object::new(ObjectKind::Calendar, ""),
        (None, _) => Object::new(ObjectKind::Plan, ""),
    };
}
