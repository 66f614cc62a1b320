//! The units and the room that a session gets in a slot.

use std::collections::BTreeSet;

use super::{Around, InTheWay, Wanted, note};
use crate::domain::RoomId;
use crate::model::extract::standing;
use crate::model::placements::{Equipped, Placement};
use crate::plan::{PlacedUnits, Session};

impl<'q> Wanted<'q> {
    /// Units that stand there, those it has now first, free ones before others.
    pub(super) fn units(
        &self,
        slot: &Placement,
        session: &Session,
        around: &Around<'q>,
        in_the_way: &mut Vec<InTheWay>,
    ) -> Option<PlacedUnits> {
        let equipped = slot.equipment?;
        let Equipped { pool, units: needed, .. } = equipped;
        let users = || {
            let placed = around.at_once.iter().filter_map(|other| Some((*other, other.equipment.as_ref()?)));
            placed.filter(|(_, placed)| placed.pool == pool)
        };
        let taken: BTreeSet<u32> = users().flat_map(|(_, placed)| &placed.units).copied().collect();
        let now =
            self.present().and_then(|session| session.equipment.as_ref()).filter(|now| now.pool == pool);
        let has = |unit: &u32| now.is_some_and(|now| now.units.contains(unit));
        let mut units: Vec<u32> =
            standing(&self.question.scene, equipped, &self.question.plan.moves, session.date).collect();
        units.sort_by_key(|unit| (taken.contains(unit), !has(unit), *unit));
        units.truncate(needed as usize);
        if units.iter().any(|unit| taken.contains(unit)) {
            let key = self.question.scenario.equipment[pool.index()].key.clone();
            note(in_the_way, ("equipment_units", key), users().map(|(other, _)| other));
        }
        units.sort_unstable();
        Some(PlacedUnits { pool, units })
    }

    /// A room that would do: a free one with seats enough, the one it has now or the kind of its run before others.
    pub(super) fn room(
        &self,
        slot: &Placement,
        around: &Around<'q>,
        in_the_way: &mut Vec<InTheWay>,
    ) -> Option<(RoomId, u32)> {
        let now = self.present().and_then(|session| session.room);
        let module = self.question.scene.runs[slot.run].module(self.question.scenario);
        let learners: u32 = self.attendance.iter().map(|here| here.learners.len()).sum();
        let seats = module.seats.unwrap_or(learners);
        let taken: BTreeSet<(RoomId, u32)> = around.at_once.iter().filter_map(|other| other.room).collect();
        let rooms = slot.rooms.iter().enumerate().flat_map(|(rank, kind)| {
            let count = self.question.scenario.rooms[kind.index()].count;
            (1..=count).map(move |number| (rank, (*kind, number)))
        });
        let (_, best) = rooms.min_by_key(|(rank, room)| {
            let small = self.question.scenario.rooms[room.0.index()].seats < seats;
            let strange = !self.habits.0.is_empty() && !self.habits.0.contains(&room.0);
            (taken.contains(room), small, strange, now != Some(*room), *rank, room.1)
        })?;
        if taken.contains(&best) {
            let site = &self.question.scenario.sites[slot.site.index()].key;
            let fit = |other: &&&Session| other.room.is_some_and(|(kind, _)| slot.rooms.contains(&kind));
            let rooms = ("rooms", format!("rooms at {site}"));
            note(in_the_way, rooms, around.at_once.iter().filter(fit).copied());
        }
        Some(best)
    }
}
