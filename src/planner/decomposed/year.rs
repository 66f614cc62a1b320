//! A year of sessions that grows and changes part by part.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use fastrand::Rng;

use super::beside::Uses;
use super::extent::Extent;
use super::given::Period;
use super::published::Revision;
use crate::domain::{CohortId, StaffId};
use crate::model::extract::Cut;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::variables::Variable;

/// Cohorts that are planned again together where their people cannot be told apart.
const CONCERNED: usize = 4;

/// A session that is to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Where, when and on what; its run is one of the whole scene.
    pub(super) placement: Placement,
    /// People of each staff group by role.
    pub(super) served: Vec<(usize, StaffId, u32)>,
}

/// Sessions of each kin, and decisions that no single session shows.
type Decisions = (Vec<Vec<Chosen>>, BTreeMap<Variable, f64>);

/// What has been decided.
#[derive(Clone, Debug)]
pub(super) struct Year<'a> {
    /// The whole question.
    pub(super) scene: &'a Scene<'a>,
    /// Cohorts that are planned together: those that share runs.
    pub(super) kin: Vec<BTreeSet<CohortId>>,
    /// Sessions of each of them, by run, day and start.
    pub(super) sessions: Vec<Vec<Chosen>>,
    /// Decisions that no single session shows: weekdays of patterns, runs that are opened.
    pub(super) decided: BTreeMap<Variable, f64>,
    /// Weeks in which people have to be told apart.
    pub(super) cuts: Vec<Cut>,
    /// What the sessions of each run may share with others.
    pub(super) uses: Vec<Uses>,
    /// The same of all runs of each of them.
    pub(super) of_kin: Arc<Vec<Uses>>,
    /// The weeks that are planned, where the others stand.
    pub(super) period: Option<Period<'a>>,
    /// What has been published, where a plan is revised.
    pub(super) revision: Option<Revision>,
    /// The kin of each cohort.
    of_cohort: Vec<usize>,
    /// The runs of each kin.
    runs: Vec<Vec<usize>>,
}

impl<'a> Year<'a> {
    /// A year without sessions.
    pub(super) fn empty(scene: &'a Scene<'a>) -> Self {
        let kin = scene.kin();
        let sessions = vec![Vec::new(); kin.len()];
        let of = |cohort| kin.iter().position(|kin| kin.contains(&CohortId(cohort))).unwrap_or(0);
        let of_cohort: Vec<usize> = (0..scene.scenario.cohorts.len()).map(of).collect();
        let mut runs = vec![Vec::new(); kin.len()];
        for (index, run) in scene.runs.iter().enumerate() {
            runs[of_cohort[run.members[0].0.index()]].push(index);
        }
        let uses = Uses::of_runs(scene);
        let mut of_kin = vec![Uses::default(); kin.len()];
        for (run, uses) in scene.runs.iter().zip(&uses) {
            of_kin[of_cohort[run.members[0].0.index()]].join(uses);
        }
        let (decided, cuts) = (BTreeMap::new(), Vec::new());
        Self {
            scene,
            sessions,
            decided,
            cuts,
            uses,
            of_kin: Arc::new(of_kin),
            period: None,
            revision: None,
            of_cohort,
            runs,
            kin,
        }
    }

    /// The weeks that are planned: all, or those of a period.
    pub(super) fn weeks(&self) -> Range<usize> {
        let all = 0..self.scene.calendar.weeks.len();
        self.period.as_ref().map_or(all, |period| period.weeks.clone())
    }

    /// The first open day on which anything is planned.
    pub(super) fn first_day(&self) -> usize {
        self.period.as_ref().map_or(0, |period| period.first)
    }

    /// The place of a cohort among those planned together.
    pub(super) fn kin_of(&self, cohort: CohortId) -> usize {
        self.of_cohort[cohort.index()]
    }

    /// The week of a session.
    pub(super) fn week(&self, chosen: &Chosen) -> usize {
        self.scene.calendar.days[chosen.placement.day].week
    }

    /// Minutes that some of the kin still have to get.
    pub(super) fn missing(&self, kin: usize) -> u32 {
        let mut given: BTreeMap<usize, u32> = BTreeMap::new();
        for chosen in &self.sessions[kin] {
            *given.entry(chosen.placement.run).or_default() += chosen.placement.time.minutes;
        }
        let run = |index: &usize| &self.scene.runs[*index];
        let open = self.runs[kin].iter().filter(|index| run(index).forced || self.is_open(**index));
        let had = |index: &usize| given.get(index).copied().unwrap_or(0);
        open.map(|index| run(index).minutes.saturating_sub(had(index))).sum()
    }

    /// Whether sessions of a run are to be held.
    pub(super) fn is_planned(&self, run: usize) -> bool {
        self.scene.runs[run].forced || self.is_open(run)
    }

    /// What has been decided, to come back to.
    pub(super) fn decisions(&self) -> Decisions {
        (self.sessions.clone(), self.decided.clone())
    }

    /// Goes back to what had been decided.
    pub(super) fn back_to(&mut self, decisions: Decisions) {
        (self.sessions, self.decided) = decisions;
    }

    /// Some cohorts whose sessions a cut is about, in its week.
    pub(super) fn concerned(&self, cut: &Cut, rng: &mut Rng) -> Extent {
        let week = cut.week(self.scene);
        let concerns = |chosen: &Chosen| {
            self.week(chosen) == week
                && match cut {
                    Cut::People { staff, .. } => self.uses[chosen.placement.run].staff.contains(staff),
                    Cut::Rooms { day, .. } => {
                        chosen.placement.day == *day && !chosen.placement.rooms.is_empty()
                    }
                }
        };
        let mut kin: Vec<usize> =
            (0..self.kin.len()).filter(|kin| self.sessions[*kin].iter().any(concerns)).collect();
        rng.shuffle(&mut kin);
        kin.truncate(CONCERNED);
        Extent { kin: kin.into_iter().collect(), weeks: week..week + 1 }
    }

    /// Whether a run that need not be opened is.
    fn is_open(&self, run: usize) -> bool {
        self.decided.get(&Variable::Open(run)).is_some_and(|value| *value > 0.5)
    }
}
