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

mod counted;

use super::build::{Build, Terms};
use super::constraints::outside_seats::firms_of;
use super::seats;
use super::variables::Variable;
use crate::domain::{CohortId, LearnerGroup};

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
