//! People told apart within their staff groups: as the programme has done it where it had to
//! ([`crate::model::apart`]), by a search of a week at a time elsewhere.

mod roster;

use std::collections::BTreeMap;

use super::{Cut, Reading};
use crate::domain::StaffId;
use crate::model::constraints::staff_qualified::eligible;
use crate::model::placements::Placement;
use crate::model::variables::Variable;
use crate::plan::{Session, StaffOnSession};
use roster::roster;
pub use roster::{has_roster, left_over};

/// A duty: somebody of a staff group on a session in a role.
struct Duty {
    session: usize,
    role: usize,
}

/// How often a person has worked on a run.
type Habits = BTreeMap<(usize, u32), u32>;

/// Gives each session its people; returns the weeks in which somebody would be over a limit.
pub(super) fn assign(reading: &Reading<'_>, sessions: &mut [Session]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for staff in (0..reading.scene.scenario.staff.len()).map(StaffId) {
        let mut habits = Habits::new();
        for (number, week) in duties(reading, staff) {
            let found = told_apart(reading, staff, &week).or_else(|| roster(reading, staff, &habits, &week));
            let Some(chosen) = found else {
                cuts.push(Cut::People { staff, week: number });
                continue;
            };
            for (duty, person) in week.iter().zip(chosen) {
                let run = reading.model.placements[reading.held[duty.session]].run;
                *habits.entry((run, person)).or_insert(0) += 1;
                let qualification = qualification(reading, duty);
                sessions[duty.session].staff.push(StaffOnSession { staff, person, qualification });
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
