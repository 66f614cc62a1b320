//! **No more units of a pool are in use than stand there.**
//!
//! For each pool r, standing s and moment t of a day, with `u_p` the units placement p takes:
//! `Σ_{p on r at s covering t} u_p · held_p ≤ U_r − out_{r,d} − Σ_{options away that day} moved_o` at home, and
//! `≤ moved_o` at the destination of option o. Where the pool has a set-up cost, the capacity stands
//! on `set_up_{r,d}`, which the cost pays for.

use super::{Build, Family};
use crate::domain::{DateRange, EquipmentId};
use crate::model::build::Terms;
use crate::model::placements::Standing;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct EquipmentUnits;

impl Family for EquipmentUnits {
    fn key(&self) -> &'static str {
        "equipment_units"
    }

    fn sentence(&self) -> &'static str {
        "At no time are more units of equipment in use than stand there, and nobody shares a unit with more learners than it takes."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.equipment.len() {
            let pool = EquipmentId(index);
            for (day, placements) in build.on_pool(pool) {
                let mut standings: Vec<Standing> = placements
                    .iter()
                    .filter_map(|p| build.placements[*p].equipment)
                    .map(|e| e.standing)
                    .collect();
                standings.sort_unstable();
                standings.dedup();
                for standing in standings {
                    let here =
                        |p: &&usize| build.placements[**p].equipment.is_some_and(|e| e.standing == standing);
                    let there: Vec<usize> = placements.iter().filter(here).copied().collect();
                    capacity(build, pool, standing, day, &there);
                }
                set_up(build, pool, day, &placements);
            }
        }
    }
}

/// The options of a pool that keep units from home on a day.
fn away(build: &Build<'_>, pool: EquipmentId, day: usize) -> Vec<usize> {
    let date = build.scene.date(day);
    let on = |range: DateRange| range.contains(date);
    let moves = build.scene.scenario.equipment[pool.index()].moves.iter().enumerate();
    moves.filter(|(_, option)| on(option.between)).map(|(index, _)| index).collect()
}

fn capacity(build: &mut Build<'_>, pool: EquipmentId, standing: Standing, day: usize, placements: &[usize]) {
    let given = &build.scene.scenario.equipment[pool.index()];
    let units = given.units - given.out_on(build.scene.date(day));
    let taken = build.scene.taken.units(pool, standing, day).to_vec();
    for crowd in build.crowds(placements, &taken) {
        let mut terms: Terms = crowd
            .together
            .iter()
            .filter_map(|index| {
                build.placements[*index].equipment.map(|e| (build.held(*index), f64::from(e.units)))
            })
            .collect();
        let most = match standing {
            Standing::Home => {
                for option in away(build, pool, day) {
                    terms.push((build.moved(pool, option), 1.0));
                }
                f64::from(units)
            }
            Standing::Moved(option) => {
                terms.push((build.moved(pool, option), -1.0));
                0.0
            }
        };
        let tag = build.tag(Subject::on(Whom::Pool(pool), day));
        build.rule(tag, f64::NEG_INFINITY, most - crowd.amount, terms);
    }
}

/// Every placement on the pool that day needs the pool set up.
fn set_up(build: &mut Build<'_>, pool: EquipmentId, day: usize, placements: &[usize]) {
    if build.scene.scenario.equipment[pool.index()].setup_per_day.borne().0 == 0
        || build.scene.taken.is_set_up(pool, day)
    {
        return;
    }
    let ready = build.col(Variable::SetUp { pool, day });
    let mut runs: Vec<usize> = placements.iter().map(|index| build.placements[*index].run).collect();
    runs.sort_unstable();
    runs.dedup();
    for run in runs {
        let mine: Vec<usize> =
            placements.iter().copied().filter(|index| build.placements[*index].run == run).collect();
        for (_, together) in build.cliques(&mine) {
            let mut terms: Terms = together.iter().map(|index| (build.held(*index), 1.0)).collect();
            terms.push((ready, -1.0));
            build.link(f64::NEG_INFINITY, 0.0, terms);
        }
    }
}
