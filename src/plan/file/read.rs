//! From the file to a plan.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::{AttendanceRow, Document, FORMAT, SessionRow};
use crate::domain::{
    ClockTime, CohortId, DaypartId, EquipmentId, FirmId, Lead, RoomId, Scenario, SiteId, SlotClass, StaffId,
    Weekdays,
};
use crate::plan::table::cells;
use crate::plan::{
    Attendance, FirmDay, LearnerSet, OutsideSeats, Pattern, PlacedUnits, Plan, PoolMove, Session,
    StaffOnSession, Unplaced,
};

/// Something in a plan file that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct PlanProblem {
    /// Where, as a path into the file: `sessions[3].site`.
    pub place: String,
    /// What is wrong, and what to do about it.
    pub what: String,
}

/// Reads a plan and resolves its ids against the scenario it answers.
///
/// # Errors
///
/// Every problem found, in the order of the file.
pub fn read(scenario: &Scenario, bytes: &[u8]) -> Result<(Document, Plan), Vec<PlanProblem>> {
    let document: Document = parse(bytes).map_err(|problem| vec![problem])?;
    if document.format != FORMAT {
        let what = format!("format `{}` is not read here; this program reads `{FORMAT}`", document.format);
        return Err(vec![PlanProblem { place: "format".into(), what }]);
    }
    let mut resolver = Resolver::new(scenario);
    let plan = resolver.plan(&document);
    if resolver.problems.is_empty() { Ok((document, plan)) } else { Err(resolver.problems) }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, PlanProblem> {
    serde_json::from_slice(bytes).map_err(|error| PlanProblem {
        place: format!("line {}, column {}", error.line(), error.column()),
        what: error.to_string(),
    })
}

/// Ids by key, and the problems met.
struct Resolver<'a> {
    scenario: &'a Scenario,
    names: BTreeMap<(&'static str, &'a str), usize>,
    problems: Vec<PlanProblem>,
}

