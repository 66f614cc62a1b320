//! Costs of coalitions kept in a folder, a file for each content.
//!
//! What is read is not taken on trust: a plan is judged and priced again, and counts only if it costs what the
//! file says. Bounds, and that there is no plan, cannot be judged without the search that found them: they count only as
//! this very build of the program has written them, in a folder of its own, under a seal over all that the file says.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::check::judge;
use crate::cli::exit::InputProblem;
use crate::cli::files;
use crate::consortium::costs::Store;
use crate::consortium::{Known, Way};
use crate::domain::{Cents, Scenario, digest};
use crate::game::many::Members;
use crate::plan::file::{self, Document, Proof};
use crate::plan::price;
use crate::solver::Backend;

/// A folder of known costs.
pub struct Folder {
    path: PathBuf,
    problem: Mutex<Option<String>>,
}

/// What a file holds.
#[derive(Serialize, Deserialize)]
struct Entry {
    lower_cents: Option<i64>,
    upper_cents: Option<i64>,
    way: Option<String>,
    from: Option<u64>,
    plan: Option<Document>,
    why: Vec<String>,
}

/// An entry as it was written, and what tells that it still is.
#[derive(Serialize, Deserialize)]
struct Sealed {
    seal: String,
    entry: String,
}

/// A seal over an entry and its key.
fn seal(key: &str, entry: &str) -> String {
    digest(format!("{key}\n{entry}").as_bytes())
}

/// What tells this build of the program from others: the length of its file and when that was written.
fn build() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let written = file.map(|file| (file.len(), file.modified().ok()));
    digest(format!("{} {written:?}", env!("CARGO_PKG_VERSION")).as_bytes())[..16].to_owned()
}

impl Folder {
    /// A folder, made if it is not there.
    pub fn new(path: &Path) -> anyhow::Result<Self> {
        let path = path.join(build());
        std::fs::create_dir_all(&path)
            .map_err(|error| InputProblem(format!("cannot keep costs in {}: {error}", path.display())))?;
        Ok(Self { path, problem: Mutex::new(None) })
    }

    /// The first reason why something could not be kept, if there is one.
    pub fn problem(&self) -> Option<String> {
        self.problem.lock().ok().and_then(|problem| problem.clone())
    }

    fn file(&self, key: &str) -> PathBuf {
        self.path.join(format!("{key}.json"))
    }

    fn put(&self, key: &str, entry: &Entry) -> anyhow::Result<()> {
        let entry = serde_json::to_string(entry)?;
        let sealed = Sealed { seal: seal(key, &entry), entry };
        files::write(&self.file(key), &serde_json::to_vec(&sealed)?)
    }
}

impl Store for Folder {
    fn find(&self, key: &str, scenario: &Scenario) -> Option<Known> {
        let sealed: Sealed = serde_json::from_slice(&std::fs::read(self.file(key)).ok()?).ok()?;
        let intact = sealed.seal == seal(key, &sealed.entry);
        read(serde_json::from_str(&sealed.entry).ok().filter(|_| intact)?, scenario)
    }

    fn keep(&self, key: &str, scenario: &Scenario, known: &Known) {
        // A search that a clock ended may find more next time.
        if matches!(known, Known::NotFound { .. }) {
            return;
        }
        if let Err(error) = self.put(key, &entry(known, scenario))
            && let Ok(mut problem) = self.problem.lock()
        {
            problem.get_or_insert(format!("costs could not be kept for the next run: {error:#}"));
        }
    }
}

fn entry(known: &Known, scenario: &Scenario) -> Entry {
    let (way, from) = match known {
        Known::Cost { way: way @ Way::CutDown { from }, .. } => (Some(way.key()), Some(from.0)),
        Known::Cost { way, .. } => (Some(way.key()), None),
        Known::NoPlan { .. } | Known::NotFound { .. } => (None, None),
    };
    let why = match known {
        Known::NoPlan { why } => why.clone(),
        Known::Cost { .. } | Known::NotFound { .. } => Vec::new(),
    };
    Entry {
        lower_cents: known.lower().map(|amount| amount.0),
        upper_cents: known.upper().map(|amount| amount.0),
        way: way.map(str::to_owned),
        from,
        plan: known.plan().map(|plan| {
            let proof = Proof {
                status: if known.is_proven() { "optimal" } else { "within_gap" },
                stop_reason: "gap",
                wish_cents: judge(scenario, plan).wish_cents.0,
                bound_cents: known.lower().map(|amount| amount.0),
                unavoidable_cents: None,
                period: None,
                reasons: Vec::new(),
                solver: Backend::default().version(),
                seed: 0,
            };
            file::document(scenario, plan, &price(scenario, plan), &proof)
        }),
        why,
    }
}

/// What an entry says, once its plan has been judged again.
fn read(entry: Entry, scenario: &Scenario) -> Option<Known> {
    let Some(document) = entry.plan else {
        return (entry.upper_cents.is_none() && !entry.why.is_empty())
            .then_some(Known::NoPlan { why: entry.why });
    };
    let (_, plan) = file::read(scenario, &serde_json::to_vec(&document).ok()?).ok()?;
    let verdict = judge(scenario, &plan);
    let upper = price(scenario, &plan).cost() + verdict.wish_cents;
    let lower = Cents(entry.lower_cents?);
    let way = match (entry.way.as_deref()?, entry.from) {
        ("outside", _) => Way::Outside,
        ("cut_down", Some(from)) => Way::CutDown { from: Members(from) },
        ("planned", _) => Way::Planned,
        _ => return None,
    };
    let fits = verdict.accepted() && Some(upper.0) == entry.upper_cents && lower <= upper;
    fits.then(|| Known::Cost { lower, upper, plan: Box::new(plan), way })
}
