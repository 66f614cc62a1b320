//! A linear HiGHS model that is kept between runs, each of which goes on from the last basis.

use std::ops::Range;

use ::highs::Model;

use super::highs::{failed, read, set, set_options, solved};
use super::highs_model::{Built, build};
use super::job::{Answer, Job};
use super::watch::Watch;
use super::{Col, Column, Formulation, Limits, SolverError, ffi};

/// HiGHS' number of the primal simplex method: new columns leave a basis primal feasible.
const PRIMAL: i32 = 4;

/// The model as it was built and changed since.
pub(super) struct Kept {
    model: Model,
    /// For each row of the formulation, the model's rows that stand for it.
    rows: Vec<Range<usize>>,
}

impl Kept {
    /// Builds the model.
    pub fn new(formulation: &Formulation, watch: &Watch<'_>) -> Result<Self, SolverError> {
        let Built { mut model, rows } = build(formulation)?;
        set_options(
            &mut model,
            &Job { formulation, start: None, limits: Limits::default(), seed: 0, watch },
        )?;
        set(&mut model, "presolve", "off")?;
        set(&mut model, "solver", "simplex")?;
        set(&mut model, "simplex_strategy", PRIMAL)?;
        Ok(Self { model, rows })
    }

    /// Adds a column with its terms by row of the formulation.
    ///
    /// # Errors
    ///
    /// When HiGHS refuses it, or had no use for one of the rows when the model was built.
    pub fn add(&mut self, column: &Column, terms: &[(usize, f64)]) -> Result<(), SolverError> {
        if terms.iter().any(|&(row, _)| self.rows[row].is_empty()) {
            return Err(failed("adding a column", "to a row that was left out"));
        }
        let all = terms.iter().flat_map(|&(row, term)| self.rows[row].clone().map(move |row| (row, term)));
        let all: Vec<(usize, f64)> = all.collect();
        ffi::add_column(&mut self.model, column, &all)
            .map_err(|ffi::Refused| failed("adding a column", "refused"))
    }

    /// Changes the bounds of a column.
    ///
    /// # Errors
    ///
    /// When HiGHS refuses them.
    pub fn set_bounds(&mut self, column: Col, lower: f64, upper: f64) -> Result<(), SolverError> {
        ffi::set_bounds(&mut self.model, column, lower, upper)
            .map_err(|ffi::Refused| failed("changing bounds", "refused"))
    }

    /// Goes on from the last basis; the model is lost when HiGHS fails.
    pub fn run(self, watch: &Watch<'_>) -> Result<(Self, Answer), SolverError> {
        let solved = solved(self.model, watch)?;
        let answer = read(&solved, &self.rows, false)?;
        Ok((Self { model: solved.into(), rows: self.rows }, answer))
    }
}
