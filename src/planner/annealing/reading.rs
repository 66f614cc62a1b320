//! From a scene to a timetable question, where it is one.

use std::collections::{BTreeMap, BTreeSet};

use super::question::{Crowd, Question, Room, Run};
use super::slots::slots;
use crate::domain::{Policy, Price, RoomId, Rule, Scenario, StaffId, Strength, Tariff};
use crate::model::constraints::room_seats::speaking_of;
use crate::model::constraints::staff_qualified::eligible;
use crate::model::placements::{Placement, placements};
use crate::model::scene::Scene;

/// Most days, and most sessions of a run: they are counted in bytes.
const MOST: usize = 250;

/// The timetable question that a scene asks; `None` where it asks for more, or for something else.
pub(super) fn question(scene: &Scene<'_>) -> Option<Question> {
    if scene.calendar.days.len() > MOST
        || !(is_plain(scene.scenario) && scene.policies().all(|(_, policy)| is_known(policy)))
    {
        return None;
    }
    let placements = placements(scene, false);
    let slots = slots(scene, &placements)?;
    let mut question = Question {
        slots,
        days: scene.calendar.days.len(),
        rooms: rooms(scene.scenario),
        kinds: scene.scenario.rooms.len(),
        runs: Vec::new(),
        crowds: crowds(scene),
        by_person: Vec::new(),
        placements,
    };
    question.by_person = by_person(scene, &question.placements)?;
    let mut by_run: Vec<Vec<&Placement>> = vec![Vec::new(); scene.runs.len()];
    question.placements.iter().for_each(|placement| by_run[placement.run].push(placement));
    let runs: Option<Vec<Run>> = by_run
        .iter()
        .enumerate()
        .map(|(run, placements)| self::run(scene, &question, run, placements))
        .collect();
    question.runs = runs?;
    let enough = |run: &Run| run.slots.len() >= run.sessions && run.sessions <= MOST;
    (!question.runs.is_empty() && question.runs.iter().all(enough)).then_some(question)
}

/// Whether nothing costs money and nothing is fixed, had or brought in from outside.
fn is_plain(scenario: &Scenario) -> bool {
    let free = |price: Price| price.borne().0 == 0;
    let unlimited = |staff: &crate::domain::StaffGroup| {
        staff.minutes_per_week.is_none() && staff.evenings_per_week.is_none() && free(staff.per_hour)
    };
    scenario.equipment.is_empty()
        && scenario.firms.is_empty()
        && scenario.locks.is_empty()
        && scenario.delivered.is_empty()
        && scenario.tariff == Tariff::default()
        && scenario.staff.iter().all(unlimited)
        && scenario.rooms.iter().all(|room| free(room.rent_per_hour))
        && scenario
            .modules
            .iter()
            .all(|module| module.after.is_empty() && free(module.consumables_per_learner_hour))
}

/// Whether a policy is one of the wishes that are counted here.
fn is_known(policy: &Policy) -> bool {
    match policy.rule {
        Rule::IsolatedSessions { .. } | Rule::TeachingDays { .. } | Rule::SameRoom => {
            policy.strength == Strength::Wish
        }
        Rule::RoomSeats => true,
        _ => false,
    }
}

/// The rooms one by one.
fn rooms(scenario: &Scenario) -> Vec<Room> {
    let kinds = scenario.rooms.iter().enumerate();
    kinds
        .flat_map(|(kind, room)| std::iter::repeat_n(Room { kind, seats: room.seats }, room.count as usize))
        .collect()
}

/// Learner groups, those that attend the same runs together.
fn crowds(scene: &Scene<'_>) -> Vec<Crowd> {
    let mut crowds: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
    for (index, group) in scene.groups.iter().enumerate() {
        let asking = scene.policies().filter(|(_, policy)| {
            matches!(policy.rule, Rule::IsolatedSessions { .. }) && policy.cohorts.contains(&group.cohort)
        });
        let price: i64 = asking.map(|(_, policy)| policy.price.borne().0 * i64::from(group.learners)).sum();
        let runs = scene.runs_of(index).map(|run| run as u32).collect();
        *crowds.entry(runs).or_default() += price;
    }
    crowds.into_iter().map(|(runs, isolated)| Crowd { runs, isolated }).collect()
}

