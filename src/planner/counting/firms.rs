//! Contracts against places and mentors.

use crate::domain::{FirmId, Scenario};
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};
use crate::planner::explain::Shortage;

/// Firms with more learners than contracts.
pub(super) fn shortages(scenario: &Scenario) -> Vec<Shortage> {
    let mut found = Vec::new();
    for (index, firm) in scenario.firms.iter().enumerate() {
        let Some(contracts) = firm.contracts() else { continue };
        let groups = scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
        let learners: u32 =
            groups.filter(|group| group.firm == Some(FirmId(index))).map(|group| group.learners).sum();
        if learners > contracts {
            found.push(Shortage {
                family: "firm_places",
                policy: None,
                relaxable: false,
                object: Object::new(ObjectKind::Firm, &firm.key),
                besides: Vec::new(),
                when: Vec::new(),
                subject: format!("learner contracts at {}", firm.name),
                needed: Some(f64::from(learners)),
                available: Some(f64::from(contracts)),
                short: f64::from(learners - contracts),
                unit: Unit::Count,
                detail: "held by places and mentors".into(),
                // Contracts are no hours: no run is short of anything.
                runs: Vec::new(),
            });
        }
    }
    found
}
