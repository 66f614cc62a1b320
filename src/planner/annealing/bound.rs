//! A bound: the slots of every session, with rooms known by their number and seats alone.
//!
//! With `x_{r,s}` 1 where run r is held in slot s, for `S_r` sessions of r:
//!
//! - `Σ_s x_{r,s} = S_r`; for each crowd or person with runs K and each slot: `Σ_{r∈K} x_{r,s} ≤ 1`; `Σ_r x_{r,s} ≤ rooms`;
//! - `isolated_{K,s} ≥ Σ_{r∈K} x_{r,s} − Σ_{r∈K} x_{r,s'}` summed over the slots s' that touch s, for each crowd K;
//! - `missing_r ≥ n_r − Σ_d taught_{r,d}` with `taught_{r,d} ≤ Σ_{s on d} x_{r,s}`, for `n_r` dates asked for;
//! - for each number q of seats that some room has, or 0, with N the rooms of more seats and B the runs that take more:
//!   `over_{q,s} ≥ Σ_{r∈B} x_{r,s} − N`. Each such session lacks the seats between q and the next larger room, or its own number if
//!   that is smaller, and these stretches of seats do not overlap for different q.
//!
//! Every timetable gives values of no more than its cost, since rooms that change cost nothing here. What timetables cost is a
//! multiple of the greatest common divisor of all prices, and so is the bound rounded up.

use std::collections::BTreeSet;

use super::question::{Question, Run};
use crate::planner::search::Search;
use crate::solver::{Col, Formulation, Limits, Outcome, Request, SolverError, solve};

/// Search tree nodes at most, where no clock ends the search.
const NODES: u64 = 500;

/// A bound in euros, found in so much time; it may stop when it proves a cost the least. `None` where there is no timetable.
///
/// # Errors
///
/// When the solver fails.
pub(super) fn bound(
    search: &mut Search<'_>,
    question: &Question,
    (time, best): (Option<std::time::Duration>, Option<f64>),
) -> Result<Option<f64>, SolverError> {
    let formulation = Slots::new(question).formulation();
    let time = time.into_iter().chain(search.time_left()).min();
    let unit = divisor(question) as f64 / 100.0;
    let near = best.map_or(0.0, |_| unit * 0.99);
    let nodes = time.is_none().then_some(NODES);
    let limits = Limits { nodes, time, absolute_gap: near.max(1e-6), ..Limits::default() };
    let request =
        Request { limits, seed: search.options.seed, ..Request::new(&formulation, &search.options.cancel) };
    let found = match solve(&request)? {
        Outcome::Solved(solution) => {
            search.nodes += solution.nodes;
            solution.bound
        }
        Outcome::NothingFound { bound, .. } => bound,
        Outcome::Infeasible => return Ok(None),
        Outcome::Unbounded => f64::NEG_INFINITY,
    };
    // No wish has a price below 0.
    Ok(Some(((found - 1e-4).max(0.0) / unit).ceil() * unit))
}

/// The greatest common divisor of all prices, in cents.
fn divisor(question: &Question) -> i64 {
    let divisor = question.prices().fold(0, |mut a: i64, mut b: i64| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    });
    divisor.max(1)
}

/// The programme in the making.
struct Slots<'a> {
    question: &'a Question,
    formulation: Formulation,
    /// The column of a run in a slot, row-major `runs × slots`.
    held: Vec<Option<Col>>,
}

/// A sum in the making.
type Terms = Vec<(Col, f64)>;

impl<'a> Slots<'a> {
    fn new(question: &'a Question) -> Self {
        let held = vec![None; question.runs.len() * question.slots.len()];
        Self { question, formulation: Formulation::default(), held }
    }

    fn formulation(mut self) -> Formulation {
        let every: Vec<usize> = (0..self.question.slots.len()).collect();
        for (index, run) in self.question.runs.iter().enumerate() {
            for slot in &run.slots {
                let col = self.formulation.binary(0.0);
                self.held[index * self.question.slots.len() + *slot as usize] = Some(col);
            }
            let all = self.sum(&[index as u32], &every);
            self.formulation.equal(all, run.sessions as f64);
        }
        for slot in 0..self.question.slots.len() {
            self.at_once(slot);
            self.seats(slot);
        }
        for crowd in &self.question.crowds {
            if crowd.isolated > 0 {
                (0..self.question.slots.len())
                    .for_each(|slot| self.isolated(&crowd.runs, crowd.isolated, slot));
            }
        }
        (0..self.question.runs.len()).for_each(|run| self.dates(run));
        self.formulation
    }

