//! The levers for a reason, those first that a planner would try first.

mod days;
mod locks;
mod people;
mod places;
mod policies;
mod things;

use super::lever::{Lever, Matter};
use crate::model::tags::Unit;
use crate::plan::ObjectKind;

/// The way of amounts that policies state.
const AMOUNT: &str = "amount";

/// Everything that may help against a reason.
pub(super) fn levers(matter: Matter<'_>) -> Vec<Lever> {
    let id = matter.reason.object.id.as_str();
    let mut levers: Vec<Option<Lever>> = policies::amounts(matter);
    match matter.reason.object.kind {
        ObjectKind::Equipment => levers.extend(things::pool(matter, id)),
        ObjectKind::EquipmentKind => levers.extend(things::kind(matter, id)),
        ObjectKind::Staff => levers.extend(people::group(matter, id)),
        ObjectKind::Qualification => levers.extend(people::qualified(matter, id)),
        ObjectKind::Rooms => levers.extend(places::rooms(matter, id)),
        ObjectKind::Firm => levers.extend(places::firm(matter, id)),
        ObjectKind::Lock => levers.extend(locks::lock(matter, id)),
        ObjectKind::Cohort => levers.extend(days::cohort(matter, id)),
        ObjectKind::Module | ObjectKind::Run => levers.extend(days::module(matter)),
        ObjectKind::Plan | ObjectKind::Calendar | ObjectKind::Policy => {}
    }
    if matter.reason.needed.is_some() && matter.reason.unit == Unit::Minutes {
        levers.extend(of_run(matter));
    }
    levers.extend(policies::shifted(matter));
    levers.extend(policies::patterns(matter));
    if matter.reason.unit == Unit::Minutes {
        levers.extend(days::calendar(matter));
    }
    levers.push(policies::waived(matter));
    let mut found: Vec<Lever> = Vec::new();
    for lever in levers.into_iter().flatten() {
        if !found.contains(&lever) {
            found.push(lever);
        }
    }
    found
}

/// What the first run that is short builds on, where it has too few slots: its equipment, its people, its dates.
fn of_run(matter: Matter<'_>) -> Vec<Option<Lever>> {
    let refused = matter.reason.detail.contains(" refuses ") || matter.reason.family == "prerequisites";
    let module = matter.reason.runs.first().and_then(|run| run.split('/').nth(1));
    let module = matter.scenario.modules.iter().find(|one| Some(one.key.as_str()) == module);
    let Some(module) = module.filter(|_| refused) else { return Vec::new() };
    let mut levers: Vec<Option<Lever>> = Vec::new();
    if let Some(kind) = &module.equipment {
        levers.extend(things::kind(matter, kind));
    }
    for role in &module.staff {
        levers.extend(people::qualified(matter, &role.qualification));
    }
    levers.extend(days::module(matter));
    levers
}
