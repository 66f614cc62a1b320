//! What every coalition of firms would pay.
//!
//! Coalitions are worked on from the largest to the smallest, those of one size at a time and side by side:
//! the plans of larger ones are cut down for smaller ones, so that the answer does not depend on which
//! worker was faster. Coalitions whose costs do not fit together although a longer search might make them are searched
//! again more closely (`settled`). What is known is kept in a store by the content of the coalition's scenario, so that a
//! second run, or one after a change that does not concern a coalition, finds it again.

mod settled;
mod work;

use std::time::Duration;

use super::alone::Alone;
use super::coalition_cost::CostError;
use super::{Known, players};
use crate::domain::{Cents, FirmId, Scenario};
use crate::game::{Coalition, Game, Kind, TableError};
use crate::planner;
use crate::solver::Cancel;
use settled::settle;
use work::Work;

/// Most firms whose coalitions are planned one by one: 14 have 16 383 of them.
pub const MOST_FIRMS: usize = 14;

/// Where the costs of coalitions are kept between runs.
pub trait Store: Sync {
    /// What is known under a key, for a scenario; `None` when nothing usable is.
    fn find(&self, key: &str, scenario: &Scenario) -> Option<Known>;
    /// Keeps what is known.
    fn keep(&self, key: &str, scenario: &Scenario, known: &Known);
}

/// Keeps nothing.
pub struct NoStore;

impl Store for NoStore {
    fn find(&self, _: &str, _: &Scenario) -> Option<Known> {
        None
    }

    fn keep(&self, _: &str, _: &Scenario, _: &Known) {}
}

/// What is asked.
pub struct Options<'a> {
    /// Stop a coalition when its cost is known within this share.
    pub gap: f64,
    /// Wall-clock limit of the search for one coalition.
    pub time: Option<Duration>,
    /// Seed of the solver.
    pub seed: u32,
    /// Coalitions worked on at a time.
    pub threads: usize,
    /// Stops all; what is known is kept.
    pub cancel: Cancel,
    /// Where costs are kept.
    pub store: &'a dyn Store,
    /// Told after each coalition: how many are known, of how many.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// Why costs could not be computed.
#[derive(Debug, thiserror::Error)]
pub enum CostsError {
    /// No firm has learners.
    #[error("no firm of this scenario has learners, so that there is nothing to share")]
    NoFirms,
    /// Too many for every coalition to be looked at.
    #[error("{0} firms have more coalitions than can be looked at one by one; at most {MOST_FIRMS} can")]
    TooMany(usize),
    /// A coalition could not be computed.
    #[error("{firms}: {error}")]
    Coalition {
        /// Its firms.
        firms: String,
        /// Why.
        error: CostError,
    },
    /// The workers could not be started.
    #[error("the workers could not be started: {0}")]
    Workers(#[from] rayon::ThreadPoolBuildError),
    /// It was cancelled before every coalition was known.
    #[error("cancelled: {}", go_on(*.known, *.of))]
    Cancelled {
        /// Known coalitions.
        known: usize,
        /// All.
        of: usize,
    },
}

/// What every coalition would pay.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// The firms that share, in the order of the scenario.
    pub players: Vec<FirmId>,
    /// Their ids.
    pub names: Vec<String>,
    /// What is known of each coalition, by its bits less 1: the empty one costs nothing.
    known: Vec<Known>,
}

/// Computes what every coalition would pay.
///
/// # Errors
///
/// When no firm or too many share, a coalition cannot be computed, or it is cancelled.
pub fn costs(scenario: &Scenario, options: &Options<'_>) -> Result<Costs, CostsError> {
    let players = players(scenario);
    if players.is_empty() {
        return Err(CostsError::NoFirms);
    }
    if players.len() > MOST_FIRMS {
        return Err(CostsError::TooMany(players.len()));
    }
    let names: Vec<String> = players.iter().map(|firm| scenario.firms[firm.index()].key.clone()).collect();
    let all = Coalition::all(players.len()).0 as usize;
    let work = Work::new(scenario, options, &players, all);
    let workers = rayon::ThreadPoolBuilder::new().num_threads(options.threads.max(1)).build()?;
    let known = workers.install(|| work.every_size())?;
    let mut costs = Costs { players, names, known };
    workers.install(|| settle(&mut costs, scenario, options))?;
    Ok(costs)
}

/// From where the same command goes on.
fn go_on(known: usize, of: usize) -> String {
    if known == 0 {
        format!("none of {of} coalitions is known yet, and the same command begins anew")
    } else {
        format!("{known} of {of} coalitions are known; the same command goes on from there")
    }
}

impl CostsError {
    /// Why the planner refuses a coalition, if it does.
    pub const fn planner(&self) -> Option<&planner::PlannerError> {
        match self {
            Self::Coalition { error: CostError::Planner(error), .. } => Some(error),
            _ => None,
        }
    }
}

