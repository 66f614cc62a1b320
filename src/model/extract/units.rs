//! Units of pools told apart.

use super::Reading;
use crate::model::placements::{Equipped, Standing};
use crate::model::scene::Scene;
use crate::plan::{PlacedUnits, PoolMove, Session};

/// Gives each session units of its pool: by start, the lowest numbers that are free and stand where
/// the session is. Moved units are the highest numbers of the pool, those out of use the highest that are left at home.
pub(super) fn number(reading: &Reading<'_>, moves: &[PoolMove], sessions: &mut [Session]) {
    let mut order: Vec<usize> = (0..sessions.len()).collect();
    order.sort_by_key(|index| (sessions[*index].date, sessions[*index].start, *index));
    let mut begin = 0;
    for place in 0..order.len() {
        while sessions[order[begin]].date < sessions[order[place]].date {
            begin += 1;
        }
        let placement = &reading.model.placements[reading.held[order[place]]];
        let Some(equipped) = placement.equipment else { continue };
        let session = &sessions[order[place]];
        let taken: Vec<u32> = order[begin..place]
            .iter()
            .map(|index| &sessions[*index])
            .filter(|other| other.overlaps(session))
            .filter_map(|other| other.equipment.as_ref())
            .filter(|placed| placed.pool == equipped.pool)
            .flat_map(|placed| placed.units.iter().copied())
            .collect();
        let standing = standing(reading.scene, equipped, moves, session.date);
        let free = standing.filter(|unit| !taken.contains(unit)).take(equipped.units as usize).collect();
        sessions[order[place]].equipment = Some(PlacedUnits { pool: equipped.pool, units: free });
    }
}

/// The numbers of the units that stand where a session needs them on a date.
pub fn standing(
    scene: &Scene<'_>,
    equipped: Equipped,
    moves: &[PoolMove],
    date: chrono::NaiveDate,
) -> std::ops::RangeInclusive<u32> {
    let pool = &scene.scenario.equipment[equipped.pool.index()];
    let mut top = pool.units;
    for moved in moves.iter().filter(|moved| moved.pool == equipped.pool) {
        if pool.moves[moved.option].between.contains(date) {
            let low = top.saturating_sub(moved.units);
            if equipped.standing == Standing::Moved(moved.option) {
                return low + 1..=top;
            }
            top = low;
        }
    }
    1..=top.saturating_sub(pool.out_on(date))
}
