//! **Everybody in a room has a seat.**
//!
//! Objects to every placement in a room with fewer seats than its session takes; as a wish each seat missing costs
//! its price. Where no such policy speaks of a run, rooms with too few seats are none of its rooms.

use super::{Family, Objection};
use crate::domain::{Policy, PolicyId, Rule};
use crate::model::placements::Placement;
use crate::model::runs::Run;
use crate::model::scene::Scene;

/// The family.
pub struct RoomSeats;

impl Family for RoomSeats {
    fn key(&self) -> &'static str {
        "room_seats"
    }

    fn sentence(&self) -> &'static str {
        "No session is in a room with fewer seats than it takes."
    }

    fn objections_to_rooms(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let run = &scene.runs[placement.run];
        let rooms = placement.rooms.iter().map(|room| scene.scenario.rooms[room.index()].seats);
        let missing = rooms.min().map_or(0, |seats| run.seats(scene.scenario).saturating_sub(seats));
        if missing == 0 {
            return Vec::new();
        }
        speaking_of(scene, run).map(|(id, _)| Objection { policy: Some(id), learners: missing }).collect()
    }
}

/// The policies that speak of the seats of a run.
pub fn speaking_of<'a>(
    scene: &'a Scene<'_>,
    run: &'a Run,
) -> impl Iterator<Item = (PolicyId, &'a Policy)> + 'a {
    scene.policies().filter(|(_, policy)| {
        matches!(policy.rule, Rule::RoomSeats)
            && run.members.iter().any(|(cohort, _)| policy.cohorts.contains(cohort))
    })
}
