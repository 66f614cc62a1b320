//! Questions of course timetabling: read, judged, planned and written again, beside published solutions and a validator
//! that knows nothing of the program.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

#[path = "course_timetabling/validator.rs"]
mod validator;

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use fastrand::Rng;
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::exchange::ctt::{instance, scenario, solution};

use support::{below, parsed};
use validator::{Cost, Lecture, Question};

/// Instances with a published solution and its cost.
const PUBLISHED: [(&str, i64); 4] = [("comp01", 5), ("comp04", 35), ("comp07", 6), ("comp11", 0)];

fn bytes(file: &str) -> Vec<u8> {
    fs::read(below(&format!("data/itc2007/{file}"))).unwrap()
}

fn text(file: &str) -> String {
    String::from_utf8(bytes(file)).unwrap()
}

/// The scenario that a file means.
fn imported(file: &str) -> Scenario {
    let instance = instance::read(&bytes(file)).unwrap();
    parsed(file, scenario::scenario(&instance, false).to_string().as_bytes())
}

/// What the judge says of a solution: whether it is accepted, and what its broken wishes cost in whole units.
fn judged(scenario: &Scenario, lectures: &[Lecture]) -> (bool, i64) {
    let plan = solution::read(scenario, validator::told(lectures).as_bytes()).unwrap();
    let verdict = judge(scenario, &plan);
    assert_eq!(verdict.wish_cents.0 % 100, 0);
    (verdict.accepted(), verdict.wish_cents.0 / 100)
}

#[test]
fn published_solutions_cost_what_is_published() {
    for (name, cost) in PUBLISHED {
        let question = Question::read(&text(&format!("{name}.ectt")));
        let lectures = validator::lectures(&text(&format!("{name}.sol")));
        assert_eq!(question.cost(&lectures), Cost { hard: 0, soft: cost }, "{name}");
        assert_eq!(judged(&imported(&format!("{name}.ectt")), &lectures), (true, cost), "{name}");
    }
}

#[test]
fn the_judge_and_the_validator_agree_on_solutions_that_are_spoilt() {
    for (name, _) in PUBLISHED {
        let question = Question::read(&text(&format!("{name}.ectt")));
        let scenario = imported(&format!("{name}.ectt"));
        let mut rng = Rng::with_seed(7);
        let (mut broken, mut dear) = (0, 0);
        for _ in 0..40 {
            let mut lectures = validator::lectures(&text(&format!("{name}.sol")));
            for _ in 0..rng.usize(1..5) {
                let (one, other) = (rng.usize(..lectures.len()), rng.usize(..lectures.len()));
                match rng.u32(..3) {
                    0 => lectures[one].room = question.rooms[rng.usize(..question.rooms.len())].0.clone(),
                    1 => {
                        (lectures[one].day, lectures[one].period) =
                            (rng.usize(..question.days), rng.usize(..question.periods));
                    }
                    _ => {
                        let moved = (lectures[one].room.clone(), lectures[one].day, lectures[one].period);
                        let there = lectures[other].clone();
                        (lectures[one].room, lectures[one].day, lectures[one].period) =
                            (there.room, there.day, there.period);
                        (lectures[other].room, lectures[other].day, lectures[other].period) = moved;
                    }
                }
            }
            let Cost { hard, soft } = question.cost(&lectures);
            let (accepted, wishes) = judged(&scenario, &lectures);
            assert_eq!((accepted, wishes), (hard == 0, soft), "{name}: {hard}");
            broken += usize::from(hard > 0);
            dear += usize::from(soft > 10);
        }
        assert!(broken > 5 && dear > 5, "{name}: {broken} {dear}");
    }
}

#[test]
fn a_plan_is_written_as_the_solution_it_was_read_from() {
    for (name, _) in PUBLISHED {
        let scenario = imported(&format!("{name}.ectt"));
        let plan = solution::read(&scenario, &bytes(&format!("{name}.sol"))).unwrap();
        let written = solution::write(&scenario, &plan).unwrap();
        let sorted = |text: &str| {
            let mut lectures = validator::lectures(text);
            lectures.sort();
            lectures
        };
        assert_eq!(sorted(&written), sorted(&text(&format!("{name}.sol"))), "{name}");
    }
}

#[test]
fn rooms_have_an_r_before_their_name_in_some_files_only() {
    let file = text("comp01.ctt");
    let without = file.lines().map(|line| line.strip_prefix('r').unwrap_or(line).to_owned() + "\n");
    let without = instance::read(without.collect::<String>().as_bytes()).unwrap();
    let short = parsed("short", scenario::scenario(&without, false).to_string().as_bytes());
    let long = imported("comp01.ctt");
    assert_eq!((long.rooms[0].key.as_str(), short.rooms[0].key.as_str()), ("rB", "B"));
    let lectures = validator::lectures(&text("comp01.sol"));
    assert_eq!(judged(&short, &lectures), (true, 5));
    let plan = solution::read(&short, &bytes("comp01.sol")).unwrap();
    let written = solution::write(&short, &plan).unwrap();
    assert_eq!(judged(&long, &validator::lectures(&written)), (true, 5));
}

