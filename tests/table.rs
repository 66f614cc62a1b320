//! The table of sessions: what is written is read back, and what cannot be read is told.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

use vetplan::domain::{Scenario, StaffId};
use vetplan::plan::{Attendance, Plan, file, table};

fn two_cohorts() -> (Scenario, Plan) {
    let path = "tests/data/two-cohorts.jsonc";
    let scenario = vetplan::scenario::read(path, &std::fs::read(path).unwrap());
    let scenario = scenario.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let bytes = std::fs::read("tests/data/two-cohorts.plan.json").unwrap();
    let (_, plan) = file::read(&scenario, &bytes).unwrap();
    (scenario, plan)
}

fn written(scenario: &Scenario, plan: &Plan) -> String {
    String::from_utf8(table::write(scenario, plan)).unwrap()
}

fn problems(scenario: &Scenario, text: &str) -> Vec<String> {
    table::read(scenario, text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
}

/// The header and the first session, which every test below changes.
fn first(scenario: &Scenario, plan: &Plan) -> (String, String) {
    let text = written(scenario, plan);
    let mut lines = text.lines().map(str::to_owned);
    (lines.next().unwrap(), lines.next().unwrap())
}

#[test]
fn what_is_written_is_read_back() {
    let (scenario, plan) = two_cohorts();
    let back = table::read(&scenario, &table::write(&scenario, &plan)).unwrap();
    assert_eq!(back.sessions, plan.sessions);
    assert!(back.firm_days.is_empty() && back.patterns.is_empty());
}

#[test]
fn names_with_separators_are_read_back() {
    let (mut scenario, mut plan) = two_cohorts();
    scenario.staff[0].key = "C++:team;\"one\", two".into();
    scenario.calendar.dayparts[0].key = "am+pm\\".into();
    scenario.rooms[0].key = "room:1".into();
    for person in plan.sessions.iter_mut().flat_map(|session| &mut session.staff) {
        if person.staff == StaffId(0) {
            person.qualification = "a:b+c".into();
        }
    }
    assert_eq!(table::read(&scenario, &table::write(&scenario, &plan)).unwrap().sessions, plan.sessions);
}

#[test]
fn shared_sessions_are_rows_with_one_id() {
    let (scenario, mut plan) = two_cohorts();
    plan.sessions.truncate(1);
    let here = plan.sessions[0].attendance[0].clone();
    let other = vetplan::domain::CohortId(1 - here.cohort.index());
    plan.sessions[0].attendance.push(Attendance { cohort: other, ..here });
    let text = written(&scenario, &plan);
    assert_eq!(text.lines().count(), 3);
    assert_eq!(table::read(&scenario, text.as_bytes()).unwrap().sessions, plan.sessions);

    let elsewhere = text.lines().last().unwrap().replace("alkmaar", "amsterdam");
    let text = format!("{}\n{elsewhere}\n", text.lines().take(2).collect::<Vec<_>>().join("\n"));
    assert_eq!(
        problems(&scenario, &text),
        ["line 3, column `site`: it differs from line 2, which is of the same session"]
    );
}

#[test]
fn tables_of_spreadsheets_are_understood() {
    let (scenario, plan) = two_cohorts();
    let rows: Vec<Vec<String>> = {
        let bytes = table::write(&scenario, &plan);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        records.iter().map(|record| record.iter().map(str::to_owned).collect()).collect()
    };
    // Columns in another order, semicolons, a byte order mark, CRLF, seconds, an empty row.
    let line = |row: &Vec<String>| row.iter().rev().cloned().collect::<Vec<_>>().join(";");
    let mut text = format!("\u{feff}{}\r\n", line(&rows[0]));
    for row in rows[1..].iter().rev() {
        let mut row = row.clone();
        row[3].push_str(":00");
        row[8] = row[8].replace("..", "-");
        text.extend([line(&row), "\r\n".to_owned()]);
    }
    text.push_str(";;;;;;;;;;;;;;;\r\n");
    assert_eq!(table::read(&scenario, text.as_bytes()).unwrap().sessions, plan.sessions);
}

#[test]
fn every_problem_is_told_with_line_column_and_what_was_meant() {
    let (scenario, plan) = two_cohorts();
    let (header, row) = first(&scenario, &plan);
    let cells: Vec<&str> = row.split(',').collect();
    let with = |changes: &[(&str, &str)]| {
        let mut cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        for (column, text) in changes {
            cells[table::COLUMNS.iter().position(|known| known == column).unwrap()] = (*text).to_owned();
        }
        cells.join(",")
    };
    let rows = [
        with(&[("id", "x#1"), ("date", "8-9-2026"), ("start", "8.30"), ("site", "alkmar")]),
        with(&[("id", "x#2"), ("cohort", "AB"), ("staff", "teacher:1:theory"), ("lead", "scool")]),
        with(&[("id", "x#3"), ("learners", "1..9"), ("module", "duch"), ("class", "night")]),
        with(&[("id", "x#4"), ("learners", "8-Jan"), ("room", "theory"), ("dayparts", "mornin")]),
        with(&[
            ("id", "x#5"),
            ("equipment", "robot-cells"),
            ("units", "4000000000"),
            ("staff", "teachers:0:theory"),
        ]),
        with(&[("id", ""), ("end", "07:00")]),
        "too,few".to_owned(),
        with(&[("id", "x#6")]),
        with(&[("id", "x#6")]),
    ];
    let found = problems(&scenario, &format!("{header}\n{}\n", rows.join("\n")));
    let wanted = [
        "line 2, column `date`: `8-9-2026` is no date such as 2026-09-28",
        "line 2, column `start`: `8.30` is no time of day such as 18:00",
        "line 2, column `site`: the scenario has no site `alkmar`; did you mean `alkmaar`?",
        "line 3, column `cohort`: the scenario has no cohort `AB`",
        "line 3, column `staff`: the scenario has no staff `teacher`; did you mean `teachers`?",
        "line 3, column `lead`: `scool` is neither `school` nor `firm`",
        "line 4, column `module`: the programme of A has no module `duch`; did you mean `dutch`?",
        "line 4, column `learners`: there is no number 9: learners are numbered 1 to 8",
        "line 4, column `class`: `night` is no class of slot: day, evening, saturday, sunday",
        "line 5, column `dayparts`: the scenario has no daypart `mornin`; did you mean `morning`?",
        "line 5, column `learners`: `8-Jan` is no list of numbers such as 1..8+12",
        "line 5, column `room`: `theory` names no number of a room, such as `theory:1`",
        "line 6, column `units`: there is no number 4000000000: units are numbered 1 to 2",
        "line 6, column `staff`: `teachers:0:theory` is nobody such as `teachers:1:maths`",
        "line 7, column `id`: the cell is empty",
        "line 7, column `end`: the session ends at 07:00 and begins at 13:00",
        "line 8: the row has 2 cells, the header has 16",
        "line 10, column `cohort`: this cohort and module of the session stand in line 9 already; \
         give the session another id, or take the row out",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn headers_and_encodings_are_checked() {
    let (scenario, plan) = two_cohorts();
    let (header, _) = first(&scenario, &plan);
    assert_eq!(problems(&scenario, ""), ["line 1: the file is empty; the first line names the columns"]);
    let text = header.replace("cohort", "cohrt").replace(",run", ",date");
    assert_eq!(
        problems(&scenario, &text),
        [
            "line 1: the column `date` is there twice",
            "line 1: unknown column `cohrt`; did you mean `cohort`?",
            "line 1: the column `run` is missing; the first line names the columns",
            "line 1: the column `cohort` is missing; the first line names the columns",
        ]
    );
    let mut bytes = format!("{header}\nx\n").into_bytes();
    bytes.push(0xe9);
    let problem = table::read(&scenario, &bytes).unwrap_err()[0].to_string();
    assert_eq!(problem, "line 3: this is not UTF-8; save the table as `CSV UTF-8`");
}

#[test]
fn an_emptied_table_is_an_empty_plan() {
    let (scenario, plan) = two_cohorts();
    let (header, _) = first(&scenario, &plan);
    assert_eq!(table::read(&scenario, header.as_bytes()).unwrap().sessions, Vec::new());
}
