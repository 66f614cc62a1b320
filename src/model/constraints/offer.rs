//! **Each selected module is on offer in the evening and at the weekend.**
//!
//! For each cohort and module m that a policy selects: `Σ_{p of m in the evening} held_p ≥ evening` and
//! `Σ_{p of m on Saturday or Sunday} held_p ≥ weekend`, counted over all runs the cohort may follow.
//! Nothing is asked for a cohort whose learners all sit outside: the right side is then multiplied by
//! `1 − all_outside_c`, or where single seats are sold by `open_1`, the part that fills first.

use super::{Build, Family};
use crate::domain::{CohortId, ModuleId, PolicyId, Rule, SlotClass};
use crate::model::build::Terms;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct Offer;

impl Family for Offer {
    fn key(&self) -> &'static str {
        "offer"
    }

    fn sentence(&self) -> &'static str {
        "Each of the selected modules has at least the agreed number of sessions in the evening and at the weekend."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            let Rule::Offer { selector, evening, weekend } = &policy.rule else { continue };
            for index in 0..build.scene.scenario.modules.len() {
                let module = ModuleId(index);
                if selector.matches(module, &build.scene.scenario.modules[index]) {
                    for cohort in &policy.cohorts {
                        at_least(build, id, (*cohort, module), *evening, |class| class == SlotClass::Evening);
                        at_least(build, id, (*cohort, module), *weekend, SlotClass::is_weekend);
                    }
                }
            }
        }
    }
}

fn at_least(
    build: &mut Build<'_>,
    id: PolicyId,
    member: (CohortId, ModuleId),
    least: u32,
    class: impl Fn(SlotClass) -> bool,
) {
    let concerns = |run: &usize| build.scene.runs[*run].members.contains(&member);
    let runs: Vec<usize> = (0..build.scene.runs.len()).filter(concerns).collect();
    if least == 0 || runs.is_empty() {
        return;
    }
    let placements = runs.iter().flat_map(|run| &build.by_run[*run]);
    let mut terms: Terms = placements
        .filter(|index| class(build.placements[**index].time.class))
        .map(|index| (build.held(*index), 1.0))
        .collect();
    let first = build.scene.groups.iter().position(|group| group.cohort == member.0);
    let (relief, off) =
        first.map_or((Terms::new(), 0.0), |group| build.unless_outside(group, f64::from(least)));
    terms.extend(relief);
    let tag = build.tag(Subject::always(Whom::Module(member.1))).policy(id).floor();
    build.rule(tag, f64::from(least) - off, f64::INFINITY, terms);
}