impl Costs {
    /// What is known of a coalition that is not empty.
    pub fn of(&self, coalition: Coalition) -> &Known {
        &self.known[coalition.0 as usize - 1]
    }

    /// Everybody.
    pub fn everybody(&self) -> Coalition {
        Coalition::all(self.players.len())
    }

    /// Every coalition but the empty one, with what is known of it.
    pub fn all(&self) -> impl Iterator<Item = (Coalition, &Known)> {
        self.known.iter().enumerate().map(|(place, known)| (Coalition(place as u32 + 1), known))
    }

    /// The firms of a coalition by id.
    pub fn named(&self, coalition: Coalition) -> String {
        coalition.players().map(|player| self.names[player].as_str()).collect::<Vec<_>>().join(" + ")
    }

    /// What the plans of all coalitions cost, as a game; the coalitions without a plan when there are any.
    ///
    /// # Errors
    ///
    /// The table is no game; that is a mistake of this program.
    pub fn game(&self) -> Result<Result<Game, Vec<Coalition>>, TableError> {
        let without: Vec<Coalition> =
            self.all().filter(|(_, known)| known.upper().is_none()).map(|(who, _)| who).collect();
        if !without.is_empty() {
            return Ok(Err(without));
        }
        let euros = |known: &Known| known.upper().map_or(0.0, euros);
        let values = std::iter::once(0.0).chain(self.known.iter().map(euros)).collect();
        Ok(Ok(Game::new(self.names.clone(), Kind::Cost, values)?))
    }

    /// What the others pay together when a firm leaves, for each firm; nothing where they have no plan.
    pub fn without_each(&self) -> Vec<Option<Cents>> {
        let without = |player| {
            let rest = self.everybody().without(player);
            if rest.is_empty() { Some(Cents(0)) } else { self.of(rest).upper() }
        };
        (0..self.players.len()).map(without).collect()
    }

    /// The fewest firms, then learners, for whom it is cheaper to open the programme than to buy seats outside.
    pub fn smallest_that_opens(&self, scenario: &Scenario) -> Option<(String, u32)> {
        let opens =
            self.all().filter(|(_, known)| known.plan().is_some_and(|plan| !plan.sessions.is_empty()));
        let sized = opens.map(|(who, _)| {
            let learners = who.players().map(|player| super::learners(scenario, self.players[player]));
            (who.len(), learners.sum::<u32>(), who)
        });
        sized.min().map(|(_, learners, who)| (self.named(who), learners))
    }

    /// The mean width of the intervals, as a share of the costs; 0 when all are proven.
    pub fn mean_interval(&self) -> f64 {
        mean_interval(&self.known)
    }
}

/// The mean width of intervals, as a share of the costs; 0 when all are proven.
pub fn mean_interval<'k>(known: impl IntoIterator<Item = &'k Known>) -> f64 {
    let widths = known.into_iter().filter_map(|known| {
        let (lower, upper) = (known.lower()?, known.upper()?);
        (upper.0 > 0).then(|| (upper - lower).0 as f64 / upper.0 as f64)
    });
    let (sum, count) = widths.fold((0.0, 0), |(sum, count), width| (sum + width, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// An amount in euros.
pub fn euros(amount: Cents) -> f64 {
    amount.0 as f64 / 100.0
}

/// What is known of some firms standing alone, from the store or found now; what was found is kept unless it was cancelled.
pub(super) fn kept(
    alone: &Alone,
    options: &Options<'_>,
    find: impl FnOnce() -> Result<Known, CostError>,
) -> Result<Known, CostError> {
    let key = key(alone, options);
    if let Some(known) = options.store.find(&key, &alone.scenario) {
        return Ok(known);
    }
    let known = find()?;
    // What a cancelled search found may be less than what it would have found.
    if !options.cancel.is_cancelled() {
        options.store.keep(&key, &alone.scenario, &known);
    }
    Ok(known)
}

/// How the plan of one coalition is searched.
pub(super) fn planner_options(options: &Options<'_>) -> planner::Options<'static> {
    let Options { gap, time, seed, ref cancel, .. } = *options;
    planner::Options { gap, time, seed, lanes: 1, cancel: cancel.clone(), ..planner::Options::default() }
}

/// How much smaller the gap of a second search is.
const CLOSER: f64 = 1e-3;

/// The same search, but closer.
pub(super) fn closer<'a>(options: &Options<'a>) -> Options<'a> {
    Options { gap: options.gap * CLOSER, cancel: options.cancel.clone(), ..*options }
}

/// The content of a coalition's scenario, and how it is searched.
fn key(alone: &Alone, options: &Options<'_>) -> String {
    let Options { gap, time, seed, .. } = options;
    let time = time.map_or(0.0, |time| time.as_secs_f64());
    let version = env!("CARGO_PKG_VERSION");
    format!("{}-g{gap}-t{time}-s{seed}-v{version}", &alone.scenario.digest[..32])
}
