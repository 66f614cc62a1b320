//! Sessions placed one after the other, week by week.
//!
//! A list heuristic: of the runs that are ready (what they build on has been held), the one with most hours before it to the
//! end of its chain takes the cheapest place of the week, until the week has its share of the hours. Each placement is fixed in
//! the rows of the part and everything drawn that follows from it ([`Propagation`]), so that whatever the rules are none is
//! broken; a place that contradicts them is struck off. Runs that miss hours at the end get what places are left.

mod state;

use std::collections::BTreeMap;

use fastrand::Rng;

use super::chains::Chains;
use super::part::Part;
use crate::solver::{Col, Propagation};

/// How far ahead of an even pace a week may go, as a share of it: first hardly, so that those who cost least are at work all
/// year, then further where hours found no place. And in minutes.
const EVENLY: f64 = 1.03;
const AHEAD: f64 = 1.25;
const AT_LEAST: f64 = 300.0;

/// Places of a run that are compared by all that they bring about.
const LOOK: usize = 3;

/// A free placement.
struct Place {
    col: Col,
    run: usize,
    day: usize,
    start: u16,
    week: usize,
    minutes: f64,
    cost: f64,
}

/// A part being filled.
struct Filling<'p> {
    chains: &'p Chains,
    places: Vec<Place>,
    bounds: Propagation<'p>,
    /// Minutes each run has, and each learner group.
    given: Vec<f64>,
    of_group: Vec<f64>,
    /// Sessions fixed: run, day, start, minutes.
    held: Vec<(usize, usize, u16, f64)>,
    part: &'p Part<'p>,
    noise: Vec<f64>,
    /// How far ahead of an even pace a week may go.
    ahead: f64,
}

/// A part filled.
pub(super) struct Filled {
    /// Values of the decisions.
    pub(super) decisions: Vec<(Col, f64)>,
    /// Minutes left out.
    pub(super) missing: f64,
}

/// Fills a part evenly, or with `noise` as the share by which the urgency of runs is disturbed, after the places that are
/// `wanted` as far as they are to be had; `None` where even no session at all contradicts the rows.
pub(super) fn fill(
    part: &Part<'_>,
    chains: &Chains,
    rng: &mut Rng,
    (noise, wanted): (f64, &[Col]),
) -> Option<Filled> {
    let bounds = Propagation::new(&part.slice.formulation).ok()?;
    let mut filling = Filling::new(part, chains, bounds, rng, noise);
    filling.settle_yearly(rng)?;
    filling.keep(wanted);
    let weeks = part.scene.calendar.weeks.len();
    for week in 0..weeks {
        filling.week(week, Some((week + 1) as f64 / weeks as f64));
    }
    for week in 0..weeks {
        filling.week(week, None);
    }
    let closed = filling.closed();
    let own = (0..part.scene.runs.len()).filter(|run| part.plans(*run) && !closed.contains(run));
    let missing = own.map(|run| filling.left(run)).sum();
    Some(Filled { decisions: filling.decisions(), missing })
}

impl<'p> Filling<'p> {
    fn new(
        part: &'p Part<'p>,
        chains: &'p Chains,
        bounds: Propagation<'p>,
        rng: &mut Rng,
        noise: f64,
    ) -> Self {
        let place = |index: usize| {
            let placement = &part.model.placements[index];
            let col = part.slice.col(index)?;
            Some(Place {
                col,
                run: placement.run,
                day: placement.day,
                start: placement.time.start.0,
                week: part.scene.calendar.days[placement.day].week,
                minutes: f64::from(placement.time.minutes),
                cost: part.slice.formulation.columns[col.index()].cost,
            })
        };
        let (runs, groups) = (part.scene.runs.len(), part.scene.groups.len());
        let mut filling = Self {
            chains,
            places: (0..part.free).filter_map(place).collect(),
            bounds,
            given: vec![0.0; runs],
            of_group: vec![0.0; groups],
            held: Vec::new(),
            part,
            ahead: if noise == 0.0 { EVENLY } else { AHEAD },
            noise: (0..runs).map(|_| 1.0 + noise * (rng.f64() - 0.5)).collect(),
        };
        // What stands of the runs that are planned here.
        for placement in part.model.placements[part.free..].iter().filter(|it| part.plans(it.run)) {
            let minutes = f64::from(placement.time.minutes);
            filling.hold((placement.run, placement.day, placement.time.start.0, minutes));
        }
        filling
    }

