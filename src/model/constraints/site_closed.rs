//! **No session is held at a site that is closed.**
//!
//! Refuses placements at a site on its days off. Firm-led days are the firm's own and are not touched.

use super::{Family, Objection};
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// The family.
pub struct SiteClosed;

impl Family for SiteClosed {
    fn key(&self) -> &'static str {
        "site_closed"
    }

    fn sentence(&self) -> &'static str {
        "No session is held at a site on a day on which it is closed."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let site = &scene.scenario.sites[placement.site.index()];
        if site.is_closed(scene.date(placement.day)) { vec![Objection::NEVER] } else { Vec::new() }
    }
}
