//! Rooms told apart.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Cut, Reading};
use crate::domain::{RoomId, SiteId};
use crate::plan::Session;
use crate::solver::Col;

/// Steps of the search for one day at one site before it gives up and cuts.
const STEPS: u32 = 20_000;

/// Gives each session that needs one a room; returns the days for which no room could be found.
pub(super) fn assign(reading: &Reading<'_>, sessions: &mut [Session]) -> Vec<Cut> {
    let suitable = |index: usize| &reading.model.placements[reading.held[index]].rooms;
    let mut days: BTreeMap<(SiteId, NaiveDate), Vec<usize>> = BTreeMap::new();
    for (index, session) in sessions.iter().enumerate() {
        if !suitable(index).is_empty() {
            days.entry((session.site, session.date)).or_default().push(index);
        }
    }
    let mut cuts = Vec::new();
    for mut day in days.into_values() {
        day.sort_by_key(|index| (sessions[*index].start, suitable(*index).len(), *index));
        let mut search = Search { reading, sessions: &mut *sessions, day: &day, steps: STEPS };
        if !search.place(0) {
            let held = |index: &usize| reading.held[*index];
            let columns = day.iter().map(|index| (Col(held(index) as u32), 1.0)).collect();
            cuts.push(Cut::Rooms { day: reading.model.placements[held(&day[0])].day, columns });
        }
    }
    cuts
}

/// The search for one day at one site.
struct Search<'a> {
    reading: &'a Reading<'a>,
    sessions: &'a mut [Session],
    day: &'a [usize],
    steps: u32,
}

impl Search<'_> {
    /// Depth-first: the session at `next` takes the smallest suitable kind with a free room.
    fn place(&mut self, next: usize) -> bool {
        let Some(index) = self.day.get(next).copied() else { return true };
        for kind in &self.reading.model.placements[self.reading.held[index]].rooms {
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            let Some(number) = self.free(next, *kind) else { continue };
            self.sessions[index].room = Some((*kind, number));
            if self.place(next + 1) {
                return true;
            }
        }
        self.sessions[index].room = None;
        false
    }

    /// The lowest number of a kind of room that no overlapping session has.
    fn free(&self, next: usize, kind: RoomId) -> Option<u32> {
        let session = &self.sessions[self.day[next]];
        let earlier = self.day[..next].iter().map(|other| &self.sessions[*other]);
        let taken: Vec<u32> = earlier
            .filter(|other| other.overlaps(session))
            .filter_map(|other| other.room)
            .filter(|(room, _)| *room == kind)
            .map(|(_, number)| number)
            .collect();
        (1..=self.reading.scene.scenario.rooms[kind.index()].count).find(|number| !taken.contains(number))
    }
}
