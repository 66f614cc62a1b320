//! Why a run may not use a slot: every draft of a placement, and who refuses it.

use std::collections::BTreeMap;

use super::constraints::FAMILIES;
use super::placements::{Placement, Rooms, drafts, suitable_rooms};
use super::scene::Scene;
use crate::domain::{PolicyId, Strength};

/// A family that refuses, and the policy if one states its rule.
pub type Refuser = (&'static str, Option<PolicyId>);

/// A slot of the calendar as a run might use it.
#[derive(Clone, Debug)]
pub struct Slot {
    /// When, where and on what, with the kinds of rooms that would do.
    pub draft: Placement,
    /// Who refuses it, each once; empty when it may be used.
    pub refusers: Vec<Refuser>,
}

/// Every slot of a run on every day, with who refuses it; wishes refuse nothing.
pub fn slots(scene: &Scene<'_>, run: usize) -> Vec<Slot> {
    let days = 0..scene.calendar.days.len();
    let drafts = days.flat_map(|day| drafts(scene, run, &[day]));
    drafts.map(|draft| slot(scene, draft)).collect()
}

fn slot(scene: &Scene<'_>, draft: Placement) -> Slot {
    let mut refusers: Vec<Refuser> = Vec::new();
    for family in FAMILIES {
        for objection in family.objections(scene, &draft) {
            let refuser = (family.key(), objection.policy);
            if scene.strength(objection.policy) != Strength::Wish && !refusers.contains(&refuser) {
                refusers.push(refuser);
            }
        }
    }
    let module = scene.runs[draft.run].module(scene.scenario);
    let rooms = match suitable_rooms(scene, module, &draft) {
        Rooms::NotNeeded => Vec::new(),
        Rooms::Kinds(kinds) => {
            if kinds.is_empty() {
                refusers.push(("rooms", None));
            }
            kinds
        }
    };
    Slot { draft: Placement { rooms, ..draft }, refusers }
}

/// How many slots of a run each family refuses; a slot that several refuse counts for each.
pub fn refused(scene: &Scene<'_>, run: usize) -> BTreeMap<&'static str, usize> {
    let mut refusals = BTreeMap::new();
    for slot in slots(scene, run) {
        let mut families: Vec<&str> = slot.refusers.iter().map(|(family, _)| *family).collect();
        families.dedup();
        for family in families {
            *refusals.entry(family).or_insert(0) += 1;
        }
    }
    refusals
}
