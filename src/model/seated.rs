//! Who sits in which part of a cohort whose seats may be bought one by one.
//!
//! Of a firm f that buys `s_f` seats the last in the cohort's list go; those who stay fill the open parts
//! in the order of the list, in equal numbers, the first parts one more. With `sits_{i,k}` = 1 when learner
//! i sits in part k, and `size_k = Σ_i sits_{i,k}`:
//!
//! - `Σ_k sits_{i,k} ≥ Σ_k sits_{j,k}` for j next after i in f, and `Σ_{i of f} Σ_k sits_{i,k} + s_f = n_f`;
//! - `passed_{i,k} ≥ passed_{i−1,k}`, `passed_{i,k} ≥ Σ_{l>k} sits_{i,l}`, `Σ_{l≤k} sits_{i,l} + passed_{i,k} ≤ 1`;
//! - `size_k ≤ n · open_k`, `size_k ≥ size_{k+1}`, `size_1 ≤ size_k + 1 + n · (1 − open_k)`.
//!
//! Seats and open parts settle all of it, here as when the plan is extracted. Nothing is written for a
//! cohort until a price or a limit asks who sits where.

use std::collections::BTreeMap;

use super::build::{Build, Terms};
use super::constraints::outside_seats::firms_of;
use super::seats;
use super::tags::Whom;
use super::variables::Variable;
use crate::domain::{CohortId, LearnerGroup};
use crate::solver::Col;

