//! The bill by the method agreed on, and the paper of each firm.

use super::agreed::{self, Agreed, Billed};
use super::college::{BreakEvenRow, CollegeRow, FullCostRow};
use super::document::{Making, Tabled, intervals};
use super::pools::{PoolRow, PoolTable};
use super::statement::{GrantLine, Statement};
use super::trustee::{Bill, GuaranteeRow, Trustee};
use crate::consortium::college::{Case, Risk};
use crate::consortium::costs::Costs;
use crate::consortium::disclosure;
use crate::consortium::inputs::inputs;
use crate::consortium::measures::Use;
use crate::consortium::{Known, words};
use crate::domain::{BY_POOLS, Cents, Guarantee};
use crate::game::intervals::Stability;
use crate::game::{Coalition, Game, Terms};
use crate::plan::Plan;

/// Shares are rounded to the cent.
const ROUNDED: Cents = Cents(1);

/// What is known beside the shares that are billed.
pub(super) struct Grounds<'a> {
    /// The plan of everybody.
    pub plan: &'a Plan,
    /// What it costs.
    pub total: Cents,
    /// What the others pay together when a firm leaves; nothing where they have no plan.
    pub without: Vec<Option<Cents>>,
    /// What each firm would pay alone.
    pub alone: Vec<Known>,
    /// Whether no coalition would be better off, if that is known.
    pub stable: Option<bool>,
    /// The same in words, with what the bounds of the costs leave open.
    pub stability: String,
    /// The cost by pools, where it is billed by them.
    pub pools: Option<&'a PoolTable>,
    /// The fewest firms for whom opening is cheaper than seats outside, where every coalition was looked at.
    pub smallest_that_opens: Option<String>,
}

impl Tabled<'_> {
    /// Adds the bill by the method agreed on to the trustee's file; the statements of the firms.
    pub(super) fn bill(
        &self,
        game: &Game,
        terms: &Terms,
        agreed: Agreed,
        trustee: &mut Trustee,
    ) -> anyhow::Result<Vec<Statement>> {
        let billed = match self.billed(game, terms, agreed, trustee.pools.as_ref())? {
            Ok(billed) => billed,
            Err(without) => {
                trustee.without.push(without);
                return Ok(Vec::new());
            }
        };
        let Known::Cost { plan, upper, .. } = self.costs.of(self.costs.everybody()) else {
            return Ok(Vec::new());
        };
        let (stable, stability) = stability_of(self.costs, &billed.split.shares);
        let sold = !self.making.scenario.tariff.outside.is_empty();
        let smallest = self.costs.smallest_that_opens(self.making.scenario).filter(|_| sold);
        let grounds = Grounds {
            plan,
            total: *upper,
            without: self.costs.without_each(),
            alone: (0..game.len()).map(|player| self.costs.of(Coalition::single(player)).clone()).collect(),
            stable,
            stability,
            pools: trustee.pools.as_ref().filter(|_| agreed.method().is_none()),
            smallest_that_opens: smallest.map(|(firms, learners)| format!("{firms} ({learners} learners)")),
        };
        let (bill, statements) = self.making.bill(&billed, &grounds)?;
        trustee.bill = Some(bill);
        Ok(statements)
    }
}

