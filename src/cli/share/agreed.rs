//! The method agreed on for the bill, and what it gives.

use anyhow::Context;

use super::document::Tabled;
use super::pools::PoolTable;
use super::statement::PoolLine;
use crate::cli::allocate::chosen;
use crate::cli::allocate::document::Without;
use crate::domain::{BY_POOLS, Cents, Scenario};
use crate::game::rounding::to_cents;
use crate::game::{Game, Method, NoSplit, Question, Split, Terms, method};

/// The method of the bill where the parties have not agreed on one: nobody is better off alone if any split
/// keeps them together.
const BILLED: &str = "nucleolus";

/// How the cost is billed.
#[derive(Clone, Copy)]
pub enum Agreed {
    /// The total by a method.
    By(&'static dyn Method),
    /// Each pool by its own, and the sum.
    Pools,
}

/// What is billed.
pub(super) struct Billed {
    /// The key of the method.
    pub method: &'static str,
    /// What it does, in a sentence.
    pub sentence: &'static str,
    /// The shares, before rounding.
    pub split: Split,
    /// In cents.
    pub shares: Vec<Cents>,
}

impl Agreed {
    /// What a scenario's parties have agreed on.
    ///
    /// # Errors
    ///
    /// When there is no such method.
    pub fn of(scenario: &Scenario) -> anyhow::Result<Self> {
        let key = scenario.agreement.method.as_deref().unwrap_or(BILLED);
        if key == BY_POOLS {
            return Ok(Self::Pools);
        }
        let chosen = chosen(&[key.to_owned()], &[]).context("consortium.method")?;
        let found = chosen.first().copied().or_else(|| method(BILLED));
        found.map(Self::By).context("there is no method to bill by")
    }

    /// The method of the total, if it is one.
    pub fn method(self) -> Option<&'static dyn Method> {
        match self {
            Self::By(method) => Some(method),
            Self::Pools => None,
        }
    }
}

impl Tabled<'_> {
    /// What is billed; why nothing is, where there is no split in which everybody takes part.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub(super) fn billed(
        &self,
        game: &Game,
        terms: &Terms,
        agreed: Agreed,
        pools: Option<&PoolTable>,
    ) -> anyhow::Result<Result<Billed, Without>> {
        let Agreed::By(method) = agreed else { return Ok(of_pools(pools)) };
        let split = match method.split(&Question { game, terms, cancel: &self.making.options.cancel }) {
            Ok(split) => split,
            Err(NoSplit::None(why)) => return Ok(Err(Without { method: method.key(), why })),
            Err(error) => return Err(anyhow::anyhow!("{}: {error}", method.key())),
        };
        let everybody = self.costs.everybody();
        if split.takes_part != everybody {
            let who = self.costs.named(everybody.without_all(split.takes_part));
            let why = format!("nothing is billed: {who} would not take part; plan again without");
            return Ok(Err(Without { method: method.key(), why }));
        }
        let shares = to_cents(&split.shares, Cents((game.total() * 100.0).round() as i64));
        Ok(Ok(Billed { method: method.key(), sentence: method.sentence(), split, shares }))
    }
}

/// The sum over pools, each rounded by itself.
fn of_pools(pools: Option<&PoolTable>) -> Result<Billed, Without> {
    let without = |why: &str| Without { method: BY_POOLS, why: why.to_owned() };
    let table = pools.ok_or_else(|| without("there are no pools"))?;
    let Some(sum) = &table.sum_cents else {
        return Err(without("nothing is billed: a pool has no split by its method"));
    };
    let share = |player: usize| table.pools.iter().map(|pool| pool.shares[player]).sum::<f64>();
    Ok(Billed {
        method: BY_POOLS,
        sentence: "Each pool of cost is split by its own rule; each firm pays the sum.",
        split: (0..sum.len()).map(share).collect::<Vec<_>>().into(),
        shares: sum.iter().copied().map(Cents).collect(),
    })
}

/// What a firm pays of each pool.
pub(super) fn lines(table: &PoolTable, player: usize) -> Vec<PoolLine> {
    let line = |pool: &super::pools::PoolRow| {
        let share = pool.shares_cents.as_ref().map_or(0, |shares| shares[player]);
        PoolLine { pool: pool.id.clone(), method: pool.method.to_owned(), share_cents: share }
    };
    table.pools.iter().map(line).collect()
}
