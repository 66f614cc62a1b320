//! What `plan --out` writes, and what it says of it.

use std::path::Path;

use super::plan_json;
use crate::cli::exit::InputProblem;
use crate::cli::{Exit, files};
use crate::domain::Scenario;
use crate::plan::table;
use crate::planner::judged::Judged;
use crate::planner::{Answer, Status};
use crate::report::{FORMATS, Report, Scope};

/// What was written where.
pub(super) fn written(file: &Path, dir: &Path, answer: &Answer, (exit, year): (Exit, bool)) -> String {
    let (file, folder) = (file.display(), dir.display());
    if answer.plan.is_some() {
        let by_weeks = if year {
            format!(
                " · {folder}/year.csv\nroster a period of it  vetplan plan {file} --from-year {folder}/plan.json --period …"
            )
        } else {
            String::new()
        };
        return format!(
            "plan  {folder}/plan.json · {folder}/sessions.csv{by_weeks}\njudge it again  vetplan check {file} {folder}/plan.json\n"
        );
    }
    if exit != Exit::Negative {
        return format!("nothing is written into {folder}\n");
    }
    let why = if answer.status == Status::Infeasible { "there is none" } else { "none was found in time" };
    let kept = dir.join("plan.previous.json").exists();
    let kept = if kept {
        format!("; the complete plan before it is kept as {folder}/plan.previous.json")
    } else {
        String::new()
    };
    format!("no plan is written, since {why}: {folder}/report.txt says more{kept}\n")
}

/// Makes sure before the search that its result can be written.
pub(super) fn writable(dir: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir)
        .map_err(|error| InputProblem(format!("cannot write into {}: {error}", dir.display())).into())
}

/// What a plan is written as.
const FILES: [&str; 4] = ["plan.json", "sessions.csv", "report.txt", "year.csv"];

/// Writes the answer. A negative one keeps a complete plan of an earlier run under another name; a search that
/// ended before it had an answer leaves everything as it is.
pub(super) fn put(
    dir: &Path,
    scenario: &Scenario,
    (judged, exit): (Option<&Judged>, Exit),
    report: &Report,
) -> anyhow::Result<()> {
    if exit == Exit::Negative {
        keep_complete(dir)?;
    }
    match judged {
        Some(judged) => {
            files::write(&dir.join("plan.json"), &plan_json(scenario, judged)?)?;
            files::write(&dir.join("sessions.csv"), &table::write(scenario, &judged.plan))?;
        }
        None if exit == Exit::Negative => {
            // What is left of an earlier run is no plan of this scenario, and not complete.
            FILES.iter().try_for_each(|file| files::remove(&dir.join(file)))?;
        }
        None => return Ok(()),
    }
    let by_weeks = report.scope == Some(Scope::Year) && judged.is_some();
    if !by_weeks {
        // That of another plan.
        files::remove(&dir.join("year.csv"))?;
    }
    let faces = [("text", "report.txt", true), ("year", "year.csv", by_weeks)];
    for (key, name, _) in faces.into_iter().filter(|face| face.2) {
        if let Some(format) = FORMATS.iter().find(|format| format.key() == key) {
            files::write(&dir.join(name), format.render(&report.clone().without_time()).as_bytes())?;
        }
    }
    Ok(())
}

/// Keeps a complete plan of an earlier run under another name before one that is not replaces it.
fn keep_complete(dir: &Path) -> anyhow::Result<()> {
    let text = std::fs::read(dir.join("plan.json")).unwrap_or_default();
    let plan: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let complete = plan["unplaced"].as_array().is_some_and(Vec::is_empty);
    if !complete || plan["status"] == Status::Infeasible.key() {
        return Ok(());
    }
    FILES.iter().try_for_each(|file| files::keep(&dir.join(file)))
}
