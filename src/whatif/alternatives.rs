//! Several plans of one scenario to choose from: none that another beats in everything, some that differ much, and the one that
//! is fairest to learners and employers.
//!
//! Plans are sought by asking for less time and for more convenience: cohorts that end weeks earlier, and a price on evenings,
//! weekends and waiting that grows. Each plan is one of the scenario as it is, and is measured by it.

mod sought;

use serde::Serialize;

use super::measures::{MEASURES, Measures};
use super::variant::Planned;
use crate::check::judge;
use crate::domain::Scenario;
use crate::plan::{Plan, Session, price};
pub use sought::variants;

/// A plan to choose from.
#[derive(Clone, Debug, Serialize)]
pub struct Alternative {
    /// How it was asked for.
    pub label: String,
    /// Cost and wishes by the scenario as it is, in cents.
    pub objective_cents: i64,
    /// Weeks to the last session.
    pub weeks: u64,
    /// Evenings, weekend days and idle hours of learners.
    pub inconvenience: f64,
    /// Sums over the plan.
    pub measures: Measures,
    /// Whether no other plan is as good in all three and better in one.
    pub undominated: bool,
    /// Its place among those that differ most, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<usize>,
    /// The share of sessions in which it differs from each of those chosen before it, at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differs: Option<f64>,
    /// How good it is for learners and for employers, from 0 (the worst of all) to 1, where the scenario says what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benefits: Option<Benefits>,
    /// The plan.
    #[serde(skip)]
    pub plan: Plan,
}

/// How good a plan is for the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Benefits {
    /// For learners.
    pub learners: f64,
    /// For employers.
    pub employers: f64,
    /// Whether the smaller of the two is the greatest of all plans.
    pub fairest: bool,
}

/// Which plans are chosen as different.
#[derive(Clone, Copy, Debug)]
pub struct Different {
    /// How many.
    pub count: usize,
    /// In what share of their sessions they differ at least.
    pub apart: f64,
    /// How much more than the cheapest they may cost, as a share.
    pub within: f64,
}

/// What has been found, as plans of the scenario as it is; those that break a rule of it or leave hours out are no plans of it.
pub fn alternatives(scenario: &Scenario, found: Vec<Planned>, different: Different) -> Vec<Alternative> {
    let mut all: Vec<Alternative> = Vec::new();
    for planned in found.into_iter().filter(Planned::is_complete) {
        let Some(plan) = planned.plan else { continue };
        let (ledger, verdict) = (price(scenario, &plan), judge(scenario, &plan));
        if !verdict.accepted() {
            continue;
        }
        let measures = Measures::new(scenario, &plan, &ledger, &verdict);
        // Of plans at the same times and places the cheapest is one.
        let same = |known: &Alternative| apart(&known.plan, &plan) == 0.0 && apart(&plan, &known.plan) == 0.0;
        let objective_cents = measures.cost_cents + measures.wish_cents;
        if all.iter().any(|known| same(known) && known.objective_cents <= objective_cents) {
            continue;
        }
        all.retain(|known| !same(known));
        all.push(Alternative {
            label: planned.label,
            objective_cents,
            weeks: measures.weeks,
            inconvenience: inconvenience(&measures),
            measures,
            undominated: false,
            chosen: None,
            differs: None,
            benefits: None,
            plan,
        });
    }
    all.sort_by_key(|alternative| (alternative.objective_cents, alternative.weeks));
    let dominated: Vec<bool> = all.iter().map(|one| all.iter().any(|other| beats(other, one))).collect();
    for (alternative, dominated) in all.iter_mut().zip(dominated) {
        alternative.undominated = !dominated;
    }
    choose(&mut all, different);
    weigh(scenario, &mut all);
    all
}

fn inconvenience(measures: &Measures) -> f64 {
    measures.learner_evenings as f64 + measures.learner_weekend_days as f64 + measures.idle_hours
}

/// Whether a plan is as good as another in cost, time and convenience, and better in one.
fn beats(one: &Alternative, other: &Alternative) -> bool {
    let of = |it: &Alternative| [it.objective_cents as f64, it.weeks as f64, it.inconvenience];
    let (one, other) = (of(one), of(other));
    one.iter().zip(&other).all(|(a, b)| a <= b) && one.iter().zip(&other).any(|(a, b)| a < b)
}

/// The share of sessions in which two plans differ: those of one that the other holds at no such time and place.
fn apart(one: &Plan, other: &Plan) -> f64 {
    let place = |session: &Session| (session.run.clone(), session.date, session.start, session.site);
    let known: std::collections::BTreeSet<_> = other.sessions.iter().map(place).collect();
    let differ = one.sessions.iter().filter(|session| !known.contains(&place(session))).count();
    differ as f64 / one.sessions.len().max(1) as f64
}

/// Chooses plans that differ most: the cheapest, then always the one that differs most from those chosen.
fn choose(all: &mut [Alternative], Different { count, apart: least, within }: Different) {
    let Some(cheapest) = all.first().map(|first| first.objective_cents) else { return };
    let dear = |one: &Alternative| (one.objective_cents - cheapest) as f64 > within * cheapest.abs() as f64;
    for place in 1..=count {
        let chosen: Vec<Plan> =
            all.iter().filter(|one| one.chosen.is_some()).map(|one| one.plan.clone()).collect();
        let differs = |one: &Alternative| {
            chosen.iter().map(|plan| apart(plan, &one.plan)).fold(f64::INFINITY, f64::min)
        };
        let open = all.iter().enumerate().filter(|(_, one)| one.chosen.is_none() && !dear(one));
        let best =
            open.map(|(index, one)| (index, differs(one))).fold(None, |best: Option<(usize, f64)>, next| {
                match best {
                    Some(best) if best.1 >= next.1 => Some(best),
                    _ => Some(next),
                }
            });
        let Some((index, share)) = best.filter(|(_, share)| *share >= least) else { return };
        all[index].chosen = Some(place);
        all[index].differs = Some(share).filter(|share| share.is_finite());
    }
}

/// Scales what counts for each side between the best and the worst of all plans, and finds the fairest.
fn weigh(scenario: &Scenario, all: &mut [Alternative]) {
    let Some(benefits) = &scenario.benefits else { return };
    let side = |weights: &[(String, u32)]| -> Vec<f64> {
        let total: u32 = weights.iter().map(|(_, weight)| weight).sum();
        let mut sums = vec![0.0; all.len()];
        for (word, weight) in weights {
            let Some(measure) = MEASURES.iter().find(|measure| measure.key == *word) else { continue };
            let values: Vec<f64> = all.iter().map(|one| (measure.value)(&one.measures)).collect();
            let (low, high) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(*value), high.max(*value))
            });
            for (sum, value) in sums.iter_mut().zip(&values) {
                let up = if high > low { (value - low) / (high - low) } else { 1.0 };
                let good = if measure.more_is_better || high <= low { up } else { 1.0 - up };
                *sum += f64::from(*weight) * good / f64::from(total.max(1));
            }
        }
        sums
    };
    let (learners, employers) = (side(&benefits.learners), side(&benefits.employers));
    let least: Vec<f64> = learners.iter().zip(&employers).map(|(a, b)| a.min(*b)).collect();
    let best = least.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for (index, one) in all.iter_mut().enumerate() {
        let fairest = least[index] >= best - 1e-9;
        one.benefits = Some(Benefits { learners: learners[index], employers: employers[index], fairest });
    }
}
