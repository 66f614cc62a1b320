//! What is split and billed: fills the trustee's file, and says what each firm is told of it.

use super::statement::{GrantLine, Statement};
use super::trustee::{Bill, CollegeRow, EmptyCore, Trustee};
use crate::cli::allocate::document::{self as splits, Allocation, Without};
use crate::consortium::college::Risk;
use crate::consortium::consistency::Finding;
use crate::consortium::costs::Costs;
use crate::consortium::disclosure;
use crate::consortium::measures::{Use, terms, uses};
use crate::consortium::{Known, words};
use crate::domain::{Cents, Scenario};
use crate::game::criteria::criteria_of;
use crate::game::intervals::{Intervals, Stability};
use crate::game::rounding::to_cents;
use crate::game::subsidy::subsidy;
use crate::game::{Game, Method, Question, Terms};
use crate::planner;

/// Everything that `share` found out.
pub struct Document {
    /// The trustee's file.
    pub trustee: Trustee,
    /// The paper of each firm.
    pub statements: Vec<Statement>,
}

/// What a document is made from.
struct Making<'a> {
    scenario: &'a Scenario,
    costs: &'a Costs,
    uses: Vec<Use>,
    options: &'a planner::Options<'a>,
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
        (methods, billed): (&[&'static dyn Method], &'static dyn Method),
        options: &planner::Options<'_>,
    ) -> anyhow::Result<Option<Self>> {
        let mut trustee = Trustee::of_costs(scenario, costs, findings);
        let plan = costs.of(costs.everybody()).plan();
        let uses = plan.map(|plan| uses(scenario, plan, &costs.players)).unwrap_or_default();
        let making = Making { scenario, costs, uses, options };
        let Ok(game) = costs.game()? else { return Ok(Some(Self { trustee, statements: Vec::new() })) };
        let terms = terms(scenario, &costs.players, &making.uses);
        let compared = splits::of_table(&game, &terms, methods, &options.cancel)?;
        if options.cancel.is_cancelled() {
            return Ok(None);
        }
        let total = Cents((game.total() * 100.0).round() as i64);
        trustee.total_cents = Some(total.0);
        trustee.cents = compared.allocations.iter().map(|split| in_cents(&game, split, total)).collect();
        trustee.allocations = compared.allocations;
        trustee.without = compared.without;
        trustee.empty_core = making.empty_core(&game)?;
        let mut statements = Vec::new();
        if trustee.may_be_billed {
            trustee.shapley_range = ranges(costs, game.total());
            statements = making.bill(&game, &terms, billed, &mut trustee)?;
        }
        Ok(Some(Self { trustee, statements }))
    }

    /// Whether the bill holds: the costs fit together, and there is a split by the method agreed on.
    pub fn may_be_billed(&self) -> bool {
        self.trustee.bill.is_some()
    }
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
fn intervals(costs: &Costs) -> Option<Intervals> {
    let euros = |amount: Option<Cents>| amount.map(crate::consortium::costs::euros);
    let lower: Option<Vec<f64>> =
        std::iter::once(Some(0.0)).chain(costs.all().map(|(_, known)| euros(known.lower()))).collect();
    let upper: Option<Vec<f64>> =
        std::iter::once(Some(0.0)).chain(costs.all().map(|(_, known)| euros(known.upper()))).collect();
    Intervals::new(costs.players.len(), lower?, upper?).ok()
}

fn ranges(costs: &Costs, total: f64) -> Option<Vec<(f64, f64)>> {
    intervals(costs).map(|intervals| intervals.shapley(total))
}

