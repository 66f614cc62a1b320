//! What a change has taken from a plan.

use crate::model::scene::Scene;
use crate::plan::Plan;
use crate::planner::decomposed::published::Published;
use crate::planner::decomposed::year::Year;

/// Minutes of the shortest session.
pub(super) fn shortest(plan: &Plan) -> f64 {
    f64::from(plan.sessions.iter().map(|session| session.minutes).min().unwrap_or(60).max(1))
}

/// What is disturbed at least: hours of a run that its published sessions no longer hold need so many others.
pub(super) fn lost(scene: &Scene<'_>, year: &Year<'_>, published: &Published) -> f64 {
    let of_run = |(index, run): (usize, &crate::model::runs::Run)| {
        let known = published.of_run(index);
        let held: u32 = known.iter().map(|chosen| chosen.placement.time.minutes).sum();
        let longest = crate::model::placements::of_run(scene, index, &all_days(scene), false)
            .iter()
            .map(|placement| placement.time.minutes)
            .max();
        let needed =
            year.is_planned(index).then_some(run.minutes.saturating_sub(held)).filter(|more| *more > 0);
        match (needed, longest) {
            (Some(needed), Some(longest)) => {
                f64::from(needed.div_ceil(longest)) * published.least_weight(index, year.first_day())
            }
            _ => 0.0,
        }
    };
    scene.runs.iter().enumerate().map(of_run).sum()
}

fn all_days(scene: &Scene<'_>) -> Vec<usize> {
    (0..scene.calendar.days.len()).collect()
}
