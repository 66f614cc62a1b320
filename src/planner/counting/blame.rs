//! Which rule keeps runs from the slots they lack.

use std::collections::BTreeMap;

use super::longest_chain;
use crate::domain::{PolicyId, Strength};
use crate::model::constraints::FAMILIES;
use crate::model::refusals::{Refuser, Slot, slots};
use crate::model::scene::Scene;
use crate::plan::{Object, ObjectKind};

/// Refusers told in one sentence.
const TOLD: usize = 3;

/// The slots of runs and who refuses them, most frequent refuser first.
pub(super) struct Refusals<'s> {
    scene: &'s Scene<'s>,
    slots: Vec<Slot>,
    ranked: Vec<(Refuser, usize)>,
}

impl<'s> Refusals<'s> {
    /// Of some runs; slots refused by families of `given` are not looked at.
    pub(super) fn of(scene: &'s Scene<'s>, runs: &[usize], given: &[&str]) -> Self {
        let all = runs.iter().flat_map(|run| slots(scene, *run));
        let open = |slot: &Slot| slot.refusers.iter().all(|(family, _)| !given.contains(family));
        let slots: Vec<Slot> = all.filter(open).collect();
        let mut times: BTreeMap<(usize, Option<PolicyId>), usize> = BTreeMap::new();
        for (family, policy) in slots.iter().flat_map(|slot| &slot.refusers) {
            let place = FAMILIES.iter().position(|known| known.key() == *family).unwrap_or(FAMILIES.len());
            *times.entry((place, *policy)).or_insert(0) += 1;
        }
        let key = |place: usize| FAMILIES.get(place).map_or("", |family| family.key());
        let mut ranked: Vec<(Refuser, usize)> =
            times.into_iter().map(|((place, policy), times)| ((key(place), policy), times)).collect();
        ranked.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        Self { scene, slots, ranked }
    }

    /// The one rule whose giving way would leave `needed` minutes: first among those that may be
    /// relaxed, of these the one that refuses most.
    pub(super) fn blamed(&self, needed: f64) -> Option<Refuser> {
        self.enough(needed).first().copied()
    }

    /// The rules of which each, giving way, would leave `needed` minutes: first those that may be relaxed, of these the ones that
    /// refuse most.
    pub(super) fn enough(&self, needed: f64) -> Vec<Refuser> {
        let relaxable =
            |refuser: &Refuser| refuser.1.is_some_and(|id| self.scene.strength(Some(id)) != Strength::Legal);
        let mut enough: Vec<Refuser> = self
            .ranked
            .iter()
            .map(|(refuser, _)| *refuser)
            .filter(|one| self.without(*one) >= needed)
            .collect();
        enough.sort_by_key(|refuser| !relaxable(refuser));
        enough
    }

    /// The most minutes that sessions one after the other could fill if a rule refused nothing.
    fn without(&self, rule: Refuser) -> f64 {
        let mut days: BTreeMap<usize, Vec<(u32, u32, u32)>> = BTreeMap::new();
        for slot in self.slots.iter().filter(|slot| slot.refusers.iter().all(|refuser| *refuser == rule)) {
            let time = &slot.draft.time;
            let interval = (u32::from(time.end.0), u32::from(time.start.0), time.minutes);
            days.entry(slot.draft.day).or_default().push(interval);
        }
        days.into_values().map(|day| f64::from(longest_chain(day))).sum()
    }

    /// Who refuses how many slots, in words; empty when nobody refuses any.
    pub(super) fn told(&self) -> String {
        let name = |(family, policy): &Refuser| match policy {
            Some(id) => format!("{family} ({})", self.scene.scenario.policies[id.index()].key),
            None => (*family).to_owned(),
        };
        let told = self.ranked.iter().take(TOLD);
        let told: Vec<String> = told.map(|(rule, times)| format!("{} refuses {times}", name(rule))).collect();
        if told.is_empty() {
            return String::new();
        }
        format!("{} of the calendar's slots", told.join(", "))
    }
}

/// What a rule that keeps a run from its slots is about: the thing that a planner would change.
pub(super) fn object(scene: &Scene<'_>, run: usize, family: &str) -> Object {
    let of = &scene.runs[run];
    let module = of.module(scene.scenario);
    match family {
        "equipment_window" | "equipment_units" => super::units::object(scene, run),
        "staff_qualified" => {
            let keys: Vec<&str> = module.staff.iter().map(|role| role.qualification.as_str()).collect();
            Object::new(ObjectKind::Qualification, &keys.join(", "))
        }
        "availability" => {
            Object::new(ObjectKind::Cohort, &scene.scenario.cohorts[of.members[0].0.index()].key)
        }
        "module_window" => Object::new(ObjectKind::Module, &module.key),
        _ => Object::new(ObjectKind::Run, &of.key),
    }
}
