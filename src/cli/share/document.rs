//! What is split and billed: fills the trustee's file, and says what each firm is told of it.

use serde_json::{Value, json};

use super::agreed::Agreed;
use super::statement::Statement;
use super::trustee::{EmptyCore, Trustee};
use crate::cli::allocate::document::{self as splits, Allocation};
use crate::consortium::alone::alone;
use crate::consortium::consistency::Finding;
use crate::consortium::costs::{Costs, Store};
use crate::consortium::measures::{Use, terms, uses};
use crate::domain::{Cents, FirmId, Scenario};
use crate::game::intervals::Intervals;
use crate::game::rounding::to_cents;
use crate::game::subsidy::subsidy;
use crate::game::{Coalition, Game, Kind, Method};
use crate::planner;

/// Everything that `share` found out.
pub struct Document {
    /// The trustee's file.
    pub trustee: Trustee,
    /// The paper of each firm.
    pub statements: Vec<Statement>,
    /// What coalitions pay, as `allocate` and `verify` read it, where every one has a cost.
    pub game: Option<Value>,
}

/// What a bill and statements are made from.
pub(super) struct Making<'a> {
    /// The scenario as it stands in the file.
    pub scenario: &'a Scenario,
    /// The scenario of the firms that share, without learners of nobody: that of the plan of everybody.
    pub own: &'a Scenario,
    /// The firms that share.
    pub players: &'a [FirmId],
    /// Their ids.
    pub names: &'a [String],
    /// What each firm has of the plan.
    pub uses: Vec<Use>,
    /// How smaller programmes are searched.
    pub options: &'a planner::Options<'a>,
    /// Where what is known of smaller programmes is kept.
    pub store: &'a dyn Store,
    /// Told how many smaller intakes were looked at, of how many.
    pub progress: &'a dyn Fn(usize, usize),
}

/// The same with what every coalition pays.
pub(super) struct Tabled<'a> {
    /// What a bill is made from.
    pub making: Making<'a>,
    /// What coalitions pay.
    pub costs: &'a Costs,
}

