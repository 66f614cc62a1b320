//! Some cohorts in some weeks, to be planned beside everything else as it stands.
//!
//! The part is a programme like any other, built by the same families of rules, on few placements: all those of its own
//! cohorts in its weeks, which are free, and the sessions of the year that could matter to them, which are held as
//! they are. What standing sessions alone decide is left out again, row by row.

mod live;

use std::collections::BTreeSet;

use super::beside::Beside;
use super::extent::Extent;
use super::year::{Chosen, Year};
use super::yearly::{of_cohort, of_whole};
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

/// What a part is cut out for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cutting {
    /// To be planned; where it is closed no hour may be left out.
    Planned { closed: bool },
    /// To be planned by somebody who keeps the order of modules himself.
    Unordered,
    /// To see whether what has been decided may be held: what the lengths of sessions say of rosters is left aside, and where it
    /// is alone what other cohorts take.
    Decided { alone: bool },
}

impl<'a> Part<'a> {
    /// Cuts a part out of a year; with `closed` no hour may be left out.
    pub(super) fn new(year: &Year<'a>, extent: &Extent, closed: bool) -> Self {
        Self::on_all(year, extent, Cutting::Planned { closed })
    }

    /// The same, open to hours left out, without the many rows of the order of modules: for whoever keeps it otherwise.
    pub(super) fn unordered(year: &Year<'a>, extent: &Extent) -> Self {
        Self::on_all(year, extent, Cutting::Unordered)
    }

    /// The part on nothing but sessions that have been decided for it, in their order: its rows say whether they may be held,
    /// beside all else or as far as its own cohorts go.
    pub(super) fn on_sessions(year: &Year<'a>, extent: &Extent, sessions: &[Chosen], alone: bool) -> Self {
        let free = sessions.iter().map(|chosen| chosen.placement.clone()).collect();
        let own = year.scene.among(&extent.cohorts(year));
        Self::cut_out(year, extent, own, free, Cutting::Decided { alone })
    }

    /// The part on every placement of its cohorts in its weeks.
    fn on_all(year: &Year<'a>, extent: &Extent, how: Cutting) -> Self {
        let own = year.scene.among(&extent.cohorts(year));
        let of_whole = |placement: Placement| Placement { run: own.1[placement.run], ..placement };
        let free = free(&own.0, extent, year.first_day()).into_iter().map(of_whole).collect();
        Self::cut_out(year, extent, own, free, how)
    }

    fn cut_out(
        year: &Year<'a>,
        extent: &Extent,
        (own, own_runs): (Scene<'a>, Vec<usize>),
        free: Vec<Placement>,
        how: Cutting,
    ) -> Self {
        let cohorts = extent.cohorts(year);
        let Beside { standing, taken } = if how == (Cutting::Decided { alone: true }) {
            Beside::of_own(year, extent)
        } else {
            Beside::of_all(year, extent, &free)
        };
        let mut all = cohorts.clone();
        for chosen in &standing {
            all.extend(year.scene.runs[chosen.placement.run].members.iter().map(|(cohort, _)| *cohort));
        }
        let (mut scene, runs) = if all == cohorts { (own, own_runs) } else { year.scene.among(&all) };
        (scene.standing, scene.taken, scene.unordered) = (&all - &cohorts, taken, how == Cutting::Unordered);
        let here = |placement: Placement| Placement {
            run: runs.binary_search(&placement.run).unwrap_or(0),
            ..placement
        };
        let count = free.len();
        let others = standing.iter().map(|chosen| chosen.placement.clone());
        let placements = free.into_iter().chain(others).map(here).collect();
        let mut model = model::build_on(&scene, placements, Mode::Planning);
        if matches!(how, Cutting::Decided { .. }) {
            model.without_lengths();
        }
        for cut in year.cuts.iter().filter(|cut| extent.weeks.contains(&cut.week(year.scene))) {
            cut.add_to(&scene, &mut model);
        }
        if let Some(revision) = &year.revision {
            revision.charge(&mut model, count, |run| runs[run], year.left_to_disturb(extent));
        }
        let mut part = Self {
            slice: Slice::new(&Formulation::default(), |_| Role::Waiting),
            scene,
            runs,
            model,
            free: count,
            all_year: extent.is_all_year(year),
            cohorts,
        };
        let fixed = part.fixed(year, &standing);
        part.slice = part.cut(&fixed, how == (Cutting::Planned { closed: true }));
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
                let decided = self.all_year && self.cohorts.contains(&cohort);
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
            Variable::Open(run) => self.scene.runs[*run].members[0].0,
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
}

/// Every placement of the cohorts of an extent in its weeks, from the first day on which anything is planned.
fn free(scene: &Scene<'_>, extent: &Extent, first: usize) -> Vec<Placement> {
    let days = &scene.calendar.days;
    let open: Vec<usize> =
        (first..days.len()).filter(|day| extent.weeks.contains(&days[*day].week)).collect();
    let runs = (0..scene.runs.len()).filter(|run| scene.runs[*run].minutes > 0);
    runs.flat_map(|run| of_run(scene, run, &open, false)).collect()
}
