//! From the solver's values back to a plan: sessions, then units, rooms and people told apart.
//!
//! Counting made units, rooms and people anonymous; here each session gets its own. For units
//! and for people at one moment that always succeeds (intervals on a line can be coloured with as
//! many colours as overlap). For rooms of several kinds and for weekly loads it may not: then what
//! the programme lacked comes back as a cut, and it is solved again.

mod days;
pub mod mentors;
mod missing;
mod people;
mod rooms;
mod seating;
mod units;

use std::collections::BTreeMap;

use super::Model;
use super::apart::tell_apart;
use super::placements::Placement;
use super::scene::Scene;
use super::variables::Variable;
use crate::domain::StaffId;
use crate::plan::{Plan, PoolMove, Session, Unplaced};
use crate::solver::Col;
pub use people::{has_roster, left_over};
use seating::Seating;
pub use seating::Seats;
pub use units::standing;

/// What every row allows and yet cannot be.
#[derive(Clone, Debug, PartialEq)]
pub enum Cut {
    /// Columns of one day that cannot all be as large as they are: no rooms could be found.
    Rooms {
        /// The day.
        day: usize,
        /// The columns and their values.
        columns: Vec<(Col, f64)>,
    },
    /// A week in which somebody of a staff group would be over a limit.
    People {
        /// The staff group.
        staff: StaffId,
        /// The week.
        week: usize,
    },
}

impl Cut {
    /// The week it is about.
    pub fn week(&self, scene: &Scene<'_>) -> usize {
        match self {
            Self::Rooms { day, .. } => scene.calendar.days[*day].week,
            Self::People { week, .. } => *week,
        }
    }

    /// Adds what the programme lacked.
    pub fn add_to(&self, scene: &Scene<'_>, model: &mut Model) {
        match self {
            Self::Rooms { columns, .. } => {
                let sum: f64 = columns.iter().map(|(_, value)| value).sum();
                let terms: Vec<(Col, f64)> = columns.iter().map(|(col, _)| (*col, 1.0)).collect();
                model.formulation.at_most(terms, sum - 1.0);
                model.tags.push(None);
            }
            Self::People { staff, week } => tell_apart(scene, model, *staff, *week),
        }
    }
}

/// By day and start, people by staff group and number.
type Times = BTreeMap<(usize, u16), Vec<(StaffId, u32)>>;

/// Who served a session in a plan that is known already: by its run, day and start, the numbers of people by staff group.
#[derive(Clone, Debug, Default)]
pub struct Known {
    people: BTreeMap<String, Times>,
    /// The first day on which somebody else may; before it they stand.
    first: usize,
}

impl Known {
    /// Those who served the sessions of a plan, and from what day on others may.
    pub fn of(scene: &Scene<'_>, sessions: &[Session], first: usize) -> Self {
        let mut known = Self { first, ..Self::default() };
        for session in sessions {
            if let Some(day) = scene.calendar.day_on(session.date) {
                let people = session.staff.iter().map(|person| (person.staff, person.person)).collect();
                known.people.entry(session.run.clone()).or_default().insert((day, session.start.0), people);
            }
        }
        known
    }

    /// The people of a staff group who served a placement.
    pub(super) fn on(&self, scene: &Scene<'_>, placement: &Placement, staff: StaffId) -> Vec<u32> {
        let of_run = self.people.get(scene.runs[placement.run].key.as_str());
        let at = of_run.and_then(|times| times.get(&(placement.day, placement.time.start.0)));
        let all = at.map_or(&[][..], Vec::as_slice);
        all.iter().filter(|(of, _)| *of == staff).map(|(_, person)| *person).collect()
    }

    /// Whether nobody else may serve a placement, where it is known who does.
    pub(super) const fn stands(&self, placement: &Placement) -> bool {
        placement.day < self.first
    }
}

/// A solution read by meaning.
pub(super) struct Reading<'a> {
    scene: &'a Scene<'a>,
    model: &'a Model,
    values: &'a [f64],
    columns: BTreeMap<&'a Variable, usize>,
    /// The placements held, in order.
    held: Vec<usize>,
}

