//! A year of sessions planted in a college, one cohort after another.
//!
//! Modules come in the order of what comes before them, spread over the weeks by how many precede them. Each session takes,
//! of the slots in which its learners are free, the one where it opens least: units, people and rooms beyond what some
//! moment has taken already.

mod diary;
mod resources;

use fastrand::Rng;

use super::college::{Asks, Cohort, College, Programme};
use super::week::{SLOTS, Slot};
use diary::Diary;
pub(super) use diary::EVENINGS;
pub(super) use resources::{Resources, SEATS, Taken};

/// A planted session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub cohort: usize,
    pub module: usize,
    /// The group of the cohort, if it is not all of it.
    pub part: Option<u32>,
    pub week: usize,
    pub slot: Slot,
    pub taken: Taken,
}

/// Everything that was planted.
#[derive(Debug)]
pub(super) struct Plants {
    pub sessions: Vec<Session>,
    pub resources: Resources,
}

/// Weeks in which there is a place for a session that are compared.
const COMPARED: usize = 3;

/// Plants the sessions of every cohort; `None` where one finds no place.
pub(super) fn plant(college: &College, chance: &mut Rng) -> Option<Plants> {
    let mut plants = Plants { sessions: Vec::new(), resources: Resources::new(college) };
    for cohort in 0..college.cohorts.len() {
        Planting::new(college, cohort).plant(&mut plants, chance)?;
    }
    plants.sessions.sort_by_key(|session| (session.week, session.slot));
    Some(plants)
}

/// One cohort while it is planted.
struct Planting<'a> {
    college: &'a College,
    at: usize,
    cohort: &'a Cohort,
    programme: &'a Programme,
    diary: Diary,
    /// The last week of each module planted so far.
    last: Vec<usize>,
}

impl<'a> Planting<'a> {
    fn new(college: &'a College, at: usize) -> Self {
        let cohort = &college.cohorts[at];
        let programme = &college.programmes[cohort.programme];
        let diary = Diary::new(college.weeks, cohort.parts);
        Self { college, at, cohort, programme, diary, last: Vec::new() }
    }

    fn plant(mut self, plants: &mut Plants, chance: &mut Rng) -> Option<()> {
        let levels = levels(self.programme);
        let deepest = levels.iter().copied().max().unwrap_or(0) + 1;
        for (module, level) in levels.iter().enumerate() {
            let asked = &self.programme.modules[module];
            let after = asked.after.map_or(0, |before| self.last[before] + 1);
            let begin = after.max(level * self.college.weeks / deepest);
            let end = ((level + 1) * self.college.weeks / deepest).max(begin + 1);
            let parts: Vec<Option<u32>> = match asked.asks {
                Asks::Equipment { .. } => (0..self.cohort.parts).map(Some).collect(),
                Asks::Teacher { .. } | Asks::Online => vec![None],
            };
            let mut last = begin;
            for number in 0..asked.sessions {
                let wanted = begin + number * (end - begin) / asked.sessions;
                for part in &parts {
                    let session = self.place(module, *part, (begin, wanted), plants, chance)?;
                    last = last.max(session.week);
                    plants.sessions.push(session);
                }
            }
            self.last.push(last);
        }
        Some(())
    }

    /// Puts a session where it opens least, in a week near the wanted one.
    fn place(
        &mut self,
        module: usize,
        part: Option<u32>,
        (begin, wanted): (usize, usize),
        plants: &mut Plants,
        chance: &mut Rng,
    ) -> Option<Session> {
        let mut best: Option<(u64, usize, Slot, resources::Choice)> = None;
        let mut compared = 0;
        for week in near(wanted, begin, self.college.weeks) {
            let mut found = false;
            for slot in Slot::all().filter(|slot| self.may_attend(week, *slot, part)) {
                let here = self.diary.site(week, slot.day());
                let choices = plants.resources.choices(self.college, (self.at, module), (week, slot), here);
                for (opens, choice) in choices {
                    found = true;
                    // Of equals one by chance.
                    let rank = u64::from(opens) << 32 | u64::from(chance.u32(..));
                    if best.as_ref().is_none_or(|known| rank < known.0) {
                        best = Some((rank, week, slot, choice));
                    }
                }
            }
            compared += usize::from(found);
            if compared == COMPARED {
                break;
            }
        }
        let (_, week, slot, choice) = best?;
        self.diary.take(week, slot, part, choice.site);
        let taken = plants.resources.take((week, slot), &choice);
        Some(Session { cohort: self.at, module, part, week, slot, taken })
    }

    /// Whether the learners of a part, or all, may come in a slot.
    fn may_attend(&self, week: usize, slot: Slot, part: Option<u32>) -> bool {
        let open = if self.programme.school_days > 0 {
            !slot.is_evening() && !slot.is_weekend() && self.cohort.school_days.contains(&slot.day())
        } else {
            (slot.is_evening() && self.diary.has_evening(week, slot))
                || (slot.is_weekend() && self.diary.has_weekend(week, slot))
        };
        open && self.diary.is_free(week, slot, part)
    }
}

/// How many modules come before each, one before the other.
fn levels(programme: &Programme) -> Vec<usize> {
    let mut levels: Vec<usize> = Vec::new();
    for module in &programme.modules {
        levels.push(module.after.map_or(0, |before| levels[before] + 1));
    }
    levels
}

/// Weeks from the wanted one outwards, none before the first.
fn near(wanted: usize, first: usize, weeks: usize) -> impl Iterator<Item = usize> {
    let both = (0..weeks).flat_map(move |off| {
        let later = wanted + off;
        let earlier = wanted.checked_sub(off).filter(|_| off > 0);
        [Some(later), earlier]
    });
    both.flatten().filter(move |week| (first..weeks).contains(week))
}

/// The place of a slot in a year.
pub(super) const fn moment(week: usize, slot: Slot) -> usize {
    week * SLOTS + slot.0
}