impl Build<'_> {
    /// Whether it is settled only by the plan who sits in a learner group.
    pub fn unsettled(&self, group: usize) -> bool {
        seats::flexible(self.scene.scenario, self.scene.groups[group].cohort)
    }

    /// Of whom rules that depend on firm, home or age speak: of a learner group as a whole, or, in a part
    /// filled from several of the planner's groups, of the learners from each of them.
    pub fn each_source(&self, group: usize) -> Vec<Option<usize>> {
        let sources = self.scene.groups[group].sources.iter().copied();
        if self.unsettled(group) { sources.map(Some).collect() } else { vec![None] }
    }

    /// The planner's groups, among those from which a part is filled, that count.
    pub fn sources(&self, part: usize, counts: impl Fn(&LearnerGroup) -> bool) -> Vec<usize> {
        let group = &self.scene.groups[part];
        let given = &self.scene.scenario.cohorts[group.cohort.index()].groups;
        group.sources.iter().copied().filter(|source| counts(&given[*source])).collect()
    }

    /// One term for each learner of some of the planner's groups who may sit in a part.
    pub fn seated(&mut self, part: usize, sources: &[usize]) -> Terms {
        let cohort = self.scene.groups[part].cohort;
        if self.known(&Variable::Sits { part, learner: 1 }).is_none() {
            settle(self, cohort);
        }
        let (mut terms, mut last) = (Terms::new(), 0);
        for (source, given) in self.scene.scenario.cohorts[cohort.index()].groups.iter().enumerate() {
            let learners = last + 1..=last + given.learners;
            last += given.learners;
            if sources.contains(&source) {
                terms.extend(learners.map(|learner| (self.col(Variable::Sits { part, learner }), 1.0)));
            }
        }
        terms
    }

    /// The most learners who can sit in a part.
    pub fn most_seated(&self, part: usize) -> u32 {
        seats::most_in_a_part(self.scene.scenario, self.scene.groups[part].cohort)
    }

    /// A column for the learners of some of the planner's groups in a part while a 0–1 column is 1, and 0
    /// while it is 0:
    /// `y ≥ Σ_i sits_i − n · (1 − on)`, `y ≤ n · on`, `y ≤ Σ_i sits_i`.
    pub fn seated_while(&mut self, on: Col, part: usize, sources: &[usize]) -> Col {
        let terms = self.seated(part, sources);
        let most = (terms.len() as u32).min(self.most_seated(part));
        let variable = Variable::SeatedWhile { on, part, sources: sources.to_vec(), most };
        if let Some(col) = self.known(&variable) {
            return col;
        }
        let (col, all) = (self.col(variable), f64::from(most));
        let less = |factor: f64| terms.iter().map(move |(sits, _)| (*sits, factor));
        self.link(-all, f64::INFINITY, [(col, 1.0), (on, -all)].into_iter().chain(less(-1.0)).collect());
        self.link(f64::NEG_INFINITY, 0.0, vec![(col, 1.0), (on, -all)]);
        self.link(f64::NEG_INFINITY, 0.0, [(col, 1.0)].into_iter().chain(less(-1.0)).collect());
        col
    }

    /// Everybody who sits in a part has the hours of each run r, `H_r`, less what is missing of them: over the
    /// placements of r, with y the columns of [`Self::seated_while`] and `n · held_p` where there is none,
    /// `Σ_p minutes_p · y_p + n · missing_r ≥ H_r · Σ_i sits_i`. Whole numbers need no such row; the bound does.
    pub fn hours_of_those_seated(&mut self) {
        let mut counted: BTreeMap<(usize, usize, Vec<usize>), BTreeMap<usize, Col>> = BTreeMap::new();
        for (index, variable) in self.variables.iter().enumerate() {
            if let Variable::SeatedWhile { on, part, sources, .. } = variable
                && let Some(placement) = self.placements.get(on.index())
            {
                let counts = counted.entry((placement.run, *part, sources.clone())).or_default();
                counts.insert(on.index(), Col(index as u32));
            }
        }
        for ((run, part, sources), columns) in counted {
            let sits = self.seated(part, &sources);
            let most = f64::from((sits.len() as u32).min(self.most_seated(part)));
            let needed = f64::from(self.scene.runs[run].minutes);
            let minutes = |placement: &usize| {
                let (col, factor) =
                    columns.get(placement).map_or((self.held(*placement), most), |y| (*y, 1.0));
                (col, factor * self.minutes(*placement))
            };
            let mut terms: Terms = self.by_run[run].iter().map(minutes).collect();
            terms.extend(sits.into_iter().map(|(sits, _)| (sits, -needed)));
            let missing = self.breaches.iter().filter(|breach| {
                let tag = self.tags[breach.row].as_ref();
                tag.is_some_and(|tag| tag.family == "module_hours" && tag.subject.whom == Whom::Run(run))
            });
            terms.extend(missing.map(|breach| (breach.col, most)));
            self.link(0.0, f64::INFINITY, terms);
        }
    }

    /// A column for a slack of at most `reach`, times the learners of a part whom it is about, with
    /// `taken_j` = 1 when they are at least j: `z ≥ j · slack − j · reach · (1 − taken_j)` for every j.
    pub fn slack_of_all(&mut self, slack: Col, (part, source): (usize, Option<usize>), reach: f64) -> Col {
        let all = self.col(Variable::SlackOfAll { slack });
        for (place, taken) in self.taken(part, source).into_iter().enumerate() {
            let seats = f64::from(place as u32 + 1);
            let terms = vec![(all, 1.0), (slack, -seats), (taken, -seats * reach)];
            self.link(-seats * reach, f64::INFINITY, terms);
        }
        all
    }

    /// `taken_j` for j from 1: `Σ_j taken_j = Σ_i sits_i` and `taken_j ≥ taken_{j+1}`.
    fn taken(&mut self, part: usize, source: Option<usize>) -> Vec<Col> {
        let sources = source.map_or_else(|| self.scene.groups[part].sources.clone(), |one| vec![one]);
        let sits = self.seated(part, &sources);
        let most = (sits.len() as u32).min(self.most_seated(part));
        let old = self.known(&Variable::Taken { part, source, seats: 1 }).is_some();
        let taken: Vec<Col> =
            (1..=most).map(|seats| self.col(Variable::Taken { part, source, seats })).collect();
        if !old {
            let less = taken.iter().map(|col| (*col, -1.0));
            self.link(0.0, 0.0, sits.into_iter().chain(less).collect());
            for pair in taken.windows(2) {
                self.link(0.0, f64::INFINITY, vec![(pair[0], 1.0), (pair[1], -1.0)]);
            }
        }
        taken
    }
}

