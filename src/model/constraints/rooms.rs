//! **No more sessions are in rooms than there are rooms that suit them.**
//!
//! Interchangeable rooms are counted. For each site, day, moment t, and each union U that hangs together of the sets
//! of room kinds that suit some placement (Hall's condition):
//! `Σ_{p covering t, suited only by kinds in U} held_p ≤ number of rooms in U`.
//!
//! Emits nothing at sites whose rooms are not listed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Build, Family};
use crate::domain::{RoomId, SiteId};
use crate::model::tags::{Subject, Whom};
use crate::model::taken::{InRoom, Span};

/// The family.
pub struct Rooms;

impl Family for Rooms {
    fn key(&self) -> &'static str {
        "rooms"
    }

    fn sentence(&self) -> &'static str {
        "Every session that needs a room has one with enough seats and the features asked for, to itself."
    }

    fn rows(&self, build: &mut Build<'_>) {
        let mut by_day: BTreeMap<(SiteId, usize), Vec<usize>> = BTreeMap::new();
        for (index, placement) in build.placements.iter().enumerate() {
            if !placement.rooms.is_empty() {
                by_day.entry((placement.site, placement.day)).or_default().push(index);
            }
        }
        for ((site, day), placements) in by_day {
            let taken = build.scene.taken.rooms(site, day);
            for union in unions(build, &placements, taken) {
                let inside =
                    |index: &&usize| build.placements[**index].rooms.iter().all(|room| union.contains(room));
                let confined: Vec<usize> = placements.iter().filter(inside).copied().collect();
                let count: u32 =
                    union.iter().map(|room| build.scene.scenario.rooms[room.index()].count).sum();
                let within = |(_, kinds): &&InRoom| kinds.iter().all(|room| union.contains(room));
                let spans: Vec<Span> = taken.iter().filter(within).map(|(span, _)| *span).collect();
                for crowd in build.crowds(&confined, &spans) {
                    let left = f64::from(count) - crowd.amount;
                    if crowd.together.len() as f64 > left {
                        let terms = crowd.together.iter().map(|index| (build.held(*index), 1.0)).collect();
                        let tag = build.tag(Subject::on(Whom::Rooms(site), day));
                        build.rule(tag, f64::NEG_INFINITY, left, terms);
                    }
                }
            }
        }
    }
}

/// Every union of the sets of suitable kinds that occur among some placements and standing sessions and hang together; what
/// falls into pieces asks for nothing that its pieces do not.
fn unions(
    build: &Build<'_>,
    placements: &[usize],
    taken: &[InRoom],
) -> BTreeSet<BTreeSet<RoomId>> {
    let kinds = placements.iter().map(|index| &build.placements[*index].rooms);
    let kinds: BTreeSet<&Vec<RoomId>> = kinds.chain(taken.iter().map(|(_, kinds)| kinds)).collect();
    let sets: BTreeSet<BTreeSet<RoomId>> =
        kinds.into_iter().map(|kinds| kinds.iter().copied().collect()).collect();
    let mut open: Vec<BTreeSet<RoomId>> = sets.iter().cloned().collect();
    let mut unions: BTreeSet<BTreeSet<RoomId>> = BTreeSet::new();
    while let Some(union) = open.pop() {
        let meets = sets.iter().filter(|set| !set.is_disjoint(&union) && !set.is_subset(&union));
        open.extend(meets.map(|set| set | &union).filter(|grown| !unions.contains(grown)));
        unions.insert(union);
    }
    unions
}
