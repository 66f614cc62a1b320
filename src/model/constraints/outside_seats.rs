//! **Seats are bought outside as freely as agreed, and enough groups are opened for those who
//! stay.**
//!
//! Everybody or nobody: all runs of the cohort stand or fall with `all_outside` (see `one_run`).
//! Otherwise, for a cohort of n learners that would fill K interchangeable parts, with `s_f` the
//! seats firm f buys (`s_f = n_f · firm_outside_f` when a firm sends all or none; all firms alike
//! when the coalition decides) and `n_in = n − Σ_f s_f`:
//! `Σ_k largest · open_k ≥ n_in`, `Σ_k smallest · open_k ≤ n_in`, `open_k ≥ open_{k+1}`, where every
//! run of part k is open exactly when the part is.
//!
//! A placement p whose units and rooms do for `h_p` learners only, fewer than its part may have: those who
//! sit in the part while it is held are `≤ h_p · held_p` (see [`crate::model::seated`]).
//!
//! Emits nothing for cohorts no provider serves.

use super::{Build, Family};
use crate::domain::{CohortId, FirmId, SeatRule};
use crate::model::build::Terms;
use crate::model::seats;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;
use crate::solver::Col;

/// The family.
pub struct OutsideSeats;

impl Family for OutsideSeats {
    fn key(&self) -> &'static str {
        "outside_seats"
    }

    fn sentence(&self) -> &'static str {
        "Seats are bought outside one by one or all together as agreed, and enough groups are opened for those who stay."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.cohorts.len() {
            let cohort = CohortId(index);
            if seats::flexible(build.scene.scenario, cohort) {
                let outside = seats_outside(build, cohort);
                parts(build, cohort, &outside);
                sizes(build, cohort);
            }
        }
    }
}

/// The firms of a cohort and their learners.
pub fn firms_of(build: &Build<'_>, cohort: CohortId) -> Vec<(Option<FirmId>, u32)> {
    let mut firms: Vec<(Option<FirmId>, u32)> = Vec::new();
    for group in &build.scene.scenario.cohorts[cohort.index()].groups {
        match firms.iter_mut().find(|(firm, _)| *firm == group.firm) {
            Some((_, learners)) => *learners += group.learners,
            None => firms.push((group.firm, group.learners)),
        }
    }
    firms
}

/// The columns that count each firm's seats outside; all-or-none firms tie theirs to a binary.
fn seats_outside(build: &mut Build<'_>, cohort: CohortId) -> Vec<Col> {
    let Some(provider) = seats::provider(build.scene.scenario, cohort) else { return Vec::new() };
    let rule = build.scene.scenario.tariff.outside[provider].rule;
    let mut columns = Vec::new();
    for (firm, most) in firms_of(build, cohort) {
        let seats = build.col(Variable::SeatsOutside { provider, firm, cohort, most });
        if rule == SeatRule::AllOrNone {
            let all = build.col(Variable::FirmOutside { provider, firm, cohort });
            build.link(0.0, 0.0, vec![(seats, 1.0), (all, -f64::from(most))]);
        }
        columns.push(seats);
    }
    columns
}

fn parts(build: &mut Build<'_>, cohort: CohortId, outside: &[Col]) {
    let groups: Vec<usize> =
        (0..build.scene.groups.len()).filter(|index| build.scene.groups[*index].cohort == cohort).collect();
    let given = &build.scene.scenario.cohorts[cohort.index()];
    let learners = f64::from(given.learners());
    let modules = build.scene.scenario.programmes[given.programme.index()].modules.iter();
    let (mut largest, mut smallest) = (f64::INFINITY, 1.0_f64);
    for module in modules.map(|id| &build.scene.scenario.modules[id.index()]) {
        largest = largest.min(module.max_group.map_or(f64::INFINITY, f64::from));
        smallest = smallest.max(f64::from(module.min_group));
    }
    let mut opened: Vec<Col> = Vec::new();
    for group in &groups {
        let runs: Vec<usize> = build.scene.runs_of(*group).collect();
        let columns: Vec<Col> = runs.into_iter().filter_map(|run| build.open(run)).collect();
        for pair in columns.windows(2) {
            build.link(0.0, 0.0, vec![(pair[0], 1.0), (pair[1], -1.0)]);
        }
        opened.extend(columns.first());
    }
    for pair in opened.windows(2) {
        build.link(0.0, f64::INFINITY, vec![(pair[0], 1.0), (pair[1], -1.0)]);
    }
    let largest = largest.min(learners);
    let stay = |each: f64| -> Terms {
        opened.iter().map(|open| (*open, each)).chain(outside.iter().map(|seats| (*seats, 1.0))).collect()
    };
    let tag = build.tag(Subject::always(Whom::Cohort(cohort))).floor();
    build.rule(tag, learners, f64::INFINITY, stay(largest));
    build.link(f64::NEG_INFINITY, learners, stay(smallest));
}

/// Nobody is left without a unit or a seat.
fn sizes(build: &mut Build<'_>, cohort: CohortId) {
    for index in 0..build.placements.len() {
        let placement = &build.placements[index];
        let (Some(holds), [part]) = (placement.holds, &build.scene.runs[placement.run].groups[..]) else {
            continue;
        };
        let (part, most) = (*part, build.most_seated(*part));
        if build.scene.groups[part].cohort == cohort && holds < most {
            let (held, sources) = (build.held(index), build.scene.groups[part].sources.clone());
            let seated = build.seated_while(held, part, &sources);
            build.link(f64::NEG_INFINITY, 0.0, vec![(seated, 1.0), (held, -f64::from(holds))]);
        }
    }
}
