//! A plan of some firms taken from the plan of others.
//!
//! Fewer learners need fewer groups: of the runs that a plan holds of a module, as many are kept as these
//! firms need parts, with their dates, rooms and people, and are filled with their learners. Which of the
//! runs are kept is tried in turn. Nothing is taken on trust: the plan counts only once the judge has
//! accepted it for the firms' own scenario.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools;

use crate::domain::{CohortId, FirmId, ModuleId, RoomId, Scenario, StaffId};
use crate::model::extract::Seats;
use crate::model::extract::mentors::mentored;
use crate::model::groups::{divisions, part};
use crate::plan::{Attendance, FirmDay, LearnerSet, PlacedUnits, Plan, Session, StaffOnSession};

/// Choices of runs that are tried.
const CHOICES: usize = 40;

/// Plans for a scenario made from a plan of another one with the same cohorts or more; not judged yet.
pub fn harvests<'a>(
    own: &'a Scenario,
    seats: Option<&'a Seats>,
    (other, plan): (&'a Scenario, &'a Plan),
) -> impl Iterator<Item = Plan> + 'a {
    let kept = Kept::new(own, other, plan);
    let widest = kept.runs.values().map(Vec::len).max().unwrap_or(0);
    let needed = needed(own, seats);
    let choices: Vec<Vec<usize>> = (0..widest).combinations(needed.min(widest)).take(CHOICES).collect();
    choices.into_iter().filter_map(move |choice| kept.plan(seats, &choice))
}

/// The most parts that any cohort needs.
fn needed(own: &Scenario, seats: Option<&Seats>) -> usize {
    let cohorts = (0..own.cohorts.len()).map(CohortId);
    let all = cohorts.flat_map(|cohort| {
        let modules = own.programmes[own.cohorts[cohort.index()].programme.index()].modules.iter();
        modules.map(move |module| parts_of(own, seats, (cohort, *module)).len())
    });
    all.max().unwrap_or(0)
}

/// Who sits in each part of a cohort in a module.
fn parts_of(
    own: &Scenario,
    seats: Option<&Seats>,
    (cohort, module): (CohortId, ModuleId),
) -> Vec<LearnerSet> {
    let seated = seats.and_then(|seats| seats.parts.iter().find(|(of, _)| *of == cohort));
    if let Some((_, parts)) = seated {
        return parts.clone();
    }
    let outside = |seats: &Seats| seats.outside.iter().any(|seats| seats.cohort == cohort);
    if seats.is_some_and(outside) {
        return Vec::new();
    }
    let learners = own.cohorts[cohort.index()].learners();
    let count = divisions(&own.modules[module.index()], learners)[0];
    let range = |index| {
        let (first, size) = part(learners, count, index);
        LearnerSet::range(first, first + size - 1)
    };
    (0..count).map(range).collect()
}

/// A plan as seen from another scenario.
struct Kept<'a> {
    own: &'a Scenario,
    plan: &'a Plan,
    /// Cohorts of the plan's scenario, by those of the own.
    cohorts: Vec<Option<CohortId>>,
    staff: Vec<Option<StaffId>>,
    rooms: Vec<Option<RoomId>>,
    /// Sessions of each run, by own cohort and module, in the order of the runs' keys.
    runs: BTreeMap<(CohortId, ModuleId), Vec<Vec<&'a Session>>>,
}

impl<'a> Kept<'a> {
    fn new(own: &'a Scenario, other: &'a Scenario, plan: &'a Plan) -> Self {
        let cohort = |key: &str| other.cohorts.iter().position(|cohort| cohort.key == key).map(CohortId);
        let cohorts: Vec<Option<CohortId>> = own.cohorts.iter().map(|own| cohort(&own.key)).collect();
        let staff = |key: &str| own.staff.iter().position(|staff| staff.key == key).map(StaffId);
        let room = |key: &str| own.rooms.iter().position(|room| room.key == key).map(RoomId);
        let mut runs: BTreeMap<(CohortId, ModuleId), BTreeMap<&str, Vec<&Session>>> = BTreeMap::new();
        for session in &plan.sessions {
            let [one] = &session.attendance[..] else { continue };
            let Some(place) = cohorts.iter().position(|cohort| *cohort == Some(one.cohort)) else { continue };
            let run = runs.entry((CohortId(place), one.module)).or_default();
            run.entry(session.run.as_str()).or_default().push(session);
        }
        Self {
            own,
            plan,
            cohorts,
            staff: other.staff.iter().map(|other| staff(&other.key)).collect(),
            rooms: other.rooms.iter().map(|other| room(&other.key)).collect(),
            runs: runs.into_iter().map(|(of, runs)| (of, runs.into_values().collect())).collect(),
        }
    }

