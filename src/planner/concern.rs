//! Which runs a rule concerns, so that hours without a place get the shortage that keeps them from
//! theirs.

use std::collections::BTreeSet;

use super::Shortage;
use crate::domain::{CohortId, LockKind};
use crate::model::Model;
use crate::model::constraints::firm_release::learners_in;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::Whom;

/// The runs that a rule concerns, by whom it holds for.
pub(super) fn runs(scene: &Scene<'_>, model: &Model, whom: Whom) -> BTreeSet<usize> {
    let all = 0..scene.runs.len();
    let attended = |cohort: CohortId, run: usize| scene.runs[run].members.iter().any(|(of, _)| *of == cohort);
    let held = |fits: &dyn Fn(&Placement) -> bool| {
        model.placements.iter().filter(|placement| fits(placement)).map(|placement| placement.run).collect()
    };
    match whom {
        Whom::Everybody => all.collect(),
        Whom::Run(run) => BTreeSet::from([run]),
        Whom::Cohort(cohort) => all.filter(|run| attended(cohort, *run)).collect(),
        Whom::Group(group) => scene.runs_of(group).collect(),
        Whom::Module(module) => {
            let of = |run: &usize| scene.runs[*run].members.iter().any(|(_, member)| *member == module);
            all.filter(of).collect()
        }
        Whom::Firm(firm) => {
            let cohorts: Vec<CohortId> = (0..scene.scenario.cohorts.len()).map(CohortId).collect();
            all.filter(|run| learners_in(scene, *run, firm, &cohorts) > 0).collect()
        }
        Whom::Pool(pool) => held(&|placement| placement.equipment.is_some_and(|used| used.pool == pool)),
        Whom::Rooms(site) => held(&|placement| placement.site == site && !placement.rooms.is_empty()),
        Whom::Staff(staff) => {
            let uses = model.staff[staff.index()].iter();
            uses.map(|used| model.placements[used.placement].run).collect()
        }
        Whom::Lock(lock) => match &scene.scenario.locks[lock].kind {
            LockKind::Session(session) => {
                let member = (session.cohort, session.module);
                all.filter(|run| scene.runs[*run].members.contains(&member)).collect()
            }
            LockKind::Days { cohort, .. } => all.filter(|run| attended(*cohort, *run)).collect(),
        },
    }
}

/// The keys of runs.
pub(super) fn keys(scene: &Scene<'_>, runs: impl IntoIterator<Item = usize>) -> Vec<String> {
    runs.into_iter().map(|run| scene.runs[run].key.clone()).collect()
}

/// The shortage that concerns a run most closely: of those that concern it the one that concerns
/// the fewest others, of equals the first.
pub(super) fn closest<'a>(shortages: &'a [Shortage], run: &str) -> Option<&'a Shortage> {
    let concerns = |shortage: &&Shortage| shortage.runs.iter().any(|key| key == run);
    shortages.iter().filter(concerns).min_by_key(|shortage| shortage.runs.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tags::Unit;
    use crate::plan::{Object, ObjectKind};

    fn shortage(family: &'static str, runs: &[&str]) -> Shortage {
        Shortage {
            family,
            policy: None,
            relaxable: false,
            object: Object::new(ObjectKind::Plan, ""),
            besides: Vec::new(),
            when: Vec::new(),
            subject: family.to_owned(),
            needed: None,
            available: None,
            short: 1.0,
            unit: Unit::Count,
            detail: String::new(),
            runs: runs.iter().map(|run| (*run).to_owned()).collect(),
        }
    }

    #[test]
    fn the_shortage_of_the_fewest_runs_is_the_closest() {
        let all = [
            shortage("budget", &["a", "b", "c"]),
            shortage("pool", &["a", "b"]),
            shortage("staff", &["b", "c"]),
        ];
        let family = |run: &str| closest(&all, run).map(|shortage| shortage.family);
        assert_eq!(["a", "b", "c", "d"].map(family), [Some("pool"), Some("pool"), Some("staff"), None]);
    }
}
