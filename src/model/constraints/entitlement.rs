//! **A pool is opened no more often than its users are entitled to.**
//!
//! An opening is a daypart-long moment of a date at which some unit is used; sessions that overlap
//! share it. For each pool r, day d and moment t: `held_p ≤ opening_{r,d,t}` for every p covering t
//! (as a sum over the placements of one run, which exclude each other), and for each class κ (or
//! all) and each period: `Σ_{d,t of κ in the period} opening_{r,d,t} ≤ openings` of all holders.
//!
//! Emits nothing for pools without entitlements.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::{EntitlementPeriod, EquipmentId, SlotClass};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;
use crate::solver::Col;

/// The family.
pub struct Entitlement;

impl Family for Entitlement {
    fn key(&self) -> &'static str {
        "entitlement"
    }

    fn sentence(&self) -> &'static str {
        "Shared equipment is opened no more often, in each class of slot and period, than its users are entitled to."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.equipment.len() {
            let pool = EquipmentId(index);
            if build.scene.scenario.equipment[index].entitlements.is_empty() {
                continue;
            }
            let openings = openings(build, pool);
            for (key, most) in rights(build, pool) {
                limit(build, pool, &openings, key, most);
            }
        }
    }
}

/// Class and period of a right.
type Right = (Option<SlotClass>, EntitlementPeriod);

/// Openings that all holders together may have, by class and period.
fn rights(build: &Build<'_>, pool: EquipmentId) -> Vec<(Right, u32)> {
    let mut rights: Vec<(Right, u32)> = Vec::new();
    for right in &build.scene.scenario.equipment[pool.index()].entitlements {
        match rights.iter_mut().find(|(key, _)| *key == (right.class, right.per)) {
            Some((_, most)) => *most += right.openings,
            None => rights.push(((right.class, right.per), right.openings)),
        }
    }
    rights
}

/// The opening variables of a pool: day, class, column.
fn openings(build: &mut Build<'_>, pool: EquipmentId) -> Vec<(usize, SlotClass, Col)> {
    let mut openings = Vec::new();
    for (day, placements) in build.on_pool(pool) {
        for (at, together) in build.cliques(&placements) {
            let class = build.placements[together[0]].time.class;
            let opening = build.col(Variable::Opening { pool, day, at });
            openings.push((day, class, opening));
            let mut by_run: BTreeMap<usize, Terms> = BTreeMap::new();
            for index in together {
                by_run.entry(build.placements[index].run).or_default().push((build.held(index), 1.0));
            }
            for (_, mut terms) in by_run {
                terms.push((opening, -1.0));
                build.link(f64::NEG_INFINITY, 0.0, terms);
            }
        }
    }
    openings
}

fn limit(build: &mut Build<'_>, pool: EquipmentId, openings: &[(usize, SlotClass, Col)], right: Right, most: u32) {
    let (class, per) = right;
    let mut stretches: BTreeMap<usize, Terms> = BTreeMap::new();
    for (day, of, col) in openings {
        if class.is_some_and(|class| class != *of) {
            continue;
        }
        let stretch = match per {
            EntitlementPeriod::Year => Some(0),
            EntitlementPeriod::Week => Some(build.scene.calendar.days[*day].week),
            EntitlementPeriod::Period => {
                let date = build.scene.date(*day);
                build.scene.scenario.calendar.periods.iter().position(|period| period.range.contains(date))
            }
        };
        if let Some(stretch) = stretch {
            stretches.entry(stretch).or_default().push((*col, 1.0));
        }
    }
    for (stretch, terms) in stretches {
        if terms.len() as f64 > f64::from(most) {
            let subject = match per {
                EntitlementPeriod::Year => Subject::always(Whom::Pool(pool)),
                EntitlementPeriod::Week => Subject::in_week(Whom::Pool(pool), stretch),
                EntitlementPeriod::Period => {
                    Subject { whom: Whom::Pool(pool), when: crate::model::tags::When::Period(stretch) }
                }
            };
            let tag = build.tag(subject);
            build.rule(tag, f64::NEG_INFINITY, f64::from(most), terms);
        }
    }
}
