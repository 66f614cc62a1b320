//! A rolling horizon: whole numbers a few weeks at a time.
//!
//! Takes a programme too large to be solved whole and gives values that satisfy every rule, hours
//! that found no place left out.
//!
//! 1. What everything else gives way to is settled for the whole year (`super::critical`).
//! 2. A guide (`super::guide`), the year without whole numbers, says how many minutes of each run by the end of each week.
//! 3. The weeks are cut into windows, one after the other a slice of its own (`super::slice`): what
//!    lies before is fixed, what lies after waits, and sessions are held so that each run is no later
//!    than its guide. A window is longer than the step, so that its end is not the end of the world.
//!
//! For run r with `G_{r,w}` guided minutes by the end of week w, of which `B_r` are held before:
//!
//! `Σ_{p of r until w} minutes_p · held_p + late_{r,w} ≥ G_{r,w} − B_r`, and the window minimises
//! `Σ reduced cost · column + λ Σ late − μ Σ minutes · held`: what the guide finds dear is dear here.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::scene::Scene;
use crate::solver::{Col, Formulation, Limits, Solution, SolverError};

use super::critical::{self, Settled};
use super::guide::{cost_of_a_minute, guided};
use super::phase::Phase;
use super::place::Place;
use super::search::Search;
use super::slice::{Role, Slice};

/// Weeks of a window.
const WINDOW: usize = 4;

/// Weeks that a window settles.
const STEP: usize = 2;

/// Search nodes for a window.
const NODES: u64 = 400;

/// The price of a minute later than the guide, in average costs of a minute (λ).
const LATE: f64 = 20.0;

/// How much dearer it is where a scarce run waits for it.
const URGENT: f64 = 30.0;

/// The worth of a minute held, guided or not, in average costs of a minute (μ).
const HELD: f64 = 0.1;

/// Minutes late that are not worth a longer search.
const ENOUGH: f64 = 15.0;

/// Values that satisfy the programme, found window by window; `None` when the search must end first.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn roll(
    search: &mut Search<'_>,
    model: &Model,
    place: &Place,
) -> Result<Option<Vec<f64>>, SolverError> {
    let settled = critical::settle(search, model, place)?;
    let Some((year, guide)) = guided(search, model, place, &settled)? else { return Ok(None) };
    let mut rolling = Rolling::new(search.scene, model, place, &settled, year, guide);
    let weeks = search.scene.calendar.weeks.len();
    for begin in (0..weeks).step_by(STEP) {
        search.tell(Phase::Horizon { week: begin, of: weeks }, None);
        let mut part = rolling.window(begin);
        let limits = Limits {
            relative_gap: 0.02,
            absolute_gap: rolling.each * LATE * ENOUGH,
            nodes: Some(NODES),
            ..Limits::default()
        };
        let mut found = search.attempt(&part.formulation, limits)?;
        if found.is_none() && rolling.release(begin) {
            part = rolling.window(begin);
            found = search.attempt(&part.formulation, limits)?;
        }
        let Some(found) = found else { return Ok(None) };
        rolling.keep(begin, &part, &found);
    }
    let last = rolling.settled();
    let found =
        search.attempt(&last, Limits { relative_gap: 1e-4, nodes: Some(NODES), ..Limits::default() })?;
    Ok(found.map(|solution| solution.values))
}

/// A year that is decided from its first week to its last.
struct Rolling<'a> {
    model: &'a Model,
    place: &'a Place,
    settled: &'a Settled,
    year: Formulation,
    guide: Solution,
    /// Average cost of a minute, in euros.
    each: f64,
    /// Values decided so far.
    decided: Vec<Option<f64>>,
    /// Minutes of each run held so far.
    held: Vec<f64>,
}

impl<'a> Rolling<'a> {
    fn new(
        scene: &'a Scene<'a>,
        model: &'a Model,
        place: &'a Place,
        settled: &'a Settled,
        year: Formulation,
        guide: Solution,
    ) -> Self {
        let fixed = |column: &crate::solver::Column| (column.lower >= column.upper).then_some(column.lower);
        let decided = year.columns.iter().map(fixed).collect();
        let each = cost_of_a_minute(scene, model);
        let held = vec![0.0; scene.runs.len()];
        Self { model, place, settled, year, guide, each, decided, held }
    }

