//! What the hours of people are worth where those who cost least cannot teach everything.
//!
//! A staff group e of `n` people who teach `l` minutes a week at most has `L_e = weeks · n · l` minutes at hand. As no plan takes
//! more, for any prices `λ_e ≥ 0` of a minute no plan costs less than
//! `Σ_{cohorts} min (cost + Σ_e λ_e · minutes of people of e) − Σ_e λ_e · L_e`.
//!
//! The prices are those of a transportation problem: the minutes `D_q` for which each qualification q is asked, at the wages
//! `c_e` of the groups that have it,
//! `max Σ_q D_q · u_q − Σ_e L_e · λ_e   where   u_q − λ_e ≤ c_e`. How good they are decides how much the bound says, and
//! nothing about whether it holds.

use std::collections::BTreeMap;

use crate::domain::{Heading, Party, StaffGroup, StaffId, StaffRole};
use crate::model::Model;
use crate::model::scene::Scene;
use crate::planner::worker::Worker;
use crate::solver::{Col, Formulation, Limits, SolverError};

/// Prices of people's minutes.
pub(super) struct Scarce {
    /// Euros for a minute of each staff group.
    per_minute: Vec<f64>,
    /// `Σ_e λ_e · L_e`, in euros.
    pub(super) at_hand: f64,
}

impl Scarce {
    /// Nobody is scarce.
    pub(super) fn nothing(scene: &Scene<'_>) -> Self {
        Self { per_minute: vec![0.0; scene.scenario.staff.len()], at_hand: 0.0 }
    }

    /// The prices of a question.
    ///
    /// # Errors
    ///
    /// When the solver fails.
    pub(super) fn of(worker: &mut Worker<'_>, scene: &Scene<'_>) -> Result<Self, SolverError> {
        let mut dual = Formulation::default();
        let groups = &scene.scenario.staff;
        let minutes = |group: &StaffGroup| {
            let each = f64::from(group.minutes_per_week?);
            Some(each * f64::from(group.count) * scene.calendar.weeks.len() as f64)
        };
        let at_hand: Vec<Option<f64>> = groups.iter().map(minutes).collect();
        // A group without a weekly load is never scarce.
        let prices: Vec<_> = at_hand
            .iter()
            .map(|most| {
                dual.continuous(0.0, if most.is_some() { f64::INFINITY } else { 0.0 }, most.unwrap_or(0.0))
            })
            .collect();
        for ((qualification, employer), minutes) in asked(scene) {
            let able = scene.qualified(qualification).iter().map(|id| id.index());
            let able: Vec<usize> = able
                .filter(|index| employer.is_none_or(|employer| employer == groups[*index].employer))
                .collect();
            if able.is_empty() {
                continue;
            }
            let worth = dual.continuous(0.0, f64::INFINITY, -minutes);
            for index in able {
                dual.at_most([(worth, 1.0), (prices[index], -1.0)], wage(scene, StaffId(index)));
            }
        }
        let Some(found) = worker.attempt(&dual, Limits::default())? else { return Ok(Self::nothing(scene)) };
        let price =
            |(col, most): (&Col, &Option<f64>)| most.map_or(0.0, |_| found.values[col.index()].max(0.0));
        let per_minute: Vec<f64> = prices.iter().zip(&at_hand).map(price).collect();
        let worth = per_minute.iter().zip(&at_hand).map(|(price, most)| price * most.unwrap_or(0.0));
        Ok(Self { at_hand: worth.sum(), per_minute })
    }

    /// Adds `λ_e · minutes_p · people of e on p` to what columns cost.
    pub(super) fn charge(&self, model: &Model, rows: &mut Formulation) {
        for (uses, price) in model.staff.iter().zip(&self.per_minute) {
            for used in uses {
                let minutes = f64::from(model.placements[used.placement].time.minutes);
                rows.columns[used.col.index()].cost += price * used.people * minutes;
            }
        }
    }
}

/// Minutes of people that all runs together ask for, by qualification and employer.
fn asked<'s>(scene: &'s Scene<'_>) -> BTreeMap<(&'s str, Option<Party>), f64> {
    let mut asked = BTreeMap::new();
    for run in scene.runs.iter().filter(|run| run.forced) {
        for StaffRole { qualification, employer, count, .. } in &run.module(scene.scenario).staff {
            let minutes = f64::from(run.minutes) * f64::from(*count);
            *asked.entry((qualification.as_str(), *employer)).or_insert(0.0) += minutes;
        }
    }
    asked
}

/// What a minute of a group costs by day, in euros.
fn wage(scene: &Scene<'_>, staff: StaffId) -> f64 {
    let per_hour = scene.scenario.staff[staff.index()].per_hour;
    scene.scenario.tariff.charged(Heading::Staff, per_hour).0 as f64 / 100.0 / 60.0
}
