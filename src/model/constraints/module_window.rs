//! **A module is held between its first and its last day, and never when it may not be.**
//!
//! Refuses placements before `from` and after `until` of their module, and those that touch a time in `not_at`.

use super::{Family, Objection};
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct ModuleWindow;

impl Family for ModuleWindow {
    fn key(&self) -> &'static str {
        "module_window"
    }

    fn sentence(&self) -> &'static str {
        "A module is held on or after its first day and on or before its deadline, outside the times closed to it."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let (date, time) = (scene.date(placement.day), &placement.time);
        let outside = scene.runs[placement.run]
            .members
            .iter()
            .any(|(_, module)| !scene.scenario.modules[module.index()].may_be_at(date, time.start, time.end));
        if outside { vec![Objection::NEVER] } else { Vec::new() }
    }
}
