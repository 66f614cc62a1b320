//! A large programme with fewer decisions: no unit of equipment moves, and every module splits a cohort into
//! the fewest parts.
//!
//! Moves and smaller groups cost money and people; few plans need them, yet each doubles what has to be
//! searched. The plainest programme is a restriction: a plan of it is a plan of the whole. That it has none
//! says nothing of the whole.

use crate::domain::{LockKind, ModuleId, Scenario};
use crate::model::scene::Scene;

use super::counting;

/// The programme with fewer decisions; `None` where it has none to lose, or counting already refutes it.
pub(super) fn plainest(scenario: &Scenario) -> Option<Scenario> {
    let mut plain = scenario.clone();
    for pool in &mut plain.equipment {
        pool.moves.clear();
    }
    for (index, module) in plain.modules.iter_mut().enumerate() {
        if !locked_by_part(scenario, ModuleId(index)) {
            module.smaller_groups.clear();
        }
    }
    (plain != *scenario && counting::shortages(&Scene::new(&plain)).is_empty()).then_some(plain)
}

/// Whether a lock names a part of the module, which is a part of one of its divisions.
fn locked_by_part(scenario: &Scenario, module: ModuleId) -> bool {
    scenario.locks.iter().any(|lock| match &lock.kind {
        LockKind::Session(session) => session.module == module && session.part.is_some(),
        LockKind::Days { .. } => false,
    })
}
