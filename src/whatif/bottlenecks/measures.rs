//! How much a plan uses of what there is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::steps::{self, file_place};
use super::{Kind, Thing};
use crate::check::{Amount, Case};
use crate::domain::{Cents, CohortId, FirmId, Rule, Scenario};
use crate::plan::{Plan, price, price_of};
use crate::report::{ByWeek, ThingWeeks, Use, capacities, equipment, rooms, staff};

/// An amount used of an amount there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// What is measured: `hours`, `at once`, `hours in the fullest week`.
    pub what: &'static str,
    /// What is used.
    pub used: Amount,
    /// What there is; `None` where nothing limits it.
    pub there: Option<Amount>,
    /// The Monday of the week it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week: Option<NaiveDate>,
}

impl Measure {
    fn new(what: &'static str, used: Amount, there: Option<Amount>) -> Self {
        Self { what, used, there, week: None }
    }

    /// What is used as a share of what there is; `None` where nothing limits it.
    pub fn share(&self) -> Option<f64> {
        let number = |amount| {
            let (Amount::Minutes(number) | Amount::Count(number) | Amount::Cents(number)) = amount;
            number as f64
        };
        let there = number(self.there?);
        (there > 0.0).then(|| number(self.used) / there)
    }
}

/// Everything a plan uses, by sort and in the order of the scenario.
pub(super) fn things(scenario: &Scenario, plan: &Plan) -> Vec<Thing> {
    let case = Case::new(scenario, plan);
    let weeks = ByWeek::new(&case);
    let mut things = Vec::new();
    for ((pool, used), by_week) in scenario.equipment.iter().zip(equipment(&case)).zip(&weeks.equipment) {
        let mut measures = of_use(&used);
        measures.extend(fullest(by_week, &weeks.weeks));
        let place = format!("equipment.{}", pool.key);
        things.push(Thing {
            kind: Kind::Equipment,
            name: pool.name.clone(),
            measures,
            steps: Vec::new(),
            place,
        });
    }
    for ((group, used), by_week) in scenario.staff.iter().zip(staff(&case)).zip(&weeks.staff) {
        let minutes = Amount::Minutes;
        let mut measures = vec![Measure::new("hours", minutes(used.used), used.open.map(minutes))];
        measures.extend(fullest(by_week, &weeks.weeks));
        let of_one = used.week.map(|week| minutes(week.into()));
        measures.push(Measure::new("hours of one in a week", minutes(used.most_in_week), of_one));
        if let Some(most) = used.week_evenings {
            let evenings = Amount::Count(used.most_evenings_in_week);
            measures.push(Measure::new(
                "evenings of one in a week",
                evenings,
                Some(Amount::Count(most.into())),
            ));
        }
        let place = format!("staff.{}", group.key);
        things.push(Thing {
            kind: Kind::Staff,
            name: group.name.clone(),
            measures,
            steps: Vec::new(),
            place,
        });
    }
    for (room, used) in scenario.rooms.iter().zip(rooms(&case)) {
        let place = format!("sites.{}.rooms.{}", scenario.sites[room.site.index()].key, room.key);
        things.push(Thing {
            kind: Kind::Rooms,
            name: room.key.clone(),
            measures: of_use(&used),
            steps: Vec::new(),
            place,
        });
    }
    things.extend(learner_time(&case));
    things.extend(firms(scenario, plan));
    things.extend(money(scenario, plan));
    for thing in &mut things {
        thing.steps = steps::of(scenario, thing);
    }
    things
}

fn of_use(used: &Use) -> Vec<Measure> {
    let minutes = Amount::Minutes;
    let at_once = Amount::Count(used.most_at_once);
    vec![
        Measure::new("hours", minutes(used.used), Some(minutes(used.open))),
        Measure::new("at once", at_once, Some(Amount::Count(used.units.into()))),
    ]
}

