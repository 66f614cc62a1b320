//! Shares whose complaints are lexicographically least.
//!
//! A goal k asks that its complaint be small: `(a_k · x − b_k) / w_k`. Of all shares that keep the limits,
//! those are sought whose complaints, sorted from the largest, are lexicographically least. Level by level:
//!
//! `min ε  s.t.  a_k · x − w_k · ε ≤ b_k` for the goals not settled yet, the limits, and what is settled.
//!
//! A row with a positive dual price is tight in every solution of its level, so that `a_k · x = b_k + w_k · ε`
//! (or the limit's `a · x = b`) is settled; each level settles at least one goal that did not follow from the
//! settled ones. Goals and limits are too many to write down: those that a solution breaks are looked up and
//! added until it breaks none.

use super::span::Span;
use crate::solver::{Cancel, Col, Formulation, Outcome, Request, SolverError, solve};

/// Dual prices and violations below this count as nothing; numbers are scaled to about [`SIZE`].
const NOTHING: f64 = 1e-7;

/// What the largest number is scaled to, so that the solver's tolerance is small beside it.
const SIZE: f64 = 1e5;

/// `a · x − w · ε ≤ b`, with w = 0 for a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which goal it is of the goals, or which limit of the limits, to know it again.
    pub id: u64,
    /// a.
    pub terms: Vec<f64>,
    /// w.
    pub weight: f64,
    /// b.
    pub bound: f64,
}

impl Row {
    /// Whether it is a limit and not a goal.
    fn is_limit(&self) -> bool {
        self.weight == 0.0
    }

    /// Whether it is the same goal or limit as another.
    fn is(&self, other: &Self) -> bool {
        self.id == other.id && self.is_limit() == other.is_limit()
    }
}

/// Where rows come from that are all at hand.
pub trait Source {
    /// Rows that `shares` break, the worst first, as far as they are not settled; none when it breaks none.
    /// A goal is broken when its complaint is above `level`.
    fn broken(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row>;
}

/// Where rows come from of which some have to be searched for.
pub trait Lookup {
    /// As [`Source::broken`], of the rows that need no search.
    fn at_hand(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row>;

    /// As [`Source::broken`], of all rows; asked only when no row at hand is broken.
    ///
    /// # Errors
    ///
    /// When the search fails.
    fn searched(&self, shares: &[f64], level: f64, settled: &Span) -> Result<Vec<Row>, LexicographicError>;
}

impl<S: Source> Lookup for S {
    fn at_hand(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row> {
        self.broken(shares, level, settled)
    }

    fn searched(&self, _: &[f64], _: f64, _: &Span) -> Result<Vec<Row>, LexicographicError> {
        Ok(Vec::new())
    }
}

/// What is asked.
pub struct Problem<'a> {
    /// How many players.
    pub players: usize,
    /// What the shares add up to.
    pub total: f64,
    /// The size of the largest number in it.
    pub magnitude: f64,
    /// The most that a complaint changes with a unit of money, at least 1; levels reach that far beyond shares.
    pub steepest: f64,
    /// Whose complaints are to be small.
    pub goals: &'a dyn Lookup,
    /// What has to be kept.
    pub limits: &'a dyn Lookup,
}

/// The shares and what proves them.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The shares.
    pub shares: Vec<f64>,
    /// The level of each round: the largest complaint, then the largest of those that can still fall, ….
    pub levels: Vec<f64>,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum LexicographicError {
    /// No shares keep the limits.
    #[error("no shares keep the limits")]
    Impossible,
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] SolverError),
    /// It was cancelled.
    #[error("it was cancelled")]
    Cancelled,
    /// Rows could not be looked up.
    #[error("{0}")]
    Lookup(String),
    /// Too few complain for the shares to be determined.
    #[error("too few complain for the shares to be determined")]
    Undetermined,
    /// A level settled nothing: numbers too far apart for the arithmetic of the computer.
    #[error("the numbers of this game are too far apart: a level of complaints could not be settled")]
    Unsettled,
}

/// The shares with the lexicographically least complaints.
///
/// # Errors
///
/// When no shares keep the limits, the solver or a search fails, or it is cancelled.
pub fn least(problem: &Problem<'_>, cancel: &Cancel) -> Result<Answer, LexicographicError> {
    let mut search = Search::new(problem, cancel);
    let mut levels = Vec::new();
    while !search.settled.is_complete() {
        let (_, level, prices) = search.level()?;
        if !search.settle(level, &prices) {
            return Err(LexicographicError::Unsettled);
        }
        levels.push(level / search.scale);
    }
    Ok(Answer { shares: search.stated(&search.settled.solution()), levels })
}

