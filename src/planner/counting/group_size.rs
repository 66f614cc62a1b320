//! Cohorts too small for the smallest group that is run of a module, where nobody sells them seats.

use crate::domain::{CohortId, ModuleId};
use crate::model::groups::{divisions, part};
use crate::model::scene::Scene;
use crate::model::seats;
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::explain::Shortage;

/// Modules of a cohort of which no run could be opened.
pub(super) fn shortages(scene: &Scene<'_>) -> Vec<Shortage> {
    let scenario = scene.scenario;
    let cohorts = (0..scenario.cohorts.len()).map(CohortId).filter(|id| !seats::sold(scenario, *id));
    let modules = |cohort: CohortId| {
        let programme = scenario.cohorts[cohort.index()].programme;
        scenario.programmes[programme.index()].modules.iter().map(move |module| (cohort, *module))
    };
    cohorts.flat_map(modules).filter_map(|member| one(scene, member)).collect()
}

fn one(scene: &Scene<'_>, (cohort, module): (CohortId, ModuleId)) -> Option<Shortage> {
    let scenario = scene.scenario;
    if scene.runs.iter().any(|run| run.members.contains(&(cohort, module))) {
        return None;
    }
    let (of, asked) = (&scenario.cohorts[cohort.index()], &scenario.modules[module.index()]);
    let largest =
        divisions(asked, of.learners()).into_iter().map(|count| part(of.learners(), count, 0).1).max()?;
    let short = asked.min_group.checked_sub(largest).filter(|short| *short > 0)?;
    Some(Shortage {
        family: "one_run",
        policy: None,
        relaxable: false,
        object: Object::new(ObjectKind::Cohort, &of.key),
        besides: Vec::new(),
        when: Vec::new(),
        subject: format!("learners of {} in a group of {}", of.key, asked.key),
        needed: Some(f64::from(asked.min_group)),
        available: Some(f64::from(largest)),
        short: f64::from(short),
        unit: Unit::Count,
        detail: "in the largest it has".to_owned(),
        runs: Vec::new(),
    })
}
