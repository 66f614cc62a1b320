//! From the table to the sessions of a plan.

use std::collections::BTreeMap;

use super::TableProblem;
use super::header::{Header, separator};
use super::reader::Reader;
use crate::domain::Scenario;
use crate::plan::{Plan, Session};

/// Reads the sessions of a table. Everything else of a plan (firm days, patterns, moves, seats
/// outside) stays empty: it is not in the table.
///
/// # Errors
///
/// Every problem found, in the order of the file.
pub fn read(scenario: &Scenario, bytes: &[u8]) -> Result<Plan, Vec<TableProblem>> {
    let text = text(bytes).map_err(|problem| vec![problem])?;
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut records = table.records();
    let header = match records.next() {
        Some(Ok(first)) => Header::read(&first)?,
        Some(Err(error)) => return Err(vec![broken(&error)]),
        None => return Err(vec![about(1, "the file is empty; the first line names the columns".to_owned())]),
    };
    let mut reader = Reader::new(scenario);
    let mut sessions = Sessions::default();
    for record in records {
        match record {
            Ok(record) => sessions.row(&header, &record, &mut reader),
            Err(error) => reader.problems.push(broken(&error)),
        }
    }
    if reader.problems.is_empty() { Ok(sessions.into_plan()) } else { Err(reader.problems) }
}

/// The text of the file, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, TableProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count() as u64;
        about(line, "this is not UTF-8; save the table as `CSV UTF-8`".to_owned())
    })
}

fn about(line: u64, what: String) -> TableProblem {
    TableProblem { line, column: None, what }
}

fn broken(error: &csv::Error) -> TableProblem {
    about(error.position().map_or(1, csv::Position::line), format!("this is no row of a table: {error}"))
}

/// Sessions by id, each with the line that named it first.
#[derive(Default)]
struct Sessions(BTreeMap<String, (u64, Session)>);

impl Sessions {
    /// Takes a row in: a new session, or a further cohort of one that is there.
    fn row(&mut self, header: &Header, record: &csv::StringRecord, reader: &mut Reader<'_>) {
        reader.line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if record.len() != header.cells {
            let what = format!("the row has {} cells, the header has {}", record.len(), header.cells);
            reader.problems.push(about(reader.line, what));
            return;
        }
        let before = reader.problems.len();
        let session = reader.session(&header.cells(record));
        if let Some(session) = session.filter(|_| reader.problems.len() == before) {
            self.join(session, reader);
        }
    }

    fn join(&mut self, mut session: Session, reader: &mut Reader<'_>) {
        let Some((line, first)) = self.0.get_mut(&session.id) else {
            self.0.insert(session.id.clone(), (reader.line, session));
            return;
        };
        for column in differences(first, &session) {
            reader.note(column, format!("it differs from line {line}, which is of the same session"));
        }
        let alike = |here: &crate::plan::Attendance| {
            session.attendance.iter().any(|new| (new.cohort, new.module) == (here.cohort, here.module))
        };
        if first.attendance.iter().any(alike) {
            let what = format!("this cohort and module of the session stand in line {line} already");
            reader.note("cohort", format!("{what}; give the session another id, or take the row out"));
        }
        first.attendance.append(&mut session.attendance);
    }

    fn into_plan(self) -> Plan {
        let sessions = self.0.into_values().map(|(_, session)| session).collect();
        let mut plan = Plan { sessions, ..Plan::default() };
        plan.sort();
        plan
    }
}

/// Columns in which two rows of one session differ, though they may not.
fn differences(a: &Session, b: &Session) -> Vec<&'static str> {
    let pool = |session: &Session| session.equipment.as_ref().map(|placed| placed.pool);
    let units = |session: &Session| session.equipment.as_ref().map(|placed| placed.units.clone());
    let same = [
        ("run", a.run == b.run),
        ("date", a.date == b.date),
        ("start", a.start == b.start),
        ("end", a.end == b.end),
        ("dayparts", a.dayparts == b.dayparts),
        ("site", a.site == b.site),
        ("room", a.room == b.room),
        ("equipment", pool(a) == pool(b)),
        ("units", units(a) == units(b)),
        ("staff", a.staff == b.staff),
        ("lead", a.lead == b.lead),
        ("class", a.class == b.class),
    ];
    same.into_iter().filter(|(_, same)| !same).map(|(column, _)| column).collect()
}
