//! `vetplan check FILE PLAN`

mod judged;

use std::path::{Path, PathBuf};

use super::{Exit, files};
use crate::check::{RULES, Verdict, judge};
use crate::domain::Scenario;
use crate::exchange::ctt;
use crate::plan::file::{self, Document};
use crate::plan::table::{self, Given};
use crate::plan::{Plan, price};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// The plan: plan.json, or an edited sessions.csv (patterns, firm days, moves and seats outside
    /// are then taken from the plan.json beside it, or else from the scenario as far as it gives them), or a .sol of
    /// course timetabling.
    plan: PathBuf,
    /// Print the verdict as JSON.
    #[arg(long)]
    json: bool,
}

/// Judges a plan.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    let (document, plan, given) = read_plan(&scenario, &arguments.plan)?;
    let (part, unknown) = judged::judged_part(&scenario, &given);
    let verdict = judge(&part, &plan);
    let mut complaints = stale(&scenario, document.as_ref());
    complaints.extend(unknown);
    complaints.extend(miscounted(&scenario, &plan, &verdict, document.as_ref()));
    if arguments.json {
        let mut value = as_json(&verdict, &complaints);
        value["notes"] = serde_json::json!(given.notes);
        files::print(&format!("{}\n", serde_json::to_string_pretty(&value)?))?;
    } else {
        let notes: String = given.notes.iter().flat_map(|note| [note, "\n"]).collect();
        files::print(&(notes + &text(&plan, &verdict, &complaints)))?;
    }
    let accepted = verdict.violations.is_empty() && complaints.is_empty() && plan.unplaced.is_empty();
    Ok(if accepted { Exit::Done } else { Exit::Negative })
}

/// The plan of a file, of whatever kind.
pub(super) fn plan(scenario: &Scenario, path: &Path) -> anyhow::Result<Plan> {
    Ok(read_plan(scenario, path)?.1)
}

/// Reads plan.json, or sessions.csv with the rest from the plan.json beside it.
pub(super) fn read_plan(scenario: &Scenario, path: &Path) -> anyhow::Result<(Option<Document>, Plan, Given)> {
    let bytes = files::bytes(path)?;
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("sol")) {
        let plan =
            ctt::solution::read(scenario, &bytes).map_err(|problems| files::unread(path, &problems))?;
        return Ok((None, plan, Given::default()));
    }
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("csv")) {
        let (document, plan) =
            file::read(scenario, &bytes).map_err(|problems| files::unread(path, &problems))?;
        return Ok((Some(document), plan, Given::default()));
    }
    let beside = path.with_file_name("plan.json");
    let (mut plan, mut given) = (Plan::default(), Given::default());
    if beside.exists() {
        let bytes = files::bytes(&beside)?;
        plan = file::read(scenario, &bytes).map_err(|problems| files::unread(&beside, &problems))?.1;
        plan.unplaced.clear();
    } else {
        given = table::complete(scenario, &mut plan);
    }
    let edited = table::read(scenario, &bytes).map_err(|problems| files::unread(path, &problems))?;
    plan.sessions = edited.sessions;
    plan.sort();
    Ok((None, plan, given))
}

/// Whether the plan answers another version of the scenario.
fn stale(scenario: &Scenario, document: Option<&Document>) -> Vec<String> {
    let other = document.is_some_and(|document| document.scenario.digest != scenario.digest);
    if other {
        vec!["the plan was made for another version of this scenario file".into()]
    } else {
        Vec::new()
    }
}

/// Whether the plan states other sums than its sessions give.
fn miscounted(
    scenario: &Scenario,
    plan: &Plan,
    verdict: &Verdict,
    document: Option<&Document>,
) -> Vec<String> {
    let Some(document) = document else { return Vec::new() };
    let sums = [
        ("cost_cents", document.cost_cents, price(scenario, plan).cost().0),
        ("wish_cents", document.wish_cents, verdict.wish_cents.0),
        ("objective_cents", document.objective_cents, price(scenario, plan).cost().0 + verdict.wish_cents.0),
    ];
    let wrong = sums.into_iter().filter(|(_, stated, counted)| stated != counted);
    wrong
        .map(|(name, stated, counted)| format!("{name} is {stated}, but the sessions give {counted}"))
        .collect()
}

fn text(plan: &Plan, verdict: &Verdict, complaints: &[String]) -> String {
    let mut text = String::new();
    for breach in &verdict.violations {
        text.push_str(&format!("{}: {}\n", breach.rule, breach.message));
        if !breach.sessions.is_empty() {
            text.push_str(&format!("    {}\n", breach.sessions.join(", ")));
        }
    }
    for missing in &plan.unplaced {
        text.push_str(&format!("unplaced: {} misses {} minutes\n", missing.run, missing.minutes));
    }
    for complaint in complaints {
        text.push_str(&format!("{complaint}\n"));
    }
    for wish in &verdict.wishes {
        text.push_str(&format!("wish not met, {}: {}\n", wish.rule, wish.message));
    }
    let faults = verdict.violations.len() + complaints.len() + plan.unplaced.len();
    let judged = format!("{} sessions judged by {} rules", plan.sessions.len(), RULES.len());
    text.push_str(&match faults {
        0 => format!("accepted: {judged} · wishes not met cost {}\n", verdict.wish_cents),
        1 => format!("rejected: {judged} · 1 fault\n"),
        several => format!("rejected: {judged} · {several} faults\n"),
    });
    text
}

fn as_json(verdict: &Verdict, complaints: &[String]) -> serde_json::Value {
    let breaches = |list: &[crate::check::Breach]| -> Vec<serde_json::Value> {
        let one = |breach: &crate::check::Breach| {
            serde_json::json!({
                "rule": breach.rule, "subject": breach.subject, "message": breach.message, "sessions": breach.sessions,
            })
        };
        list.iter().map(one).collect()
    };
    serde_json::json!({
        "accepted": verdict.violations.is_empty() && complaints.is_empty(),
        "violations": breaches(&verdict.violations),
        "wishes": breaches(&verdict.wishes),
        "wish_cents": verdict.wish_cents.0,
        "complaints": complaints,
    })
}
