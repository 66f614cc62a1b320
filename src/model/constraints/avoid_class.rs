//! **Sessions in a disliked class of slot are avoided.**
//!
//! Objects to every placement in the class; as a wish each session costs its price for each learner.

use super::{Family, Objection};
use crate::domain::Rule;
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct AvoidClass;

impl Family for AvoidClass {
    fn key(&self) -> &'static str {
        "avoid_class"
    }

    fn sentence(&self) -> &'static str {
        "Sessions are kept out of the evenings, Saturdays or Sundays that people want free."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let mut objections = Vec::new();
        for (id, policy) in scene.policies() {
            if matches!(policy.rule, Rule::AvoidClass { class } if class == placement.time.class) {
                let learners = scene.learners_of(placement.run, &policy.cohorts);
                if learners > 0 {
                    objections.push(Objection { policy: Some(id), learners });
                }
            }
        }
        objections
    }
}
