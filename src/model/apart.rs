//! People of a staff group told apart within the programme, for one week.
//!
//! Counting is exact at every moment but not over a week: three people of 20 h cannot hold ten
//! sessions of 6 h, although 60 h would be enough. Where that matters, and only there, the week gets
//! one column for each person k and placement p that the group e may serve:
//!
//! - `Σ_k y_{p,k} = people of e on p`, as the uses of the group count them;
//! - `Σ_p minutes_p · y_{p,k} ≤ l` for a weekly load of l minutes;
//! - `Σ_{p in a clique} y_{p,k} ≤ 1`: one session at a time;
//! - `y_{p,k} ≤ late_{k,d}` for the evenings, and `Σ_d late_{k,d} ≤ n` for a limit of n a week;
//! - `Σ_p minutes_p · (y_{p,k} − y_{p,k+1}) ≥ 0`: the first person has most, so that exchanging two
//!   people gives nothing new; whoever is absent on a day serves nothing then, and is left out of this order.
//!
//! A solution is then a duty roster of that week.

use std::collections::{BTreeMap, BTreeSet};

use super::Model;
use super::scene::Scene;
use super::variables::Variable;
use crate::calendar::SessionTime;
use crate::domain::{SlotClass, StaffId};
use crate::solver::{Col, Column};

/// Adds the columns and rows of a staff group's people in a week.
pub fn tell_apart(scene: &Scene<'_>, model: &mut Model, staff: StaffId, week: usize) {
    let uses = uses(scene, model, staff, week);
    let group = &scene.scenario.staff[staff.index()];
    let mut people: Vec<Vec<(usize, Col)>> = Vec::new();
    // Who has stood somewhere is somebody in particular.
    let mut settled: BTreeSet<u32> = BTreeSet::new();
    for person in 1..=group.count {
        let mut on = Vec::new();
        for placement in uses.keys() {
            let col = column(model, Variable::Person { staff, person, placement: *placement });
            let served = &model.placements[*placement];
            let known = scene.known.on(scene, served, staff);
            if scene.known.stands(served) && !known.is_empty() {
                let by = f64::from(u8::from(known.contains(&person)));
                let column = &mut model.formulation.columns[col.index()];
                (column.lower, column.upper) = (by, by);
                settled.insert(person);
            } else if group.is_away(person, scene.date(served.day)) {
                model.formulation.columns[col.index()].upper = 0.0;
            }
            on.push((*placement, col));
        }
        people.push(on);
    }
    for (position, terms) in uses.values().enumerate() {
        let each = people.iter().map(|on| (on[position].1, -1.0));
        row(model, 0.0, 0.0, terms.iter().copied().chain(each).collect());
    }
    for (index, on) in people.iter().enumerate() {
        one_at_a_time(model, on);
        if let Some(load) = group.minutes_per_week {
            row(model, f64::NEG_INFINITY, f64::from(load), minutes(model, on, 1.0));
        }
        if let Some(most) = group.evenings_per_week {
            evenings(model, (staff, index as u32 + 1), on, most);
        }
    }
    // People who are absent on some day are not alike.
    let dates = || scene.calendar.weeks[week].days.iter().map(|day| scene.date(*day));
    let is_there =
        |person: &u32| !settled.contains(person) && dates().all(|date| !group.is_away(*person, date));
    let alike: Vec<&Vec<(usize, Col)>> =
        (1..=group.count).zip(&people).filter(|(person, _)| is_there(person)).map(|(_, on)| on).collect();
    for pair in alike.windows(2) {
        let more = minutes(model, pair[0], 1.0);
        row(model, 0.0, f64::INFINITY, [more, minutes(model, pair[1], -1.0)].concat());
    }
}

/// The placements of the week that the group may serve, with the columns that count its people.
fn uses(scene: &Scene<'_>, model: &Model, staff: StaffId, week: usize) -> BTreeMap<usize, Vec<(Col, f64)>> {
    let mut uses: BTreeMap<usize, Vec<(Col, f64)>> = BTreeMap::new();
    for used in &model.staff[staff.index()] {
        if scene.calendar.days[model.placements[used.placement].day].week == week {
            uses.entry(used.placement).or_default().push((used.col, used.people));
        }
    }
    uses
}

fn column(model: &mut Model, variable: Variable) -> Col {
    let (lower, upper, integer) = variable.domain();
    model.variables.push(variable);
    model.formulation.add_column(Column { lower, upper, integer, cost: 0.0 })
}

fn row(model: &mut Model, lower: f64, upper: f64, terms: Vec<(Col, f64)>) {
    model.formulation.add_row(lower, upper, terms);
    model.tags.push(None);
}

/// Minutes of the placements on, each times a factor.
fn minutes(model: &Model, on: &[(usize, Col)], factor: f64) -> Vec<(Col, f64)> {
    let weigh = |(placement, col): &(usize, Col)| {
        (*col, factor * f64::from(model.placements[*placement].time.minutes))
    };
    on.iter().map(weigh).collect()
}

/// A row for each moment at which a placement begins: at most one of those that cover it.
fn one_at_a_time(model: &mut Model, on: &[(usize, Col)]) {
    let begins: std::collections::BTreeSet<(usize, u16)> =
        on.iter().map(|(placement, _)| moment(model, *placement)).collect();
    for (day, start) in begins {
        let covers = |time: &SessionTime| time.start.0 <= start && start < time.end.0;
        let there = |placement: usize| {
            model.placements[placement].day == day && covers(&model.placements[placement].time)
        };
        let terms: Vec<(Col, f64)> =
            on.iter().filter(|(placement, _)| there(*placement)).map(|(_, col)| (*col, 1.0)).collect();
        if terms.len() > 1 {
            row(model, f64::NEG_INFINITY, 1.0, terms);
        }
    }
}

fn moment(model: &Model, placement: usize) -> (usize, u16) {
    (model.placements[placement].day, model.placements[placement].time.start.0)
}

/// At most so many evenings for a person of a group.
fn evenings(model: &mut Model, (staff, person): (StaffId, u32), on: &[(usize, Col)], most: u32) {
    let mut days: BTreeMap<usize, Col> = BTreeMap::new();
    for (placement, col) in on {
        let placement = &model.placements[*placement];
        if placement.time.class != SlotClass::Evening {
            continue;
        }
        let day = placement.day;
        let late = match days.get(&day) {
            Some(late) => *late,
            None => column(model, Variable::PersonEvening { staff, person, day }),
        };
        days.insert(day, late);
        row(model, f64::NEG_INFINITY, 0.0, vec![(*col, 1.0), (late, -1.0)]);
    }
    if days.len() > most as usize {
        let terms = days.into_values().map(|late| (late, 1.0)).collect();
        row(model, f64::NEG_INFINITY, f64::from(most), terms);
    }
}
