//! When the learners of a cohort are taken, and where they are.

use super::moment;
use crate::generate::week::{SLOTS, Slot};

/// Evenings of an adult in a week.
pub(in crate::generate) const EVENINGS: u32 = 3;

/// The diary of a cohort.
pub(super) struct Diary {
    /// The parts that are taken, bit by bit, in each slot of the year.
    taken: Vec<u32>,
    /// The site of each day, once there is one: a cohort is at one site a day.
    sites: Vec<Option<usize>>,
    all: u32,
}

impl Diary {
    pub fn new(weeks: usize, parts: u32) -> Self {
        Self { taken: vec![0; weeks * SLOTS], sites: vec![None; weeks * 7], all: (1 << parts) - 1 }
    }

    /// Whether a part, or all of them, are free.
    pub fn is_free(&self, week: usize, slot: Slot, part: Option<u32>) -> bool {
        self.taken[moment(week, slot)] & self.bits(part) == 0
    }

    /// Where the cohort is that day, if anywhere.
    pub fn site(&self, week: usize, day: usize) -> Option<usize> {
        self.sites[week * 7 + day]
    }

    /// Whether one more evening would not be too many.
    pub fn has_evening(&self, week: usize, slot: Slot) -> bool {
        let evenings = Slot::all().filter(|other| other.is_evening() && *other != slot);
        (evenings.filter(|other| self.taken[moment(week, *other)] != 0).count() as u32) < EVENINGS
    }

    /// Whether only this day of the weekend would be taken.
    pub fn has_weekend(&self, week: usize, slot: Slot) -> bool {
        let mut others = Slot::all().filter(|other| other.is_weekend() && other.day() != slot.day());
        others.all(|other| self.taken[moment(week, other)] == 0)
    }

    /// Takes a slot, at a site unless the session is held nowhere.
    pub fn take(&mut self, week: usize, slot: Slot, part: Option<u32>, site: Option<usize>) {
        self.taken[moment(week, slot)] |= self.bits(part);
        if site.is_some() {
            self.sites[week * 7 + slot.day()] = site;
        }
    }

    fn bits(&self, part: Option<u32>) -> u32 {
        part.map_or(self.all, |part| 1 << part)
    }
}