/// The runs of each person who has several; `None` where it is left open who serves in a role.
fn by_person(scene: &Scene<'_>, placements: &[Placement]) -> Option<Vec<Vec<u32>>> {
    let mut runs: BTreeMap<StaffId, BTreeSet<u32>> = BTreeMap::new();
    for placement in placements {
        let mut people = BTreeSet::new();
        for role in &scene.runs[placement.run].module(scene.scenario).staff {
            let [only] = eligible(scene, placement, role)[..] else { return None };
            if role.count != 1 || scene.scenario.staff[only.index()].count != 1 || !people.insert(only) {
                return None;
            }
            runs.entry(only).or_default().insert(placement.run as u32);
        }
    }
    Some(runs.into_values().filter(|runs| runs.len() > 1).map(|runs| runs.into_iter().collect()).collect())
}

/// A run, where each of its rooms will do in each of its slots at the same price.
fn run(scene: &Scene<'_>, question: &Question, index: usize, placements: &[&Placement]) -> Option<Run> {
    let run = &scene.runs[index];
    let minutes = placements.first()?.time.minutes;
    let alike = placements.iter().all(|placement| placement.time.minutes == minutes && !placement.closing);
    if !(run.forced && alike && run.minutes > 0 && run.minutes.is_multiple_of(minutes)) {
        return None;
    }
    let mut by_slot: BTreeMap<usize, BTreeMap<RoomId, i64>> = BTreeMap::new();
    for placement in placements {
        let cents = cents(scene, placement);
        let slot = by_slot.entry(question.slot_of(placement)?).or_default();
        for room in &placement.rooms {
            if slot.insert(*room, cents).is_some() {
                return None;
            }
        }
    }
    let kinds = by_slot.values().next()?.clone();
    if kinds.is_empty() || by_slot.values().any(|other| *other != kinds) {
        return None;
    }
    let price =
        |policies: &mut dyn Iterator<Item = &Policy>| policies.map(|policy| policy.price.borne().0).sum();
    let concerned = |policy: &&Policy| run.members.iter().any(|(cohort, _)| policy.cohorts.contains(cohort));
    let policies = || scene.scenario.policies.iter().filter(concerned);
    let seats: i64 = price(&mut speaking_of(scene, run).map(|(_, policy)| policy));
    Some(Run {
        sessions: (run.minutes / minutes) as usize,
        slots: by_slot.keys().map(|slot| *slot as u32).collect(),
        in_room: question.rooms.iter().map(|room| kinds.get(&RoomId(room.kind)).copied()).collect(),
        seats: (run.seats(scene.scenario), seats),
        dates: dates(scene, index),
        further_room: price(&mut policies().filter(|policy| policy.rule == Rule::SameRoom)),
        crowds: attending(question, index),
        rivals: rivals(question, index),
    })
}

/// What the wishes cost that a placement breaks by itself.
fn cents(scene: &Scene<'_>, placement: &Placement) -> i64 {
    let broken =
        placement.objections.iter().filter_map(|objection| Some((objection.policy?, objection.learners)));
    broken.map(|(id, count)| scene.scenario.policies[id.index()].price.borne().0 * i64::from(count)).sum()
}

/// Dates asked for, policy by policy.
fn dates(scene: &Scene<'_>, run: usize) -> Vec<(u32, i64)> {
    let members = &scene.runs[run].members;
    let asked = scene.policies().filter_map(|(_, policy)| match &policy.rule {
        Rule::TeachingDays { selector, at_least } => {
            let concerned = members.iter().any(|(cohort, module)| {
                policy.cohorts.contains(cohort)
                    && selector.matches(*module, &scene.scenario.modules[module.index()])
            });
            concerned.then_some((*at_least, policy.price.borne().0))
        }
        _ => None,
    });
    asked.collect()
}

/// The crowds that attend a run and want its sessions beside others.
fn attending(question: &Question, run: usize) -> Vec<u32> {
    let crowds = question.crowds.iter().enumerate();
    let theirs = crowds.filter(|(_, crowd)| crowd.isolated > 0 && crowd.runs.contains(&(run as u32)));
    theirs.map(|(index, _)| index as u32).collect()
}

/// Runs that share learners or a person with a run.
fn rivals(question: &Question, run: usize) -> Vec<u32> {
    let together = question.crowds.iter().map(|crowd| &crowd.runs).chain(&question.by_person);
    let rivals: BTreeSet<u32> =
        together.filter(|runs| runs.contains(&(run as u32))).flatten().copied().collect();
    rivals.into_iter().filter(|other| *other as usize != run).collect()
}
