//! By how much a year that is revised disturbs people, where, and what is left of what it may.

use fastrand::Rng;

use super::decided::Decided;
use super::extent::Extent;
use super::year::{Chosen, Year};

impl Year<'_> {
    /// By how much the year disturbs people, outside of a part if one is named.
    pub(super) fn disturbs(&self, outside: Option<&Extent>) -> f64 {
        let Some(revision) = &self.revision else { return 0.0 };
        let first = self.first_day();
        let counts = |kin: usize, chosen: &&Chosen| {
            chosen.placement.day >= first && !outside.is_some_and(|extent| extent.frees(self, kin, chosen))
        };
        let of_kin = |(kin, sessions): (usize, &Vec<Chosen>)| -> f64 {
            let counted = sessions.iter().filter(|chosen| counts(kin, chosen));
            counted.map(|chosen| revision.published.disturbs(chosen)).sum()
        };
        self.sessions.iter().enumerate().map(of_kin).sum()
    }

    /// Whether what a part decides keeps what may be disturbed: parts planned side by side may have counted on the same.
    pub(super) fn may_take(&self, extent: &Extent, decided: &Decided) -> bool {
        let Some(revision) = self.revision.as_ref().filter(|revision| revision.at_most.is_finite()) else {
            return true;
        };
        let more: f64 = decided.sessions.iter().map(|chosen| revision.published.disturbs(chosen)).sum();
        self.disturbs(Some(extent)) + more <= revision.at_most + 1e-6
    }

    /// Where the least disturbance is sought: somebody who is disturbed or lacks hours, and a week, three times of four.
    pub(super) fn focus(&self, rng: &mut Rng) -> Option<(usize, usize)> {
        let revision = self.revision.as_ref().filter(|revision| revision.thrift < 1.0)?;
        let disturbed = |kin: usize| {
            let sessions =
                self.sessions[kin].iter().filter(|chosen| revision.published.disturbs(chosen) > 0.0);
            sessions.map(move |chosen| (kin, self.week(chosen)))
        };
        let mut places: Vec<(usize, usize)> = (0..self.kin.len()).flat_map(disturbed).collect();
        let lacking: Vec<usize> = (0..self.kin.len()).filter(|kin| self.missing(*kin) > 0).collect();
        places.extend(lacking.into_iter().map(|kin| (kin, rng.usize(self.weeks()))));
        if places.is_empty() || rng.u8(0..4) == 0 {
            return None;
        }
        Some(places[rng.usize(0..places.len())])
    }

    /// What a part may still disturb.
    pub(super) fn left_to_disturb(&self, extent: &Extent) -> f64 {
        match &self.revision {
            Some(revision) if revision.at_most.is_finite() => revision.at_most - self.disturbs(Some(extent)),
            _ => f64::INFINITY,
        }
    }
}
