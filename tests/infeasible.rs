//! Scenarios with one cause each why no plan keeps every rule: what is said, the smallest repairs, and the proof of each by
//! planning, as stored below `tests/infeasible` (`UPDATE=1` rewrites the texts; what changes is then to be read before it is kept).

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use std::fs;
use std::time::Duration;

use support::{below, files};
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::plan::{Plan, table};
use vetplan::planner::{Goal, Options, Task, plan_for};
use vetplan::scenario::edit::{Edit, Source};
use vetplan::scenario::read;
use vetplan::whatif::repair::{Asked, Found, Repairs, repairs};

/// A case that is another file with some edits.
#[derive(serde::Deserialize)]
struct Case {
    #[serde(flatten)]
    file: Edited,
    near: Option<Near>,
}

/// A file with some edits.
#[derive(serde::Deserialize)]
struct Edited {
    of: String,
    #[serde(default)]
    edits: Vec<Edit>,
}

impl Edited {
    fn source(&self) -> Source {
        let bytes = fs::read(below("..").join(&self.of)).unwrap();
        Source::new(&self.of, &bytes).unwrap().edited(&self.edits).unwrap().source
    }
}

/// A plan of a scenario that was nearly the same: a year of several groups takes minutes to plan anew for each change, and only what is
/// near its plan is tried then.
#[derive(serde::Deserialize)]
struct Near {
    /// Its sessions, a table below `plans`.
    plan: String,
    #[serde(flatten)]
    file: Edited,
    /// Repairs that are sought; with none only the reasons are told.
    most: usize,
}

impl Near {
    /// The plan, which keeps every rule of its own scenario.
    fn plan(&self) -> Plan {
        let scenario = self.file.source().edited(&[]).unwrap().scenario;
        let bytes = fs::read(below(&format!("infeasible/plans/{}.csv", self.plan))).unwrap();
        let mut plan = table::read(&scenario, &bytes).unwrap();
        table::complete(&scenario, &mut plan);
        assert!(judge(&scenario, &plan).accepted(), "{}", self.plan);
        plan
    }
}

/// The file of a case, and a plan that is near one of it.
fn source(name: &str) -> (Source, Option<(Plan, usize)>) {
    let path = below(&format!("infeasible/{name}.jsonc"));
    if let Ok(bytes) = fs::read(&path) {
        return (Source::new(name, &bytes).unwrap(), None);
    }
    let text = fs::read(below(&format!("infeasible/{name}.edits.json"))).unwrap();
    let case: Case = serde_json::from_slice(&text).unwrap();
    (case.file.source(), case.near.map(|near| (near.plan(), near.most)))
}

/// Names of all cases, in order.
fn names() -> Vec<String> {
    let files_with_edits = files("infeasible", "json").into_iter();
    let edited = files_with_edits.filter_map(|name| name.strip_suffix(".edits").map(str::to_owned));
    let mut names: Vec<String> = files("infeasible", "jsonc").into_iter().chain(edited).collect();
    names.sort();
    names
}

fn answer(source: &Source, near: Option<&(Plan, usize)>) -> Repairs {
    let options = Options::default();
    repairs(
        source,
        &Asked {
            time: near.is_none().then_some(Duration::from_secs(120)),
            steps: None,
            options: &options,
            most: near.map_or(3, |(_, most)| *most),
            near: near.map(|(plan, _)| plan),
            quick: near.is_some(),
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

/// The text of a case with its repairs; the judge accepts the plan of each, and it is planned once more where that takes no minutes.
fn text(name: &str) -> String {
    let bytes = fs::read(below(&format!("infeasible/{name}.jsonc"))).unwrap_or_default();
    if let Err(problems) = read(name, &bytes)
        && !bytes.is_empty()
    {
        return problems.render(false);
    }
    let (source, near) = source(name);
    let answer = answer(&source, near.as_ref());
    for repair in &answer.repairs {
        let edited = source.edited(&repair.edits).unwrap();
        let plan = &repair.judged.plan;
        assert!(plan.unplaced.is_empty() && judge(&edited.scenario, plan).accepted(), "{}", repair.sentence);
        if near.is_none() {
            keeps_every_rule(&edited.scenario, &repair.sentence);
        }
        let again = read(name, &edited.source.bytes()).unwrap();
        assert_eq!(
            again.policies.len(),
            edited.scenario.policies.len(),
            "{name}: the written file is the scenario"
        );
    }
    told(&answer)
}

/// Plans a scenario once more.
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

/// Cases of a year of several groups, which take longest.
fn is_large(name: &str) -> bool {
    ["I01", "I01-nine", "I03", "I05", "I10", "I12"].contains(&name)
}

fn all_of(which: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for name in names().into_iter().filter(|name| which(name)) {
        compare(&name, &text(&name), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_says_rule_object_amount_and_the_smallest_repairs() {
    all_of(|name| !is_large(name));
}

#[test]
fn and_so_does_every_case_of_a_year_of_two_groups() {
    all_of(is_large);
}
