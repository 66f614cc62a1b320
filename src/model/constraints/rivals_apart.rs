//! **No learner trains at the site of a rival of the learner's firm.**
//!
//! Refuses placements at a firm's site attended by learners of its rivals; with scope `anywhere`
//! also those attended by learners of two rivals. Rivalry is mutual.

use super::firm_release::learners_in;
use super::{Family, Objection};
use crate::domain::{FirmId, RivalScope, Rule};
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct RivalsApart;

impl Family for RivalsApart {
    fn key(&self) -> &'static str {
        "rivals_apart"
    }

    fn sentence(&self) -> &'static str {
        "No learner trains at a site of a rival of the learner's own firm; where agreed, rivals share no session at all."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let mut objections = Vec::new();
        for (id, policy) in scene.policies() {
            let Rule::RivalsApart { scope } = policy.rule else { continue };
            let firms: Vec<(FirmId, u32)> = (0..scene.scenario.firms.len())
                .map(|index| {
                    (FirmId(index), learners_in(scene, placement.run, FirmId(index), &policy.cohorts))
                })
                .filter(|(_, learners)| *learners > 0)
                .collect();
            let host = scene.scenario.sites[placement.site.index()].firm();
            let rival = |a: FirmId, b: FirmId| scene.scenario.rivals(a, b);
            let broken = |firm: FirmId| {
                host.is_some_and(|host| rival(host, firm))
                    || scope == RivalScope::Anywhere && firms.iter().any(|(other, _)| rival(*other, firm))
            };
            let learners = firms.iter().filter(|(firm, _)| broken(*firm)).map(|(_, learners)| learners).sum();
            if learners > 0 {
                objections.push(Objection { policy: Some(id), learners });
            }
        }
        objections
    }
}
