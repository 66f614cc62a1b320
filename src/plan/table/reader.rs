//! From the cells of a row to a session.

use chrono::NaiveDate;

use super::cells::{self, NoNumbers};
use super::names::Names;
use super::{COLUMNS, TableProblem};
use crate::domain::{
    ClockTime, CohortId, DaypartId, EquipmentId, Lead, ModuleId, RoomId, Scenario, SiteId, SlotClass, StaffId,
};
use crate::plan::{Attendance, LearnerSet, PlacedUnits, Session, StaffOnSession};

/// Reads rows, and collects what is wrong with them.
pub struct Reader<'a> {
    scenario: &'a Scenario,
    names: Names<'a>,
    /// The line being read.
    pub line: u64,
    /// What is wrong so far.
    pub problems: Vec<TableProblem>,
}

impl<'a> Reader<'a> {
    /// A reader of tables for a scenario.
    pub fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, names: Names::new(scenario), line: 0, problems: Vec::new() }
    }

    /// Notes a problem in a column of the line being read.
    pub fn note(&mut self, column: &'static str, what: String) {
        self.problems.push(TableProblem { line: self.line, column: Some(column), what });
    }

    /// The value, or a problem noted.
    fn good<T>(&mut self, column: &'static str, value: Result<T, String>) -> Option<T> {
        value.map_err(|what| self.note(column, what)).ok()
    }

    /// The session of a row with the one cohort that the row names; every cell is looked at, so
    /// that all problems of the row are noted.
    pub fn session(&mut self, row: &[&str; COLUMNS.len()]) -> Option<Session> {
        let [
            id,
            run,
            date,
            start,
            end,
            dayparts,
            cohort,
            module,
            learners,
            site,
            room,
            pool,
            units,
            staff,
            lead,
            class,
        ] = *row;
        let id = self.filled("id", id);
        let run = self.filled("run", run);
        let date = self.date(date);
        let (start, end) = (self.time("start", start), self.time("end", end));
        let dayparts = self.dayparts(dayparts);
        let attendance = self.attendance(cohort, module, learners);
        let site = self.id("site", "site", site).map(SiteId);
        let room = self.room(room);
        let equipment = self.equipment(pool, units);
        let staff = self.staff(staff);
        let (lead, class) = (self.lead(lead), self.class(class));
        let (start, end, dayparts) = (start?, end?, dayparts?);
        if end <= start {
            self.note("end", format!("the session ends at {end} and begins at {start}"));
        }
        Some(Session {
            id: id?,
            run: run?,
            date: date?,
            minutes: self.minutes(&dayparts, start, end),
            dayparts,
            start,
            end,
            class: class?,
            attendance: vec![attendance?],
            site: site?,
            room: room?,
            equipment: equipment?,
            staff: staff?,
            lead: lead?,
        })
    }

    /// Minutes of teaching: those of the dayparts between start and end.
    fn minutes(&self, dayparts: &[DaypartId], start: ClockTime, end: ClockTime) -> u32 {
        let parts = dayparts.iter().map(|id| &self.scenario.calendar.dayparts[id.index()]);
        parts.map(|part| part.to.min(end).minutes_since(part.from.max(start))).sum()
    }

    fn filled(&mut self, column: &'static str, cell: &str) -> Option<String> {
        self.good(
            column,
            if cell.is_empty() { Err("the cell is empty".to_owned()) } else { Ok(cell.to_owned()) },
        )
    }

    fn id(&mut self, column: &'static str, kind: &'static str, key: &str) -> Option<usize> {
        let found =
            if key.is_empty() { Err("the cell is empty".to_owned()) } else { self.names.find(kind, key) };
        self.good(column, found)
    }

    fn date(&mut self, cell: &str) -> Option<NaiveDate> {
        let no_date = || format!("`{cell}` is no date such as {}", self.scenario.calendar.range.first);
        let date = cells::date(cell).ok_or_else(no_date);
        self.good("date", date)
    }

    fn time(&mut self, column: &'static str, cell: &str) -> Option<ClockTime> {
        self.good(
            column,
            cells::time(cell).ok_or_else(|| format!("`{cell}` is no time of day such as 18:00")),
        )
    }

    fn dayparts(&mut self, cell: &str) -> Option<Vec<DaypartId>> {
        let pieces = cells::split(cell, '+');
        let ids: Vec<_> = pieces
            .iter()
            .map(|piece| self.id("dayparts", "daypart", &cells::plain(piece)).map(DaypartId))
            .collect();
        ids.into_iter().collect()
    }

    fn attendance(&mut self, cohort: &str, module: &str, learners: &str) -> Option<Attendance> {
        let cohort = CohortId(self.id("cohort", "cohort", cohort)?);
        let found = self.names.module(cohort, module);
        let module: Option<ModuleId> = self.good("module", found);
        let all = self.scenario.cohorts[cohort.index()].learners();
        let ranges = self.numbers("learners", learners, all, "learners")?;
        Some(Attendance { cohort, module: module?, learners: LearnerSet::of(ranges) })
    }

    fn numbers(
        &mut self,
        column: &'static str,
        cell: &str,
        most: u32,
        what: &str,
    ) -> Option<Vec<(u32, u32)>> {
        let read = cells::numbers(cell, most).map_err(|problem| match problem {
            NoNumbers::Unreadable => format!("`{cell}` is no list of numbers such as 1..8+12"),
            NoNumbers::TooLarge(number) => {
                format!("there is no number {number}: {what} are numbered 1 to {most}")
            }
        });
        self.good(column, read)
    }

    /// The room, if there is one; the outer `None` is a problem.
    #[allow(clippy::option_option)] // a room, no room, or a cell that could not be read
    fn room(&mut self, cell: &str) -> Option<Option<(RoomId, u32)>> {
        if cell.is_empty() {
            return Some(None);
        }
        let pieces = cells::split(cell, ':');
        let room = RoomId(self.id("room", "room", &cells::plain(&pieces[0]))?);
        let number = match pieces.get(1..).unwrap_or_default() {
            [number] => number.trim().parse().ok().filter(|number| *number > 0),
            _ => None,
        };
        let number =
            number.ok_or_else(|| format!("`{cell}` names no number of a room, such as `{}:1`", pieces[0]));
        self.good("room", number).map(|number| Some((room, number)))
    }

    #[allow(clippy::option_option)] // as for rooms
    fn equipment(&mut self, pool: &str, units: &str) -> Option<Option<PlacedUnits>> {
        if pool.is_empty() && units.is_empty() {
            return Some(None);
        }
        let pool = EquipmentId(self.id("equipment", "equipment", pool)?);
        let all = self.scenario.equipment[pool.index()].units;
        let ranges = self.numbers("units", units, all, "units")?;
        Some(Some(PlacedUnits { pool, units: LearnerSet::of(ranges).iter().collect() }))
    }

    fn staff(&mut self, cell: &str) -> Option<Vec<StaffOnSession>> {
        if cell.is_empty() {
            return Some(Vec::new());
        }
        let people: Vec<_> = cells::split(cell, '+').iter().map(|piece| self.person(piece)).collect();
        people.into_iter().collect()
    }

    fn person(&mut self, piece: &str) -> Option<StaffOnSession> {
        let parts = cells::split(piece, ':');
        let wrong = || format!("`{}` is nobody such as `teachers:1:maths`", piece.trim());
        let [group, person, qualification] = parts.as_slice() else {
            self.note("staff", wrong());
            return None;
        };
        let staff = self.id("staff", "staff", &cells::plain(group)).map(StaffId);
        let person = person.trim().parse().ok().filter(|person| *person > 0).ok_or_else(wrong);
        let person = self.good("staff", person);
        Some(StaffOnSession { staff: staff?, person: person?, qualification: cells::plain(qualification) })
    }

    fn lead(&mut self, cell: &str) -> Option<Lead> {
        let lead = [Lead::School, Lead::Firm].into_iter().find(|lead| super::write::lead_word(*lead) == cell);
        self.good("lead", lead.ok_or_else(|| format!("`{cell}` is neither `school` nor `firm`")))
    }

    fn class(&mut self, cell: &str) -> Option<SlotClass> {
        let class = SlotClass::ALL.into_iter().find(|class| class.key() == cell);
        let known = || SlotClass::ALL.map(SlotClass::key).join(", ");
        self.good("class", class.ok_or_else(|| format!("`{cell}` is no class of slot: {}", known())))
    }
}
