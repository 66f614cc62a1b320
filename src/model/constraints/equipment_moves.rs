//! **No more units are moved at a time than the pool has.**
//!
//! For each pool and each set of its move options that share a day: `Σ_o moved_o ≤ U_r`, and `≤ U_r − out` on a day on which
//! units are out of use, since these are not moved.
//! (Each option's own limit is the upper bound of its variable.)
//!
//! Emits nothing for pools with fewer than two overlapping options and no outage during one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

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
            let begins = pool.moves.iter().map(|option| option.between.first);
            let outages = pool.out.iter().map(|outage| outage.range.first);
            let days: BTreeSet<NaiveDate> = begins.chain(outages).collect();
            for first in days {
                let together: Vec<usize> = (0..pool.moves.len())
                    .filter(|other| pool.moves[*other].between.contains(first))
                    .collect();
                let most: u32 = together.iter().map(|other| pool.moves[*other].units).sum();
                let left = pool.units - pool.out_on(first);
                if most > left && (together.len() > 1 || left < pool.units) {
                    let pool_id = EquipmentId(index);
                    let terms = together.iter().map(|other| (build.moved(pool_id, *other), 1.0)).collect();
                    let tag = build.tag(Subject::always(Whom::Pool(pool_id)));
                    build.rule(tag, f64::NEG_INFINITY, f64::from(left), terms);
                }
            }
        }
    }
}