impl<'a> Resolver<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let mut names = BTreeMap::new();
        let mut add = |kind: &'static str, keys: Vec<&'a str>| {
            names.extend(keys.into_iter().enumerate().map(|(index, key)| ((kind, key), index)));
        };
        add("site", scenario.sites.iter().map(|site| site.key.as_str()).collect());
        add("cohort", scenario.cohorts.iter().map(|cohort| cohort.key.as_str()).collect());
        add("daypart", scenario.calendar.dayparts.iter().map(|part| part.key.as_str()).collect());
        add("room", scenario.rooms.iter().map(|room| room.key.as_str()).collect());
        add("equipment", scenario.equipment.iter().map(|pool| pool.key.as_str()).collect());
        add("staff", scenario.staff.iter().map(|staff| staff.key.as_str()).collect());
        add("firm", scenario.firms.iter().map(|firm| firm.key.as_str()).collect());
        Self { scenario, names, problems: Vec::new() }
    }

    fn problem(&mut self, place: String, what: String) {
        self.problems.push(PlanProblem { place, what });
    }

    /// The index of a named thing; 0 with a problem noted when there is none of that name.
    fn id(&mut self, kind: &'static str, key: &str, place: &str) -> usize {
        if let Some(index) = self.names.get(&(kind, key)) {
            return *index;
        }
        let known = self.names.keys().filter(|(of, _)| *of == kind).map(|(_, key)| *key);
        let near = known.map(|name| (strsim::damerau_levenshtein(name, key), name)).min();
        let hint =
            near.filter(|(distance, _)| *distance <= 3).map(|(_, name)| format!("; did you mean `{name}`?"));
        self.problem(
            place.to_owned(),
            format!("the scenario has no {kind} `{key}`{}", hint.unwrap_or_default()),
        );
        0
    }

    fn parsed<T: std::str::FromStr>(&mut self, text: &str, kind: &str, place: &str) -> Option<T> {
        let value = text.parse().ok();
        if value.is_none() {
            self.problem(place.to_owned(), format!("`{text}` is no {kind}"));
        }
        value
    }

    fn date(&mut self, text: &str, place: &str) -> NaiveDate {
        cells::date(text).unwrap_or_else(|| {
            self.problem(place.to_owned(), format!("`{text}` is no date (YYYY-MM-DD)"));
            self.scenario.calendar.range.first
        })
    }

    fn learners(&mut self, text: &str, place: &str) -> LearnerSet {
        self.parsed(text, "list of learner numbers (1-8,12)", place).unwrap_or_default()
    }

    fn time(&mut self, text: &str, place: &str) -> ClockTime {
        let read = text.split_once(':').and_then(|(hours, minutes)| {
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            (minutes < 60 && hours <= 24 && hours * 60 + minutes <= 1_440)
                .then_some(ClockTime(hours * 60 + minutes))
        });
        read.unwrap_or_else(|| {
            self.problem(place.to_owned(), format!("`{text}` is no time of day (HH:MM)"));
            ClockTime(0)
        })
    }

    fn weekdays(&mut self, text: &str, place: &str) -> Weekdays {
        text.split_whitespace().filter_map(|word| self.parsed(word, "weekday", place)).collect()
    }

    fn plan(&mut self, document: &Document) -> Plan {
        let mut plan = Plan::default();
        for (index, row) in document.patterns.iter().enumerate() {
            let place = format!("patterns[{index}]");
            let cohort = CohortId(self.id("cohort", &row.cohort, &place));
            let (school, firm) = (self.weekdays(&row.school, &place), self.weekdays(&row.firm, &place));
            plan.patterns.push(Pattern { cohort, school, firm });
        }
        for (index, row) in document.moves.iter().enumerate() {
            let pool = EquipmentId(self.id("equipment", &row.equipment, &format!("moves[{index}]")));
            let options = self.scenario.equipment[pool.index()].moves.len();
            if row.option == 0 || row.option > options {
                self.problem(format!("moves[{index}]"), format!("the pool has {options} move options"));
            } else {
                plan.moves.push(PoolMove { pool, option: row.option - 1, units: row.units });
            }
        }
        for (index, row) in document.outside_seats.iter().enumerate() {
            let place = format!("outside_seats[{index}]");
            let cohort = CohortId(self.id("cohort", &row.cohort, &place));
            let learners = self.learners(&row.learners, &place);
            let providers = self.scenario.tariff.outside.len();
            if row.provider == 0 || row.provider > providers {
                self.problem(place, format!("the tariff has {providers} outside providers"));
            } else {
                plan.outside.push(OutsideSeats { cohort, learners, provider: row.provider - 1 });
            }
        }
        for (index, row) in document.firm_days.iter().enumerate() {
            let place = format!("firm_days[{index}]");
            plan.firm_days.push(FirmDay {
                date: self.date(&row.date, &place),
                cohort: CohortId(self.id("cohort", &row.cohort, &place)),
                learners: self.learners(&row.learners, &place),
                firm: FirmId(self.id("firm", &row.firm, &place)),
                mentor: row.mentor,
                minutes: row.minutes,
            });
        }
        for (index, row) in document.unplaced.iter().enumerate() {
            let attendance = self.attendance(&row.attendance, &format!("unplaced[{index}]"));
            let (run, reason) = (row.run.clone(), row.reason.clone());
            plan.unplaced.push(Unplaced { run, attendance, minutes: row.minutes, reason });
        }
        plan.sessions =
            document.sessions.iter().enumerate().map(|(index, row)| self.session(index, row)).collect();
        plan
    }

    fn attendance(&mut self, rows: &[AttendanceRow], place: &str) -> Vec<Attendance> {
        let mut attendance = Vec::new();
        for row in rows {
            let cohort = CohortId(self.id("cohort", &row.cohort, place));
            let programme = self.scenario.cohorts[cohort.index()].programme;
            let scenario = self.scenario;
            let modules = &scenario.programmes[programme.index()].modules;
            let module = modules.iter().copied().find(|id| scenario.modules[id.index()].key == row.module);
            let learners = self.learners(&row.learners, place);
            if let Some(module) = module {
                attendance.push(Attendance { cohort, module, learners });
            } else {
                let what = format!("the programme of {} has no module `{}`", row.cohort, row.module);
                self.problem(place.to_owned(), what);
            }
        }
        attendance
    }

    fn session(&mut self, index: usize, row: &SessionRow) -> Session {
        let place = |field: &str| format!("sessions[{index}] {}: {field}", row.id);
        let class = SlotClass::ALL.into_iter().find(|class| class.key() == row.class);
        if class.is_none() {
            self.problem(place("class"), format!("`{}` is no class of slot", row.class));
        }
        let lead = match row.lead.as_str() {
            "firm" => Lead::Firm,
            "school" => Lead::School,
            other => {
                self.problem(place("lead"), format!("`{other}` is neither school nor firm"));
                Lead::School
            }
        };
        Session {
            id: row.id.clone(),
            run: row.run.clone(),
            date: self.date(&row.date, &place("date")),
            dayparts: row
                .dayparts
                .iter()
                .map(|key| DaypartId(self.id("daypart", key, &place("dayparts"))))
                .collect(),
            start: self.time(&row.start, &place("start")),
            end: self.time(&row.end, &place("end")),
            minutes: row.minutes,
            class: class.unwrap_or(SlotClass::Day),
            attendance: self.attendance(&row.attendance, &place("attendance")),
            site: SiteId(self.id("site", &row.site, &place("site"))),
            room: row
                .room
                .as_ref()
                .map(|room| (RoomId(self.id("room", &room.room, &place("room"))), room.number)),
            equipment: row.equipment.as_ref().map(|placed| PlacedUnits {
                pool: EquipmentId(self.id("equipment", &placed.pool, &place("equipment"))),
                units: placed.units.clone(),
            }),
            staff: row
                .staff
                .iter()
                .map(|person| StaffOnSession {
                    staff: StaffId(self.id("staff", &person.staff, &place("staff"))),
                    person: person.person,
                    qualification: person.qualification.clone(),
                })
                .collect(),
            lead,
        }
    }
}
