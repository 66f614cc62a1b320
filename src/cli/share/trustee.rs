//! The trustee's file: what coalitions pay, the splits, the bill and the college's risk.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::college::{BreakEvenRow, CollegeRow, FullCostRow};
use super::pools::PoolTable;
use crate::cli::allocate::document::{Allocation, Without};
use crate::consortium::consistency::{self, Finding, Telling};
use crate::consortium::costs::{Costs, mean_interval};
use crate::consortium::inputs::inputs;
use crate::consortium::many::Many;
use crate::consortium::{Known, words};
use crate::domain::{FirmId, Party, Scenario};
use crate::game::Coalition;
use crate::game::many::Members;

/// Most misfits that are told in words.
const MOST_TOLD: usize = 200;

/// The trustee's file.
#[derive(Debug, Serialize)]
pub struct Trustee {
    /// The scenario.
    pub scenario: String,
    /// SHA-256 of its file.
    pub digest: String,
    /// Currency.
    pub currency: String,
    /// The firms that share.
    pub players: Vec<String>,
    /// Learners of each.
    pub learners: Vec<u32>,
    /// SHA-256 of what each has handed in, as its inputs file holds it.
    pub inputs_digests: Vec<String>,
    /// Learners without a firm, who belong to no coalition and whose cost is not split.
    pub without_firm: u32,
    /// Firms that have no learners here and yet own something: no coalition has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_members: Vec<String>,
    /// What everybody pays together, in cents; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_cents: Option<i64>,
    /// What each firm would pay alone, in cents; nothing where it has no plan.
    pub alone_cents: Vec<Option<i64>>,
    /// How often all coalitions were searched for the one that complains most, where not every one was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub searches: Option<usize>,
    /// What each coalition pays, of those that were looked at; everybody last.
    pub coalitions: Vec<Row>,
    /// Mean width of the intervals as a share of the costs.
    pub mean_interval: f64,
    /// What does not fit together, the largest amounts of what is proven first; not all where there are very many.
    pub findings: Vec<String>,
    /// How many more of these there are.
    pub more_findings: usize,
    /// Whether these costs may be billed on.
    pub may_be_billed: bool,
    /// The splits compared.
    pub allocations: Vec<Allocation>,
    /// Their shares in cents, in the same order.
    pub cents: Vec<Vec<i64>>,
    /// How shares become cents.
    pub rounding: &'static str,
    /// Range of each Shapley share under the bounds of the costs, in euros.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shapley_range: Option<Vec<(f64, f64)>>,
    /// What keeps the firms together when every split leaves some coalition better off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty_core: Option<EmptyCore>,
    /// The cost by pools, where the parties have agreed on some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pools: Option<PoolTable>,
    /// Methods that give no split, and why.
    pub without: Vec<Without>,
    /// The bill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill: Option<Bill>,
}

/// What is known of a coalition.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its firms.
    pub firms: Vec<String>,
    /// No plan costs less, in cents.
    pub lower_cents: Option<i64>,
    /// What its plan costs, in cents.
    pub upper_cents: Option<i64>,
    /// How it is known, in words.
    pub known: String,
}

/// What keeps firms together of whom some are better off by themselves in every split.
#[derive(Debug, Serialize)]
pub struct EmptyCore {
    /// Whether that is certain: the bounds of the costs may leave it open.
    pub certain: bool,
    /// A subsidy that is enough whatever the costs are within their bounds, in cents.
    pub subsidy_cents: i64,
    /// No smaller subsidy is enough, in cents.
    pub subsidy_at_least_cents: i64,
    /// What a coalition may still save by leaving because a search missed it, in cents.
    pub missed_at_most_cents: i64,
    /// What each would pay then, in cents.
    pub shares_cents: Vec<i64>,
    /// The least penalty on whoever leaves that does so without a subsidy, in cents, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub penalty_cents: Option<i64>,
    /// Who could pay the subsidy, in words.
    pub who_could_pay: String,
}

/// The bill, and what the college risks under it.
#[derive(Debug, Serialize)]
pub struct Bill {
    /// The method.
    pub method: &'static str,
    /// What each firm pays, in cents.
    pub shares_cents: Vec<i64>,
    /// What of it each firm pays itself, in cents; the rest is invoiced.
    pub own_cents: Vec<i64>,
    /// What each firm gets as grants, in cents.
    pub grants_cents: Vec<i64>,
    /// What is left of each share after grants, in cents; never billed.
    pub after_grants_cents: Vec<i64>,
    /// Whether the bounds of the costs leave it open that some coalition would be better off.
    pub stability: String,
    /// What can be worked out from the statements.
    pub disclosure: Vec<String>,
    /// The college's result when all stay, in cents.
    pub base_cents: i64,
    /// The college's cases: exits first.
    pub college: Vec<CollegeRow>,
    /// Cases of which the result is not known, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub college_not_known: Vec<String>,
    /// The most it may lose, in cents.
    pub max_loss_cents: Option<i64>,
    /// What the plan costs in full, and whether what is invoiced covers it.
    pub full_cost: FullCostRow,
    /// With how few learners the college still loses no more than it may.
    pub break_even: BreakEvenRow,
    /// Minutes of teaching of the plan, by date.
    pub teaching: Vec<(NaiveDate, u64)>,
    /// What firms guarantee.
    pub guarantees: Vec<GuaranteeRow>,
    /// The fewest firms for whom opening is cheaper than seats outside.
    pub smallest_that_opens: Option<String>,
}

