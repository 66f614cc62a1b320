//! What one firm has handed in, as a text that it can compare with what it holds itself.
//!
//! The text is JSON in one canonical form: fields in the order of their names, no blanks, amounts in cents, things by
//! their ids. Its SHA-256 is the firm's digest. It holds what is the firm's own and nothing of another one, so that
//! it changes when, and only when, an input of the firm does. Rivalries and sub-consortia are relations between
//! firms; prices of the college, modules and ways are the same for all: none of them is part of it.
//!
//! A digest proves what was used and hides nothing from a rival who guesses: it belongs to the firm and the trustee.

mod things;

use serde_json::{Map, Value, json};

use crate::domain::{
    Agreement, Cents, Firm, FirmId, Guarantee, GuaranteeTerm, Income, IncomeAmount, IncomeCondition,
    LearnerGroup, Party, Price, Roster, Rule, Scenario, Window, digest,
};

/// What a firm has handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// As canonical JSON.
    pub text: String,
    /// The hexadecimal SHA-256 of the text.
    pub digest: String,
}

/// What a firm has handed in.
pub fn inputs(scenario: &Scenario, firm: FirmId) -> Inputs {
    let value = json!({
        "firm": firm_itself(scenario, &scenario.firms[firm.index()]),
        "learners": learners(scenario, firm),
        "sites": things::sites(scenario, firm),
        "equipment": things::equipment(scenario, firm),
        "entitlements": things::entitlements(scenario, firm),
        "staff": things::staff(scenario, firm),
        "money": money(scenario, firm),
        "agreement": agreement(&scenario.agreement, firm),
    });
    let text = sorted(value).to_string();
    Inputs { digest: digest(text.as_bytes()), text }
}

/// The same value with the fields of every object in the order of their names.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> = fields.into_iter().collect();
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            fields.into_iter().map(|(name, value)| (name, sorted(value))).collect::<Map<_, _>>().into()
        }
        other => other,
    }
}

/// Every field but the rivals; a new field of firms is to be thought of here.
fn firm_itself(scenario: &Scenario, firm: &Firm) -> Value {
    let Firm {
        key,
        name,
        site,
        accredited,
        places,
        mentors,
        learners_per_mentor,
        present_at_most,
        away_at_most,
        working_hours,
        learner_wage_per_hour,
        rivals: _,
    } = firm;
    let programme = |id: &crate::domain::ProgrammeId| scenario.programmes[id.index()].key.clone();
    json!({
        "id": key,
        "name": name,
        "site": site.map(|site| &scenario.sites[site.index()].key),
        "accredited": accredited.iter().map(programme).collect::<Vec<_>>(),
        "places": places,
        "mentors": mentors,
        "learners_per_mentor": learners_per_mentor,
        "present_at_most": present_at_most,
        "away_at_most": away_at_most,
        "working_hours": windows(working_hours),
        "learner_wage_per_hour": price(*learner_wage_per_hour),
    })
}

/// Its groups of learners, in the order in which cohorts are cut into parts.
fn learners(scenario: &Scenario, firm: FirmId) -> Vec<Value> {
    let groups = scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
    let one = |group: &LearnerGroup| {
        let LearnerGroup { key, cohort, learners, firm: _, turns_16, turns_18, home, available, roster } =
            group;
        json!({
            "cohort": scenario.cohorts[cohort.index()].key,
            "group": key,
            "learners": learners,
            "turns_16": turns_16.map(|date| date.to_string()),
            "turns_18": turns_18.map(|date| date.to_string()),
            "home": scenario.sites[home.index()].key,
            "available": windows(available),
            "roster": roster.as_ref().map(shifts),
        })
    };
    groups.filter(|group| group.firm == Some(firm)).map(one).collect()
}

fn shifts(roster: &Roster) -> Value {
    let minutes = |shift: &crate::domain::Shift| json!([shift.from_minute, shift.to_minute]);
    let cycle = roster.cycle.iter().map(|shift| shift.as_ref().map(minutes));
    json!({ "anchor": roster.anchor.to_string(), "cycle": cycle.collect::<Vec<_>>() })
}

