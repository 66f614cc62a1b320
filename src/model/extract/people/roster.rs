//! A duty roster of one week for a staff group: who takes which duty.
//!
//! A depth-first search. Duties in the evening come first, since they count towards two limits, then the longest; each tries first
//! whoever knows the run, then whoever has least. People who have nothing yet and know nothing are alike, so that one of them stands
//! for all. Duties that somebody has done before, in a plan that is known already, come before all others and are his as far as
//! that goes. Where that order finds nothing, the order of time is tried, then both without regard to who knows what from weeks before,
//! and at last whoever has least comes first.

mod asked;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::Reading;
use super::{Duty, Habits};
pub use asked::{has_roster, left_over};

use crate::domain::{SlotClass, StaffId};
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// Steps of the search in one order before it gives up.
const STEPS: u32 = 20_000;

/// A duty as the search sees it.
#[derive(Clone, Copy)]
struct Shift {
    run: usize,
    day: usize,
    start: u16,
    end: u16,
    minutes: u32,
    late: bool,
    /// Who has done it before, and whether nobody else may.
    known: Option<u32>,
    stands: bool,
}

/// What a person has been given so far.
#[derive(Clone, Default)]
struct Person {
    shifts: Vec<Shift>,
    minutes: u32,
    /// Evenings worked: day, and how many duties on it.
    evenings: Vec<(usize, u32)>,
    /// Days on which the person is absent.
    away: Vec<usize>,
}

/// The search.
struct Search<'a> {
    habits: &'a Habits,
    /// Whoever has least comes first, whoever knows the run or not.
    evenly: bool,
    load: Option<u32>,
    evenings: Option<u32>,
    shifts: Vec<Shift>,
    people: Vec<Person>,
    steps: u32,
    /// The person of each shift so far, in the order of the search.
    chosen: Vec<u32>,
}

/// The person of each duty, from 1; `None` where none was found within the limits of the group.
pub(super) fn roster(
    reading: &Reading<'_>,
    staff: StaffId,
    habits: &Habits,
    week: &[Duty],
) -> Option<Vec<u32>> {
    let shifts: Vec<Shift> = (0..week.len()).map(|index| shift(reading, staff, (week, index))).collect();
    let group = &reading.scene.scenario.staff[staff.index()];
    let limits = (group.minutes_per_week, group.evenings_per_week);
    shared_out(&shifts, &team(reading.scene, staff, &shifts), limits, habits)
}

/// The people of a staff group before the week begins, with the days of some shifts on which they are absent.
fn team(scene: &Scene<'_>, staff: StaffId, shifts: &[Shift]) -> Vec<Person> {
    let group = &scene.scenario.staff[staff.index()];
    let days: BTreeSet<usize> = shifts.iter().map(|shift| shift.day).collect();
    let person = |number: u32| {
        let away = days.iter().copied().filter(|day| group.is_away(number, scene.date(*day)));
        Person { away: away.collect(), ..Person::default() }
    };
    (1..=group.count).map(person).collect()
}

/// The person of each shift, from 1 in the order of the team, within limits on minutes and evenings.
fn shared_out(
    shifts: &[Shift],
    team: &[Person],
    (load, evenings): (Option<u32>, Option<u32>),
    habits: &Habits,
) -> Option<Vec<u32>> {
    let mut hardest: Vec<usize> = (0..shifts.len()).collect();
    hardest.sort_by_key(|index| (!shifts[*index].late, Reverse(shifts[*index].minutes), *index));
    let in_time: Vec<usize> = (0..shifts.len()).collect();
    let nobody = Habits::new();
    let mut settled = hardest.clone();
    settled.sort_by_key(|index| shifts[*index].known.is_none());
    let before = shifts.iter().any(|shift| shift.known.is_some()).then_some((&settled, habits, false));
    let known = [(&hardest, habits, false), (&in_time, habits, false)];
    let unknown = [(&hardest, &nobody, false), (&in_time, &nobody, false), (&hardest, &nobody, true)];
    let known = known.into_iter().filter(|_| !habits.is_empty());
    let tries: Vec<_> = before.into_iter().chain(known).chain(unknown).collect();
    tries.into_iter().find_map(|(order, habits, evenly)| {
        let mut search = Search {
            habits,
            evenly,
            load,
            evenings,
            shifts: order.iter().map(|index| shifts[*index]).collect(),
            people: team.to_vec(),
            steps: STEPS,
            chosen: Vec::new(),
        };
        search.solve(0).then(|| {
            let mut people = vec![0; order.len()];
            for (index, person) in order.iter().zip(&search.chosen) {
                people[*index] = *person;
            }
            people
        })
    })
}

