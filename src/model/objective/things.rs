//! Equipment, its set-up and moves, and rooms.

use crate::domain::{EquipmentId, ExactCents, Heading, Party};
use crate::model::build::{Build, Cause};
use crate::model::variables::Variable;

/// `Σ price_r · hours_p · units_p · held_p`.
pub(super) fn equipment(build: &mut Build<'_>) {
    for index in 0..build.placements.len() {
        let placement = &build.placements[index];
        let Some(equipped) = placement.equipment else { continue };
        let pool = &build.scene.scenario.equipment[equipped.pool.index()];
        let price = build.scene.scenario.tariff.charged(Heading::Equipment, pool.per_hour).0;
        let amount = ExactCents::hourly(price, u64::from(placement.time.minutes), u64::from(equipped.units));
        let (held, cause) = (build.held(index), Cause::Run(placement.run));
        build.charge(held, cause, Party::Shared, amount);
    }
}

/// `Σ price_r · set_up_{r,d}`.
pub(super) fn set_up(build: &mut Build<'_>) {
    for index in 0..build.scene.scenario.equipment.len() {
        let pool = EquipmentId(index);
        let price = build.scene.scenario.equipment[index].setup_per_day;
        let amount = ExactCents::whole(build.scene.scenario.tariff.charged(Heading::Setup, price).0);
        for day in 0..build.scene.calendar.days.len() {
            if let Some(ready) = build.known(&Variable::SetUp { pool, day }) {
                build.charge(ready, Cause::Programme, Party::Shared, amount);
            }
        }
    }
}

/// `Σ 2 · price_o · moved_o`.
pub(super) fn moves(build: &mut Build<'_>) {
    for index in 0..build.scene.scenario.equipment.len() {
        for option in 0..build.scene.scenario.equipment[index].moves.len() {
            let price = build.scene.scenario.equipment[index].moves[option].cost_each_way;
            let amount = ExactCents::whole(build.scene.scenario.tariff.charged(Heading::Moves, price).0);
            let moved = build.moved(EquipmentId(index), option);
            build.charge(moved, Cause::Programme, Party::Shared, amount.times(2));
        }
    }
}

/// `Σ rent · hours_p · held_p`; the kinds that suit a placement have equal rent.
pub(super) fn rooms(build: &mut Build<'_>) {
    for index in 0..build.placements.len() {
        let placement = &build.placements[index];
        let Some(room) = placement.rooms.first() else { continue };
        let rent = build.scene.scenario.rooms[room.index()].rent_per_hour;
        let rent = build.scene.scenario.tariff.charged(Heading::Rooms, rent).0;
        let amount = ExactCents::hourly(rent, u64::from(placement.time.minutes), 1);
        let (held, cause) = (build.held(index), Cause::Run(placement.run));
        build.charge(held, cause, Party::Shared, amount);
    }
}
