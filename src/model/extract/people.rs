//! People told apart within their staff groups: as the programme has done it where it had to
//! ([`crate::model::apart`]), by a search of a week at a time elsewhere.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Cut, Reading};
use crate::domain::{SlotClass, StaffId};
use crate::model::constraints::staff_qualified::eligible;
use crate::model::placements::Placement;
use crate::model::variables::Variable;
use crate::plan::{Session, StaffOnSession};

/// Steps of the search for one staff group and week before it gives up and cuts.
const STEPS: u32 = 50_000;

/// A duty: somebody of a staff group on a session in a role.
struct Duty {
    session: usize,
    role: usize,
}

/// How often a person has worked on a run.
type Habits = BTreeMap<(String, u32), u32>;

/// Gives each session its people; returns the weeks in which somebody would be over a limit.
pub(super) fn assign(reading: &Reading<'_>, sessions: &mut [Session]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for staff in (0..reading.scene.scenario.staff.len()).map(StaffId) {
        let mut habits = Habits::new();
        for (number, week) in duties(reading, staff) {
            let mut search = Search {
                reading,
                sessions,
                staff,
                habits: &habits,
                week: &week,
                steps: STEPS,
                chosen: Vec::new(),
            };
            let chosen = match told_apart(reading, staff, &week) {
                Some(chosen) => chosen,
                None if search.solve(0) => search.chosen,
                None => {
                    cuts.push(Cut::People { staff, week: number });
                    continue;
                }
            };
            for (duty, person) in week.iter().zip(chosen) {
                let session = &mut sessions[duty.session];
                *habits.entry((session.run.clone(), person)).or_insert(0) += 1;
                let qualification = qualification(reading, duty);
                session.staff.push(StaffOnSession { staff, person, qualification });
            }
        }
    }
    for session in sessions {
        session.staff.sort_by_key(|a| (a.staff, a.person));
    }
    cuts
}

/// Who takes which duty of a week in which the programme tells people apart; `None` elsewhere.
fn told_apart(reading: &Reading<'_>, staff: StaffId, week: &[Duty]) -> Option<Vec<u32>> {
    let count = reading.scene.scenario.staff[staff.index()].count;
    let on = |duty: &Duty| {
        let placement = reading.held[duty.session];
        let serves = |person: &u32| reading.on(&Variable::Person { staff, person: *person, placement });
        (1..=count).filter(serves).collect::<Vec<u32>>()
    };
    let place =
        |index: usize| week[..index].iter().filter(|earlier| earlier.session == week[index].session).count();
    (0..week.len()).map(|index| on(&week[index]).get(place(index)).copied()).collect()
}

fn qualification(reading: &Reading<'_>, duty: &Duty) -> String {
    let placement = &reading.model.placements[reading.held[duty.session]];
    let module = reading.scene.runs[placement.run].module(reading.scene.scenario);
    module.staff[duty.role].qualification.clone()
}

/// The duties of a staff group, week by week, in order of time.
fn duties(reading: &Reading<'_>, staff: StaffId) -> BTreeMap<usize, Vec<Duty>> {
    let (scene, model) = (reading.scene, reading.model);
    let mut weeks: BTreeMap<usize, Vec<Duty>> = BTreeMap::new();
    for used in &model.staff[staff.index()] {
        let Ok(session) = reading.held.binary_search(&used.placement) else { continue };
        let placement = &model.placements[used.placement];
        let people = (reading.values[used.col.index()] * used.people).round() as u32;
        let duties = weeks.entry(scene.calendar.days[placement.day].week).or_default();
        let role = match &model.variables[used.col.index()] {
            Variable::On { role, .. } => *role,
            _ => only_role(reading, placement, staff, duties, session),
        };
        duties.extend((0..people).map(|_| Duty { session, role }));
    }
    let time = |duty: &Duty| {
        let placement = &model.placements[reading.held[duty.session]];
        (placement.day, placement.time.start, duty.session, duty.role)
    };
    for week in weeks.values_mut() {
        week.sort_by_key(time);
    }
    weeks
}

/// The role of a placement that a staff group alone can serve: the first such role it has not been
/// given yet.
fn only_role(
    reading: &Reading<'_>,
    placement: &Placement,
    staff: StaffId,
    given: &[Duty],
    session: usize,
) -> usize {
    let roles = &reading.scene.runs[placement.run].module(reading.scene.scenario).staff;
    let taken = |role: &usize| given.iter().any(|duty| duty.session == session && duty.role == *role);
    let serves = |role: &usize| eligible(reading.scene, placement, &roles[*role]) == [staff];
    (0..roles.len()).find(|role| serves(role) && !taken(role)).unwrap_or(0)
}

/// The search for one week: who takes which duty.
struct Search<'a> {
    reading: &'a Reading<'a>,
    sessions: &'a [Session],
    staff: StaffId,
    habits: &'a Habits,
    week: &'a [Duty],
    steps: u32,
    chosen: Vec<u32>,
}

impl Search<'_> {
    /// Depth-first over duties; each tries first whoever knows the run, then whoever has least.
    fn solve(&mut self, next: usize) -> bool {
        let Some(duty) = self.week.get(next) else { return true };
        let count = self.reading.scene.scenario.staff[self.staff.index()].count;
        let run = &self.sessions[duty.session].run;
        let mut people: Vec<u32> = (1..=count).filter(|person| self.can(next, *person)).collect();
        people.sort_by_key(|person| (Reverse(self.knows(run, *person)), self.minutes(*person), *person));
        for person in people {
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            self.chosen.push(person);
            if self.solve(next + 1) {
                return true;
            }
            self.chosen.pop();
        }
        false
    }

    /// The sessions a person has been given in the week so far.
    fn given(&self, person: u32) -> impl Iterator<Item = &Session> {
        let mine = self.chosen.iter().zip(self.week).filter(move |(chosen, _)| **chosen == person);
        mine.map(|(_, duty)| &self.sessions[duty.session])
    }

    /// How often a person has worked on a run so far.
    fn knows(&self, run: &str, person: u32) -> usize {
        let before = self.habits.get(&(run.to_owned(), person)).copied().unwrap_or(0) as usize;
        before + self.given(person).filter(|session| session.run == run).count()
    }

    /// Minutes a person has been given in the week so far.
    fn minutes(&self, person: u32) -> u32 {
        self.given(person).map(|session| session.minutes).sum()
    }

    /// Whether a person can take the duty at `next`: free then, within load and evenings.
    fn can(&self, next: usize, person: u32) -> bool {
        let group = &self.reading.scene.scenario.staff[self.staff.index()];
        let session = &self.sessions[self.week[next].session];
        let free = !self.given(person).any(|other| other.overlaps(session));
        let load = group.minutes_per_week.is_none_or(|most| self.minutes(person) + session.minutes <= most);
        free && load && group.evenings_per_week.is_none_or(|most| self.evenings(person, session) <= most)
    }

    /// Evenings a person works in the week with one session more.
    fn evenings(&self, person: u32, more: &Session) -> u32 {
        let late = |session: &&Session| session.class == SlotClass::Evening;
        let mut dates: Vec<_> =
            self.given(person).chain([more]).filter(late).map(|session| session.date).collect();
        dates.sort_unstable();
        dates.dedup();
        dates.len() as u32
    }
}
