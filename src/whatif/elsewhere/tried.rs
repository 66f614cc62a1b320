//! Every place of a session, tried.

use rayon::prelude::*;

use super::Place;
use crate::model::placements::Placement;
use crate::plan::Session;
use crate::whatif::circle::Circle;
use crate::whatif::effect::Change;
use crate::whatif::hold::{InTheWay, Wanted, distance};
use crate::whatif::question::Question;
use crate::whatif::spot::Spot;

/// A place that has been tried.
#[derive(Clone)]
pub(super) struct Tried {
    /// What it would do.
    pub(super) place: Place,
    /// The change of the plan that it is.
    pub(super) change: Change,
}

/// Every other place among some slots, those nearest in time first.
pub(super) fn tried<'s>(
    question: &Question<'_>,
    place: usize,
    slots: impl Iterator<Item = &'s Placement>,
) -> Vec<Tried> {
    let session = &question.plan.sessions[place];
    let circle = Circle::new(question, &session.attendance);
    let what = (session.id.clone(), session.run.clone());
    let wanted = Wanted::new(question, what, (session.attendance.clone(), session.lead), Some(place));
    let slots = slots.map(|slot| wanted.held(&fitted(question, slot, session.learners())));
    let mut held: Vec<(Session, Vec<InTheWay>)> = slots.filter(|(one, _)| !is_at(one, session)).collect();
    held.sort_by_key(|(one, _)| {
        let pool = one.equipment.as_ref().map(|used| used.pool);
        (distance(one, (session.date, session.start.0)), one.minutes, one.site, pool)
    });
    held.dedup_by(|(one, _), (other, _)| is_at(one, other));
    let tried = held.into_par_iter().map(|(comes, in_the_way)| {
        let spot = Spot::of(question.scenario, &comes);
        let change = Change { gone: Some(place), comes: Some(comes) };
        let effect = question.effect_within(&circle, &change);
        Tried { place: Place::new(spot, effect, in_the_way), change }
    });
    tried.collect()
}

/// A slot with as many units as so many learners need.
pub(in crate::whatif) fn fitted(question: &Question<'_>, slot: &Placement, learners: u32) -> Placement {
    let mut slot = slot.clone();
    if let Some(equipped) = &mut slot.equipment {
        let pool = &question.scenario.equipment[equipped.pool.index()];
        equipped.units = learners.div_ceil(pool.learners_per_unit.max(1));
    }
    slot
}

/// Whether two sessions lie at the same time and place, on units of the same pool.
fn is_at(one: &Session, other: &Session) -> bool {
    let at = |session: &Session| {
        let pool = session.equipment.as_ref().map(|used| used.pool);
        (session.date, session.start, session.end, session.minutes, session.class, session.site, pool)
    };
    at(one) == at(other)
}