impl<'a> Reading<'a> {
    fn new(scene: &'a Scene<'a>, model: &'a Model, values: &'a [f64]) -> Self {
        let start = model.placements.len();
        let columns =
            model.variables.iter().enumerate().skip(start).map(|(index, variable)| (variable, index));
        let held = (0..start).filter(|index| values[*index] > 0.5).collect();
        Self { scene, model, values, columns: columns.collect(), held }
    }

    /// Whether a 0–1 variable is 1; one that nobody asked for is 0.
    fn on(&self, variable: &Variable) -> bool {
        self.columns.get(variable).is_some_and(|index| self.values[*index] > 0.5)
    }

    /// Whether a run is open.
    fn open(&self, run: usize) -> bool {
        self.scene.runs[run].forced || self.on(&Variable::Open(run))
    }
}

/// Reads a plan off the values of a solution; sessions are served by those who are known to have served them, as far as that goes.
///
/// # Errors
///
/// The cuts to add when rooms or people cannot be told apart.
pub fn extract(scene: &Scene<'_>, model: &Model, values: &[f64]) -> Result<Plan, Vec<Cut>> {
    let reading = Reading::new(scene, model, values);
    let seating = seating::seat(&reading);
    let moves = moves(&reading);
    let mut sessions = sessions(&reading, &seating);
    units::number(&reading, &moves, &mut sessions);
    let mut cuts = rooms::assign(&reading, &mut sessions);
    cuts.extend(people::assign(&reading, &mut sessions));
    if !cuts.is_empty() {
        return Err(cuts);
    }
    let mut plan = Plan {
        unplaced: missing::unplaced(&reading, &seating),
        sessions,
        moves,
        patterns: days::patterns(&reading),
        firm_days: days::firm_days(&reading),
        outside: seating.outside,
    };
    plan.sort();
    Ok(plan)
}

/// Hours that the sessions of a solution leave out.
pub fn missing_hours(scene: &Scene<'_>, model: &Model, values: &[f64]) -> Vec<Unplaced> {
    let reading = Reading::new(scene, model, values);
    missing::unplaced(&reading, &seating::seat(&reading))
}

/// Who goes outside, and who sits in which part of a cohort whose seats may be bought one by one.
pub fn seats_of(scene: &Scene<'_>, model: &Model, values: &[f64]) -> Seats {
    let seating = seating::seat(&Reading::new(scene, model, values));
    Seats { outside: seating.outside, parts: seating.parts }
}

fn moves(reading: &Reading<'_>) -> Vec<PoolMove> {
    let mut moves = Vec::new();
    for (variable, index) in &reading.columns {
        if let Variable::MovedUnits { pool, option, .. } = variable {
            let units = reading.values[*index].round() as u32;
            if units > 0 {
                moves.push(PoolMove { pool: *pool, option: *option, units });
            }
        }
    }
    moves
}

/// The sessions in order of placement, numbered within their run by date and time.
fn sessions(reading: &Reading<'_>, seating: &Seating) -> Vec<Session> {
    let placements = &reading.model.placements;
    let mut order: Vec<usize> = reading.held.clone();
    order
        .sort_by_key(|index| (placements[*index].run, placements[*index].day, placements[*index].time.start));
    let mut last: BTreeMap<usize, u32> = BTreeMap::new();
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    for index in order {
        let number = last.entry(placements[index].run).or_insert(0);
        *number += 1;
        numbers.insert(index, *number);
    }
    reading.held.iter().map(|index| session(reading, seating, *index, numbers[index])).collect()
}

fn session(reading: &Reading<'_>, seating: &Seating, index: usize, number: u32) -> Session {
    let placement = &reading.model.placements[index];
    let run = &reading.scene.runs[placement.run];
    Session {
        id: format!("{}#{number:02}", run.key),
        run: run.key.clone(),
        date: reading.scene.date(placement.day),
        dayparts: placement.time.dayparts.clone(),
        start: placement.time.start,
        end: placement.time.end,
        minutes: placement.time.minutes,
        class: placement.time.class,
        attendance: seating.attendance(reading.scene, placement.run),
        site: placement.site,
        room: None,
        equipment: None,
        staff: Vec::new(),
        lead: run.module(reading.scene.scenario).lead,
    }
}
