//! **A module is held between its first and its last day.**
//!
//! Refuses placements before `from` and after `until` of their module.

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
        "A module is held on or after its first day and on or before its deadline."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let date = scene.date(placement.day);
        let outside = scene.runs[placement.run].members.iter().any(|(_, module)| {
            let module = &scene.scenario.modules[module.index()];
            module.from.is_some_and(|from| date < from) || module.until.is_some_and(|until| until < date)
        });
        if outside { vec![Objection::NEVER] } else { Vec::new() }
    }
}