    /// The plan with a choice of runs; `None` where some module has too few of them, or a session lacks what
    /// it used.
    fn plan(&self, seats: Option<&Seats>, choice: &[usize]) -> Option<Plan> {
        let mut plan = Plan {
            outside: seats.map(|seats| seats.outside.clone()).unwrap_or_default(),
            moves: self.plan.moves.clone(),
            ..Plan::default()
        };
        for (index, cohort) in self.own.cohorts.iter().enumerate() {
            for module in &self.own.programmes[cohort.programme.index()].modules {
                self.sessions(seats, (CohortId(index), *module), choice, &mut plan)?;
            }
        }
        self.give_units(&mut plan)?;
        self.days(&mut plan);
        plan.sort();
        Some(plan)
    }

    /// Sessions of a module for each part of a cohort.
    fn sessions(
        &self,
        seats: Option<&Seats>,
        of: (CohortId, ModuleId),
        choice: &[usize],
        plan: &mut Plan,
    ) -> Option<()> {
        let parts = parts_of(self.own, seats, of);
        let empty = Vec::new();
        let runs = self.runs.get(&of).unwrap_or(&empty);
        let places: Vec<usize> = choice.iter().copied().filter(|place| *place < runs.len()).collect();
        if parts.len() > places.len() {
            return None;
        }
        let (count, cohort, module) =
            (parts.len(), &self.own.cohorts[of.0.index()], &self.own.modules[of.1.index()]);
        for (index, (learners, place)) in parts.into_iter().zip(places).enumerate() {
            let suffix = if count == 1 { String::new() } else { format!("/{}", index + 1) };
            let run = format!("{}/{}{suffix}", cohort.key, module.key);
            for (number, session) in runs[place].iter().enumerate() {
                let attendance = Attendance { cohort: of.0, module: of.1, learners: learners.clone() };
                plan.sessions.push(self.session(session, (&run, number + 1), attendance)?);
            }
        }
        Some(())
    }

    fn session(&self, from: &Session, (run, number): (&str, usize), who: Attendance) -> Option<Session> {
        let staff = |one: &StaffOnSession| {
            self.staff[one.staff.index()].map(|staff| StaffOnSession { staff, ..one.clone() })
        };
        let room = match from.room {
            Some((room, number)) => Some((self.rooms[room.index()]?, number)),
            None => None,
        };
        Some(Session {
            id: format!("{run}#{number:02}"),
            run: run.to_owned(),
            attendance: vec![who],
            staff: from.staff.iter().map(staff).collect::<Option<Vec<_>>>()?,
            room,
            ..from.clone()
        })
    }

    /// As many units as the learners need: those the session had, and more that are free if it needs more.
    fn give_units(&self, plan: &mut Plan) -> Option<()> {
        for index in 0..plan.sessions.len() {
            let session = &plan.sessions[index];
            let Some(placed) = &session.equipment else { continue };
            let pool = &self.own.equipment[placed.pool.index()];
            let needed = session.learners().div_ceil(pool.learners_per_unit) as usize;
            let mut units: Vec<u32> =
                placed.units.iter().copied().filter(|unit| *unit <= pool.units).collect();
            if units.len() < needed {
                let taken: BTreeSet<u32> = plan
                    .sessions
                    .iter()
                    .enumerate()
                    .filter(|(other, session)| *other != index && session.overlaps(&plan.sessions[index]))
                    .filter_map(|(_, other)| other.equipment.as_ref())
                    .filter(|other| other.pool == placed.pool)
                    .flat_map(|other| other.units.iter().copied())
                    .collect();
                let more: Vec<u32> =
                    (1..=pool.units).filter(|unit| !taken.contains(unit) && !units.contains(unit)).collect();
                units.extend(more);
            }
            units.truncate(needed);
            if units.len() < needed {
                return None;
            }
            let pool = placed.pool;
            plan.sessions[index].equipment = Some(PlacedUnits { pool, units });
        }
        Some(())
    }

    /// Patterns and firm-led days on the same dates, for the own learners.
    fn days(&self, plan: &mut Plan) {
        for (index, (theirs, mentored)) in self.cohorts.iter().zip(mentored(self.own)).enumerate() {
            let Some(theirs) = theirs else { continue };
            let cohort = CohortId(index);
            let patterns = self.plan.patterns.iter().filter(|pattern| pattern.cohort == *theirs);
            plan.patterns.extend(patterns.map(|pattern| crate::plan::Pattern { cohort, ..pattern.clone() }));
            let days: BTreeMap<chrono::NaiveDate, u32> = self
                .plan
                .firm_days
                .iter()
                .filter(|day| day.cohort == *theirs)
                .map(|day| (day.date, day.minutes))
                .collect();
            for (date, minutes) in days {
                plan.firm_days.extend(mentored.iter().map(|group| FirmDay {
                    date,
                    cohort,
                    learners: group.learners.clone(),
                    firm: FirmId(group.firm.index()),
                    mentor: group.mentor,
                    minutes,
                }));
            }
        }
    }
}
