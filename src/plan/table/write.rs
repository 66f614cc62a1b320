//! From a plan to the table.

use super::cells::{escaped, ranges};
use super::{COLUMNS, Row};
use crate::domain::{Lead, Scenario};
use crate::plan::{Attendance, Plan, Session, StaffOnSession};

/// The sessions of a plan as CSV.
pub fn write(scenario: &Scenario, plan: &Plan) -> Vec<u8> {
    to_csv(&rows(scenario, plan))
}

/// The sessions of a plan as rows: one for each cohort of each session.
pub fn rows(scenario: &Scenario, plan: &Plan) -> Vec<Row> {
    let of_session = |session| move |attendance| row(scenario, session, attendance);
    plan.sessions.iter().flat_map(|session| session.attendance.iter().map(of_session(session))).collect()
}

/// Rows as CSV with a header.
pub fn to_csv(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    // Writing into memory fails in no way that the types know of; a row that could not be written
    // would be missing, and reading would say so.
    let _ = writer.write_record(COLUMNS);
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn row(scenario: &Scenario, session: &Session, attendance: &Attendance) -> Row {
    let dayparts = session.dayparts.iter().map(|id| escaped(&scenario.calendar.dayparts[id.index()].key));
    let staff = session.staff.iter().map(|person| person_cell(scenario, person));
    let room =
        session.room.map(|(id, number)| format!("{}:{number}", escaped(&scenario.rooms[id.index()].key)));
    let pool = session.equipment.as_ref().map(|placed| scenario.equipment[placed.pool.index()].key.clone());
    let units = session.equipment.as_ref().map(|placed| ranges(placed.units.iter().copied()));
    Row {
        id: session.id.clone(),
        run: session.run.clone(),
        date: session.date.to_string(),
        start: session.start.to_string(),
        end: session.end.to_string(),
        dayparts: dayparts.collect::<Vec<_>>().join("+"),
        cohort: scenario.cohorts[attendance.cohort.index()].key.clone(),
        module: scenario.modules[attendance.module.index()].key.clone(),
        learners: ranges(attendance.learners.iter()),
        site: scenario.sites[session.site.index()].key.clone(),
        room: room.unwrap_or_default(),
        equipment: pool.unwrap_or_default(),
        units: units.unwrap_or_default(),
        staff: staff.collect::<Vec<_>>().join("+"),
        lead: lead_word(session.lead).to_owned(),
        class: session.class.key().to_owned(),
    }
}

fn person_cell(scenario: &Scenario, person: &StaffOnSession) -> String {
    let group = &scenario.staff[person.staff.index()].key;
    format!("{}:{}:{}", escaped(group), person.person, escaped(&person.qualification))
}

/// The word for a lead in files.
pub const fn lead_word(lead: Lead) -> &'static str {
    match lead {
        Lead::School => "school",
        Lead::Firm => "firm",
    }
}
