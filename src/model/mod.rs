//! The mathematical programme: takes a scenario, gives a formulation and what every column and
//! row of it means; takes the solver's values back to a plan.
//!
//! Order of events: learner groups and runs ([`scene`]), placements that no rule forbids
//! ([`placements`]), one column each ([`variables`]), the rows of every family ([`constraints`]), the
//! objective heading by heading ([`objective`]), and after the solver the way back ([`extract`]).

pub mod apart;
pub mod build;
mod cliques;
pub mod constraints;
pub mod decisions;
pub mod extract;
pub mod groups;
pub mod names;
pub mod objective;
pub mod placements;
pub mod refusals;
pub mod runs;
pub mod scene;
pub mod seated;
pub mod seats;
pub mod tags;
pub mod taken;
pub mod variables;

use build::Build;
use constraints::FAMILIES;
use placements::Placement;
use scene::Scene;
use tags::{Breach, Mode, Tag};
use variables::Variable;

use crate::solver::Formulation;

/// A finished formulation with the meaning of its columns and rows.
#[derive(Debug)]
pub struct Model {
    /// The placements: the first columns, in order.
    pub placements: Vec<Placement>,
    /// The numbers.
    pub formulation: Formulation,
    /// What each column means.
    pub variables: Vec<Variable>,
    /// What each row means.
    pub tags: Vec<Option<Tag>>,
    /// Slack columns and their rows.
    pub breaches: Vec<Breach>,
    /// Who serves which placement, by staff group.
    pub staff: Vec<Vec<build::StaffUse>>,
}

impl Model {
    /// The formulation with every slack of a floor closed: all rules hold.
    pub fn strict(&self) -> Formulation {
        self.closed(&self.formulation)
    }

    /// The same of this formulation with other bounds and costs.
    pub fn closed(&self, changed: &Formulation) -> Formulation {
        let mut closed = changed.clone();
        for breach in self.floors() {
            closed.columns[breach.col.index()].upper = 0.0;
        }
        closed
    }

    /// Leaves aside what the lengths of sessions say of duty rosters: it depends on which lengths there are, and is no rule for
    /// sessions that have been decided. Whoever tells people apart sees to their rosters.
    pub fn without_lengths(&mut self) {
        for (row, tag) in self.formulation.rows.iter_mut().zip(&self.tags) {
            if tag.as_ref().is_some_and(|tag| tag.family == "staff_load" && tag.unit == tags::Unit::Count) {
                (row.lower, row.upper) = (f64::NEG_INFINITY, f64::INFINITY);
            }
        }
    }

    /// The slacks that let hours go missing.
    pub fn floors(&self) -> impl Iterator<Item = &Breach> {
        let floor =
            |breach: &&Breach| self.tags[breach.row].as_ref().is_some_and(|tag| tag.floor && !tag.wish);
        self.breaches.iter().filter(floor)
    }
}

/// Builds the programme of a scene.
pub fn build(scene: &Scene<'_>, mode: Mode) -> Model {
    build_on(scene, placements::placements(scene, mode == Mode::Elastic), mode)
}

/// Builds the programme of a scene in which sessions can be held in these ways only.
pub fn build_on(scene: &Scene<'_>, placements: Vec<Placement>, mode: Mode) -> Model {
    let mut build = Build::new(scene, &placements, mode);
    for family in FAMILIES {
        build.begin(family.key());
        family.rows(&mut build);
    }
    build.begin("objective");
    objective::charge_all(&mut build);
    for family in FAMILIES {
        build.begin(family.key());
        family.rows_on_cost(&mut build);
    }
    let Build { formulation, variables, tags, breaches, staff, .. } = build;
    Model { placements, formulation, variables, tags, breaches, staff }
}
