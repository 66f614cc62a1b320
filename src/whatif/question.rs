//! A plan about which is asked, with what answers about single sessions need.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use crate::check::{INCOME_LOST, Verdict, judge, judge_by};
use crate::domain::{ExactCents, PolicyId, Rule, Scenario};
use crate::model::scene::Scene;
use crate::plan::{ExactLedger, Ledger, Plan, Session};

/// A plan of a scenario, judged and priced once.
pub struct Question<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The plan.
    pub plan: &'a Plan,
    /// What the judge says of it.
    pub verdict: Verdict,
    /// What it costs.
    pub ledger: Ledger,
    /// The same before lines are rounded.
    pub(super) exact: ExactLedger,
    /// What the broken wishes of each policy cost, before that is rounded.
    pub(super) wishes: BTreeMap<PolicyId, ExactCents>,
    /// Days, groups and runs.
    pub(super) scene: Scene<'a>,
    /// What the judge says by the rules that look at the plan as a whole, where the scenario has any: its cost or its income.
    pub(super) whole: Option<Verdict>,
    /// Sessions of each date, as places in the plan.
    dates: BTreeMap<NaiveDate, Vec<usize>>,
}

impl<'a> Question<'a> {
    /// Judges and prices a plan.
    pub fn new(scenario: &'a Scenario, plan: &'a Plan) -> Self {
        let verdict = judge(scenario, plan);
        let exact = ExactLedger::of(scenario, plan);
        let mut wishes: BTreeMap<PolicyId, ExactCents> = BTreeMap::new();
        for breach in &verdict.wishes {
            if let Some(id) = breach.policy {
                *wishes.entry(id).or_default() +=
                    breach.amount.at(scenario.policies[id.index()].price.borne());
            }
        }
        let mut dates: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (place, session) in plan.sessions.iter().enumerate() {
            dates.entry(session.date).or_default().push(place);
        }
        let budgets = scenario.policies.iter().any(|policy| matches!(policy.rule, Rule::Budget { .. }));
        let conditional = scenario.tariff.income.iter().any(|income| !income.conditions.is_empty());
        Self {
            scenario,
            plan,
            ledger: exact.ledger(),
            exact,
            verdict,
            wishes,
            scene: Scene::new(scenario),
            whole: (budgets || conditional).then(|| judge_by(scenario, plan, of_the_whole)),
            dates,
        }
    }

    /// The places of the sessions that have an id.
    pub fn places_of(&self, id: &str) -> Vec<usize> {
        let sessions = self.plan.sessions.iter().enumerate();
        sessions.filter(|(_, session)| session.id == id).map(|(place, _)| place).collect()
    }

    /// Sessions of some dates but one, with their places.
    pub(super) fn between(
        &self,
        (first, last): (NaiveDate, NaiveDate),
        without: Option<usize>,
    ) -> impl Iterator<Item = (usize, &'a Session)> + '_ {
        let places = self.dates.range(first..=last).flat_map(|(_, places)| places).copied();
        places.filter(move |place| Some(*place) != without).map(|place| (place, &self.plan.sessions[place]))
    }
}

/// Whether a rule looks at the plan as a whole, so that no part of it will do.
pub(super) fn of_the_whole(rule: &str) -> bool {
    rule == "budget" || rule == INCOME_LOST
}

/// The Monday of a date's calendar week.
pub(super) fn monday(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))).unwrap_or(date)
}
