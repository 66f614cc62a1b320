//! A plan read back into a year: which placement each of its sessions is, and what it has decided besides.
//!
//! Sessions outside the weeks that are planned anew stand, so that each of them has to be one that the scenario allows; inside
//! these weeks what cannot be is left out, and its hours find another place.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::year::{Chosen, Year};
use crate::calendar::Calendar;
use crate::domain::{EquipmentId, StaffId};
use crate::model::constraints::staff_qualified::eligible;
use crate::model::placements::{Equipped, Placement, Standing, of_run};
use crate::model::scene::Scene;
use crate::model::seats;
use crate::plan::{Plan, Session};

/// Some weeks of a plan that are planned anew beside the others.
#[derive(Clone, Debug)]
pub(super) struct Period<'a> {
    /// The plan.
    pub(super) given: &'a Plan,
    /// The weeks.
    pub(super) weeks: Range<usize>,
    /// The first open day on which anything is planned: of the first week what comes before it stands.
    pub(super) first: usize,
    /// The date before which every session stands.
    pub(super) from: NaiveDate,
}

impl Period<'_> {
    /// Whether a session of a plan lies in these weeks, and not before the first day.
    pub(super) fn holds(&self, scene: &Scene<'_>, session: &Session) -> bool {
        within(&scene.calendar, &self.weeks, session) && self.from <= session.date
    }
}

/// Whether a session of a plan lies in some weeks.
pub(in crate::planner) fn within(calendar: &Calendar, weeks: &Range<usize>, session: &Session) -> bool {
    let day = calendar.day_on(session.date);
    day.is_some_and(|day| weeks.contains(&calendar.days[day].week))
}

impl<'a> Year<'a> {
    /// The year of a plan, of which some weeks are to be planned anew; `kept` are its sessions that may be kept.
    ///
    /// # Errors
    ///
    /// A sentence for each session that stands and cannot be held as it is.
    pub(super) fn of_plan(
        scene: &'a Scene<'a>,
        period: Period<'a>,
        kept: &[Session],
    ) -> Result<Self, Vec<String>> {
        let mut year = Self::empty(scene);
        let runs: BTreeMap<&str, usize> =
            scene.runs.iter().enumerate().map(|(index, run)| (run.key.as_str(), index)).collect();
        let mut problems = Vec::new();
        for session in kept {
            match read(scene, &runs, session) {
                Ok(chosen) => {
                    let kin = year.kin_of(scene.runs[chosen.placement.run].members[0].0);
                    year.sessions[kin].push(chosen);
                }
                Err(problem) if !period.holds(scene, session) => {
                    problems.push(format!("session {}: {problem}", session.id));
                }
                // It finds another place.
                Err(_) => {}
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        for sessions in &mut year.sessions {
            sessions.sort_by_key(|chosen| {
                (chosen.placement.run, chosen.placement.day, chosen.placement.time.start)
            });
        }
        year.decided = super::settled::settled(scene, period.given);
        year.period = Some(period);
        Ok(year)
    }
}

/// The placement that a session is, and who serves it.
pub(super) fn read(
    scene: &Scene<'_>,
    runs: &BTreeMap<&str, usize>,
    session: &Session,
) -> Result<Chosen, String> {
    let run = *runs
        .get(session.run.as_str())
        .ok_or_else(|| format!("the scenario has no run `{}` (as divided now)", session.run))?;
    let cohort = scene.runs[run].members[0].0;
    let attending = scene.runs[run].attendance(&scene.groups);
    if !seats::flexible(scene.scenario, cohort) && session.attendance != attending {
        return Err(format!("other learners attend it than those of run `{}`", session.run));
    }
    let day =
        scene.calendar.day_on(session.date).ok_or_else(|| format!("{} is no open day", session.date))?;
    let placement = of_run(scene, run, &[day], false)
        .into_iter()
        .find(|placement| is_held(scene, placement, session))
        .ok_or_else(|| {
            "the scenario allows no such session: its time, place, equipment or room".to_owned()
        })?;
    let served = served(scene, &placement, session)?;
    Ok(Chosen { placement, served })
}

/// Whether a session is this placement.
fn is_held(scene: &Scene<'_>, placement: &Placement, session: &Session) -> bool {
    let time = &placement.time;
    let same_time = (time.start, time.end, &time.dayparts) == (session.start, session.end, &session.dayparts);
    let room = match session.room {
        Some((room, _)) => placement.rooms.contains(&room),
        None => placement.rooms.is_empty(),
    };
    let equipment = match (&session.equipment, placement.equipment) {
        (Some(placed), Some(equipped)) => {
            placed.pool == equipped.pool
                && placed.units.len() == equipped.units as usize
                && stands(scene, equipped, session)
        }
        (None, None) => true,
        _ => false,
    };
    same_time && placement.site == session.site && room && equipment
}

/// Whether units stand where a session is on its date.
fn stands(scene: &Scene<'_>, Equipped { pool, standing, .. }: Equipped, session: &Session) -> bool {
    let EquipmentId(index) = pool;
    match standing {
        Standing::Home => true,
        Standing::Moved(option) => {
            scene.scenario.equipment[index].moves[option].between.contains(session.date)
        }
    }
}

/// How many people of each staff group serve each role.
fn served(
    scene: &Scene<'_>,
    placement: &Placement,
    session: &Session,
) -> Result<Vec<(usize, StaffId, u32)>, String> {
    let roles = &scene.runs[placement.run].module(scene.scenario).staff;
    let mut left: Vec<(StaffId, &str)> =
        session.staff.iter().map(|person| (person.staff, person.qualification.as_str())).collect();
    let mut served = Vec::new();
    for (role, asked) in roles.iter().enumerate() {
        let able = eligible(scene, placement, asked);
        let mut found: BTreeMap<StaffId, u32> = BTreeMap::new();
        for _ in 0..asked.count {
            let fits = |person: &(StaffId, &str)| able.contains(&person.0) && person.1 == asked.qualification;
            let Some(place) = left.iter().position(fits) else {
                return Err(format!("nobody of those who could serves as `{}`", asked.qualification));
            };
            *found.entry(left.remove(place).0).or_default() += 1;
        }
        served.extend(found.into_iter().map(|(staff, people)| (role, staff, people)));
    }
    if left.is_empty() { Ok(served) } else { Err("more people serve it than its module asks for".to_owned()) }
}
