//! **No more units are moved at a time than the pool has.**
//!
//! For each pool and each set of its move options that share a day: `Σ_o moved_o ≤ U_r`.
//! (Each option's own limit is the upper bound of its variable.)
//!
//! Emits nothing for pools with fewer than two overlapping options.

use super::{Build, Family};
use crate::domain::EquipmentId;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct EquipmentMoves;

impl Family for EquipmentMoves {
    fn key(&self) -> &'static str {
        "equipment_moves"
    }

    fn sentence(&self) -> &'static str {
        "A unit is moved to one place at a time, and no more units are moved than the option allows and the pool has."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.equipment.len() {
            let pool = &build.scene.scenario.equipment[index];
            for option in &pool.moves {
                let first = option.between.first;
                let together: Vec<usize> = (0..pool.moves.len())
                    .filter(|other| pool.moves[*other].between.contains(first))
                    .collect();
                let most: u32 = together.iter().map(|other| pool.moves[*other].units).sum();
                if together.len() > 1 && most > pool.units {
                    let pool_id = EquipmentId(index);
                    let terms = together.iter().map(|other| (build.moved(pool_id, *other), 1.0)).collect();
                    let tag = build.tag(Subject::always(Whom::Pool(pool_id)));
                    build.rule(tag, f64::NEG_INFINITY, f64::from(pool.units), terms);
                }
            }
        }
    }
}
