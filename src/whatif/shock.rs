//! Named disturbances over a plan: what each would break, and how little would mend it.

use serde::Serialize;
use serde_json::Value;

use super::change::{Changes, read_value};
use super::replan::{Asked, Broken, ChangeError, changed, replan};
use crate::check::judge;
use crate::domain::Scenario;
use crate::plan::Plan;
use crate::planner::{Options, PlannerError, Weighing};
use crate::scenario::edit::Source;

/// A named disturbance.
#[derive(Clone, Debug)]
pub struct Shock {
    /// What people call it.
    pub name: String,
    /// What happens.
    pub changes: Changes,
}

/// Reads named disturbances: `{ "shocks": { "flu": [ … ], "cell broken": { "from": …, "changes": [ … ] } } }`.
///
/// # Errors
///
/// A sentence for everything that is wrong, each with its place.
pub fn read(bytes: &[u8]) -> Result<Vec<Shock>, Vec<String>> {
    let text = std::str::from_utf8(bytes).map_err(|error| vec![format!("not UTF-8: {error}")])?;
    let value: Value = jsonc_parser::parse_to_serde_value(text, &jsonc_parser::ParseOptions::default())
        .map_err(|error| vec![format!("not JSON with comments: {error}")])?;
    let Some(named) = value.get("shocks").and_then(Value::as_object) else {
        return Err(vec!["there are no shocks: { \"shocks\": { \"name\": [ … ] } }".to_owned()]);
    };
    let (mut shocks, mut problems) = (Vec::new(), Vec::new());
    for (name, value) in named {
        match read_value(value) {
            Ok(changes) => shocks.push(Shock { name: name.clone(), changes }),
            Err(wrong) => problems.extend(wrong.into_iter().map(|problem| format!("{name}: {problem}"))),
        }
    }
    if problems.is_empty() { Ok(shocks) } else { Err(problems) }
}

/// What a disturbance does to a plan.
#[derive(Clone, Debug, Serialize)]
pub struct Shaken {
    /// What people call it.
    pub name: String,
    /// Rules that the plan breaks then.
    pub broken: Vec<Broken>,
    /// Sessions that take part in them, or were not held.
    pub sessions: usize,
    /// Learners of these sessions, each counted once a session.
    pub learners: u32,
    /// Sessions that change in the plan that disturbs least.
    pub changes: usize,
    /// What that plan costs more, with its wishes, in cents.
    pub more_cents: i64,
    /// Hours for which no place was found.
    pub unplaced_hours: f64,
    /// Whether the judge accepts that plan.
    pub accepted: bool,
    /// What is known of it.
    pub known: String,
    /// What no plan settles.
    pub notes: Vec<String>,
    /// The same as a sentence.
    pub sentence: String,
}

/// Why a disturbance could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum ShockError {
    /// It has no meaning.
    #[error("{0}: {1}")]
    Change(String, Box<ChangeError>),
    /// It does not say when it begins.
    #[error("{0}: it is not clear when it begins; say \"from\"")]
    Begin(String),
    /// It names sessions that the plan has not.
    #[error("{0}: the plan has no session {1}")]
    Missed(String, String),
    /// The planner failed.
    #[error("{0}: {1}")]
    Planner(String, PlannerError),
}

/// Runs a disturbance over a plan.
///
/// # Errors
///
/// When it has no meaning, or the planner fails.
pub fn shake(
    (source, scenario, plan): (&Source, &Scenario, &Plan),
    shock: &Shock,
    options: &Options<'_>,
    steps: Option<u64>,
) -> Result<Shaken, ShockError> {
    let name = || shock.name.clone();
    let now = changed(source, scenario, &shock.changes)
        .map_err(|error| ShockError::Change(name(), Box::new(error)))?;
    let from = shock.changes.first_day().ok_or_else(|| ShockError::Begin(name()))?;
    let unknown = now.missed.iter().find(|id| !plan.sessions.iter().any(|session| session.id == **id));
    if let Some(id) = unknown {
        return Err(ShockError::Missed(name(), id.clone()));
    }
    let asked = Asked { plan, from, weighing: Weighing::of_people(from), points: 1, steps };
    let mut found = replan(&now, options, &asked).map_err(|error| ShockError::Planner(name(), error))?;
    // What the plan breaks already is not the shock's doing.
    let already: Vec<Broken> = judge(scenario, plan).violations.iter().map(Broken::new).collect();
    found.broken.retain(|broken| !already.iter().any(|known| known.sentence == broken.sentence));
    let hit: std::collections::BTreeSet<&str> = found
        .broken
        .iter()
        .flat_map(|broken| &broken.sessions)
        .chain(&now.missed)
        .map(String::as_str)
        .collect();
    let learners = plan.sessions.iter().filter(|session| hit.contains(session.id.as_str()));
    let learners: u32 = learners.map(crate::plan::Session::learners).sum();
    let before = crate::plan::price(scenario, plan).cost().0 + judge(scenario, plan).wish_cents.0;
    let row = found.points.first();
    let mut shaken = Shaken {
        name: name(),
        sessions: hit.len(),
        learners,
        changes: row.map_or(0, |row| row.changes),
        more_cents: row.map_or(0, |row| row.quality_cents() - before),
        unplaced_hours: row.map_or(0.0, |row| row.unplaced_hours),
        accepted: row.is_some_and(|row| row.accepted),
        known: row.map_or(String::new(), |row| row.known.clone()),
        notes: found.notes.clone(),
        broken: found.broken,
        sentence: String::new(),
    };
    shaken.sentence = shaken.words();
    Ok(shaken)
}

impl Shaken {
    fn words(&self) -> String {
        let money = |cents: i64| crate::domain::Cents(cents.abs()).to_string();
        if self.broken.is_empty() && self.sessions == 0 {
            return format!("{}: the plan stands as it is", self.name);
        }
        let cost = match self.more_cents {
            0 => "at the same cost".to_owned(),
            more if more > 0 => format!("for {} more", money(more)),
            less => format!("for {} less", money(less)),
        };
        let left = if self.unplaced_hours > 0.0 {
            format!("; {:.1} h find no place", self.unplaced_hours)
        } else {
            String::new()
        };
        format!(
            "{}: {} sessions of {} learners are hit; {} changes mend it {cost}{left}",
            self.name, self.sessions, self.learners, self.changes
        )
    }
}