/// What a firm guarantees if it leaves.
#[derive(Debug, Serialize)]
pub struct GuaranteeRow {
    /// The firm.
    pub firm: String,
    /// The part of its share that it still pays, in hundredths of a percent.
    pub of_share_basis_points: i64,
    /// Whether it is due in full even where less is lost.
    pub above_loss: bool,
    /// Terms that the plan does not keep, in words: it is due when there are none.
    pub not_due: Vec<String>,
}

impl Trustee {
    /// What is known of the costs of all coalitions, before anything is split.
    pub fn of_costs(scenario: &Scenario, costs: &Costs, findings: &[Finding]) -> Self {
        let known: BTreeMap<Members, Known> =
            costs.all().map(|(who, known)| (Members(who.0.into()), known.clone())).collect();
        let (named, known_of) =
            (|who: Members| costs.named(Coalition(who.0 as u32)), |who: Members| known.get(&who).cloned());
        let telling = Telling { scenario, players: &costs.players, named: &named, known: &known_of };
        Self {
            findings: findings.iter().take(MOST_TOLD).map(|finding| telling.sentence(finding)).collect(),
            more_findings: findings.len().saturating_sub(MOST_TOLD),
            may_be_billed: has_plans(&known) && consistency::may_be_billed(findings),
            ..Self::of_known(scenario, &costs.players, &known)
        }
    }

    /// What is known of those coalitions that were asked for.
    pub fn of_many(scenario: &Scenario, many: &Many<'_>) -> Self {
        let (known, findings) = (many.known(), many.findings());
        let (named, known_of) = (|who: Members| many.named(who), |who: Members| many.of(who));
        let telling = Telling { scenario, players: &many.players, named: &named, known: &known_of };
        Self {
            searches: Some(many.searches()),
            findings: findings.iter().take(MOST_TOLD).map(|finding| telling.sentence(finding)).collect(),
            more_findings: findings.len().saturating_sub(MOST_TOLD),
            may_be_billed: has_plans(&known) && consistency::may_be_billed(&findings),
            ..Self::of_known(scenario, &many.players, &known)
        }
    }

    /// What is known where everybody has no plan.
    pub fn of_everybody(scenario: &Scenario, players: &[FirmId], everybody: &Known) -> Self {
        let all = Members::all(players.len());
        let searches = Some(0);
        Self { searches, ..Self::of_known(scenario, players, &BTreeMap::from([(all, everybody.clone())])) }
    }

    /// The firms that share, and what is known of some coalitions.
    fn of_known(scenario: &Scenario, players: &[FirmId], known: &BTreeMap<Members, Known>) -> Self {
        let names: Vec<String> =
            players.iter().map(|firm| scenario.firms[firm.index()].key.clone()).collect();
        let row = |(who, known): (&Members, &Known)| {
            Row::new(who.players().map(|player| names[player].clone()).collect(), known)
        };
        let alone = |player| known.get(&Members::single(player))?.upper().map(|cost| cost.0);
        Self {
            alone_cents: (0..players.len()).map(alone).collect(),
            coalitions: known.iter().map(row).collect(),
            mean_interval: mean_interval(known.values()),
            ..Self::of_firms(scenario, players, &names)
        }
    }

    /// The firms that share, with nothing known of their costs.
    fn of_firms(scenario: &Scenario, players: &[FirmId], names: &[String]) -> Self {
        let groups = scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
        Self {
            scenario: scenario.name.clone(),
            digest: scenario.digest.clone(),
            currency: scenario.currency.clone(),
            players: names.to_vec(),
            learners: players.iter().map(|firm| crate::consortium::learners(scenario, *firm)).collect(),
            inputs_digests: players.iter().map(|firm| inputs(scenario, *firm).digest).collect(),
            without_firm: groups.filter(|group| group.firm.is_none()).map(|group| group.learners).sum(),
            no_members: no_members(scenario, players),
            total_cents: None,
            alone_cents: Vec::new(),
            searches: None,
            coalitions: Vec::new(),
            mean_interval: 0.0,
            findings: Vec::new(),
            more_findings: 0,
            may_be_billed: false,
            allocations: Vec::new(),
            cents: Vec::new(),
            rounding: "largest remainder: every share is rounded down to the cent, and the cents left go to the \
                       largest remainders, of equal ones to the first firm",
            shapley_range: None,
            empty_core: None,
            pools: None,
            without: Vec::new(),
            bill: None,
        }
    }
}

/// Firms that share nothing and yet own equipment or employ people, a sentence each.
fn no_members(scenario: &Scenario, players: &[FirmId]) -> Vec<String> {
    let others = (0..scenario.firms.len()).map(FirmId).filter(|firm| !players.contains(firm));
    let told = |firm: FirmId| {
        let party = Party::Firm(firm);
        let pools = scenario.equipment.iter().filter(|pool| pool.owner == party).map(|pool| &pool.key);
        let people = scenario.staff.iter().filter(|staff| staff.employer == party).map(|staff| &staff.key);
        let owned: Vec<&str> = pools.chain(people).map(String::as_str).collect();
        let name = &scenario.firms[firm.index()].key;
        let said = format!(
            "{name} has no learners here and is no member: no coalition has its {}; give it to the consortium or the \
             college if all may use it",
            owned.join(", ")
        );
        (!owned.is_empty()).then_some(said)
    };
    others.filter_map(told).collect()
}

/// Whether every one of some coalitions has a plan.
fn has_plans(known: &BTreeMap<Members, Known>) -> bool {
    known.values().all(|known| known.upper().is_some())
}

impl Row {
    fn new(firms: Vec<String>, known: &Known) -> Self {
        Self {
            firms,
            lower_cents: known.lower().map(|amount| amount.0),
            upper_cents: known.upper().map(|amount| amount.0),
            known: words(known),
        }
    }
}
