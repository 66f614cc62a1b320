//! The people of a staff, each with a diary.

use crate::generate::college::Staff;
use crate::generate::planting::moment;
use crate::generate::week::{SLOTS, Slot};

/// People who are alike, as many as were needed so far.
#[derive(Debug)]
pub(in crate::generate) struct People {
    weeks: usize,
    sessions_per_week: u32,
    evenings_per_week: u32,
    diaries: Vec<Diary>,
}

#[derive(Debug)]
struct Diary {
    busy: Vec<bool>,
    /// The site of each day, once there is one.
    sites: Vec<Option<usize>>,
    sessions: Vec<u32>,
    evenings: Vec<u32>,
}

impl People {
    pub fn new(staff: &Staff, weeks: usize) -> Self {
        let Staff { sessions_per_week, evenings_per_week, .. } = *staff;
        Self { weeks, sessions_per_week, evenings_per_week, diaries: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.diaries.len()
    }

    /// The one of those who could come who has most sessions that week already.
    pub fn free(&self, week: usize, slot: Slot, site: usize) -> Option<usize> {
        let could = self.diaries.iter().enumerate().filter(|(_, diary)| {
            !diary.busy[moment(week, slot)]
                && diary.sessions[week] < self.sessions_per_week
                && (!slot.is_evening() || diary.evenings[week] < self.evenings_per_week)
                && diary.sites[week * 7 + slot.day()].is_none_or(|there| there == site)
        });
        // Of equals the first.
        could.max_by_key(|(place, diary)| (diary.sessions[week], usize::MAX - place)).map(|(place, _)| place)
    }

    /// Gives a session to one of them, or to one more.
    pub fn take(&mut self, person: usize, (week, slot): (usize, Slot), site: usize) {
        if person == self.diaries.len() {
            self.diaries.push(Diary {
                busy: vec![false; self.weeks * SLOTS],
                sites: vec![None; self.weeks * 7],
                sessions: vec![0; self.weeks],
                evenings: vec![0; self.weeks],
            });
        }
        let diary = &mut self.diaries[person];
        diary.busy[moment(week, slot)] = true;
        diary.sites[week * 7 + slot.day()] = Some(site);
        diary.sessions[week] += 1;
        diary.evenings[week] += u32::from(slot.is_evening());
    }
}
