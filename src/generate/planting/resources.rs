//! Units, people and rooms: how many are taken at each moment, and how many there have to be.

mod people;

use super::moment;
use crate::generate::college::{Asks, College, kind_word, subject_word};
use crate::generate::week::{SLOTS, Slot};
use people::People;

/// Seats of the kinds of rooms on every campus.
pub(in crate::generate) const SEATS: [u32; 4] = [12, 20, 32, 40];

/// What opening a unit, a person and a room counts.
const WEIGHTS: [u32; 3] = [4, 3, 2];

/// What is taken of some things at each moment, and the most so far.
#[derive(Clone, Debug)]
pub(in crate::generate) struct Count {
    taken: Vec<u32>,
    pub most: u32,
}

/// All that is taken.
#[derive(Debug)]
pub(in crate::generate) struct Resources {
    pub pools: Vec<Count>,
    /// Kinds of rooms, campus by campus.
    pub rooms: Vec<Count>,
    pub people: Vec<People>,
}

/// What a session takes: the numbers of its units, of its room and its person.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::generate) struct Taken {
    /// The pool, the first unit and the last.
    pub pool: Option<(usize, u32, u32)>,
    /// The kind of room and its number.
    pub room: Option<(usize, u32)>,
    /// The staff and the number of the person.
    pub person: Option<(usize, usize)>,
}

/// What a session could take.
#[derive(Clone, Copy, Debug)]
pub(in crate::generate) struct Choice {
    /// Where it would be: a campus, or beyond all campuses the works of a firm; nowhere when it is online.
    pub site: Option<usize>,
    pool: Option<(usize, u32)>,
    room: Option<usize>,
    person: Option<(usize, usize)>,
}

impl Count {
    fn new(weeks: usize) -> Self {
        Self { taken: vec![0; weeks * SLOTS], most: 0 }
    }

    /// How many have to be opened for some more.
    fn opens(&self, at: usize, more: u32) -> u32 {
        (self.taken[at] + more).saturating_sub(self.most)
    }

    /// Takes some; the numbers before and after.
    fn take(&mut self, at: usize, more: u32) -> (u32, u32) {
        let before = self.taken[at];
        self.taken[at] += more;
        self.most = self.most.max(self.taken[at]);
        (before, before + more)
    }
}

impl Resources {
    pub fn new(college: &College) -> Self {
        let count = || Count::new(college.weeks);
        Self {
            pools: college.pools.iter().map(|_| count()).collect(),
            rooms: (0..college.campuses.len() * SEATS.len()).map(|_| count()).collect(),
            people: college.staff.iter().map(|staff| People::new(staff, college.weeks)).collect(),
        }
    }

    /// What a session of a module could take at a moment, with how much that opens; `here` is where its cohort is that
    /// day.
    pub fn choices(
        &self,
        college: &College,
        (cohort, module): (usize, usize),
        (week, slot): (usize, Slot),
        here: Option<usize>,
    ) -> Vec<(u32, Choice)> {
        let cohort = &college.cohorts[cohort];
        let programme = &college.programmes[cohort.programme];
        let at = moment(week, slot);
        let is_here = |site: usize| here.is_none_or(|here| here == site);
        match &programme.modules[module].asks {
            Asks::Online => vec![(0, Choice { site: None, pool: None, room: None, person: None })],
            Asks::Teacher { subject, .. } => {
                let site = programme.campus;
                let kinds = SEATS.iter().position(|seats| *seats >= cohort.learners());
                let (Some(kind), true) = (kinds, is_here(site)) else { return Vec::new() };
                let room = programme.campus * SEATS.len() + kind;
                let opens = WEIGHTS[2] * self.rooms[room].opens(at, 1);
                let choice = Choice { site: Some(site), pool: None, room: Some(room), person: None };
                self.with_person(college, (site, &subject_word(*subject)), (week, slot), (opens, choice))
            }
            Asks::Equipment { kind, pools } => {
                let mut choices = Vec::new();
                let may = |pool: &&usize| {
                    let of = &college.pools[**pool];
                    of.is_there(slot) && of.owner.is_none_or(|firm| !college.has_rival_of(firm, cohort))
                };
                for pool in pools.iter().filter(may) {
                    let of = &college.pools[*pool];
                    let site = of.owner.map_or(of.campus, |firm| college.campuses.len() + firm);
                    if is_here(site) {
                        let units = programme.group.div_ceil(of.learners_per_unit);
                        let opens = WEIGHTS[0] * self.pools[*pool].opens(at, units);
                        let pool = Some((*pool, units));
                        let choice = Choice { site: Some(site), pool, room: None, person: None };
                        let word = kind_word(*kind);
                        choices.extend(self.with_person(
                            college,
                            (site, word),
                            (week, slot),
                            (opens, choice),
                        ));
                    }
                }
                choices
            }
        }
    }

    /// The same with somebody who can do it: of each staff one who is free, else one more.
    fn with_person(
        &self,
        college: &College,
        (site, work): (usize, &str),
        (week, slot): (usize, Slot),
        (opens, choice): (u32, Choice),
    ) -> Vec<(u32, Choice)> {
        let campus = match site.checked_sub(college.campuses.len()) {
            Some(firm) => college.firms[firm].campus,
            None => site,
        };
        let able = college.staff.iter().enumerate().filter(|(_, staff)| {
            staff.campus == campus && staff.qualifications.iter().any(|known| known == work)
        });
        let with = |(staff, _)| {
            let people: &People = &self.people[staff];
            let free = people.free(week, slot, site);
            let opened = if free.is_none() { WEIGHTS[1] } else { 0 };
            let person = Some((staff, free.unwrap_or_else(|| people.len())));
            (opens + opened, Choice { person, ..choice })
        };
        able.map(with).collect()
    }

    /// Takes what was chosen.
    pub fn take(&mut self, (week, slot): (usize, Slot), choice: &Choice) -> Taken {
        let at = moment(week, slot);
        let mut taken = Taken::default();
        if let Some((pool, units)) = choice.pool {
            let (before, after) = self.pools[pool].take(at, units);
            taken.pool = Some((pool, before + 1, after));
        }
        if let Some(room) = choice.room {
            taken.room = Some((room, self.rooms[room].take(at, 1).1));
        }
        if let (Some((staff, person)), Some(site)) = (choice.person, choice.site) {
            self.people[staff].take(person, (week, slot), site);
            taken.person = Some((staff, person));
        }
        taken
    }
}
