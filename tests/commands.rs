//! The commands as a user runs them: exit codes, what is written, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

#[cfg(unix)]
use nix::{
    sys::signal::{self, Signal},
    unistd::Pid,
};

fn scenario(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file)
}

fn vetplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vetplan")).args(arguments).output().unwrap()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Plans the first scenario into a folder of its own.
fn planned() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let output = vetplan(&["plan", &text(&scenario("01-first.jsonc")), "--out", &text(folder.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("placed 10 of 10 sessions · 1 866.00 EUR"));
    let plan = folder.path().join("plan.json");
    (folder, plan)
}

#[test]
fn a_plan_is_written_and_accepted_by_the_judge_again() {
    let (folder, plan) = planned();
    for file in [plan, folder.path().join("sessions.csv")] {
        let output = vetplan(&["check", &text(&scenario("01-first.jsonc")), &text(&file)]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
        assert!(stdout(&output).starts_with("accepted: 10 sessions"), "{}", stdout(&output));
    }
}

#[test]
fn an_edited_table_is_judged_by_what_it_says_now() {
    let (folder, _) = planned();
    let table = folder.path().join("sessions.csv");
    let edited = std::fs::read_to_string(&table).unwrap().replacen("2026-09-08", "2026-09-22", 1);
    std::fs::write(&table, edited).unwrap();
    let output = vetplan(&["check", &text(&scenario("01-first.jsonc")), &text(&table)]);
    // 22 September is a day off.
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    assert!(stdout(&output).contains("session_form:"), "{}", stdout(&output));
}

#[test]
fn a_plan_that_states_another_cost_is_rejected() {
    let (_folder, plan) = planned();
    let dearer =
        std::fs::read_to_string(&plan).unwrap().replace("\"cost_cents\": 186600", "\"cost_cents\": 186500");
    std::fs::write(&plan, dearer).unwrap();
    let output = vetplan(&["check", &text(&scenario("01-first.jsonc")), &text(&plan)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("cost_cents is 186500, but the sessions give 186600"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_plan_within_a_gap_costs_what_its_sessions_cost() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stopped-within-a-gap.jsonc");
    let folder = tempfile::tempdir().unwrap();
    let output = vetplan(&["plan", &text(&file), "--out", &text(folder.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output = vetplan(&["check", &text(&file), &text(&folder.path().join("plan.json"))]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
fn equal_runs_write_equal_bytes() {
    let read = |(_folder, plan): (tempfile::TempDir, PathBuf)| std::fs::read(plan).unwrap();
    assert_eq!(read(planned()), read(planned()));
}

#[test]
fn a_shortage_is_said_in_words_and_ends_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("short.jsonc");
    let first = std::fs::read_to_string(scenario("01-first.jsonc")).unwrap();
    std::fs::write(
        &file,
        first.replace("\"hours\": 12, \"kind\": \"practical\"", "\"hours\": 90, \"kind\": \"practical\""),
    )
    .unwrap();
    let output = vetplan(&["plan", &text(&file)]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.contains("no plan keeps every rule"), "{said}");
    assert!(said.contains("90 h needed"), "{said}");
}

#[test]
fn wrong_input_ends_with_two_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.jsonc");
    let first = std::fs::read_to_string(scenario("01-first.jsonc")).unwrap();
    std::fs::write(
        &file,
        first.replace("\"equipment\": \"repair-stand\"", "\"equipment\": \"repair-stnad\""),
    )
    .unwrap();
    let out = folder.path().join("out");
    let output = vetplan(&["plan", &text(&file), "--out", &text(&out)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("repair-stand"), "{}", stderr(&output));
    assert!(!out.exists());
    assert_eq!(vetplan(&["plan"]).status.code(), Some(2));
    assert_eq!(vetplan(&["plan", "no-such-file.json"]).status.code(), Some(2));
}

#[test]
fn a_template_is_never_written_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.jsonc");
    assert_eq!(vetplan(&["init", "--out", &text(&file)]).status.code(), Some(0));
    assert_eq!(vetplan(&["validate", &text(&file)]).status.code(), Some(0));
    assert_eq!(vetplan(&["init", "--out", &text(&file)]).status.code(), Some(2));
    assert_eq!(vetplan(&["init", "no-such-template", "--out", "-"]).status.code(), Some(2));
}

#[test]
fn a_batch_goes_on_past_failures_and_skips_what_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.jsonc"), folder.path().join("bad.jsonc"));
    std::fs::copy(scenario("01-first.jsonc"), &good).unwrap();
    std::fs::write(&bad, "{").unwrap();
    let out = folder.path().join("out");
    let batch = || vetplan(&["batch", &text(&good), &text(&bad), "--out", &text(&out)]);
    let first = batch();
    assert_eq!(first.status.code(), Some(2));
    let table = std::fs::read_to_string(out.join("results.csv")).unwrap();
    assert!(table.contains("optimal") && table.contains("186600") && table.contains("error"), "{table}");
    assert!(stderr(&batch()).contains(" kept  "));
}

#[test]
fn the_problem_of_a_batch_row_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (short, bad) = (folder.path().join("short.jsonc"), folder.path().join("bad.jsonc"));
    let first = std::fs::read_to_string(scenario("01-first.jsonc")).unwrap();
    let longer =
        first.replace("\"hours\": 12, \"kind\": \"practical\"", "\"hours\": 90, \"kind\": \"practical\"");
    std::fs::write(&short, longer).unwrap();
    std::fs::write(&bad, first.replace("\"repair-stand\", \"staff\"", "\"stand\", \"stuff\"")).unwrap();
    let out = folder.path().join("out");
    let output = vetplan(&["batch", &text(&short), &text(&bad), "--out", &text(&out)]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let rows: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("results.json")).unwrap()).unwrap();
    let problem = |row: usize| rows[row]["problem"].as_str().unwrap().to_owned();
    assert!(problem(0).starts_with("E044 in line ") && problem(0).ends_with("; 1 problem more"), "{rows}");
    assert!(problem(1).contains("90 h needed") && problem(1).ends_with(" more"), "{rows}");
    let table = std::fs::read_to_string(out.join("results.csv")).unwrap();
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn a_complete_plan_is_kept_when_the_next_run_finds_none() {
    let (folder, plan) = planned();
    let complete = std::fs::read(&plan).unwrap();
    let file = folder.path().join("short.jsonc");
    let first = std::fs::read_to_string(scenario("01-first.jsonc")).unwrap();
    let longer =
        first.replace("\"hours\": 12, \"kind\": \"practical\"", "\"hours\": 90, \"kind\": \"practical\"");
    std::fs::write(&file, longer).unwrap();
    // The second of two runs without a complete plan leaves what the first has kept.
    for _ in 0..2 {
        let output = vetplan(&["plan", &text(&file), "--out", &text(folder.path())]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert_eq!(std::fs::read(folder.path().join("plan.previous.json")).unwrap(), complete);
        assert!(folder.path().join("sessions.previous.csv").exists());
        assert_ne!(std::fs::read(&plan).unwrap(), complete);
    }
}

#[test]
fn where_there_is_no_plan_at_all_the_folder_says_so_and_keeps_the_earlier_one() {
    let (folder, plan) = planned();
    let complete = std::fs::read(&plan).unwrap();
    let none = text(&scenario("../tests/no_plan/more-learners-than-the-firm-receives.jsonc"));
    let output = vetplan(&["plan", &none, "--out", &text(folder.path())]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("no plan is written, since there is none"), "{}", stdout(&output));
    assert!(stdout(&output).contains("is kept as"), "{}", stdout(&output));
    assert!(!plan.exists() && !folder.path().join("sessions.csv").exists());
    assert_eq!(std::fs::read(folder.path().join("plan.previous.json")).unwrap(), complete);
    let report = std::fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert!(report.contains("no plan keeps every rule") && report.contains("F1"), "{report}");
    // Nothing is said to be kept where nothing is, and other formats stay as they are.
    let fresh = folder.path().join("fresh");
    let output = vetplan(&["plan", &none, "--format", "json", "--out", &text(&fresh)]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok(), "{}", stdout(&output));
    let said = stderr(&output);
    assert!(said.contains("no plan is written") && !said.contains("is kept as"), "{said}");
    assert!(fresh.join("report.txt").exists());
}

#[test]
fn splits_are_made_and_judged() {
    let game = text(&scenario("../tests/games/skane.json"));
    let output = vetplan(&["allocate", &game, "--method", "all", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let split = |key: &str| {
        let all = document["allocations"].as_array().unwrap();
        all.iter().find(|split| split["method"] == key).unwrap().clone()
    };
    assert!(split("nucleolus")["guarantee"].as_str().unwrap().starts_with("proven"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shares.json");
    let verdict = |key: &str| {
        std::fs::write(&file, split(key).to_string()).unwrap();
        vetplan(&["verify", &game, &text(&file)])
    };
    let nucleolus = verdict("nucleolus");
    assert_eq!(nucleolus.status.code(), Some(0), "{}", stdout(&nucleolus));
    assert!(stdout(&nucleolus).contains("nucleolus: yes, proven"), "{}", stdout(&nucleolus));
    let equal = verdict("equal");
    assert_eq!(equal.status.code(), Some(1));
    assert!(
        stdout(&equal).contains("H + K + L would be better off by themselves, by 14.65"),
        "{}",
        stdout(&equal)
    );
    let unknown = vetplan(&["allocate", &game, "--method", "shaply"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("did you mean shapley?"), "{}", stderr(&unknown));
    std::fs::write(&file, "{\"A\": 1}").unwrap();
    let short = vetplan(&["verify", &game, &text(&file)]);
    assert_eq!(short.status.code(), Some(2));
    assert!(stderr(&short).contains("\"H\" has no share"), "{}", stderr(&short));
}

#[test]
fn lists_schema_explanation_and_completions_are_printed() {
    for arguments in [&["list"][..], &["schema"], &["completions", "bash"]] {
        let output = vetplan(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(!output.stdout.is_empty());
    }
    let explained = vetplan(&["explain", &text(&scenario("01-first.jsonc"))]);
    assert_eq!(explained.status.code(), Some(0));
    assert!(stdout(&explained).contains("Every learner gets the hours of every module"));
}

#[test]
fn questions_about_a_plan_are_answered_as_text_and_json() {
    let out = tempfile::tempdir().unwrap();
    let file = text(&scenario("01-first.jsonc"));
    let folder = text(out.path());
    assert_eq!(vetplan(&["plan", &file, "--out", &folder, "--quiet"]).status.code(), Some(0));
    let plan = text(&out.path().join("plan.json"));
    let session = "BIKE/repair/1#02";
    let json = |arguments: &[&str]| -> serde_json::Value {
        let output = vetplan(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let found = json(&["explain", &file, &plan, "--session", session, "--all", "--json"]);
    let told = vetplan(&["explain", &file, &plan, "--session", session, "--all"]);
    assert_eq!(told.status.code(), Some(0));
    let one_line = stdout(&told).split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [&found["here"]["sentence"], &found["conclusion"]["sentence"]] {
        assert!(one_line.contains(sentence.as_str().unwrap()), "{sentence}");
    }
    assert_eq!(found["elsewhere"].as_array().unwrap().len(), 15);
    let none = json(&["explain", &file, &plan, "--unplaced", "--json"]);
    assert_eq!(none, serde_json::json!([]));
    let unknown = vetplan(&["explain", &file, &plan, "--session", "BIKE/repair/3#01"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(vetplan(&["explain", &file, &plan]).status.code(), Some(2));
    // The plan is proven, so that twice as many stands are known to bring nothing.
    let limits = ["bottlenecks", &file, "--plan", &plan, "--double", "equipment.repair-stands", "--json"];
    let brings = json(&limits)["doubled"][0]["brings"].clone();
    let nothing =
        serde_json::json!({ "known": "saves", "at_least_cents": 0, "at_most_cents": 0, "found_cents": 0 });
    assert_eq!(brings, nothing);
}

/// Plans into a folder and presses Ctrl-C at the first line on stderr that says `at`; gives the
/// exit code and everything said.
#[cfg(unix)]
fn interrupted(file: &str, out: &Path, at: &str) -> (Option<i32>, String) {
    let arguments = ["plan", &text(&scenario(file)), "--gap", "0", "--out", &text(out)];
    let mut command = Command::new(env!("CARGO_BIN_EXE_vetplan"));
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut said, mut pressed) = (String::new(), false);
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        said.extend([line.unwrap().as_str(), "\n"]);
        if !pressed && said.contains(at) {
            signal::kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), Signal::SIGINT).unwrap();
            pressed = true;
        }
    }
    assert!(pressed, "the search ended before it could be stopped:\n{said}");
    (child.wait().unwrap().code(), said)
}

#[test]
#[cfg(unix)]
fn ctrl_c_writes_the_best_plan_so_far_checked() {
    let out = tempfile::tempdir().unwrap();
    let (code, said) = interrupted("../tests/data/eight-full-weeks.jsonc", out.path(), " · plan ");
    assert_eq!(code, Some(0), "{said}");
    let plan = out.path().join("plan.json");
    let document: serde_json::Value = serde_json::from_slice(&std::fs::read(&plan).unwrap()).unwrap();
    assert_eq!((&document["status"], &document["stop_reason"]), (&"stopped".into(), &"cancelled".into()));
    assert!(document["bound_cents"].as_i64() <= document["objective_cents"].as_i64());
    let report = std::fs::read_to_string(out.path().join("report.txt")).unwrap();
    assert!(report.contains("stopped because you asked") && report.contains("accepted"), "{report}");
    let output = vetplan(&["check", &text(&scenario("../tests/data/eight-full-weeks.jsonc")), &text(&plan)]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

#[test]
#[cfg(unix)]
fn ctrl_c_before_there_is_a_plan_ends_with_130_and_writes_none() {
    let out = tempfile::tempdir().unwrap();
    let (code, said) = interrupted("02-three-two-week/base.jsonc", out.path(), " s left");
    assert_eq!(code, Some(130), "{said}");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0, "{said}");
}

#[test]
fn a_year_is_shown_by_weeks_and_a_period_of_it_planned_anew() {
    let (folder, file) = (tempfile::tempdir().unwrap(), text(&scenario("01-first.jsonc")));
    let dir = folder.path().join("year");
    let output = vetplan(&["plan", &file, "--until", "year", "--out", &text(&dir)]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("times of day"), "{}", stdout(&output));
    let by_weeks = std::fs::read_to_string(dir.join("year.csv")).unwrap();
    // Twelve hours of repair for each of the ten, in whatever weeks.
    let repair = by_weeks.lines().find(|line| line.contains(",repair,")).unwrap();
    let cells: Vec<f64> = repair.split(',').skip(3).map(|cell| cell.parse().unwrap()).collect();
    assert_eq!((cells[0], cells[1..].iter().sum::<f64>()), (12.0, 12.0));
    // The table says the same as the plan.
    let rostered = |name: &str, plan: &str| {
        let (out, plan) = (folder.path().join(name), text(&dir.join(plan)));
        let output = vetplan(&[
            "plan",
            &file,
            "--from-year",
            &plan,
            "--period",
            "2026-09-07..2026-09-20",
            "--steps",
            "50",
            "--out",
            &text(&out),
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).contains("with the rest as it stands"), "{}", stdout(&output));
        ["plan.json", "sessions.csv", "report.txt"].map(|name| std::fs::read(out.join(name)).unwrap())
    };
    let [one, other] = [rostered("one", "plan.json"), rostered("other", "plan.json")];
    assert!(one == other && one == rostered("table", "sessions.csv"));
    assert!(String::from_utf8_lossy(&one[0]).contains("\"first\": \"2026-09-07\""));
    let judged = vetplan(&["check", &file, &text(&folder.path().join("one/plan.json"))]);
    assert_eq!(judged.status.code(), Some(0), "{}", stdout(&judged));
}

#[test]
fn what_is_wrong_with_plan_and_period_is_told_at_once() {
    let (folder, plan) = planned();
    let file = text(&scenario("01-first.jsonc"));
    let wrong =
        std::fs::read_to_string(&plan).unwrap().replace("\"cohort\": \"BIKE\"", "\"cohort\": \"BYKE\"");
    let other = folder.path().join("wrong.json");
    std::fs::write(&other, wrong).unwrap();
    let output = vetplan(&["plan", &file, "--from-year", &text(&other), "--period", "spring"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("period `spring` is none: give"), "{said}");
    assert!(said.contains("did you mean `BIKE`?"), "{said}");
    for halves in [["--from-year", "plan.json"], ["--period", "37"]] {
        assert_eq!(vetplan(&["plan", &file, halves[0], halves[1]]).status.code(), Some(2));
    }
}

#[test]
fn a_plan_of_a_changed_scenario_stands_beside_what_it_answers() {
    let folder = tempfile::tempdir().unwrap();
    let file = text(&scenario("01-first.jsonc"));
    let set = ["plan", &file, "--set", "equipment.repair-stands.units=4", "--out", &text(folder.path())];
    let output = vetplan(&set);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let (changed, plan) = (folder.path().join("scenario.json"), folder.path().join("plan.json"));
    let judged = vetplan(&["check", &text(&changed), &text(&plan)]);
    assert_eq!(judged.status.code(), Some(0), "{}", stdout(&judged));
    let wrong = vetplan(&["plan", &file, "--set", "equipment.stands.units=4"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("has no `stands`; it has repair-stands"), "{}", stderr(&wrong));
}

#[test]
fn what_happens_is_planned_anew_and_what_is_wrong_with_it_told() {
    let (folder, plan) = planned();
    let (file, plan) = (text(&scenario("01-first.jsonc")), text(&plan));
    let changes = folder.path().join("changes.json");
    let replan = |changed: &str, more: &[&str]| {
        std::fs::write(&changes, changed).unwrap();
        let arguments = ["replan", &file, "--plan", &plan, "--changes", &text(&changes), "--quiet"];
        vetplan(&[&arguments, more].concat())
    };
    let out = folder.path().join("anew");
    let found = replan(r#"[{ "day_closed": "2026-09-24", "why": "strike" }]"#, &["--out", &text(&out)]);
    assert_eq!(found.status.code(), Some(0), "{}", stderr(&found));
    assert!(stdout(&found).contains("it is on a day that is not open"), "{}", stdout(&found));
    let judged = vetplan(&["check", &text(&out.join("scenario.json")), &text(&out.join("plan.json"))]);
    assert_eq!(judged.status.code(), Some(0), "{}", stdout(&judged));
    let told: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("changes.json")).unwrap()).unwrap();
    assert_eq!(told["edits"][0]["add"], "calendar.closed");
    for (wrong, said) in [
        (r#"[{ "staff_absent": "mechanic", "on": "2026-09-24" }]"#, "did you mean `mechanics`?"),
        (r#"[{ "staff_absent": "mechanics", "on": "2026-09-24", "to": "2026-09-25" }]"#, "say either"),
        (r#"{ "from": "2026-09-20", "changes": [{ "missed": ["BIKE/repair/9#01"] }] }"#, "has no session"),
        (r#"[{ "set": "calendar.last", "to": "2026-08-01" }]"#, "the scenario is wrong"),
    ] {
        let output = replan(wrong, &[]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(stderr(&output).contains(said), "{wrong}: {}", stderr(&output));
    }
}

#[test]
fn questions_about_a_scenario_are_answered_as_text_and_json() {
    let file = text(&scenario("01-first.jsonc"));
    let answer = |arguments: &[&str]| -> serde_json::Value {
        let output = vetplan(&[arguments, &["--quiet", "--json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)))
    };
    let compared = answer(&["compare", &file, "--vary", "equipment.repair-stands.units=3,4"]);
    assert_eq!(compared["columns"][1]["objective_cents"], 186_600);
    let relaxed = answer(&["relax", &file]);
    let sentence = relaxed["rules"][0]["sentence"].as_str().unwrap();
    let output = vetplan(&["relax", &file, "--quiet"]);
    assert!(stdout(&output).contains(sentence), "{}", stdout(&output));
    let all = answer(&["alternatives", &file]);
    assert!(all.as_array().unwrap().iter().any(|one| one["chosen"] == 1));
    let unknown = vetplan(&["relax", &file, "--only", "nobody"]);
    assert_eq!(unknown.status.code(), Some(2));
    let infeasible = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/infeasible/I16.jsonc");
    let repaired = answer(&["repair", &text(&infeasible)]);
    assert_eq!(repaired["repairs"][0]["set"][0], "--set staff.column-teacher.count=2");
}

#[test]
fn a_plan_from_before_is_the_start_of_repairs() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("before.jsonc"), folder.path().join("after.jsonc"));
    let early = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/infeasible/lock-early.jsonc");
    let locked = std::fs::read_to_string(early).unwrap();
    std::fs::write(&before, locked.replace("\"date\": \"2026-09-07\"", "\"date\": \"2026-09-10\"")).unwrap();
    std::fs::write(&after, &locked).unwrap();
    let out = folder.path().join("out");
    assert!(vetplan(&["plan", &text(&before), "--out", &text(&out)]).status.success());
    let plan = text(&out.join("plan.json"));
    let repaired = folder.path().join("repaired");
    let near = ["--near", &plan, "--quick", "--json", "--quiet", "--write", &text(&repaired)];
    let output = vetplan(&[&["repair", &text(&after)][..], &near].concat());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ways: Vec<&str> =
        answer["repairs"].as_array().unwrap().iter().map(|one| one["way"].as_str().unwrap()).collect();
    assert_eq!(ways, ["unlocked", "lock_later"], "what the plan keeps as it is comes first");
    let (file, plan) = (repaired.join("2-lock_later.jsonc"), repaired.join("2-lock_later.plan.json"));
    let judged = vetplan(&["check", &text(&file), &text(&plan)]);
    assert!(judged.status.success(), "{}{}", stdout(&judged), stderr(&judged));
    let alone = vetplan(&["repair", &text(&after), "--quick"]);
    assert!(alone.status.code() == Some(2) && stderr(&alone).contains("--near"), "{}", stderr(&alone));
}