/// The week in which the largest share is used, or, where nothing limits it, the most.
fn fullest(thing: &ThingWeeks, weeks: &[NaiveDate]) -> Option<Measure> {
    let used = thing.used.iter().copied();
    let all = used.zip(weeks).enumerate().map(|(week, (used, monday))| {
        let open = thing.open.as_ref().map(|open| open[week]);
        (used, open, *monday)
    });
    // By share: a/b < c/d where a·d < c·b.
    let share = |(used, open, _): &(u64, Option<u64>, NaiveDate)| {
        (u128::from(*used), u128::from(open.unwrap_or(1).max(1)))
    };
    let (used, open, monday) = all.max_by(|a, b| {
        let (a, b) = (share(a), share(b));
        (a.0 * b.1).cmp(&(b.0 * a.1))
    })?;
    let measure = Measure::new("hours in the fullest week", Amount::Minutes(used), open.map(Amount::Minutes));
    Some(Measure { week: Some(monday), ..measure })
}

/// Hours under school lead of each cohort, of those its school days could hold.
fn learner_time(case: &Case<'_>) -> Vec<Thing> {
    let time = capacities(case).into_iter().map(|capacity| {
        let (used, there) = (Amount::Minutes(capacity.delivered), Amount::Minutes(capacity.offered));
        Thing {
            kind: Kind::LearnerTime,
            place: format!("cohorts.{}", capacity.cohort),
            name: capacity.cohort,
            measures: vec![Measure::new("hours led by the school", used, Some(there))],
            steps: Vec::new(),
        }
    });
    time.collect()
}

/// Contracts of the firms, and learners there on firm-led days.
fn firms(scenario: &Scenario, plan: &Plan) -> Vec<Thing> {
    let mut there: BTreeMap<(FirmId, NaiveDate), u64> = BTreeMap::new();
    for day in &plan.firm_days {
        *there.entry((day.firm, day.date)).or_default() += u64::from(day.learners.len());
    }
    let mut things = Vec::new();
    for (index, firm) in scenario.firms.iter().enumerate() {
        let id = FirmId(index);
        let groups = scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
        let learners: u32 = groups.filter(|group| group.firm == Some(id)).map(|group| group.learners).sum();
        let count = |number: u32| Amount::Count(number.into());
        let mut measures = Vec::new();
        if let Some(most) = firm.contracts() {
            measures.push(Measure::new("contracts", count(learners), Some(count(most))));
        }
        if let Some(most) = firm.present_at_most {
            let days = there.iter().filter(|((of, _), _)| *of == id).map(|(_, learners)| *learners);
            let present = Amount::Count(days.max().unwrap_or(0));
            measures.push(Measure::new("learners there on a day", present, Some(count(most))));
        }
        if !measures.is_empty() {
            let place = format!("firms.{}", firm.key);
            things.push(Thing {
                kind: Kind::Firms,
                name: firm.name.clone(),
                measures,
                steps: Vec::new(),
                place,
            });
        }
    }
    things
}

/// Ceilings on cost, and what is spent of them.
fn money(scenario: &Scenario, plan: &Plan) -> Vec<Thing> {
    let all: Vec<CohortId> = (0..scenario.cohorts.len()).map(CohortId).collect();
    let budgets = scenario.policies.iter().filter_map(|policy| match policy.rule {
        Rule::Budget { at_most, payer } => {
            let everybody = policy.cohorts.len() == all.len();
            let ledger =
                if everybody { price(scenario, plan) } else { price_of(scenario, plan, &policy.cohorts) };
            let Cents(cost) = payer.map_or_else(|| ledger.cost(), |payer| ledger.borne_by(payer));
            let cents = |cents: i64| Amount::Cents(cents.max(0).unsigned_abs());
            Some(Thing {
                kind: Kind::Money,
                place: file_place(&policy.key),
                name: policy.key.clone(),
                measures: vec![Measure::new("spent", cents(cost), Some(cents(at_most.0)))],
                steps: Vec::new(),
            })
        }
        _ => None,
    });
    budgets.collect()
}
