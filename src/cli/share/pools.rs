//! The cost by pools: what each is split into, and what that adds up to.

use comfy_table::{Cell, CellAlignment, Table, presets};
use serde::Serialize;

use super::agreed::Agreed;
use super::document::Tabled;
use super::text::money;
use crate::consortium::pools::PoolCosts;
use crate::domain::{Cents, Pool, REST};
use crate::game::rounding::to_cents;
use crate::game::{Coalition, Game, Method, NoSplit, Question, Terms, method};

/// Pools across firms.
#[derive(Debug, Serialize)]
pub struct PoolTable {
    /// The pools, in the order in which lines look for theirs.
    pub pools: Vec<PoolRow>,
    /// What each firm pays over all pools, in cents; absent when a pool has no split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum_cents: Option<Vec<i64>>,
    /// The method by which the total is split beside it.
    pub beside: &'static str,
    /// What each firm pays of the total by that method, in cents; absent when it gives no split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside_cents: Option<Vec<i64>>,
    /// Whether splitting by pools is splitting the total.
    pub said: Vec<String>,
}

/// A pool.
#[derive(Debug, Serialize)]
pub struct PoolRow {
    /// Its id.
    pub id: String,
    /// The method by which it is split.
    pub method: &'static str,
    /// What it costs each coalition, in cents, in the order of the coalitions; everybody last.
    pub coalitions_cents: Vec<i64>,
    /// What each firm pays of it, in cents; absent when the method gives no split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares_cents: Option<Vec<i64>>,
    /// Why there is no split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The shares before rounding.
    #[serde(skip)]
    pub shares: Vec<f64>,
}

/// A split of one cost, or why there is none.
type Found = Result<Vec<f64>, String>;

impl Tabled<'_> {
    /// The table; `None` where there are no pools.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub(super) fn pools(
        &self,
        game: &Game,
        terms: &Terms,
        agreed: Agreed,
    ) -> anyhow::Result<Option<PoolTable>> {
        let Some(costs) = PoolCosts::new(self.making.own, self.costs) else { return Ok(None) };
        let by = agreed.method().or_else(|| method("shapley"));
        let Some(by) = by else { return Ok(None) };
        // Nothing is said of a rest that never costs anything.
        let idle = |place: usize, pool: &Pool| {
            pool.key == REST && self.costs.all().all(|(who, _)| costs.of(place, who) == Cents(0))
        };
        let pools = self.making.own.agreement.pools.iter().enumerate();
        let pools = pools.filter(|(place, pool)| !idle(*place, pool));
        let rows: Vec<PoolRow> = pools
            .map(|(place, pool)| self.pool(&costs, (place, pool), terms, by))
            .collect::<Result<_, _>>()?;
        let complete = rows.iter().all(|row| row.shares_cents.is_some());
        let sum = |player: usize| {
            rows.iter().filter_map(|row| row.shares_cents.as_ref()).map(|all| all[player]).sum()
        };
        let beside = self.of(game, terms, by)?;
        Ok(Some(PoolTable {
            sum_cents: complete.then(|| (0..game.len()).map(sum).collect()),
            beside: by.key(),
            beside_cents: beside.ok().map(|shares| cents(&shares, game)),
            said: self.additive(&costs, game, terms)?,
            pools: rows,
        }))
    }

    fn pool(
        &self,
        costs: &PoolCosts,
        (place, pool): (usize, &Pool),
        terms: &Terms,
        otherwise: &'static dyn Method,
    ) -> anyhow::Result<PoolRow> {
        let by = pool.method.as_deref().and_then(method).unwrap_or(otherwise);
        let game = costs.game(place, &self.costs.names)?;
        let found = self.of(&game, terms, by)?;
        Ok(PoolRow {
            id: pool.key.clone(),
            method: by.key(),
            coalitions_cents: self.costs.all().map(|(who, _)| costs.of(place, who).0).collect(),
            shares_cents: found.as_ref().ok().map(|shares| cents(shares, &game)),
            why: found.as_ref().err().cloned(),
            shares: found.unwrap_or_default(),
        })
    }

    /// A split in which everybody takes part.
    fn of(&self, game: &Game, terms: &Terms, by: &dyn Method) -> anyhow::Result<Found> {
        match by.split(&Question { game, terms, cancel: &self.making.options.cancel }) {
            Ok(split) if split.takes_part == game.everybody() => Ok(Ok(split.shares)),
            Ok(split) => {
                let who = game.named(game.everybody().without_all(split.takes_part));
                Ok(Err(format!("{who} would not take part")))
            }
            Err(NoSplit::None(why)) => Ok(Err(why)),
            Err(error) => Err(anyhow::anyhow!("{}: {error}", by.key())),
        }
    }

    /// Whether the Shapley value and the nucleolus of the pools add up to those of the total. With
    /// `φ` linear, `Σ_p φ(c_p) = φ(Σ_p c_p)`; the nucleolus is not linear.
    fn additive(&self, costs: &PoolCosts, game: &Game, terms: &Terms) -> anyhow::Result<Vec<String>> {
        let mut said = Vec::new();
        for key in ["shapley", "nucleolus"] {
            let Some(by) = method(key) else { continue };
            let Ok(of_total) = self.of(game, terms, by)? else { continue };
            let mut apart: Vec<f64> = of_total.iter().map(|share| -share).collect();
            let mut without = Vec::new();
            for (place, pool) in self.making.own.agreement.pools.iter().enumerate() {
                match self.of(&costs.game(place, &self.costs.names)?, terms, by)? {
                    Ok(shares) => apart.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share),
                    Err(why) => without.push(format!("{} ({why})", pool.key)),
                }
            }
            said.push(compared(key, &game.players, &apart, &without));
        }
        Ok(said)
    }
}

