//! Runs whose sessions take more units of equipment than stand anywhere they may be held.

use crate::domain::{EquipmentPool, Module};
use crate::model::placements::places;
use crate::model::scene::Scene;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::explain::Shortage;

/// What a run lacks of units, if it has no place for lack of them.
pub(super) fn shortage(scene: &Scene<'_>, run: usize) -> Option<Shortage> {
    let of = &scene.runs[run];
    let kind = of.module(scene.scenario).equipment.as_ref()?;
    if !places(scene, run).is_empty() {
        return None;
    }
    let pools = pools(scene, run);
    let asked = |pool: &&EquipmentPool| of.learners.div_ceil(pool.learners_per_unit);
    let nearest = pools.iter().copied().min_by_key(|pool| asked(pool).saturating_sub(pool.units));
    let (needed, available) = nearest.map_or((1, 0), |pool| (asked(&pool), pool.units));
    let name = nearest.map_or_else(
        || format!("pools of {kind} that {} may use", of.key),
        |pool| format!("units of {} for a session of {}", pool.name, of.key),
    );
    Some(Shortage {
        family: "equipment_units",
        policy: None,
        relaxable: false,
        object: object(scene, run),
        besides: Vec::new(),
        when: Vec::new(),
        subject: name,
        needed: Some(f64::from(needed)),
        available: Some(f64::from(available)),
        short: f64::from(needed.saturating_sub(available)),
        unit: Unit::Count,
        detail: "there".to_owned(),
        runs: Vec::new(),
    })
}

/// The pools of the kind that a run asks for, at sites where it may be held.
fn pools<'s>(scene: &'s Scene<'_>, run: usize) -> Vec<&'s EquipmentPool> {
    let module: &Module = scene.runs[run].module(scene.scenario);
    let allowed = |pool: &&EquipmentPool| {
        let site = module.sites.is_empty() || module.sites.contains(&pool.site);
        let new_enough =
            module.equipment_from_year.is_none_or(|year| pool.year.is_some_and(|built| built >= year));
        Some(&pool.kind) == module.equipment.as_ref() && site && new_enough
    };
    scene.scenario.equipment.iter().filter(allowed).collect()
}

/// The pool that a run asks for, or the kind where there are none or several.
pub(super) fn object(scene: &Scene<'_>, run: usize) -> Object {
    if let [only] = pools(scene, run).as_slice() {
        return Object::new(ObjectKind::Equipment, &only.key);
    }
    let kind = scene.runs[run].module(scene.scenario).equipment.as_deref().unwrap_or_default();
    Object::new(ObjectKind::EquipmentKind, kind)
}
