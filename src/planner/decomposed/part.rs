//! Some cohorts in some weeks, to be planned beside everything else as it stands.
//!
//! The part is a programme like any other, built by the same families of rules, on few placements: all those of its own
//! cohorts in its weeks, which are free, and the sessions of the year that could matter to them, which are held as
//! they are. What standing sessions alone decide is left out again, row by row.

use std::collections::BTreeSet;

use super::beside::{Beside, beside};
use super::extent::Extent;
use super::year::{Chosen, Year};
use crate::domain::CohortId;
use crate::model::placements::{Placement, of_run};
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::model::{self, Model};
use crate::planner::slice::{Role, Slice};
use crate::solver::Formulation;

/// A part of the year.
pub(super) struct Part<'a> {
    pub(super) scene: Scene<'a>,
    /// The run of the whole for each run here.
    pub(super) runs: Vec<usize>,
    pub(super) model: Model,
    /// What is left to be decided.
    pub(super) slice: Slice,
    /// How many placements are free: the first ones.
    pub(super) free: usize,
    all_year: bool,
    cohorts: BTreeSet<CohortId>,
}

impl<'a> Part<'a> {
    /// Cuts a part out of a year; with `closed` no hour may be left out.
    pub(super) fn new(year: &Year<'a>, extent: &Extent, closed: bool) -> Self {
        Self::cut_out(year, extent, closed, false)
    }

    /// The same, open to hours left out, without the many rows of the order of modules: for whoever keeps it otherwise.
    pub(super) fn unordered(year: &Year<'a>, extent: &Extent) -> Self {
        Self::cut_out(year, extent, false, true)
    }

    fn cut_out(year: &Year<'a>, extent: &Extent, closed: bool, unordered: bool) -> Self {
        let cohorts: BTreeSet<CohortId> =
            extent.kin.iter().flat_map(|kin| &year.kin[*kin]).copied().collect();
        let (own, own_runs) = year.scene.among(&cohorts);
        let free: Vec<Placement> = free(&own, extent)
            .into_iter()
            .map(|placement| Placement { run: own_runs[placement.run], ..placement })
            .collect();
        let Beside { standing, taken } = beside(year, extent, &free);
        let mut all = cohorts.clone();
        for chosen in &standing {
            all.extend(year.scene.runs[chosen.placement.run].members.iter().map(|(cohort, _)| *cohort));
        }
        let (mut scene, runs) = if all == cohorts { (own, own_runs) } else { year.scene.among(&all) };
        (scene.standing, scene.taken, scene.unordered) = (&all - &cohorts, taken, unordered);
        let here = |placement: &Placement| Placement {
            run: runs.binary_search(&placement.run).unwrap_or(0),
            ..placement.clone()
        };
        let count = free.len();
        let placements =
            free.iter().map(here).chain(standing.iter().map(|chosen| here(&chosen.placement))).collect();
        let mut model = model::build_on(&scene, placements, Mode::Planning);
        for cut in year.cuts.iter().filter(|cut| extent.weeks.contains(&cut.week(year.scene))) {
            cut.add_to(&scene, &mut model);
        }
        let all_year = extent.is_all_year(year);
        let mut part = Self {
            slice: Slice::new(&Formulation::default(), |_| Role::Waiting),
            scene,
            runs,
            model,
            free: count,
            all_year,
            cohorts,
        };
        let fixed = part.fixed(year, &standing);
        part.slice = part.cut(&fixed, closed);
        part
    }

    /// The values of what stands; nothing for what is decided here or follows.
    fn fixed(&self, year: &Year<'_>, beside: &[&Chosen]) -> Vec<Option<f64>> {
        let value = |variable: &Variable| match variable {
            Variable::Held(placement) => (*placement >= self.free).then_some(1.0),
            Variable::On { placement, role, staff, .. } if *placement >= self.free => {
                let served = &beside[*placement - self.free].served;
                let people = served.iter().find(|entry| (entry.0, entry.1) == (*role, *staff));
                Some(people.map_or(0.0, |entry| f64::from(entry.2)))
            }
            _ => {
                // Moves and seats outside are decided for a period, or hang on everybody.
                let Some((yearly, cohort)) = self.yearly(variable) else {
                    return year.decided.get(variable).copied();
                };
                let of_run = year.period.is_some() && matches!(variable, Variable::WorksOn { .. });
                let decided = (self.all_year || of_run) && self.cohorts.contains(&cohort);
                (!decided).then(|| year.decided.get(&yearly).copied().unwrap_or(0.0))
            }
        };
        self.model.variables.iter().map(value).collect()
    }