fn shift(reading: &Reading<'_>, staff: StaffId, (week, index): (&[Duty], usize)) -> Shift {
    let session = week[index].session;
    let placement = &reading.model.placements[reading.held[session]];
    let place = week[..index].iter().filter(|earlier| earlier.session == session).count();
    of(reading.scene, staff, placement, place)
}

/// The duty of so many-th of a staff group on a placement.
fn of(scene: &Scene<'_>, staff: StaffId, placement: &Placement, place: usize) -> Shift {
    let known = scene.known.on(scene, placement, staff).get(place).copied();
    let stands = known.is_some() && scene.known.stands(placement);
    let time = &placement.time;
    let late = time.class == SlotClass::Evening;
    let (start, end) = (time.start.0, time.end.0);
    Shift { run: placement.run, day: placement.day, start, end, minutes: time.minutes, late, known, stands }
}

impl Search<'_> {
    fn solve(&mut self, next: usize) -> bool {
        let Some(shift) = self.shifts.get(next).copied() else { return true };
        for person in self.able(&shift) {
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            self.people[person as usize - 1].take(shift);
            self.chosen.push(person);
            if self.solve(next + 1) {
                return true;
            }
            self.chosen.pop();
            self.people[person as usize - 1].give_back();
        }
        false
    }

    /// Who can take a shift, in the order in which they are tried.
    fn able(&self, shift: &Shift) -> Vec<u32> {
        let mut untouched = false;
        let mut able: Vec<(bool, Reverse<u32>, u32, u32)> = Vec::new();
        for (index, person) in self.people.iter().enumerate() {
            let number = index as u32 + 1;
            let before = || self.habits.get(&(shift.run, number)).copied().unwrap_or(0);
            let knows = if self.evenly { 0 } else { before() + person.times_on(shift.run) };
            if (shift.stands && shift.known != Some(number)) || !person.can(shift, self.load, self.evenings) {
                continue;
            }
            let blank = person.shifts.is_empty()
                && person.away.is_empty()
                && knows == 0
                && shift.known != Some(number)
                && !self.remembers(number);
            if blank && std::mem::replace(&mut untouched, true) {
                continue;
            }
            able.push((shift.known != Some(number), Reverse(knows), person.minutes, number));
        }
        able.sort_unstable();
        able.into_iter().map(|(.., number)| number).collect()
    }

    /// Whether a person knows any run of the week.
    fn remembers(&self, person: u32) -> bool {
        self.shifts.iter().any(|shift| self.habits.contains_key(&(shift.run, person)))
    }
}

impl Person {
    fn take(&mut self, shift: Shift) {
        self.minutes += shift.minutes;
        if shift.late {
            match self.evenings.iter_mut().find(|(day, _)| *day == shift.day) {
                Some((_, duties)) => *duties += 1,
                None => self.evenings.push((shift.day, 1)),
            }
        }
        self.shifts.push(shift);
    }

    /// Takes back what was taken last.
    fn give_back(&mut self) {
        let Some(shift) = self.shifts.pop() else { return };
        self.minutes -= shift.minutes;
        if shift.late {
            self.evenings.iter_mut().filter(|(day, _)| *day == shift.day).for_each(|entry| entry.1 -= 1);
            self.evenings.retain(|(_, duties)| *duties > 0);
        }
    }

    fn times_on(&self, run: usize) -> u32 {
        self.shifts.iter().filter(|shift| shift.run == run).count() as u32
    }

    /// Whether a shift is possible: there and free then, within load and evenings.
    fn can(&self, shift: &Shift, load: Option<u32>, evenings: Option<u32>) -> bool {
        let meets =
            |other: &Shift| other.day == shift.day && other.start < shift.end && shift.start < other.end;
        let known = self.evenings.iter().any(|(day, _)| *day == shift.day);
        let late = self.evenings.len() as u32 + u32::from(shift.late && !known);
        !self.away.contains(&shift.day)
            && load.is_none_or(|most| self.minutes + shift.minutes <= most)
            && (!shift.late || evenings.is_none_or(|most| late <= most))
            && !self.shifts.iter().any(meets)
    }
}