/// Shares whose largest complaint is least, one of many, with the one level that is.
///
/// # Errors
///
/// As [`least`].
pub fn first(problem: &Problem<'_>, cancel: &Cancel) -> Result<Answer, LexicographicError> {
    let mut search = Search::new(problem, cancel);
    let (shares, level, _) = search.level()?;
    Ok(Answer { shares: search.stated(&shares), levels: vec![level / search.scale] })
}

struct Search<'a> {
    problem: &'a Problem<'a>,
    cancel: &'a Cancel,
    scale: f64,
    settled: Span,
    rows: Vec<Row>,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem<'a>, cancel: &'a Cancel) -> Self {
        let scale = SIZE / problem.magnitude;
        let mut settled = Span::new(problem.players);
        settled.add(&vec![1.0; problem.players], problem.total * scale);
        Self { problem, cancel, scale, settled, rows: Vec::new() }
    }

    /// Scaled shares as they are stated.
    fn stated(&self, shares: &[f64]) -> Vec<f64> {
        shares.iter().map(|share| share / self.scale).collect()
    }

    /// Solves one level with all rows that matter: shares, ε and the price of each row, scaled.
    fn level(&mut self) -> Result<(Vec<f64>, f64, Vec<f64>), LexicographicError> {
        self.rows.retain(|row| row.is_limit() || !self.settled.settles(&row.terms));
        loop {
            let (shares, level, prices) = self.solved()?;
            let more = self.broken(&shares, level)?;
            if more.is_empty() && self.rows.iter().all(Row::is_limit) {
                return Err(LexicographicError::Undetermined);
            }
            if more.is_empty() {
                return Ok((shares, level, prices));
            }
            self.rows.extend(more);
        }
    }

    /// The rows that a solution breaks and that are not there yet; they are searched for where none is at hand.
    fn broken(&self, shares: &[f64], level: f64) -> Result<Vec<Row>, LexicographicError> {
        let stated = self.stated(shares);
        let tolerance = NOTHING / self.scale;
        let level = level / self.scale + tolerance;
        let (goals, limits) = (self.problem.goals, self.problem.limits);
        let mut rows = goals.at_hand(&stated, level, &self.settled);
        rows.extend(limits.at_hand(&stated, tolerance, &self.settled));
        let rows = self.new_ones(rows);
        if !rows.is_empty() {
            return Ok(rows);
        }
        let mut rows = goals.searched(&stated, level, &self.settled)?;
        rows.extend(limits.searched(&stated, tolerance, &self.settled)?);
        Ok(self.new_ones(rows))
    }

    /// Those of some rows that are not there yet, scaled.
    fn new_ones(&self, rows: Vec<Row>) -> Vec<Row> {
        let new = rows.into_iter().filter(|row| self.rows.iter().all(|known| !known.is(row)));
        new.map(|row| Row { bound: row.bound * self.scale, ..row }).collect()
    }

    /// The shares, the level and the price of each row of the level as far as rows are known.
    fn solved(&self) -> Result<(Vec<f64>, f64, Vec<f64>), LexicographicError> {
        let formulation = self.formulation();
        match solve(&Request::new(&formulation, self.cancel))? {
            Outcome::Solved(solution) => {
                let mut shares = solution.values;
                let level = shares.pop().unwrap_or(0.0);
                let prices = solution.row_duals.unwrap_or_default();
                Ok((shares, level, prices))
            }
            Outcome::Infeasible => Err(LexicographicError::Impossible),
            Outcome::NothingFound { .. } | Outcome::Unbounded => Err(LexicographicError::Cancelled),
        }
    }

    /// `min ε`: the rows in their order, then what is settled.
    fn formulation(&self) -> Formulation {
        let mut formulation = Formulation::default();
        // Wide enough for every share and level, so that there is a solution before all rows are known.
        let most = 4.0 * SIZE * self.problem.players as f64;
        let shares: Vec<Col> =
            (0..self.problem.players).map(|_| formulation.continuous(-most, most, 0.0)).collect();
        let furthest = most * self.problem.steepest;
        let level = formulation.continuous(-furthest, furthest, 1.0);
        let terms = |terms: &[f64]| -> Vec<(Col, f64)> {
            shares.iter().copied().zip(terms.iter().copied()).filter(|(_, term)| *term != 0.0).collect()
        };
        for row in &self.rows {
            let mut all = terms(&row.terms);
            if !row.is_limit() {
                all.push((level, -row.weight));
            }
            formulation.at_most(all, row.bound);
        }
        for (row, bound) in self.settled.equations() {
            formulation.equal(terms(row), bound);
        }
        formulation
    }

    /// Settles the rows with a price; says whether any of them is new.
    fn settle(&mut self, level: f64, prices: &[f64]) -> bool {
        let mut new = false;
        for (row, price) in self.rows.iter().zip(prices) {
            if price.abs() > NOTHING {
                new |= self.settled.add(&row.terms, row.bound + row.weight * level);
            }
        }
        new
    }
}
