//! Scenarios with one cause each why no plan keeps every rule: what is said, the smallest repairs, and the proof of each by
//! planning, as stored below `tests/infeasible` (`UPDATE=1` rewrites the texts; what changes is then to be read before it is kept).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use std::fs;
use std::time::Duration;

use support::{below, files};
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::planner::{Goal, Options, Task, explain, plan_for};
use vetplan::scenario::edit::{Edit, Source};
use vetplan::scenario::read;
use vetplan::whatif::repair::{Asked, Found, Repairs, repairs};

/// A case that is another file with some edits.
#[derive(serde::Deserialize)]
struct Case {
    of: String,
    edits: Vec<Edit>,
}

/// A year of several groups takes minutes to plan: of these the reasons are stored here, and their repairs are tried by whoever
/// asks for them (`vetplan repair`).
const LARGE: [&str; 7] = ["I01", "I03", "I04", "I05", "I10", "I12", "I14"];

/// The file of a case.
fn source(name: &str) -> Source {
    let path = below(&format!("infeasible/{name}.jsonc"));
    if let Ok(bytes) = fs::read(&path) {
        return Source::new(name, &bytes).unwrap();
    }
    let text = fs::read(below(&format!("infeasible/{name}.edits.json"))).unwrap();
    let case: Case = serde_json::from_slice(&text).unwrap();
    let of = fs::read(below("..").join(&case.of)).unwrap();
    Source::new(&case.of, &of).unwrap().edited(&case.edits).unwrap().source
}

/// Names of all cases, in order.
fn names() -> Vec<String> {
    let files_with_edits = files("infeasible", "json").into_iter();
    let edited = files_with_edits.filter_map(|name| name.strip_suffix(".edits").map(str::to_owned));
    let mut names: Vec<String> = files("infeasible", "jsonc").into_iter().chain(edited).collect();
    names.sort();
    names
}

fn answer(source: &Source) -> Repairs {
    let options = Options::default();
    repairs(
        source,
        &Asked {
            time: Some(Duration::from_secs(120)),
            options: &options,
            most: 3,
            progress: &|words| eprintln!("{words}"),
        },
    )
    .unwrap()
}

fn told(answer: &Repairs) -> String {
    let mut text = match answer.found {
        Found::Plan => "a plan keeps every rule\n".to_owned(),
        Found::NoPlan => String::new(),
        Found::Unknown => "not known\n".to_owned(),
    };
    for reason in &answer.reasons {
        let (rule, object) = (&reason.rule, &reason.object);
        text.push_str(&format!(
            "- {} [{rule}, {:?} {}, {}]\n",
            reason.sentence, object.kind, object.id, reason.strength
        ));
    }
    for law in &answer.law {
        text.push_str(&format!("law: {law}\n"));
    }
    for repair in &answer.repairs {
        text.push_str(&format!("+ {}\n  {}\n", repair.sentence, repair.set.join(" ")));
    }
    for open in &answer.open {
        text.push_str(&format!("? {}\n", open.words));
    }
    text
}

/// The text of a case, with its repairs or, where that takes minutes, without.
fn text(name: &str) -> String {
    let bytes = fs::read(below(&format!("infeasible/{name}.jsonc"))).unwrap_or_default();
    if let Err(problems) = read(name, &bytes)
        && !bytes.is_empty()
    {
        return problems.render(false);
    }
    let source = source(name);
    if LARGE.contains(&name) {
        let scenario = source.edited(&[]).unwrap().scenario;
        let why = explain::quickly(&scenario, &Options::default()).unwrap();
        let reasons = why.iter().map(|one| one.reason(&scenario)).collect();
        let found = Found::NoPlan;
        return told(&Repairs {
            found,
            reasons,
            law: Vec::new(),
            repairs: Vec::new(),
            open: Vec::new(),
            plans: 0,
            complete: false,
        });
    }
    repaired(name, &source)
}

/// The text of a case with its repairs; proves each of them by planning anew.
fn repaired(name: &str, source: &Source) -> String {
    let answer = answer(source);
    for repair in &answer.repairs {
        let edited = source.edited(&repair.edits).unwrap();
        keeps_every_rule(&edited.scenario, &repair.sentence);
        let again = read(name, &edited.source.bytes()).unwrap();
        assert_eq!(
            again.policies.len(),
            edited.scenario.policies.len(),
            "{name}: the written file is the scenario"
        );
    }
    told(&answer)
}

fn keeps_every_rule(scenario: &Scenario, which: &str) {
    let task = Task { goal: Goal::Year, ..Task::default() };
    let plan = plan_for(scenario, &Options { seed: 3, ..Options::default() }, &task).unwrap().plan;
    let plan = plan.unwrap_or_else(|| panic!("{which}: no plan"));
    assert!(plan.unplaced.is_empty() && judge(scenario, &plan).accepted(), "{which}");
}

/// Compares what is found with what is stored under a name, or stores it.
fn compare(name: &str, found: &str, wrong: &mut Vec<String>) {
    let path = below(&format!("infeasible/{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, found).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    if stored != found {
        wrong.push(format!("--- {name}: expected\n{stored}\n--- found\n{found}"));
    }
}

#[test]
fn every_case_says_rule_object_amount_and_the_smallest_repairs() {
    let mut wrong = Vec::new();
    for name in names() {
        compare(&name, &text(&name), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