#[test]
fn what_the_format_says_is_in_the_scenario() {
    let instance = instance::read(&bytes("toy.ectt")).unwrap();
    assert_eq!((instance.courses.len(), instance.rooms.len(), instance.curricula.len()), (4, 3, 2));
    assert_eq!(instance.unsuitable, [(0, 0), (3, 1), (2, 2)]);
    let toy = imported("toy.ectt");
    assert_eq!(toy.calendar.dayparts.len(), 4);
    let courses: Vec<(&str, u32, Option<u32>)> =
        toy.modules.iter().map(|module| (module.key.as_str(), module.minutes / 60, module.seats)).collect();
    let shared = ("TecCos", 5, Some(40));
    assert_eq!(
        courses,
        [("SceCosC", 3, Some(30)), ("ArcTec", 3, Some(42)), shared, shared, ("Geotec", 5, Some(18))]
    );
    assert_eq!(toy.combined.len(), 1);
    assert!(toy.modules.iter().all(|module| module.not_rooms.is_empty()));
    let suiting = scenario::scenario(&instance, true).to_string();
    let suiting = parsed("toy", suiting.as_bytes());
    assert_eq!(suiting.modules.iter().filter(|module| module.not_rooms.len() == 1).count(), 4);
}

#[test]
fn every_problem_of_a_file_is_told_with_its_line() {
    let broken = text("toy.ectt")
        .replace("Days: 5", "Days: five")
        .replace("TecCos Rosa 5", "TecCos Rosa x")
        .replace("Cur2 2 TecCos Geotec", "Cur2 3 TecCos Geotek")
        .replace("TecCos 3 3", "TecCos 3 9")
        .replace("rB 50 0", "rA 50 0");
    let problems: Vec<String> =
        instance::read(broken.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect();
    let told = |text: &str| problems.iter().any(|problem| problem.contains(text));
    assert!(told("line 4: Days is a whole number, here stands \"five\""), "{problems:#?}");
    assert!(told("the number of lectures is a whole number, here stands \"x\""), "{problems:#?}");
    assert!(told("there is no course \"Geotek\""), "{problems:#?}");
    assert!(told("3 courses are announced, 2 are named"), "{problems:#?}");
    assert!(told("there is no period 9"), "{problems:#?}");
    assert!(told("the room \"rA\" is there twice"), "{problems:#?}");
    assert_eq!(problems.len(), 7, "{problems:#?}");
    assert_eq!(instance::read(b"").unwrap_err().len(), 6);
}

#[test]
fn every_problem_of_a_solution_is_told_with_its_line() {
    let toy = imported("toy.ectt");
    let problems =
        solution::read(&toy, b"SceCosC rA 0 0\nNobody rA 0 0\nTecCos rZ 0 0\nTecCos rA 5 0\nTecCos rA\n");
    let told: Vec<String> = problems.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 2: there is no course \"Nobody\"",
            "line 3: there is no room \"rZ\"",
            "line 4: there is no day 5, there are 0 to 4",
            "line 5: a line is a course, a room, a day and a period",
        ]
    );
}

/// Runs the program; its exit code and what it prints.
fn vetplan(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vetplan")).args(arguments).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

#[test]
fn files_go_through_the_commands_there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let toy = below("data/itc2007/toy.ectt").display().to_string();
    let (file, out, solution) = (path("toy.jsonc"), path("out"), path("toy.sol"));
    assert_eq!(vetplan(&["import", &toy, "--out", &file]).0, Some(0));
    let (code, told) = vetplan(&["import", &toy, "--out", &file]);
    assert!(code == Some(2) && told.contains("exists"), "{told}");
    assert_eq!(vetplan(&["plan", &file, "--gap", "0", "--quiet", "--out", &out]).0, Some(0));
    let plan = format!("{out}/plan.json");
    assert_eq!(vetplan(&["export", &file, &plan, "--format", "ctt", "--out", &solution]).0, Some(0));
    let (code, told) = vetplan(&["check", &file, &solution]);
    assert!(code == Some(0) && told.contains("16 sessions judged"), "{told}");
    let lectures = validator::lectures(&fs::read_to_string(&solution).unwrap());
    assert_eq!(Question::read(&text("toy.ectt")).cost(&lectures), Cost { hard: 0, soft: 0 });
    let first = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/01-first.jsonc").display().to_string();
    let (code, told) = vetplan(&["import", &first]);
    assert!(code == Some(2) && told.contains("is no .ctt or .ectt file"), "{told}");
}
