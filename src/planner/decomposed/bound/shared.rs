//! What several cohorts pay for together, and the share of each.

use std::collections::BTreeSet;

use crate::domain::{ClockTime, CohortId, Heading};
use crate::model::Model;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::Whom;
use crate::model::variables::Variable;
use crate::planner::decomposed::yearly::of_cohort;
use crate::solver::Formulation;

/// Gives one of several cohorts its share of what is shared.
pub(super) fn share_out(
    (scene, cohorts): (&Scene<'_>, &BTreeSet<CohortId>),
    model: &Model,
    alone: &mut Formulation,
) {
    for (index, variable) in model.variables.iter().enumerate() {
        if is_shared(model, variable, cohorts) {
            alone.columns[index].cost = 0.0;
        }
    }
    for (index, placement) in model.placements.iter().enumerate() {
        alone.columns[index].cost += share_of_set_up(scene, placement);
    }
}

/// `Σ_{t covered} λ_t · f_r · u_p / U_r`, in euros, with the same weight for each start of a daypart of the day.
pub(in crate::planner::decomposed) fn share_of_set_up(scene: &Scene<'_>, placement: &Placement) -> f64 {
    let Some(equipped) = placement.equipment else { return 0.0 };
    let pool = &scene.scenario.equipment[equipped.pool.index()];
    let price = scene.scenario.tariff.charged(Heading::Setup, pool.setup_per_day);
    let dayparts = scene.calendar.days[placement.day].dayparts.iter();
    let moments: BTreeSet<_> = dayparts.map(|id| scene.scenario.calendar.dayparts[id.index()].from).collect();
    let covers = |moment: &&ClockTime| placement.time.start <= **moment && **moment < placement.time.end;
    let weight = moments.iter().filter(covers).count() as f64 / moments.len().max(1) as f64;
    price.0 as f64 / 100.0 * weight * f64::from(equipped.units) / f64::from(pool.units.max(1))
}

/// Whether a column may stand for others than some cohorts: for several at once, or for one that is not among them.
pub(in crate::planner::decomposed) fn is_shared(
    model: &Model,
    variable: &Variable,
    cohorts: &BTreeSet<CohortId>,
) -> bool {
    use Variable as V;
    match variable {
        V::SetUp { .. }
        | V::Opening { .. }
        | V::StaffEvening { .. }
        | V::PersonEvening { .. }
        | V::MovedUnits { .. }
        | V::Opened
        | V::IncomeLost(_)
        | V::LearnersLost { .. } => true,
        V::Slack { row, .. } => model.tags[*row].as_ref().is_none_or(|tag| match tag.subject.whom {
            Whom::Cohort(cohort) => !cohorts.contains(&cohort),
            Whom::Run(_) | Whom::Group(_) | Whom::Module(_) => false,
            _ => true,
        }),
        V::SlackOfAll { slack } | V::SeatedWhile { on: slack, .. } => {
            is_shared(model, &model.variables[slack.index()], cohorts)
        }
        other => of_cohort(other).is_some_and(|cohort| !cohorts.contains(&cohort)),
    }
}