    /// Whether sessions of a run are free here.
    pub(super) fn plans(&self, run: usize) -> bool {
        self.scene.runs[run].members.iter().any(|(cohort, _)| self.cohorts.contains(cohort))
    }

    /// Whether a variable is a decision that no single session shows.
    pub(super) fn is_yearly(&self, variable: &Variable) -> bool {
        self.yearly(variable).is_some()
    }

    /// A decision that holds all year, as the whole knows it, and whose it is.
    pub(super) fn yearly(&self, variable: &Variable) -> Option<(Variable, CohortId)> {
        let whose = match variable {
            Variable::Open(run) | Variable::WorksOn { run, .. } => self.scene.runs[*run].members[0].0,
            other => of_cohort(other)?,
        };
        Some((of_whole(variable, &self.runs)?, whose))
    }

    /// The rows and columns that hang on what is free.
    fn cut(&self, fixed: &[Option<f64>], closed: bool) -> Slice {
        let formulation = if closed { self.model.strict() } else { self.model.formulation.clone() };
        let live = self.live(&formulation, fixed);
        Slice::new(&formulation, |index| match fixed[index] {
            Some(value) => Role::Fixed(value),
            None if live[index] => Role::Free,
            None => Role::Waiting,
        })
    }

    /// Columns reached from free placements and yearly decisions over rows, through columns that do not stand.
    fn live(&self, formulation: &Formulation, fixed: &[Option<f64>]) -> Vec<bool> {
        let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); formulation.columns.len()];
        for (index, row) in formulation.rows.iter().enumerate() {
            for (col, _) in row.terms.iter().filter(|(col, _)| fixed[col.index()].is_none()) {
                rows_of[col.index()].push(index as u32);
            }
        }
        let decided = |index: &usize| {
            *index < self.free
                || fixed[*index].is_none() && self.yearly(&self.model.variables[*index]).is_some()
        };
        let mut reached: Vec<usize> = (0..formulation.columns.len()).filter(decided).collect();
        let mut live = vec![false; formulation.columns.len()];
        for index in &reached {
            live[*index] = true;
        }
        let mut seen = vec![false; formulation.rows.len()];
        while let Some(column) = reached.pop() {
            for row in std::mem::take(&mut rows_of[column]) {
                if std::mem::replace(&mut seen[row as usize], true) {
                    continue;
                }
                for (col, _) in &formulation.rows[row as usize].terms {
                    let index = col.index();
                    if fixed[index].is_none() && !std::mem::replace(&mut live[index], true) {
                        reached.push(index);
                    }
                }
            }
        }
        live
    }
}

/// The cohort whose weekdays or days a variable decides.
pub(super) const fn of_cohort(variable: &Variable) -> Option<CohortId> {
    match variable {
        Variable::SchoolWeekday { cohort, .. }
        | Variable::FirmWeekday { cohort, .. }
        | Variable::SchoolDay { cohort, .. }
        | Variable::FirmDay { cohort, .. } => Some(*cohort),
        _ => None,
    }
}

/// A decision that holds all year, as the whole knows it, with the run of the whole for each run here; `None` for others.
pub(super) fn of_whole(variable: &Variable, runs: &[usize]) -> Option<Variable> {
    match variable {
        Variable::SchoolWeekday { .. }
        | Variable::FirmWeekday { .. }
        | Variable::SchoolDay { .. }
        | Variable::FirmDay { .. } => Some(variable.clone()),
        Variable::Open(run) => Some(Variable::Open(runs[*run])),
        Variable::WorksOn { run, staff } => Some(Variable::WorksOn { run: runs[*run], staff: *staff }),
        _ => None,
    }
}

/// Every placement of the cohorts of an extent in its weeks.
fn free(scene: &Scene<'_>, extent: &Extent) -> Vec<Placement> {
    let days = &scene.calendar.days;
    let open: Vec<usize> = (0..days.len()).filter(|day| extent.weeks.contains(&days[*day].week)).collect();
    let runs = (0..scene.runs.len()).filter(|run| scene.runs[*run].minutes > 0);
    runs.flat_map(|run| of_run(scene, run, &open, false)).collect()
}
