//! A plan that people know already, and what it costs to depart from it.
//!
//! A session that is held where it was published, when it was and by whom, disturbs nobody. Any other disturbs with a weight:
//! `w(p) = people(p) · notice(p)`, and so does each person on a published session who is not the one published. A part is charged
//! `Σ_p price · w(p) · held_p + Σ price · w(p) · on_{p,others}`, and where the whole may be disturbed by no more than `K`,
//! `Σ_p w(p) · held_p + Σ w(p) · on_{p,others} ≤ K − what is disturbed outside of the part`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::year::Chosen;
use crate::domain::StaffId;
use crate::model::Model;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::variables::Variable;
use crate::planner::revision::Weighing;
use crate::solver::Col;

/// What has been published: all sessions of a plan that may still be held.
#[derive(Clone, Debug)]
pub(super) struct Published {
    /// Sessions of each run of the whole.
    sessions: Vec<Vec<Chosen>>,
    /// The weight of a change of each run, notice apart, and how much more it weighs on each day.
    people: Vec<f64>,
    notice: Vec<f64>,
}

/// A plan that is revised: what has been published, and what is sought.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    pub(super) published: Arc<Published>,
    /// Euros for each unit by which people are disturbed.
    pub(super) price: f64,
    /// What money counts for, as a share: hardly, as long as the least disturbance is sought.
    pub(super) thrift: f64,
    /// By how much people may be disturbed.
    pub(super) at_most: f64,
}

impl Published {
    /// What has been published of a scene, run by run.
    pub(super) fn new(scene: &Scene<'_>, sessions: Vec<Vec<Chosen>>, weighing: &Weighing) -> Self {
        let people = scene.runs.iter().map(|run| weighing.people(run.learners, run.module(scene.scenario)));
        let notice = scene.calendar.days.iter().map(|day| weighing.notice(day.date));
        Self { sessions, people: people.collect(), notice: notice.collect() }
    }

    /// The session of a run that has been published at a place.
    fn at(&self, placement: &Placement) -> Option<&Chosen> {
        self.sessions[placement.run].iter().find(|chosen| {
            let other = &chosen.placement;
            (other.day, &other.time, other.site, other.equipment, &other.rooms)
                == (placement.day, &placement.time, placement.site, placement.equipment, &placement.rooms)
        })
    }

    /// What each change of a session at a place weighs.
    fn weight(&self, placement: &Placement) -> f64 {
        self.people[placement.run] * self.notice[placement.day]
    }

    /// The least weight of a change of a run, from a day on.
    pub(super) fn least_weight(&self, run: usize, first: usize) -> f64 {
        self.people[run] * self.notice[first..].iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// What it would weigh to change everything from a day on.
    pub(super) fn all(&self, first: usize) -> f64 {
        let later = self.sessions.iter().flatten().filter(|chosen| chosen.placement.day >= first);
        later.map(|chosen| self.weight(&chosen.placement)).sum()
    }

    /// The greatest weight of any change.
    pub(super) fn greatest(&self) -> f64 {
        let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
        most(&self.people) * most(&self.notice)
    }

    /// By how much a session disturbs.
    pub(super) fn disturbs(&self, chosen: &Chosen) -> f64 {
        let weight = self.weight(&chosen.placement);
        match self.at(&chosen.placement) {
            None => weight,
            Some(known) => weight * f64::from(exchanged(known, chosen)),
        }
    }

    /// The sessions that have been published of a run.
    pub(super) fn of_run(&self, run: usize) -> &[Chosen] {
        &self.sessions[run]
    }

    /// By how much each free column of a part disturbs, its placements being those of runs of the whole.
    fn weights(&self, model: &Model, free: usize, run: impl Fn(usize) -> usize) -> Vec<(Col, f64)> {
        let of_whole: Vec<Placement> = model.placements[..free]
            .iter()
            .map(|placement| Placement { run: run(placement.run), ..placement.clone() })
            .collect();
        let known: Vec<Option<&Chosen>> = of_whole.iter().map(|placement| self.at(placement)).collect();
        let mut weights = Vec::new();
        for (index, variable) in model.variables.iter().enumerate() {
            let weight = match variable {
                Variable::Held(placement) if *placement < free && known[*placement].is_none() => {
                    self.weight(&of_whole[*placement])
                }
                Variable::On { placement, role, staff, .. } if *placement < free => match known[*placement] {
                    Some(chosen) if served(chosen, *role, *staff) == 0 => self.weight(&of_whole[*placement]),
                    _ => 0.0,
                },
                _ => 0.0,
            };
            if weight > 0.0 {
                weights.push((Col(index as u32), weight));
            }
        }
        weights
    }
}

/// People of a staff group on a session in a role.
fn served(chosen: &Chosen, role: usize, staff: StaffId) -> u32 {
    let people = chosen.served.iter().find(|entry| (entry.0, entry.1) == (role, staff));
    people.map_or(0, |entry| entry.2)
}

/// People on a session who are of other staff groups than those published.
fn exchanged(known: &Chosen, now: &Chosen) -> u32 {
    let others = now.served.iter().filter(|(role, staff, _)| served(known, *role, *staff) == 0);
    others.map(|(.., people)| *people).sum()
}

impl Revision {
    /// Charges what a part may disturb, and limits it to what is left; `free` placements may be decided.
    pub(super) fn charge(&self, model: &mut Model, free: usize, run: impl Fn(usize) -> usize, left: f64) {
        if self.thrift < 1.0 {
            let floors: BTreeSet<usize> = model.floors().map(|breach| breach.col.index()).collect();
            for (index, column) in model.formulation.columns.iter_mut().enumerate() {
                if !floors.contains(&index) {
                    column.cost *= self.thrift;
                }
            }
        }
        let weights = self.published.weights(model, free, run);
        for (col, weight) in &weights {
            model.formulation.columns[col.index()].cost += self.price * weight;
        }
        if left.is_finite() && !weights.is_empty() {
            model.formulation.at_most(weights, left.max(0.0));
            model.tags.push(None);
        }
    }
}