/// Windows of time: weekdays, clock times, dates.
fn windows(windows: &[Window]) -> Vec<Value> {
    let one = |window: &Window| {
        let between = window.between.map(|range| [range.first.to_string(), range.last.to_string()]);
        json!({
            "days": window.days.to_string(),
            "from": window.from.to_string(),
            "to": window.to.to_string(),
            "between": between,
        })
    };
    windows.iter().map(one).collect()
}

/// A price with what is said of its tax.
fn price(price: Price) -> Value {
    let vat = price.vat.map(|vat| {
        json!({ "basis_points": vat.rate_basis_points, "included": vat.included, "reclaimed": vat.reclaimed })
    });
    json!({ "cents": price.stated.0, "vat": vat })
}

/// What it bears, gets, and may spend.
fn money(scenario: &Scenario, firm: FirmId) -> Value {
    let it = Party::Firm(firm);
    let fixed = scenario
        .tariff
        .fixed
        .iter()
        .filter(|cost| cost.payer == it)
        .map(|cost| json!({ "id": cost.key, "amount": price(cost.amount), "always": cost.always }));
    let income = scenario.tariff.income.iter().filter(|income| income.payer == it || income.payee == it);
    let budgets = scenario.policies.iter().filter_map(|policy| match policy.rule {
        Rule::Budget { at_most, payer: Some(payer) } if payer == it => Some(at_most.0),
        _ => None,
    });
    json!({
        "bears_travel": scenario.tariff.travel_payer == Some(it),
        "fixed": fixed.collect::<Vec<_>>(),
        "income": income.map(|income| income_line(income, it)).collect::<Vec<_>>(),
        "budget_cents": budgets.collect::<Vec<_>>(),
    })
}

fn income_line(income: &Income, it: Party) -> Value {
    let (per, amount) = match income.amount {
        IncomeAmount::Once(amount) => ("once", amount),
        IncomeAmount::PerLearner(amount) => ("learner", amount),
    };
    let condition = |condition: &IncomeCondition| match condition {
        IncomeCondition::NoWeekdaySessionBefore(time) => {
            json!({ "no_weekday_session_before": time.to_string() })
        }
        IncomeCondition::NoSessionIn(class) => json!({ "no_session_in": class.key() }),
        IncomeCondition::ReleaseCeilingsKept => json!("release_ceilings_kept"),
    };
    json!({
        "id": income.key,
        "pays": income.payer == it,
        "per": per,
        "amount": price(amount),
        "if": income.conditions.iter().map(condition).collect::<Vec<_>>(),
    })
}

/// Its bid, floor, cap and guarantee.
fn agreement(agreement: &Agreement, firm: FirmId) -> Value {
    let of =
        |amounts: &[(FirmId, Cents)]| amounts.iter().find(|(of, _)| *of == firm).map(|(_, amount)| amount.0);
    let guarantee = agreement.college.guarantees.iter().find(|guarantee| guarantee.firm == firm);
    json!({
        "bid_cents": of(&agreement.bids),
        "floor_cents": of(&agreement.floors),
        "cap_cents": of(&agreement.caps),
        "guarantee": guarantee.map(guaranteed),
    })
}

fn guaranteed(guarantee: &Guarantee) -> Value {
    let term = |term: &GuaranteeTerm| match term {
        GuaranteeTerm::SpecialisedShare(share) => json!({ "specialised_basis_points": share }),
        GuaranteeTerm::EveningsPerWeek(count) => json!({ "evenings_per_week": count }),
        GuaranteeTerm::EveningsPerWeekOnAverage(count) => json!({ "evenings_per_week_on_average": count }),
        GuaranteeTerm::SeatsAsOrdered => json!("seats_as_ordered"),
    };
    json!({
        "of_share_basis_points": guarantee.of_share,
        "above_loss": guarantee.above_loss,
        "terms": guarantee.terms.iter().map(term).collect::<Vec<_>>(),
    })
}