    /// Holds what is wanted, in this order, where the rows allow it.
    fn keep(&mut self, wanted: &[Col]) {
        let of_col: BTreeMap<Col, usize> =
            self.places.iter().enumerate().map(|(index, place)| (place.col, index)).collect();
        for col in wanted {
            let Some(place) = of_col.get(col).map(|index| &self.places[*index]) else { continue };
            let entry = (place.run, place.day, place.start, place.minutes);
            if self.left(entry.0) > 0.0 && !self.bounds.is_fixed(*col) && self.try_fix(*col, 1.0) {
                self.hold(entry);
            }
        }
    }

    /// Fixes a column where the rows allow it.
    fn try_fix(&mut self, col: Col, value: f64) -> bool {
        let mark = self.bounds.mark();
        let holds = self.bounds.fix(col, value).is_ok();
        if !holds {
            self.bounds.back(mark);
        }
        holds
    }

    /// Fills a week until no run is ready for it, or the learners have this share of their hours.
    fn week(&mut self, week: usize, pace: Option<f64>) {
        let mut open: Vec<usize> =
            (0..self.places.len()).filter(|index| self.places[*index].week == week).collect();
        loop {
            open.retain(|index| {
                let place = &self.places[*index];
                !self.bounds.is_fixed(place.col) && self.left(place.run) > 0.0
            });
            let fits = |index: &&usize| {
                let place = &self.places[**index];
                self.is_ready(place) && pace.is_none_or(|share| self.is_in_time(place, share))
            };
            let ready: Vec<usize> = open.iter().filter(fits).copied().collect();
            let urgent = ready.iter().map(|index| self.places[*index].run).max_by(|one, other| {
                self.urgency(*one).total_cmp(&self.urgency(*other)).then(other.cmp(one))
            });
            let Some(urgent) = urgent else { return };
            if !self.place(urgent, &ready) {
                // No place of this week will do.
                open.retain(|index| self.places[*index].run != urgent);
            }
        }
    }

    /// Minutes from where a run stands to the end of its chain.
    fn urgency(&self, run: usize) -> f64 {
        self.chains.tail(run) * self.noise[run] - self.given[run]
    }

    /// Holds a session of a run in the cheapest of some places, with all that it brings about; says whether there was one.
    fn place(&mut self, run: usize, ready: &[usize]) -> bool {
        let mut own: Vec<usize> =
            ready.iter().copied().filter(|index| self.places[*index].run == run).collect();
        own.sort_by(|one, other| {
            let (a, b) = (&self.places[*one], &self.places[*other]);
            let each = |place: &Place| place.cost / place.minutes;
            each(a).total_cmp(&each(b)).then((a.day, a.start).cmp(&(b.day, b.start)))
        });
        let mut best: Option<(f64, usize)> = None;
        let mut looked = 0;
        for index in own {
            let (col, minutes) = (self.places[index].col, self.places[index].minutes);
            let (mark, before) = (self.bounds.mark(), self.bounds.cost());
            let holds = self.bounds.fix(col, 1.0).is_ok();
            let more = (self.bounds.cost() - before) / minutes;
            self.bounds.back(mark);
            if !holds {
                self.try_fix(col, 0.0);
                continue;
            }
            if best.is_none_or(|(least, _)| more < least - 1e-9) {
                best = Some((more, index));
            }
            looked += 1;
            if looked == LOOK {
                break;
            }
        }
        let Some((_, index)) = best else { return false };
        let place = &self.places[index];
        let (col, entry) = (place.col, (place.run, place.day, place.start, place.minutes));
        let holds = self.try_fix(col, 1.0);
        if holds {
            self.hold(entry);
        }
        holds
    }
}
