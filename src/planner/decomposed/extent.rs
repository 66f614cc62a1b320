//! What of a year is planned anew.

use std::collections::BTreeSet;
use std::ops::Range;

use super::year::{Chosen, Year};
use crate::model::scene::Scene;

/// Which cohorts, and in which weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Places among those planned together.
    pub(super) kin: BTreeSet<usize>,
    /// The weeks.
    pub(super) weeks: Range<usize>,
}

impl Extent {
    /// Some cohorts all year.
    pub(super) fn all_year(year: &Year<'_>, kin: impl IntoIterator<Item = usize>) -> Self {
        Self { kin: kin.into_iter().collect(), weeks: 0..year.scene.calendar.weeks.len() }
    }

    /// Whether it is about all weeks, so that weekdays and runs may be decided anew.
    pub(super) fn is_all_year(&self, scene: &Scene<'_>) -> bool {
        self.weeks == (0..scene.calendar.weeks.len())
    }

    /// Whether a session of some of the kin is free.
    pub(super) fn frees(&self, year: &Year<'_>, kin: usize, chosen: &Chosen) -> bool {
        self.kin.contains(&kin) && self.weeks.contains(&year.week(chosen))
    }
}