impl Document {
    /// Splits what is known; `None` when it was cancelled.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub fn new(
        scenario: &Scenario,
        costs: &Costs,
        findings: &[Finding],
        (methods, agreed): (&[&'static dyn Method], Agreed),
        (options, store, progress): (&planner::Options<'_>, &dyn Store, &dyn Fn(usize, usize)),
    ) -> anyhow::Result<Option<Self>> {
        let mut trustee = Trustee::of_costs(scenario, costs, findings);
        let plan = costs.of(costs.everybody()).plan();
        let own = alone(scenario, &costs.players).scenario;
        let uses = plan.map(|plan| uses(&own, plan, &costs.players)).unwrap_or_default();
        let (players, names) = (&costs.players, &costs.names);
        let making = Making { scenario, own: &own, players, names, uses, options, store, progress };
        let terms = terms(scenario, players, &making.uses);
        let tabled = Tabled { making, costs };
        trustee.total_cents = costs.of(costs.everybody()).upper().map(|total| total.0);
        let Ok(game) = costs.game()? else {
            return Ok(Some(Self { trustee, statements: Vec::new(), game: None }));
        };
        let compared = splits::of_table(&game, &terms, methods, &options.cancel)?;
        if options.cancel.is_cancelled() {
            return Ok(None);
        }
        let total = Cents((game.total() * 100.0).round() as i64);
        trustee.total_cents = Some(total.0);
        trustee.cents = compared.allocations.iter().map(|split| in_cents(&game, split, total)).collect();
        trustee.allocations = compared.allocations;
        trustee.without = compared.without;
        trustee.empty_core = tabled.empty_core(&game)?;
        trustee.pools = tabled.pools(&game, &terms, agreed)?;
        let mut statements = Vec::new();
        if trustee.may_be_billed {
            trustee.shapley_range = ranges(costs, game.total());
            statements = tabled.bill(&game, &terms, agreed, &mut trustee)?;
        }
        // What was found after a Ctrl-C may be less than what there is.
        let stated = Some(as_file(&game));
        Ok((!options.cancel.is_cancelled()).then_some(Self { trustee, statements, game: stated }))
    }

    /// Whether the bill holds: the costs fit together, and there is a split by the method agreed on.
    pub fn may_be_billed(&self) -> bool {
        self.trustee.bill.is_some()
    }
}

/// A game of costs as its file states it: coalitions by the names of their players with + between them, or by labels
/// where a name could not be told from two.
fn as_file(game: &Game) -> Value {
    let plain = game.players.iter().all(|name| name.chars().count() > 1 && !name.contains('+'));
    let labels: Vec<String> = if plain {
        game.players.clone()
    } else {
        (1..=game.len()).map(|place| format!("f{place}")).collect()
    };
    let named = |bits: u32| {
        let names = Coalition(bits).players().map(|player| labels[player].as_str());
        (names.collect::<Vec<_>>().join("+"), json!(game.cost(Coalition(bits))))
    };
    let values: serde_json::Map<String, Value> = (1..=game.everybody().0).map(named).collect();
    let mut file = json!({ "players": game.players, "kind": "cost", "values": values });
    if !plain {
        file["labels"] = json!(labels);
    }
    file
}

/// Shares of an allocation in cents.
fn in_cents(game: &Game, split: &Allocation, total: Cents) -> Vec<i64> {
    let share = |player: &String| split.shares.get(player).and_then(serde_json::Value::as_f64).unwrap_or(0.0);
    let shares: Vec<f64> = game.players.iter().map(share).collect();
    let paid = if split.takes_part.is_some() {
        Cents((shares.iter().sum::<f64>() * 100.0).round() as i64)
    } else {
        total
    };
    to_cents(&shares, paid).into_iter().map(|cents| cents.0).collect()
}

/// The intervals of all coalitions.
pub(super) fn intervals(costs: &Costs) -> Option<Intervals> {
    let euros = |amount: Option<Cents>| amount.map(crate::consortium::costs::euros);
    let lower: Option<Vec<f64>> =
        std::iter::once(Some(0.0)).chain(costs.all().map(|(_, known)| euros(known.lower()))).collect();
    let upper: Option<Vec<f64>> =
        std::iter::once(Some(0.0)).chain(costs.all().map(|(_, known)| euros(known.upper()))).collect();
    Intervals::new(costs.players.len(), lower?, upper?).ok()
}

/// Range of each Shapley share.
fn ranges(costs: &Costs, total: f64) -> Option<Vec<(f64, f64)>> {
    intervals(costs).map(|intervals| intervals.shapley(total))
}

/// The game of the least that coalitions may cost, everybody aside, whose plan is paid; `None` where all costs are exact.
fn least_costs(costs: &Costs, game: &Game) -> anyhow::Result<Option<Game>> {
    let Some(mut least) = intervals(costs).map(|intervals| intervals.lower) else { return Ok(None) };
    if let Some(everybody) = least.last_mut() {
        *everybody = game.total();
    }
    if least == game.costs() {
        return Ok(None);
    }
    Ok(Some(Game::new(costs.names.clone(), Kind::Cost, least)?))
}

impl Tabled<'_> {
    /// What keeps the firms together; `None` when a split does.
    fn empty_core(&self, game: &Game) -> anyhow::Result<Option<EmptyCore>> {
        let found = subsidy(game, &self.making.options.cancel)?;
        if found.least <= 0.0 {
            return Ok(None);
        }
        // Whatever the costs are, what is enough for the least they may be is enough.
        let least = least_costs(self.costs, game)?.map(|game| subsidy(&game, &self.making.options.cancel));
        let enough = least.transpose()?.unwrap_or_else(|| found.clone());
        Ok(Some(self.making.held_by(&Held {
            enough: enough.least,
            at_least: found.least,
            missed: 0.0,
            shares: &enough.shares,
            penalty: Some(enough.penalty),
        })))
    }
}

/// What keeps firms together whose core is empty, in euros.
pub(super) struct Held<'a> {
    /// A subsidy that is enough.
    pub enough: f64,
    /// No smaller one is.
    pub at_least: f64,
    /// What the searches may have missed.
    pub missed: f64,
    /// What each pays then.
    pub shares: &'a [f64],
    /// The least penalty on whoever leaves that does without a subsidy, where it is known.
    pub penalty: Option<f64>,
}

impl Making<'_> {
    /// What keeps the firms together, and who could pay it. Amounts are rounded up, so that they are enough.
    pub(super) fn held_by(&self, held: &Held<'_>) -> EmptyCore {
        let Held { enough, at_least, missed, shares, penalty } = *held;
        let cents = |amount: f64| (amount * 100.0 - 1e-4).ceil() as i64;
        let needed = cents(enough);
        let may_lose = self.scenario.agreement.college.max_loss;
        let who_could_pay = match may_lose {
            Some(Cents(most)) if most >= needed => {
                "the college, within the loss it may bear; or a funder".to_owned()
            }
            Some(most) => format!("a funder, or the college up to {most} and a funder the rest"),
            None => "a funder, or the college, which has not said what it may lose".to_owned(),
        };
        let total = enough + shares.iter().sum::<f64>();
        let left = Cents((total * 100.0).round() as i64 - needed);
        let shares_cents = to_cents(shares, left).into_iter().map(|share| share.0).collect();
        let penalty_cents = penalty.map(cents);
        EmptyCore {
            certain: at_least > 0.0,
            subsidy_cents: needed,
            subsidy_at_least_cents: cents(at_least),
            missed_at_most_cents: cents(missed.max(0.0)),
            shares_cents,
            penalty_cents,
            who_could_pay,
        }
    }
}