impl Making<'_> {
    /// The bill and the statements of the firms.
    ///
    /// # Errors
    ///
    /// When a smaller programme cannot be computed.
    pub(super) fn bill(
        &self,
        billed: &Billed,
        grounds: &Grounds<'_>,
    ) -> anyhow::Result<(Bill, Vec<Statement>)> {
        let Grounds { plan, total, without, .. } = grounds;
        let (players, names, without) = (self.players, self.names, without.clone());
        let bill = &billed.shares;
        let uses = &self.uses;
        let risk = Risk { scenario: self.own, players, names, total: *total, without, plan, bill, uses };
        let grants: Vec<i64> =
            self.uses.iter().map(|had| self.grants(had).iter().map(|line| line.cents).sum()).collect();
        let break_even = risk.break_even(self.store, &self.options.cancel, self.progress)?;
        let (cases, not_known) = self.cases(&risk)?;
        let bill = Bill {
            method: billed.method,
            shares_cents: billed.shares.iter().map(|share| share.0).collect(),
            own_cents: uses.iter().map(|had| had.own.0).collect(),
            after_grants_cents: billed
                .shares
                .iter()
                .zip(&grants)
                .map(|(share, grant)| share.0 - grant)
                .collect(),
            grants_cents: grants,
            stability: grounds.stability.clone(),
            disclosure: self.disclosure(billed, grounds.pools),
            base_cents: risk.base().0,
            college: cases.into_iter().map(CollegeRow::from).collect(),
            college_not_known: not_known,
            max_loss_cents: self.scenario.agreement.college.max_loss.map(|loss| loss.0),
            full_cost: FullCostRow::new(&risk.full_cost(), names),
            break_even: BreakEvenRow::from(&break_even),
            teaching: risk.teaching().into_iter().collect(),
            guarantees: self.guarantees(&risk),
            smallest_that_opens: grounds.smallest_that_opens.clone(),
        };
        Ok((bill, (0..players.len()).map(|player| self.statement(player, billed, grounds)).collect()))
    }

    /// What may happen to the college, exits first; and the cases of which that is not known, in words.
    fn cases(&self, risk: &Risk<'_>) -> anyhow::Result<(Vec<Case>, Vec<String>)> {
        let (mut cases, mut not_known) = (risk.exits(), Vec::new());
        if let Some(share) = self.scenario.agreement.college.intake_loss {
            match risk.intake_falls(share, self.options)? {
                Ok(case) => cases.push(case),
                Err(why) => not_known.push(why),
            }
        }
        if let Some(learners) = self.scenario.agreement.college.withdrawals {
            cases.extend(risk.withdraw(learners));
        }
        Ok((cases, not_known))
    }

    /// What firms guarantee, and which terms of theirs the plan does not keep.
    fn guarantees(&self, risk: &Risk<'_>) -> Vec<GuaranteeRow> {
        let row = |guarantee: &Guarantee| GuaranteeRow {
            firm: self.own.firms[guarantee.firm.index()].key.clone(),
            of_share_basis_points: guarantee.of_share,
            above_loss: guarantee.above_loss,
            not_due: risk.broken(guarantee),
        };
        self.own.agreement.college.guarantees.iter().map(row).collect()
    }

    /// The paper of a firm.
    fn statement(&self, player: usize, billed: &Billed, grounds: &Grounds<'_>) -> Statement {
        let (had, inputs) = (&self.uses[player], inputs(self.scenario, self.players[player]));
        let alone = &grounds.alone[player];
        Statement {
            firm: self.names[player].clone(),
            scenario: self.scenario.name.clone(),
            digest: self.scenario.digest.clone(),
            inputs_digest: inputs.digest,
            inputs: inputs.text,
            currency: self.scenario.currency.clone(),
            method: billed.sentence.to_owned(),
            share_cents: billed.shares[player].0,
            pools: grounds.pools.map(|pools| agreed::lines(pools, player)).unwrap_or_default(),
            alone_cents: alone.upper().map_or(0, |cost| cost.0),
            alone_is: words(alone),
            own_cents: had.own.0,
            lent_cents: had.lent.0,
            grants: self.grants(had),
            learners: had.learners,
            outside: had.outside,
            learner_hours: had.learner_minutes as f64 / 60.0,
            equipment_hours: had.equipment_minutes / 60.0,
            better_alone: better_alone(billed.shares[player], alone),
            stable: grounds.stable,
        }
    }

    /// What can be worked out from the statements; where pools are billed, pool by pool.
    fn disclosure(&self, billed: &Billed, pools: Option<&PoolTable>) -> Vec<String> {
        let firms = self.players.len();
        let alike = |shares: &[Cents]| disclosure::alike(self.scenario, self.players, shares);
        let Some(pools) = pools.filter(|_| billed.method == BY_POOLS) else {
            return disclosure::warnings(billed.method, firms, alike(&billed.shares));
        };
        let of_pool = |pool: &PoolRow| {
            let cents = pool.shares_cents.iter().flatten();
            let shares: Vec<Cents> = cents.map(|share| Cents(*share)).collect();
            let alike = if shares.len() == firms { alike(&shares) } else { 0 };
            let told = disclosure::warnings(pool.method, firms, alike);
            told.into_iter().map(|told| format!("of the pool {}: {told}", pool.id)).collect::<Vec<_>>()
        };
        pools.pools.iter().flat_map(of_pool).collect()
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

/// Whether a firm would be better off alone, if the bounds of what it would pay then tell.
fn better_alone(share: Cents, alone: &Known) -> Option<bool> {
    match (alone.lower(), alone.upper()) {
        (_, Some(most)) if share > most + ROUNDED => Some(true),
        (Some(least), _) if share <= least + ROUNDED => Some(false),
        _ => None,
    }
}

/// Whether no coalition would be better off, if the bounds of the costs tell, and the same in words; `who` is the one of
/// which it is known or open.
pub(super) fn stability(stable: Option<bool>, who: &str) -> String {
    match stable {
        Some(true) => {
            "no coalition would be better off, whatever the costs are within their bounds".to_owned()
        }
        Some(false) => format!("{who} would be better off by themselves"),
        None => format!("no coalition is known to be better off; the bounds leave it open of {who}"),
    }
}

/// The same of a table of costs.
fn stability_of(costs: &Costs, shares: &[f64]) -> (Option<bool>, String) {
    let (stable, who) = match intervals(costs).map(|intervals| intervals.stability(shares)) {
        Some(Stability::Certain) => (Some(true), String::new()),
        Some(Stability::Possible(who)) => (None, costs.named(who)),
        Some(Stability::Refuted(who)) => (Some(false), costs.named(who)),
        None => (None, "all".to_owned()),
    };
    (stable, stability(stable, &who))
}
