//! Between a year and the columns of a part: where it stands, and what a solution decides.

use super::extent::Extent;
use super::part::Part;
use super::year::{Chosen, Year};
use crate::domain::StaffId;
use crate::model::constraints::staff_qualified::eligible;
use crate::model::placements::Placement;
use crate::model::variables::Variable;
use crate::solver::Col;

/// What a solution of a part decides.
pub(super) struct Decided {
    /// Sessions, in order.
    pub(super) sessions: Vec<Chosen>,
    /// Decisions that no session shows, where the part is about all weeks.
    pub(super) yearly: Vec<(Variable, f64)>,
}

impl Part<'_> {
    /// What the year has decided so far of what is free here, by the columns of the slice.
    pub(super) fn start(&self, year: &Year<'_>, extent: &Extent) -> Vec<(Col, f64)> {
        let mut values: Vec<Option<f64>> = vec![None; self.model.variables.len()];
        values[..self.free].fill(Some(0.0));
        let mut served: Vec<(usize, &Chosen)> = Vec::new();
        for kin in &extent.kin {
            for chosen in year.sessions[*kin].iter().filter(|chosen| extent.frees(year, *kin, chosen)) {
                if let Some(index) = self.find(&chosen.placement) {
                    values[index] = Some(1.0);
                    served.push((index, chosen));
                }
            }
        }
        for (index, variable) in self.model.variables.iter().enumerate() {
            if let Variable::On { placement, role, staff, .. } = variable
                && *placement < self.free
            {
                let chosen = served.iter().find(|(held, _)| held == placement);
                let entry = chosen.and_then(|(_, chosen)| {
                    chosen.served.iter().find(|entry| (entry.0, entry.1) == (*role, *staff))
                });
                values[index] = Some(entry.map_or(0.0, |entry| f64::from(entry.2)));
            } else if let Some((yearly, _)) = self.yearly(variable) {
                values[index] = year.decided.get(&yearly).copied();
            }
        }
        let of = |(index, value): (usize, Option<f64>)| Some((self.slice.col(index)?, value?));
        values.into_iter().enumerate().filter_map(of).collect()
    }

    /// Where a plan is revised, the free places of sessions that are held now, then of those that have been published; elsewhere
    /// none.
    pub(super) fn wanted(&self, year: &Year<'_>, extent: &Extent) -> Vec<Col> {
        let Some(revision) = &year.revision else { return Vec::new() };
        let held = extent.kin.iter().flat_map(|kin| &year.sessions[*kin]);
        let published = self.runs.iter().flat_map(|run| revision.published.of_run(*run));
        let places = held.chain(published).filter_map(|chosen| self.find(&chosen.placement));
        let mut wanted = Vec::new();
        for col in places.filter_map(|index| self.slice.col(index)) {
            if !wanted.contains(&col) {
                wanted.push(col);
            }
        }
        wanted
    }

    /// What has been decided, by the columns of the slice, where its sessions are the free placements.
    pub(super) fn values(&self, decided: &Decided) -> Vec<(Col, f64)> {
        let value = |variable: &Variable| match variable {
            Variable::Held(_) => Some(1.0),
            Variable::On { placement, role, staff, .. } => {
                let served = &decided.sessions.get(*placement)?.served;
                let people = served.iter().find(|entry| (entry.0, entry.1) == (*role, *staff));
                Some(people.map_or(0.0, |entry| f64::from(entry.2)))
            }
            other => {
                let (yearly, _) = self.yearly(other)?;
                decided.yearly.iter().find(|(known, _)| *known == yearly).map(|(_, value)| *value)
            }
        };
        let of = |(index, variable)| Some((self.slice.col(index)?, value(variable)?));
        self.model.variables.iter().enumerate().filter_map(of).collect()
    }

    /// The free placement that is a session of the year.
    fn find(&self, placement: &Placement) -> Option<usize> {
        let run = self.runs.binary_search(&placement.run).ok()?;
        let free = &self.model.placements[..self.free];
        let from = free.partition_point(|other| (other.run, other.day) < (run, placement.day));
        (from..self.free)
            .take_while(|index| (free[*index].run, free[*index].day) == (run, placement.day))
            .find(|index| {
                let other = &free[*index];
                (&other.time, other.site, other.equipment, &other.rooms)
                    == (&placement.time, placement.site, placement.equipment, &placement.rooms)
            })
    }

    /// What values of the slice's columns decide.
    pub(super) fn decided(&self, values: &[f64]) -> Decided {
        let value = |index: usize| self.slice.col(index).map(|col| values[col.index()]);
        let is_held = |index: &usize| value(*index).is_some_and(|value| value > 0.5);
        let mut served: Vec<Vec<(usize, StaffId, u32)>> = vec![Vec::new(); self.free];
        let mut yearly = Vec::new();
        for (index, variable) in self.model.variables.iter().enumerate() {
            let Some(value) = value(index) else { continue };
            match variable {
                Variable::On { placement, role, staff, .. } if *placement < self.free && value > 0.5 => {
                    served[*placement].push((*role, *staff, value.round() as u32));
                }
                _ => yearly.extend(self.yearly(variable).map(|(of_year, _)| (of_year, value.round()))),
            }
        }
        let session = |index: usize| {
            let placement = &self.model.placements[index];
            self.serve_alone(placement, &mut served[index]);
            let placement = Placement { run: self.runs[placement.run], ..placement.clone() };
            Chosen { placement, served: std::mem::take(&mut served[index]) }
        };
        Decided { sessions: (0..self.free).filter(is_held).map(session).collect(), yearly }
    }
}

impl Part<'_> {
    /// Adds the people of roles that one staff group alone can serve.
    fn serve_alone(&self, placement: &Placement, served: &mut Vec<(usize, StaffId, u32)>) {
        let roles = &self.scene.runs[placement.run].module(self.scene.scenario).staff;
        for (role, asked) in roles.iter().enumerate() {
            if let [only] = eligible(&self.scene, placement, asked)[..] {
                served.push((role, only, asked.count));
            }
        }
    }
}

impl Year<'_> {
    /// Takes over what a part has decided.
    pub(super) fn take(&mut self, extent: &Extent, decided: Decided) {
        for kin in &extent.kin {
            let kept = std::mem::take(&mut self.sessions[*kin]);
            let stays = |chosen: &Chosen| !extent.frees(self, *kin, chosen);
            self.sessions[*kin] = kept.into_iter().filter(stays).collect();
        }
        for chosen in decided.sessions {
            let kin = self.kin_of(self.scene.runs[chosen.placement.run].members[0].0);
            self.sessions[kin].push(chosen);
        }
        for kin in &extent.kin {
            self.sessions[*kin].sort_by_key(|chosen| {
                let placement = &chosen.placement;
                (placement.run, placement.day, placement.time.start)
            });
        }
        self.decided.extend(decided.yearly);
    }
}
