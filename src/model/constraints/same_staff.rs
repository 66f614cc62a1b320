//! **A run keeps its people.**
//!
//! For each run r and staff group e that could serve it: `people of e on p ≤ works_on_{r,e}` and each
//! group beyond the first costs the wish; as a policy `Σ_e works_on_{r,e} ≤ number of people asked for`. Within a
//! staff group the same person is kept when people are told apart, as far as loads allow.
//!
//! Emits nothing for runs that one staff group serves alone.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::{PolicyId, Rule, StaffId};
use crate::model::build::{StaffUse, Terms};
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct SameStaff;

impl Family for SameStaff {
    fn key(&self) -> &'static str {
        "same_staff"
    }

    fn sentence(&self) -> &'static str {
        "A run keeps the same people from its first session to its last."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if !matches!(policy.rule, Rule::SameStaff) {
                continue;
            }
            for run in 0..build.scene.runs.len() {
                if build.scene.runs[run].members.iter().any(|(cohort, _)| policy.cohorts.contains(cohort)) {
                    one(build, id, run);
                }
            }
        }
    }
}

fn one(build: &mut Build<'_>, id: PolicyId, run: usize) {
    let mut uses: BTreeMap<StaffId, Vec<StaffUse>> = BTreeMap::new();
    for index in 0..build.staff.len() {
        let mine = build.staff[index].iter().filter(|used| build.placements[used.placement].run == run);
        let mine: Vec<StaffUse> = mine.copied().collect();
        if !mine.is_empty() {
            uses.insert(StaffId(index), mine);
        }
    }
    let roles: u32 =
        build.scene.runs[run].module(build.scene.scenario).staff.iter().map(|role| role.count).sum();
    if uses.len() <= roles as usize {
        return;
    }
    let mut terms: Terms = Vec::new();
    for (staff, uses) in uses {
        let works = build.col(Variable::WorksOn { run, staff });
        let most = f64::from(build.scene.scenario.staff[staff.index()].count);
        for used in uses {
            build.link(
                f64::NEG_INFINITY,
                0.0,
                vec![(used.col, used.people), (works, -most.max(used.people))],
            );
        }
        terms.push((works, 1.0));
    }
    let tag = build.tag(Subject::always(Whom::Run(run))).policy(id);
    build.rule(tag, f64::NEG_INFINITY, f64::from(roles), terms);
}
