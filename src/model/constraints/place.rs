//! **Selected modules are held only at the agreed sites.**
//!
//! Objects to placements of selected modules anywhere else. The lead is not touched: all teaching
//! in the company is a rule about places.

use super::{Family, Objection};
use crate::domain::Rule;
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct Place;

impl Family for Place {
    fn key(&self) -> &'static str {
        "place"
    }

    fn sentence(&self) -> &'static str {
        "The selected modules are held only at the agreed sites."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let mut objections = Vec::new();
        for (id, policy) in scene.policies() {
            let Rule::Place { selector, sites } = &policy.rule else { continue };
            let selected = scene.runs[placement.run]
                .members
                .iter()
                .any(|(_, module)| selector.matches(*module, &scene.scenario.modules[module.index()]));
            let learners = scene.learners_of(placement.run, &policy.cohorts);
            if selected && learners > 0 && !sites.contains(&placement.site) {
                objections.push(Objection { policy: Some(id), learners });
            }
        }
        objections
    }
}
