//! Why no plan keeps every rule: which rule would have to give, for whom, when and by how much.
//!
//! A reason is a [`Shortage`]: an object, amounts, and a sentence made of them. Counting finds most of them before any solver starts
//! ([`counting`]). Of others a programme in which rules may be broken at a price tells the least breach
//! (`elastic`): first of each cohort with everything to itself (`alone`), which explains most mistakes of a file, then of all
//! together. Where one thing is the matter with many, it is told once (`few`). Legal rules are named, and never offered as something to relax.

mod alone;
mod elastic;
mod few;

pub(super) use alone::alone;
pub(super) use few::few;

use std::time::Instant;

use super::search::Search;
use super::{Options, counting};
use crate::domain::{Cents, PolicyId, Scenario, Strength};
use crate::model::names;
use crate::model::scene::Scene;
use crate::model::tags::{Unit, When, Whom};
use crate::plan::{Moment, Object, Reason};
use crate::solver::SolverError;

/// A rule that would have to give.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortage {
    /// The family of the rule.
    pub family: &'static str,
    /// The policy, if a policy states it.
    pub policy: Option<PolicyId>,
    /// Whether it is a rule that may be relaxed.
    pub relaxable: bool,
    /// For whom or what.
    pub object: Object,
    /// What else would mend it, were there more of it.
    pub besides: Vec<Object>,
    /// When; empty for the whole year.
    pub when: Vec<Moment>,
    /// For whom or what, in the planner's words.
    pub subject: String,
    /// What is needed, in minutes or counts; `None` when the sum has no such side.
    pub needed: Option<f64>,
    /// What there is.
    pub available: Option<f64>,
    /// What is short.
    pub short: f64,
    /// In what the amounts are measured.
    pub unit: Unit,
    /// When and why, in words.
    pub detail: String,
    /// The runs that it concerns, by key.
    pub runs: Vec<String>,
}

impl Shortage {
    /// The shortage as a sentence.
    pub fn sentence(&self) -> String {
        let amount = |value: f64| match self.unit {
            Unit::Minutes => format!("{} h", hours(value)),
            Unit::Count => trim(value),
            Unit::Euros => Cents((value * 100.0).round() as i64).to_string(),
        };
        let sides = match (self.needed, self.available) {
            (Some(needed), Some(available)) => {
                format!("{} needed, {} {}; ", amount(needed), amount(available), self.detail)
            }
            _ if self.detail.is_empty() => String::new(),
            _ => format!("{}; ", self.detail),
        };
        format!("{}: {sides}short {}", self.subject, amount(self.short))
    }

    /// The shortage as files and reports say it.
    pub fn reason(&self, scenario: &Scenario) -> Reason {
        let policy = self.policy.map(|id| &scenario.policies[id.index()]);
        let strength = match policy.map(|policy| policy.strength) {
            None => "fact",
            Some(Strength::Legal) => "legal",
            Some(Strength::Policy) => "policy",
            Some(Strength::Wish) => "wish",
        };
        let unit = match self.unit {
            Unit::Minutes => "minutes",
            Unit::Count => "count",
            Unit::Euros => "euros",
        };
        Reason {
            rule: self.family.to_owned(),
            policy: policy.map(|policy| policy.key.clone()),
            strength: strength.to_owned(),
            relaxable: self.relaxable,
            object: self.object.clone(),
            besides: self.besides.clone(),
            when: self.when.clone(),
            needed: self.needed.map(rounded),
            available: self.available.map(rounded),
            short: rounded(self.short),
            unit: unit.to_owned(),
            runs: self.runs.clone(),
            sentence: self.sentence(),
        }
    }
}

/// An amount to a hundredth: what a solver leaves beyond it is no amount.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Minutes as hours with at most two decimals.
pub fn hours(minutes: f64) -> String {
    trim(minutes / 60.0)
}

fn trim(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Why no plan keeps every rule, as far as that can be told without making one: what counting finds, else what a cohort lacks even
/// with everything to itself, else what all together lack where they are few, else nothing. What is told is proven; that nothing is
/// told proves nothing.
///
/// # Errors
///
/// When the solver fails.
pub fn quickly(scenario: &Scenario, options: &Options<'_>) -> Result<Vec<Shortage>, SolverError> {
    let scene = Scene::new(scenario);
    let counted = counting::shortages(&scene);
    if !counted.is_empty() {
        return Ok(counted);
    }
    let mut search = Search::new(&scene, options, Instant::now());
    let found = alone(&mut search)?;
    let size = scene.runs.len() * scene.calendar.days.len();
    if found.is_empty() && size <= SMALL {
        search.at_work(|worker| alone::refuted(worker, &scene))
    } else {
        Ok(found)
    }
}

/// Runs times days up to which all together are looked at as well.
const SMALL: usize = 20_000;

/// Why no plan keeps every rule, once it is known that none does and counting has not found out: first of each cohort with
/// everything to itself, then of all together.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn measured(search: &mut Search<'_>) -> Result<Vec<Shortage>, SolverError> {
    let found = alone(search)?;
    if found.is_empty() { elastic::by_slack(search) } else { Ok(found) }
}

/// What a row concerns and when, for a shortage.
fn named(scene: &Scene<'_>, whom: Whom, when: &[When]) -> (Object, Vec<Moment>) {
    let mut moments: Vec<Moment> = when.iter().filter_map(|when| names::moment(scene, *when)).collect();
    moments.sort();
    (names::object(scene, whom), moments)
}
