//! What has been placed so far, and what that allows.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::{AT_LEAST, Filling, Place};
use crate::model::variables::Variable;
use crate::solver::Col;

impl Filling<'_> {
    /// Weekdays of patterns and runs to be opened: any that the rows allow, drawn by the seed.
    pub(super) fn settle_yearly(&mut self, rng: &mut Rng) -> Option<()> {
        let yearly = |(index, variable): (usize, &Variable)| {
            self.part.is_yearly(variable).then(|| self.part.slice.col(index)).flatten()
        };
        let mut columns: Vec<Col> = self.part.model.variables.iter().enumerate().filter_map(yearly).collect();
        rng.shuffle(&mut columns);
        for col in columns {
            if !self.bounds.is_fixed(col) && !self.try_fix(col, self.bounds.bounds(col).1) {
                let low = self.bounds.bounds(col).0;
                if !self.try_fix(col, low) {
                    return None;
                }
            }
        }
        Some(())
    }

    /// Counts a session that has been fixed.
    pub(super) fn hold(&mut self, entry: (usize, usize, u16, f64)) {
        self.given[entry.0] += entry.3;
        for group in &self.part.scene.runs[entry.0].groups {
            self.of_group[*group] += entry.3;
        }
        self.held.push(entry);
    }

    /// Minutes a run still has to get.
    pub(super) fn left(&self, run: usize) -> f64 {
        (f64::from(self.part.scene.runs[run].minutes) - self.given[run]).max(0.0)
    }

    /// Whether all that a run builds on has been held before a place.
    pub(super) fn is_ready(&self, place: &Place) -> bool {
        let days = &self.part.scene.calendar.days;
        self.chains.before(place.run).iter().all(|need| {
            let earlier = self.held.iter().filter(|(run, day, start, _)| {
                let passed = days[place.day].date.signed_duration_since(days[*day].date).num_days();
                need.runs.contains(run)
                    && (*day, *start) < (place.day, place.start)
                    && passed >= i64::from(need.gap)
            });
            earlier.map(|held| held.3).sum::<f64>() >= need.minutes
        })
    }

    /// Whether nobody of a run would be ahead of the pace by much.
    pub(super) fn is_in_time(&self, place: &Place, share: f64) -> bool {
        self.part.scene.runs[place.run].groups.iter().all(|group| {
            let pace = self.chains.of_group(*group) * share;
            self.of_group[*group] + place.minutes <= (pace * self.ahead).max(pace + AT_LEAST)
        })
    }

    /// Runs that are not opened.
    pub(super) fn closed(&self) -> BTreeSet<usize> {
        let variables = self.part.model.variables.iter().enumerate();
        let closed = |(index, variable): (usize, &Variable)| match variable {
            Variable::Open(run) => {
                let col = self.part.slice.col(index)?;
                (self.bounds.bounds(col).1 < 0.5).then_some(*run)
            }
            _ => None,
        };
        variables.filter_map(closed).collect()
    }

    /// The decisions as they stand; places that were never taken are not.
    pub(super) fn decisions(&self) -> Vec<(Col, f64)> {
        let mut decisions: BTreeMap<Col, f64> = BTreeMap::new();
        for place in &self.places {
            decisions.insert(place.col, self.bounds.bounds(place.col).0);
        }
        for (index, variable) in self.part.model.variables.iter().enumerate() {
            if let Some(col) = self.part.slice.col(index).filter(|_| self.part.is_yearly(variable)) {
                decisions.insert(col, self.bounds.bounds(col).0);
            }
        }
        decisions.into_iter().collect()
    }
}
