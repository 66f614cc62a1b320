//! **The sessions of a run lie on several dates.**
//!
//! For each run r of a selected module, asked for n dates: `taught_{r,d} ≤ Σ_{p of r on d} held_p` and
//! `Σ_d taught_{r,d} ≥ n · open_r`, with open 1 where the run is the only way to the module.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::{PolicyId, Rule};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct TeachingDays;

impl Family for TeachingDays {
    fn key(&self) -> &'static str {
        "teaching_days"
    }

    fn sentence(&self) -> &'static str {
        "The sessions of a run are spread over a number of dates, not heaped on few."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            let Rule::TeachingDays { selector, at_least } = &policy.rule else { continue };
            for run in 0..build.scene.runs.len() {
                let concerned = build.scene.runs[run].members.iter().any(|(cohort, module)| {
                    policy.cohorts.contains(cohort)
                        && selector.matches(*module, &build.scene.scenario.modules[module.index()])
                });
                if concerned {
                    spread(build, id, run, *at_least);
                }
            }
        }
    }
}

fn spread(build: &mut Build<'_>, id: PolicyId, run: usize, at_least: u32) {
    let mut days: BTreeMap<usize, Terms> = BTreeMap::new();
    for index in build.by_run[run].clone() {
        days.entry(build.placements[index].day).or_default().push((build.held(index), -1.0));
    }
    let mut sum: Terms = Vec::new();
    for (day, mut terms) in days {
        let taught = build.col(Variable::TaughtOn { run, day });
        terms.push((taught, 1.0));
        build.link(f64::NEG_INFINITY, 0.0, terms);
        sum.push((taught, 1.0));
    }
    let least = f64::from(at_least);
    let tag = build.tag(Subject::always(Whom::Run(run))).policy(id);
    match build.open(run) {
        None => build.rule(tag, least, f64::INFINITY, sum),
        Some(open) => {
            sum.push((open, -least));
            build.rule(tag, 0.0, f64::INFINITY, sum);
        }
    }
}
