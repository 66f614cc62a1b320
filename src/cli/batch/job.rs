//! One scenario of a batch.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::cli::exit::WrongScenario;
use crate::cli::plan::{self, Search};
use crate::cli::progress::Progress;
use crate::cli::{Exit, files};
use crate::domain::Scenario;
use crate::planner::judged::{self, Judged};
use crate::planner::{Answer, Status};
use crate::solver::Cancel;

/// A row of the results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The scenario file.
    pub scenario: String,
    /// Status word, or `error`.
    pub status: String,
    /// Exit class.
    pub exit: String,
    /// Cost in cents.
    pub cost_cents: Option<i64>,
    /// Objective in cents.
    pub objective_cents: Option<i64>,
    /// Lower bound in cents.
    pub bound_cents: Option<i64>,
    /// Gap as a share.
    pub gap: Option<f64>,
    /// Seconds of the search.
    pub seconds: f64,
    /// SHA-256 of the scenario.
    pub digest: String,
    /// Version of this program.
    pub version: String,
    /// What went wrong, in one line.
    pub problem: Option<String>,
    /// Whether the row was found finished.
    #[serde(skip)]
    pub skipped: bool,
}

impl Row {
    fn new(path: &Path) -> Self {
        Self {
            scenario: path.display().to_string(),
            status: "error".into(),
            exit: Exit::Failed.key().into(),
            cost_cents: None,
            objective_cents: None,
            bound_cents: None,
            gap: None,
            seconds: 0.0,
            digest: String::new(),
            version: env!("CARGO_PKG_VERSION").into(),
            problem: None,
            skipped: false,
        }
    }

    /// The exit class of the row.
    pub fn exit(&self) -> Exit {
        let classes = [Exit::Done, Exit::Negative, Exit::Input, Exit::Failed, Exit::Cancelled];
        classes.into_iter().find(|class| class.key() == self.exit).unwrap_or(Exit::Failed)
    }

    /// What happened to it in this run.
    pub fn note(&self) -> &'static str {
        if self.skipped { "kept" } else { "done" }
    }
}

/// Plans one scenario, or finds it planned.
pub fn run(path: &Path, out: &Path, search: &Search, cancel: &Cancel) -> Row {
    let mut row = Row::new(path);
    let began = Instant::now();
    match attempt(path, out, search, cancel, &mut row) {
        Ok(Some(kept)) => return kept,
        Ok(None) => {}
        Err(error) => {
            row.exit = Exit::of(&error).key().into();
            row.problem = Some(in_a_sentence(&error));
        }
    }
    row.seconds = (began.elapsed().as_secs_f64() * 10.0).round() / 10.0;
    row
}

/// Fills the row; gives back a finished one that was kept.
fn attempt(
    path: &Path,
    out: &Path,
    search: &Search,
    cancel: &Cancel,
    row: &mut Row,
) -> anyhow::Result<Option<Row>> {
    let scenario = files::scenario(path)?;
    row.digest.clone_from(&scenario.digest);
    let folder = out.join(key(path, &scenario, search));
    let finished = folder.join("row.json");
    if let Some(kept) = kept(&finished) {
        return Ok(Some(Row { skipped: true, scenario: row.scenario.clone(), ..kept }));
    }
    let began = Instant::now();
    let answer = plan::search(&scenario, (search, 1), cancel.clone(), &Progress::new(None, true))?;
    let judged = judged::judged(&scenario, &answer, search.seed)?;
    row.status = answer.status.key().into();
    row.exit = Exit::of_answer(&answer, judged.as_ref()).key().into();
    row.problem = problem(&answer);
    std::fs::create_dir_all(&folder)?;
    if let Some(judged) = &judged {
        fill(row, &scenario, judged);
        files::write(&folder.join("plan.json"), &plan::plan_json(&scenario, judged)?)?;
    }
    row.seconds = (began.elapsed().as_secs_f64() * 10.0).round() / 10.0;
    // What a cancelled search found is shown, but planned again at the next start.
    if !cancel.is_cancelled() {
        files::write(&finished, &serde_json::to_vec_pretty(&row)?)?;
    }
    Ok(None)
}

/// An error in a sentence; of a scenario the first problem, and how many more there are.
fn in_a_sentence(error: &anyhow::Error) -> String {
    if let Some(WrongScenario(problems)) = error.downcast_ref() {
        return problems.brief();
    }
    format!("{error:#}").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a scenario has no complete plan: the first reason, and how many more there are.
fn problem(answer: &Answer) -> Option<String> {
    let missing: u32 = answer.plan.iter().flat_map(|plan| &plan.unplaced).map(|run| run.minutes).sum();
    match (answer.shortages.as_slice(), answer.status) {
        ([], Status::Infeasible) => {
            Some("no plan keeps every rule; what would have to give is not known".to_owned())
        }
        ([], _) if answer.plan.is_none() => {
            Some("no plan was found, which does not prove that there is none".to_owned())
        }
        ([], _) if missing > 0 => {
            Some(format!("{} h found no place before the search ended", f64::from(missing) / 60.0))
        }
        ([], _) => None,
        ([one], _) => Some(one.sentence()),
        ([first, more @ ..], _) => Some(format!("{}; {} more", first.sentence(), more.len())),
    }
}

fn fill(row: &mut Row, scenario: &Scenario, judged: &Judged) {
    let document = judged.document(scenario);
    row.cost_cents = Some(document.cost_cents);
    row.objective_cents = Some(document.objective_cents);
    row.bound_cents = document.bound_cents;
    row.gap = document.gap;
}

/// The folder of a result: the file's name, its contents, and the search that planned it.
fn key(path: &Path, scenario: &Scenario, search: &Search) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let parent = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let steps = search.steps.map_or(String::new(), |steps| format!("-n{steps}"));
    let asked = format!("g{}-t{}-s{}{steps}", search.gap, search.time_limit, search.seed);
    PathBuf::from(format!(
        "{parent}-{stem}-{}-{asked}-v{}",
        &scenario.digest[..12],
        env!("CARGO_PKG_VERSION")
    ))
}

/// A finished row, if there is one that can be read.
fn kept(path: &Path) -> Option<Row> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}
