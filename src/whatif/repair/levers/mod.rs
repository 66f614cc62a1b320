//! The levers for a reason, those first that a planner would try first.

mod days;
mod people;
mod places;
mod policies;
mod things;

use super::lever::{Lever, Matter};
use crate::plan::ObjectKind;

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
        ObjectKind::Lock => levers.extend(policies::lock(matter, id)),
        ObjectKind::Cohort => levers.extend(days::cohort(matter, id)),
        ObjectKind::Module | ObjectKind::Run => levers.extend(days::module(matter)),
        ObjectKind::Plan | ObjectKind::Calendar | ObjectKind::Policy => {}
    }
    levers.extend(policies::shifted(matter));
    levers.extend(policies::patterns(matter));
    if matter.reason.unit == crate::model::tags::Unit::Minutes {
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