    /// The columns of some runs in some slots.
    fn sum(&self, runs: &[u32], slots: &[usize]) -> Terms {
        let column = |run: &u32, slot: usize| self.held[*run as usize * self.question.slots.len() + slot];
        let of_run = |run| slots.iter().filter_map(move |slot| column(run, *slot));
        runs.iter().flat_map(of_run).map(|col| (col, 1.0)).collect()
    }

    /// One run of a crowd or a person, and no more than there are rooms.
    fn at_once(&mut self, slot: usize) {
        let question = self.question;
        for runs in question.crowds.iter().map(|crowd| &crowd.runs).chain(&question.by_person) {
            let terms = self.sum(runs, &[slot]);
            if terms.len() > 1 {
                self.formulation.at_most(terms, 1.0);
            }
        }
        let all: Vec<u32> = (0..question.runs.len() as u32).collect();
        let terms = self.sum(&all, &[slot]);
        if terms.len() > question.rooms.len() {
            self.formulation.at_most(terms, question.rooms.len() as f64);
        }
    }

    /// Sessions that take more seats than most rooms have.
    fn seats(&mut self, slot: usize) {
        let question = self.question;
        let sizes: BTreeSet<u32> = question.rooms.iter().map(|room| room.seats).chain([0]).collect();
        for least in &sizes {
            let larger = question.rooms.iter().filter(|room| room.seats > *least).count();
            let next = sizes.range(least + 1..).next().copied().unwrap_or(u32::MAX);
            let big = |run: &Run| run.seats.0 > *least && run.seats.1 > 0;
            let runs = question.runs.iter().enumerate().filter(|(_, run)| big(run));
            let runs: Vec<u32> = runs.map(|(index, _)| index as u32).collect();
            let lacking = |run: &u32| {
                let (seats, price) = question.runs[*run as usize].seats;
                i64::from(seats.min(next) - least) * price
            };
            if larger == 0 {
                // Each lacks its own.
                for run in &runs {
                    for (col, _) in self.sum(&[*run], &[slot]) {
                        self.formulation.columns[col.index()].cost += lacking(run) as f64 / 100.0;
                    }
                }
                continue;
            }
            let terms = self.sum(&runs, &[slot]);
            if terms.len() > larger {
                let cents = runs.iter().map(lacking).min().unwrap_or(0);
                let over = self.formulation.continuous(0.0, f64::INFINITY, cents as f64 / 100.0);
                self.formulation.at_most(terms.into_iter().chain([(over, -1.0)]), larger as f64);
            }
        }
    }

    fn isolated(&mut self, runs: &[u32], cents: i64, slot: usize) {
        let slots = &self.question.slots;
        let here = &slots[slot];
        let touches =
            |other: &usize| slots[*other].day == here.day && slots[*other].bit.abs_diff(here.bit) == 1;
        let near: Vec<usize> = (0..slots.len()).filter(touches).collect();
        let terms = self.sum(runs, &[slot]);
        if terms.is_empty() {
            return;
        }
        let around = self.sum(runs, &near).into_iter().map(|(col, _)| (col, -1.0));
        let alone = self.formulation.continuous(0.0, 1.0, cents as f64 / 100.0);
        self.formulation.at_most(terms.into_iter().chain(around).chain([(alone, -1.0)]), 0.0);
    }

    fn dates(&mut self, index: usize) {
        let (question, run) = (self.question, &self.question.runs[index]);
        if run.dates.iter().all(|(asked, price)| *asked < 2 || *price == 0) {
            return;
        }
        let mut sum = Terms::new();
        for day in 0..question.days {
            let on_day = (0..question.slots.len()).filter(|slot| question.slots[*slot].day == day);
            let terms = self.sum(&[index as u32], &on_day.collect::<Vec<_>>());
            if !terms.is_empty() {
                let taught = self.formulation.continuous(0.0, 1.0, 0.0);
                let terms = terms.into_iter().map(|(col, _)| (col, -1.0)).chain([(taught, 1.0)]);
                self.formulation.at_most(terms, 0.0);
                sum.push((taught, 1.0));
            }
        }
        for (asked, price) in &run.dates {
            let missing = self.formulation.continuous(0.0, f64::INFINITY, *price as f64 / 100.0);
            self.formulation.at_least(sum.iter().copied().chain([(missing, 1.0)]), f64::from(*asked));
        }
    }
}