/// Shares in cents that add up to the cost of everybody.
fn cents(shares: &[f64], game: &Game) -> Vec<i64> {
    let total = Cents((game.cost(Coalition::all(game.len())) * 100.0).round() as i64);
    to_cents(shares, total).into_iter().map(|share| share.0).collect()
}

/// What splitting pool by pool changes, in a sentence. `apart` is what each pays more by pools than of the total.
fn compared(key: &str, players: &[String], apart: &[f64], without: &[String]) -> String {
    let most = apart.iter().zip(players).max_by(|(a, _), (b, _)| a.abs().total_cmp(&b.abs()));
    let most = most.map(|(by, name)| (Cents((by * 100.0).round() as i64), name));
    match (key, most) {
        ("shapley", Some((Cents(0), _))) if without.is_empty() => {
            "the Shapley value is additive: split by it pool by pool, each pays what it pays of the total"
                .to_owned()
        }
        (_, _) if !without.is_empty() => {
            format!("by {key} these pools have no split, so that nothing adds up: {}", without.join("; "))
        }
        (_, Some((Cents(0), _)) | None) => {
            format!("the {key} need not add up over pools; here it does")
        }
        (_, Some((by, name))) => format!(
            "the {key} is not additive: split by it pool by pool, {name} would pay {} {} than of the total",
            Cents(by.0.abs()),
            if by.0 > 0 { "more" } else { "less" }
        ),
    }
}

/// The table and what is to be said of it.
pub fn text(names: &[String], found: &PoolTable) -> String {
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let title = |top: &str, by: &str| right(format!("{top}\nby {}", by.replace('_', " ")));
    let mut header = vec![Cell::new("")];
    header.extend(found.pools.iter().map(|pool| title(&pool.id, pool.method)));
    header.extend([right("sum\nof the pools".to_owned()), title("the total", found.beside)]);
    table.set_header(header);
    let columns: Vec<Option<&Vec<i64>>> = found
        .pools
        .iter()
        .map(|pool| pool.shares_cents.as_ref())
        .chain([found.sum_cents.as_ref(), found.beside_cents.as_ref()])
        .collect();
    let shown = |amount: Option<i64>| right(amount.map_or_else(|| "none".to_owned(), money));
    for (player, name) in names.iter().enumerate() {
        let cells = columns.iter().map(|column| shown(column.map(|amounts| amounts[player])));
        table.add_row(std::iter::once(Cell::new(name)).chain(cells));
    }
    let sums = columns.iter().map(|column| shown(column.map(|amounts| amounts.iter().sum())));
    table.add_row(std::iter::once(Cell::new("all")).chain(sums));
    let mut text = format!("\nthe cost by pools\n{table}\n");
    for pool in &found.pools {
        if let Some(why) = &pool.why {
            text += &format!("  {}: no split by {}. {why}\n", pool.id, pool.method.replace('_', " "));
        }
    }
    for sentence in &found.said {
        text += &format!("  {sentence}\n");
    }
    text
}
