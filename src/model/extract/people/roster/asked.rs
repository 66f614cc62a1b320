//! What somebody asks of rosters before there is a plan: whether there is one, and for which duties nobody is left.

use std::cmp::Reverse;

use super::{Habits, Shift, of, shared_out, team};
use crate::domain::StaffId;
use crate::model::placements::Placement;
use crate::model::scene::Scene;

/// Whether a roster is found for people of a staff group on placements of one week, so many on each, when nobody has worked before.
pub fn has_roster(scene: &Scene<'_>, staff: StaffId, duties: &[(&Placement, u32)]) -> bool {
    if left_over(scene, staff, duties).is_empty() {
        return true;
    }
    let group = &scene.scenario.staff[staff.index()];
    let each = |(placement, people): &(&Placement, u32)| {
        (0..*people as usize).map(|place| of(scene, staff, placement, place)).collect::<Vec<_>>()
    };
    let mut shifts: Vec<Shift> = duties.iter().flat_map(each).collect();
    shifts.sort_by_key(|shift| (shift.day, shift.start));
    let limits = (group.minutes_per_week, group.evenings_per_week);
    shared_out(&shifts, &team(scene, staff, &shifts), limits, &Habits::new()).is_some()
}

/// Which of these placements nobody of a staff group is left for when each duty, the hardest first, goes to whoever has least
/// and can take it: none where that is a roster already.
pub fn left_over(scene: &Scene<'_>, staff: StaffId, duties: &[(&Placement, u32)]) -> Vec<usize> {
    let group = &scene.scenario.staff[staff.index()];
    let (load, evenings) = (group.minutes_per_week, group.evenings_per_week);
    let mut order: Vec<(usize, Shift)> = duties
        .iter()
        .enumerate()
        .map(|(index, (placement, _))| (index, of(scene, staff, placement, 0)))
        .collect();
    let shifts: Vec<Shift> = order.iter().map(|(_, shift)| *shift).collect();
    let mut people = team(scene, staff, &shifts);
    order.sort_by_key(|(index, shift)| {
        (!shift.stands, !shift.late, Reverse(shift.minutes), shift.day, shift.start, *index)
    });
    let mut left = Vec::new();
    for (index, _) in order {
        for place in 0..duties[index].1 as usize {
            let shift = of(scene, staff, duties[index].0, place);
            let may = |number: usize| !shift.stands || shift.known == Some(number as u32 + 1);
            let able = people
                .iter_mut()
                .enumerate()
                .filter(|(number, person)| may(*number) && person.can(&shift, load, evenings));
            match able.map(|(_, person)| person).min_by_key(|person| person.minutes) {
                Some(person) => person.take(shift),
                None if left.last() == Some(&index) => {}
                None => left.push(index),
            }
        }
    }
    left
}
