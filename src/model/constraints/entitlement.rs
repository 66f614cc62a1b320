//! **A pool is opened no more often than its users are entitled to.**
//!
//! An opening is a stretch of a date in which some unit is used; sessions that overlap share it, and it
//! has the class of the session that begins it. For each pool r, day d and start t:
//! `opening_{r,d,t} ≥ Σ_{p of one run, begins at t} held_p − Σ_{q began before t, not ended at t} held_q`,
//! run by run, and for each class κ (or all) and each period:
//! `Σ_{d,t of κ in the period} opening_{r,d,t} ≤ openings` of all holders.
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
        let mut starts: BTreeMap<u16, BTreeMap<usize, Terms>> = BTreeMap::new();
        for index in &placements {
            let placement = &build.placements[*index];
            let of_run = starts.entry(placement.time.start.0).or_default().entry(placement.run).or_default();
            of_run.push((build.held(*index), 1.0));
        }
        for (at, by_run) in starts {
            let running = |index: &&usize| {
                let time = &build.placements[**index].time;
                time.start.0 < at && at < time.end.0
            };
            let before: Terms =
                placements.iter().filter(running).map(|index| (build.held(*index), -1.0)).collect();
            let class =
                placements.iter().map(|index| &build.placements[*index].time).find(|time| time.start.0 == at);
            let class = class.map_or(SlotClass::Day, |time| time.class);
            let opening = build.col(Variable::Opening { pool, day, at });
            openings.push((day, class, opening));
            for mut terms in by_run.into_values() {
                terms.extend(&before);
                terms.push((opening, -1.0));
                build.link(f64::NEG_INFINITY, 0.0, terms);
            }
        }
    }
    openings
}

fn limit(
    build: &mut Build<'_>,
    pool: EquipmentId,
    openings: &[(usize, SlotClass, Col)],
    right: Right,
    most: u32,
) {
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