impl Making<'_> {
    /// What keeps the firms together; `None` when a split does.
    fn empty_core(&self, game: &Game) -> anyhow::Result<Option<EmptyCore>> {
        let found = subsidy(game, &self.options.cancel)?;
        // Up, so that it is enough.
        let cents = |amount: f64| (amount * 100.0 - 1e-4).ceil() as i64;
        let needed = cents(found.least);
        if needed <= 0 {
            return Ok(None);
        }
        let may_lose = self.scenario.agreement.college.max_loss;
        let who_could_pay = match may_lose {
            Some(Cents(most)) if most >= needed => {
                "the college, within the loss it may bear; or a funder".to_owned()
            }
            Some(most) => format!("a funder, or the college up to {most} and a funder the rest"),
            None => "a funder, or the college, which has not said what it may lose".to_owned(),
        };
        let left = Cents((game.total() * 100.0).round() as i64 - needed);
        let shares_cents = to_cents(&found.shares, left).into_iter().map(|share| share.0).collect();
        Ok(Some(EmptyCore {
            subsidy_cents: needed,
            shares_cents,
            penalty_cents: cents(found.penalty),
            who_could_pay,
        }))
    }

    /// Adds the bill by the method agreed on to the trustee's file; the statements of the firms.
    fn bill(
        &self,
        game: &Game,
        terms: &Terms,
        method: &'static dyn Method,
        trustee: &mut Trustee,
    ) -> anyhow::Result<Vec<Statement>> {
        let split = match method.split(&Question { game, terms, cancel: &self.options.cancel }) {
            Ok(split) => split,
            Err(crate::game::NoSplit::None(why)) => {
                trustee.without.push(Without { method: method.key(), why });
                return Ok(Vec::new());
            }
            Err(error) => return Err(anyhow::anyhow!("{}: {error}", method.key())),
        };
        let found = criteria_of(game, &split);
        let everybody = self.costs.everybody();
        if split.takes_part != everybody {
            let who = self.costs.named(everybody.without_all(split.takes_part));
            let why = format!("nothing is billed: {who} would not take part; plan again without");
            trustee.without.push(Without { method: method.key(), why });
            return Ok(Vec::new());
        }
        let bill = to_cents(&split.shares, Cents((game.total() * 100.0).round() as i64));
        let Some(plan) = self.costs.of(everybody).plan() else { return Ok(Vec::new()) };
        let risk = Risk { scenario: self.scenario, costs: self.costs, plan, bill: &bill };
        let mut cases = risk.exits();
        if let Some(share) = self.scenario.agreement.college.intake_loss {
            cases.extend(risk.intake_falls(share, self.options)?);
        }
        if let Some(learners) = self.scenario.agreement.college.withdrawals {
            cases.extend(risk.withdraw(learners));
        }
        trustee.bill = Some(Bill {
            method: method.key(),
            shares_cents: bill.iter().map(|share| share.0).collect(),
            grants_cents: self
                .uses
                .iter()
                .map(|had| self.grants(had).iter().map(|line| line.cents).sum())
                .collect(),
            stability: stability(self.costs, &split.shares),
            disclosure: disclosure::warnings(method.key(), self.costs.players.len()),
            base_cents: risk.base().map_or(0, |result| result.0),
            college: cases.into_iter().map(CollegeRow::from).collect(),
            max_loss_cents: self.scenario.agreement.college.max_loss.map(|loss| loss.0),
            smallest_that_opens: risk
                .smallest_that_opens()
                .map(|(firms, learners)| format!("{firms} ({learners} learners)")),
        });
        let statement = |player: usize| Statement {
            firm: self.costs.names[player].clone(),
            scenario: self.scenario.name.clone(),
            digest: self.scenario.digest.clone(),
            currency: self.scenario.currency.clone(),
            method: method.sentence().to_owned(),
            share_cents: bill[player].0,
            alone_cents: self.alone(player).upper().map_or(0, |cost| cost.0),
            alone_is: words(self.alone(player)),
            own_cents: self.uses[player].own.0,
            lent_cents: self.uses[player].lent.0,
            grants: self.grants(&self.uses[player]),
            learners: self.uses[player].learners,
            outside: self.uses[player].outside,
            learner_hours: self.uses[player].learner_minutes as f64 / 60.0,
            equipment_hours: self.uses[player].equipment_minutes / 60.0,
            better_alone: found.better_alone.iter().any(|(who, _)| *who == player),
            stable: found.in_core,
        };
        Ok((0..self.costs.players.len()).map(statement).collect())
    }

    fn alone(&self, player: usize) -> &Known {
        self.costs.of(crate::game::Coalition::single(player))
    }

    /// The grants of a firm.
    fn grants(&self, had: &Use) -> Vec<GrantLine> {
        let line = |grant: &crate::domain::Grant| {
            let learners = if grant.outside_too { had.learners } else { had.learners - had.outside };
            GrantLine {
                id: grant.key.clone(),
                cents: grant.amount(learners).0,
                condition: grant.condition.clone(),
            }
        };
        self.scenario.agreement.grants.iter().map(line).collect()
    }
}

/// What the bounds of the costs say of a split.
fn stability(costs: &Costs, shares: &[f64]) -> String {
    match intervals(costs).map(|intervals| intervals.stability(shares)) {
        Some(Stability::Certain) => {
            "no coalition would be better off, whatever the costs are within their bounds".to_owned()
        }
        Some(Stability::Possible(who)) => {
            format!(
                "no coalition is known to be better off; the bounds leave it open of {}",
                costs.named(who)
            )
        }
        Some(Stability::Refuted(who)) => format!("{} would be better off by themselves", costs.named(who)),
        None => "not known".to_owned(),
    }
}
