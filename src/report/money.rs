//! The ledger as a table: cost, income, result, and budgets against cost.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::label;
use crate::domain::{Cents, Heading, Party, Policy, Rule, Scenario};
use crate::plan::{Ledger, LedgerLine, Plan, price_of};

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CostLine {
    /// What it is for, in the planner's words.
    pub heading: String,
    /// Who pays.
    pub payer: String,
    /// Who is paid.
    pub payee: String,
    /// Whether it is a cost of opportunity, not of cash.
    pub opportunity: bool,
    /// The amount in cents.
    pub cents: i64,
    /// Hours behind it, in minutes.
    pub minutes: u64,
    /// Whether an all-in price covers the heading, so that the hours cost nothing more.
    pub covered: bool,
}

/// What a party pays and receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartySum {
    /// The party.
    pub party: String,
    /// What it pays, in cents.
    pub pays_cents: i64,
    /// What it receives, in cents.
    pub receives_cents: i64,
}

/// Cost, income and result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Money {
    /// Cost lines by heading, payer and payee.
    pub costs: Vec<CostLine>,
    /// Income lines.
    pub income: Vec<CostLine>,
    /// Cost in cash, in cents.
    pub cash_cents: i64,
    /// Cost of opportunity, in cents.
    pub opportunity_cents: i64,
    /// Both.
    pub cost_cents: i64,
    /// Income, in cents.
    pub income_cents: i64,
    /// Income less cost.
    pub result_cents: i64,
    /// Every party that pays or receives.
    pub parties: Vec<PartySum>,
}

impl Money {
    pub(super) fn new(scenario: &Scenario, ledger: &Ledger) -> Self {
        let sum = |counts: &dyn Fn(&LedgerLine) -> bool| -> i64 {
            ledger.lines.iter().filter(|line| counts(line)).map(|line| line.amount.0).sum()
        };
        let is_income = |line: &LedgerLine| line.heading == Heading::Income;
        let lines = |income: bool| -> Vec<CostLine> {
            let chosen = ledger.lines.iter().filter(|line| is_income(line) == income);
            chosen.map(|line| cost_line(scenario, line)).collect()
        };
        let (cash, opportunity) = (
            sum(&|line| !is_income(line) && !line.opportunity),
            sum(&|line| !is_income(line) && line.opportunity),
        );
        let income = sum(&is_income);
        Self {
            costs: lines(false),
            income: lines(true),
            cash_cents: cash,
            opportunity_cents: opportunity,
            cost_cents: cash + opportunity,
            income_cents: income,
            result_cents: income - cash - opportunity,
            parties: parties(scenario, ledger),
        }
    }
}

fn cost_line(scenario: &Scenario, line: &LedgerLine) -> CostLine {
    CostLine {
        heading: label(scenario, line.heading.key()),
        payer: label(scenario, scenario.party(line.payer)),
        payee: label(scenario, scenario.party(line.payee)),
        opportunity: line.opportunity,
        cents: line.amount.0,
        minutes: line.minutes,
        covered: scenario.tariff.covered(line.heading),
    }
}

fn parties(scenario: &Scenario, ledger: &Ledger) -> Vec<PartySum> {
    let mut sums: BTreeMap<Party, (i64, i64)> = BTreeMap::new();
    for line in &ledger.lines {
        sums.entry(line.payer).or_default().0 += line.amount.0;
        sums.entry(line.payee).or_default().1 += line.amount.0;
    }
    let sum = |(party, (pays_cents, receives_cents))| PartySum {
        party: label(scenario, scenario.party(party)),
        pays_cents,
        receives_cents,
    };
    sums.into_iter().map(sum).collect()
}

/// A ceiling on cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// The policy.
    pub policy: String,
    /// Whose cost it limits; `None` is what everybody pays.
    pub payer: Option<String>,
    /// The cohorts whose cost it limits; empty is the whole plan.
    pub cohorts: Vec<String>,
    /// The ceiling in cents.
    pub ceiling_cents: i64,
    /// The cost in cents.
    pub cost_cents: i64,
    /// What is left; negative is too much.
    pub left_cents: i64,
}

/// Every ceiling on cost.
pub(super) fn budgets(scenario: &Scenario, (plan, ledger): (&Plan, &Ledger)) -> Vec<Budget> {
    let budget = |policy: &Policy| {
        let Rule::Budget { at_most, payer } = policy.rule else { return None };
        let cost = spent(scenario, (plan, ledger), policy)?;
        let all = policy.cohorts.len() == scenario.cohorts.len();
        let keys = policy.cohorts.iter().map(|id| scenario.cohorts[id.index()].key.clone());
        Some(Budget {
            cohorts: keys.filter(|_| !all).collect(),
            policy: policy.key.clone(),
            payer: payer.map(|payer| label(scenario, scenario.party(payer))),
            ceiling_cents: at_most.0,
            cost_cents: cost.0,
            left_cents: (at_most - cost).0,
        })
    };
    scenario.policies.iter().filter_map(budget).collect()
}

/// What is spent of a budget; `None` of another rule.
pub(super) fn spent(scenario: &Scenario, (plan, ledger): (&Plan, &Ledger), policy: &Policy) -> Option<Cents> {
    let Rule::Budget { payer, .. } = policy.rule else { return None };
    let everybody = policy.cohorts.len() == scenario.cohorts.len();
    let theirs = (!everybody).then(|| price_of(scenario, plan, &policy.cohorts));
    let ledger = theirs.as_ref().unwrap_or(ledger);
    Some(payer.map_or_else(|| ledger.cost(), |payer| ledger.borne_by(payer)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Cents;

    fn line(heading: Heading, (payer, to): (Party, Party), opportunity: bool, cents: i64) -> LedgerLine {
        LedgerLine { heading, payer, payee: to, opportunity, amount: Cents(cents), minutes: 60 }
    }

    #[test]
    fn sums_agree_with_those_by_hand() {
        let bytes = include_bytes!("../../scenarios/01-first.jsonc");
        let scenario = crate::scenario::read("01-first.jsonc", bytes).unwrap();
        let ledger = Ledger {
            lines: vec![
                line(Heading::Staff, (Party::Shared, Party::College), false, 10_000),
                line(Heading::WagesLost, (Party::Shared, Party::Learners), true, 2_500),
                line(Heading::Income, (Party::Funder, Party::College), false, 11_000),
            ],
        };
        let money = Money::new(&scenario, &ledger);
        assert_eq!((money.cash_cents, money.opportunity_cents, money.cost_cents), (10_000, 2_500, 12_500));
        assert_eq!((money.income_cents, money.result_cents), (11_000, -1_500));
        let college = money.parties.iter().find(|sum| sum.party == "college").unwrap();
        assert_eq!((college.pays_cents, college.receives_cents), (0, 21_000));
        assert_eq!(money.costs[1].heading, "wages lost");
    }
}
