//! A plan as a solution of course timetabling: a line for each lecture with its course, room, day and period from 0.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::calendar::Calendar;
use crate::domain::{CohortId, DaypartId, Module, ModuleId, RoomId, Scenario};
use crate::exchange::LineProblem;
use crate::plan::{Attendance, LearnerSet, Plan, Session, StaffOnSession};

/// Writes a plan, in the order of its sessions by course, day and period.
///
/// # Errors
///
/// One sentence for each session that has no line: it has no room, or takes more than one daypart.
pub fn write(scenario: &Scenario, plan: &Plan) -> Result<String, Vec<String>> {
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for session in &plan.sessions {
        match line(scenario, session) {
            Ok(line) => lines.push(line),
            Err(problem) => problems.push(format!("session {} {problem}", session.id)),
        }
    }
    for missing in &plan.unplaced {
        problems.push(format!("run {} misses {} minutes", missing.run, missing.minutes));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    lines.sort();
    let text = lines.into_iter().map(|(module, day, period, room)| {
        let course = &scenario.modules[module.index()].key;
        format!("{course} {room} {day} {period}\n")
    });
    Ok(text.collect())
}

/// The course, day, period and room of a session.
fn line(scenario: &Scenario, session: &Session) -> Result<(ModuleId, i64, usize, String), &'static str> {
    let [daypart] = session.dayparts[..] else { return Err("takes more than one daypart") };
    let Some((room, _)) = session.room else { return Err("has no room") };
    let Some(here) = session.attendance.first() else { return Err("has nobody attending") };
    let day = (session.date - scenario.calendar.range.first).num_days();
    let dayparts = dayparts(scenario, session.date);
    let period = dayparts.iter().position(|id| *id == daypart).ok_or("lies in no daypart of its date")?;
    Ok((here.module, day, period, scenario.rooms[room.index()].key.clone()))
}

/// The dayparts of the weekday of a date, by start.
fn dayparts(scenario: &Scenario, date: NaiveDate) -> Vec<DaypartId> {
    let parts = &scenario.calendar.dayparts;
    let mut ids: Vec<DaypartId> = (0..parts.len()).map(DaypartId).collect();
    ids.retain(|id| parts[id.index()].days.contains(date.weekday()));
    ids.sort_by_key(|id| (parts[id.index()].from, parts[id.index()].to));
    ids
}

/// Reads a solution as a plan of a scenario that was written from such a file.
///
/// # Errors
///
/// Every problem of the file, with its line.
pub fn read(scenario: &Scenario, bytes: &[u8]) -> Result<Plan, Vec<LineProblem>> {
    let text = String::from_utf8_lossy(bytes);
    let reader = Reader { scenario, calendar: Calendar::new(&scenario.calendar), runs: runs(scenario) };
    let (mut plan, mut problems) = (Plan::default(), Vec::new());
    let mut held: BTreeMap<String, u32> = BTreeMap::new();
    for (index, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        match reader.session(text) {
            Ok(session) => plan.sessions.push(session),
            Err(message) => problems.push(LineProblem { line: index + 1, message }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    plan.sort();
    for session in &mut plan.sessions {
        let number = held.entry(session.run.clone()).or_default();
        *number += 1;
        session.id = format!("{}#{number:02}", session.run);
    }
    plan.sort();
    Ok(plan)
}

/// The run of each course: its key and who attends.
type Runs<'a> = BTreeMap<&'a str, (String, Vec<(CohortId, ModuleId)>)>;

/// One run for each module key: the first combined run of it, or else the first cohort that has it.
fn runs(scenario: &Scenario) -> Runs<'_> {
    let mut runs = Runs::new();
    for run in &scenario.combined {
        if let Some((_, module)) = run.members.first() {
            let key = scenario.modules[module.index()].key.as_str();
            runs.entry(key).or_insert_with(|| (run.key.clone(), run.members.clone()));
        }
    }
    for (place, cohort) in scenario.cohorts.iter().enumerate() {
        for id in &scenario.programmes[cohort.programme.index()].modules {
            let module = &scenario.modules[id.index()].key;
            runs.entry(module)
                .or_insert_with(|| (format!("{}/{module}", cohort.key), vec![(CohortId(place), *id)]));
        }
    }
    runs
}

struct Reader<'a> {
    scenario: &'a Scenario,
    calendar: Calendar,
    runs: Runs<'a>,
}

impl Reader<'_> {
    fn session(&self, text: &str) -> Result<Session, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [course, room, day, period] = words[..] else {
            return Err("a line is a course, a room, a day and a period".to_owned());
        };
        let (run, members) =
            self.runs.get(course).ok_or_else(|| format!("there is no course \"{course}\""))?;
        let module = &self.scenario.modules[members[0].1.index()];
        let (date, id) = self.moment(day, period)?;
        let daypart = &self.scenario.calendar.dayparts[id.index()];
        let room = self.room(room).ok_or_else(|| format!("there is no room \"{room}\""))?;
        let learners =
            |cohort: CohortId| LearnerSet::range(1, self.scenario.cohorts[cohort.index()].learners());
        Ok(Session {
            id: String::new(),
            run: run.clone(),
            date,
            dayparts: vec![id],
            start: daypart.from,
            end: daypart.to,
            minutes: daypart.to.minutes_since(daypart.from),
            class: daypart.class,
            attendance: members
                .iter()
                .map(|(cohort, module)| Attendance {
                    cohort: *cohort,
                    module: *module,
                    learners: learners(*cohort),
                })
                .collect(),
            site: self.scenario.rooms[room.index()].site,
            room: Some((room, 1)),
            equipment: None,
            staff: self.people(module),
            lead: module.lead,
        })
    }

    /// The date and daypart of a day and a period, both from 0.
    fn moment(&self, day: &str, period: &str) -> Result<(NaiveDate, DaypartId), String> {
        let number = |word: &str| word.parse::<usize>().map_err(|_| format!("\"{word}\" is no whole number"));
        let (day, period) = (number(day)?, number(period)?);
        let days = &self.calendar.days;
        let found = days
            .get(day)
            .ok_or_else(|| format!("there is no day {day}, there are 0 to {}", days.len() - 1))?;
        let part =
            found.dayparts.get(period).ok_or_else(|| format!("there is no period {period} on day {day}"))?;
        Ok((found.date, *part))
    }

    /// A room by its id, which some files write with an r before it and some without.
    fn room(&self, name: &str) -> Option<RoomId> {
        let find = |name: &str| self.scenario.rooms.iter().position(|room| room.key == name);
        let other = || name.strip_prefix('r').and_then(find).or_else(|| find(&format!("r{name}")));
        find(name).or_else(other).map(RoomId)
    }

    /// The first person of the first staff group that is qualified, role by role.
    fn people(&self, module: &Module) -> Vec<StaffOnSession> {
        let staff = || self.scenario.staff.iter().enumerate();
        let person = |qualification: &String| {
            let mut able = staff()
                .filter(|(_, group)| group.qualifications.iter().any(|held| held.key == *qualification));
            able.next().map(|(place, _)| StaffOnSession {
                staff: crate::domain::StaffId(place),
                person: 1,
                qualification: qualification.clone(),
            })
        };
        module.staff.iter().filter_map(|role| person(&role.qualification)).collect()
    }
}