/// Writes who of a cohort sits where.
fn settle(build: &mut Build<'_>, cohort: CohortId) {
    let parts: Vec<usize> =
        (0..build.scene.groups.len()).filter(|group| build.scene.groups[*group].cohort == cohort).collect();
    stay(build, cohort, &parts);
    in_order(build, cohort, &parts);
    equal(build, cohort, &parts);
}

/// A learner in each of some parts.
fn in_any(build: &mut Build<'_>, learner: u32, parts: &[usize], factor: f64) -> Terms {
    parts.iter().map(|part| (build.col(Variable::Sits { part: *part, learner }), factor)).collect()
}

/// The first of each firm stay.
fn stay(build: &mut Build<'_>, cohort: CohortId, parts: &[usize]) {
    let scenario = build.scene.scenario;
    let Some(provider) = seats::provider(scenario, cohort) else { return };
    for (firm, most) in firms_of(build, cohort) {
        let learners = 1..=scenario.cohorts[cohort.index()].learners();
        let mine =
            |learner: &u32| scenario.group_of(cohort, *learner).is_some_and(|group| group.firm == firm);
        let theirs: Vec<u32> = learners.filter(mine).collect();
        for pair in theirs.windows(2) {
            let mut terms = in_any(build, pair[0], parts, 1.0);
            terms.extend(in_any(build, pair[1], parts, -1.0));
            build.link(0.0, f64::INFINITY, terms);
        }
        let mut all: Terms = vec![(build.col(Variable::SeatsOutside { provider, firm, cohort, most }), 1.0)];
        for learner in theirs {
            let terms = in_any(build, learner, parts, 1.0);
            build.link(f64::NEG_INFINITY, 1.0, terms.clone());
            all.extend(terms);
        }
        build.link(f64::from(most), f64::from(most), all);
    }
}

/// Nobody sits in an earlier part than somebody before them in the list.
fn in_order(build: &mut Build<'_>, cohort: CohortId, parts: &[usize]) {
    let learners = build.scene.scenario.cohorts[cohort.index()].learners();
    for (place, part) in parts.iter().enumerate().take(parts.len().saturating_sub(1)) {
        for learner in 1..=learners {
            let passed = build.col(Variable::Passed { part: *part, learner });
            if learner > 1 {
                let before = build.col(Variable::Passed { part: *part, learner: learner - 1 });
                build.link(0.0, f64::INFINITY, vec![(passed, 1.0), (before, -1.0)]);
            }
            let mut later = in_any(build, learner, &parts[place + 1..], -1.0);
            later.push((passed, 1.0));
            build.link(0.0, f64::INFINITY, later);
            let mut earlier = in_any(build, learner, &parts[..=place], 1.0);
            earlier.push((passed, 1.0));
            build.link(f64::NEG_INFINITY, 1.0, earlier);
        }
    }
}

/// The open parts are of equal size, the first ones one larger.
fn equal(build: &mut Build<'_>, cohort: CohortId, parts: &[usize]) {
    let learners = build.scene.scenario.cohorts[cohort.index()].learners();
    let all = f64::from(learners);
    let mut sizes: Vec<Terms> = Vec::new();
    for part in parts {
        let sits = (1..=learners).map(|learner| (build.col(Variable::Sits { part: *part, learner }), 1.0));
        sizes.push(sits.collect());
    }
    let less = |size: &Terms| size.iter().map(|(col, _)| (*col, -1.0)).collect::<Terms>();
    for (place, part) in parts.iter().enumerate() {
        let first = build.scene.runs_of(*part).next();
        let Some(open) = first.and_then(|run| build.open(run)) else { continue };
        build.link(f64::NEG_INFINITY, 0.0, [sizes[place].clone(), vec![(open, -all)]].concat());
        if place > 0 {
            build.link(0.0, f64::INFINITY, [sizes[place - 1].clone(), less(&sizes[place])].concat());
            let near = [sizes[0].clone(), less(&sizes[place]), vec![(open, all)]].concat();
            build.link(f64::NEG_INFINITY, 1.0 + all, near);
        }
    }
}