    /// The slice of a window, with what it owes to the guide.
    fn window(&self, begin: usize) -> Slice {
        let weeks = begin..begin + WINDOW;
        let role = |index: usize| match (self.decided[index], self.place.weeks[index]) {
            (Some(value), _) => Role::Fixed(value),
            (None, Some(week)) if weeks.contains(&week) => Role::Free,
            (None, _) => Role::Waiting,
        };
        let mut slice = Slice::new(&self.year, role);
        self.price(&mut slice);
        for (run, placements) in self.in_window(&slice) {
            self.follow(&mut slice, run, &placements, weeks.clone());
        }
        slice
    }

    /// The objective of a slice: reduced costs of the guide, and the worth of minutes held.
    fn price(&self, slice: &mut Slice) {
        for (position, index) in slice.columns.iter().enumerate() {
            let reduced = self.guide.reduced_costs.as_ref().map_or(0.0, |costs| costs[*index]);
            let held = self.model.placements.get(*index);
            let minutes = held.map_or(0.0, |placement| f64::from(placement.time.minutes));
            slice.formulation.columns[position].cost = reduced - HELD * self.each * minutes;
        }
    }

    /// Free placements of a slice by run, with the week of each.
    fn in_window(&self, slice: &Slice) -> BTreeMap<usize, Vec<(usize, Col)>> {
        let mut runs: BTreeMap<usize, Vec<(usize, Col)>> = BTreeMap::new();
        for (index, placement) in self.model.placements.iter().enumerate() {
            if let Some(col) = slice.col(index) {
                runs.entry(placement.run).or_default().push((index, col));
            }
        }
        runs
    }

    /// The rows that keep a run with its guide.
    fn follow(
        &self,
        slice: &mut Slice,
        run: usize,
        placements: &[(usize, Col)],
        weeks: std::ops::Range<usize>,
    ) {
        let urgency = if self.settled.foundations.contains(&run) { URGENT } else { 1.0 };
        for week in weeks {
            let until = |index: usize| self.place.weeks[index].is_some_and(|of| of <= week);
            let due = self.guided_minutes(run, week) - self.held[run];
            let mut terms: Vec<(Col, f64)> = placements
                .iter()
                .filter(|(index, _)| until(*index))
                .map(|(index, col)| (*col, f64::from(self.model.placements[*index].time.minutes)))
                .collect();
            if due > 1e-6 {
                let late = slice.formulation.continuous(0.0, f64::INFINITY, self.each * LATE * urgency);
                terms.push((late, 1.0));
                slice.formulation.at_least(terms, due);
            }
        }
    }

    /// Minutes of a run that the guide holds by the end of a week, settled ones left out.
    fn guided_minutes(&self, run: usize, week: usize) -> f64 {
        let placements = self.model.placements.iter().enumerate();
        let mine = placements.filter(|(index, placement)| {
            placement.run == run && self.place.weeks[*index].is_some_and(|of| of <= week)
        });
        mine.filter(|(index, _)| self.year.columns[*index].lower < self.year.columns[*index].upper)
            .map(|(index, placement)| self.guide.values[index] * f64::from(placement.time.minutes))
            .sum()
    }

    /// Takes over what the first weeks of a window decided.
    fn keep(&mut self, begin: usize, slice: &Slice, found: &Solution) {
        for (index, value) in slice.columns.iter().zip(&found.values) {
            if self.place.weeks[*index].is_some_and(|week| week < begin + STEP) {
                self.decided[*index] = Some(*value);
                if let Some(placement) = self.model.placements.get(*index) {
                    self.held[placement.run] += value * f64::from(placement.time.minutes);
                }
            }
        }
    }

    /// Takes settled sessions of a window back; says whether there were any.
    fn release(&mut self, begin: usize) -> bool {
        let window = |week: &usize| (begin..begin + WINDOW).contains(week);
        let inside = |index: &usize| self.place.weeks[*index].as_ref().is_some_and(window);
        let mut any = false;
        for index in self.settled.values.iter().map(|(index, _)| *index).filter(inside) {
            self.year.columns[index] = self.model.formulation.columns[index];
            self.decided[index] = None;
            any = true;
        }
        any
    }

    /// The year with everything decided fixed.
    fn settled(&self) -> Formulation {
        let mut last = self.model.formulation.clone();
        for (column, decided) in last.columns.iter_mut().zip(&self.decided) {
            if let Some(value) = decided.filter(|_| column.integer) {
                (column.lower, column.upper) = (value, value);
            }
        }
        last
    }
}
