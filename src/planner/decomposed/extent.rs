//! What of a year is planned anew.

use std::collections::BTreeSet;
use std::ops::Range;

use super::year::{Chosen, Year};
use crate::domain::CohortId;

/// Which cohorts, and in which weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Places among those planned together.
    pub(super) kin: BTreeSet<usize>,
    /// The weeks.
    pub(super) weeks: Range<usize>,
}

impl Extent {
    /// Some cohorts all year, or in all weeks of the period that is planned.
    pub(super) fn all_year(year: &Year<'_>, kin: impl IntoIterator<Item = usize>) -> Self {
        Self { kin: kin.into_iter().collect(), weeks: year.weeks() }
    }

    /// Whether weekdays and runs may be decided anew: it is about all weeks, and nothing stands for good.
    pub(super) fn is_all_year(&self, year: &Year<'_>) -> bool {
        year.period.is_none() && self.weeks == year.weeks()
    }

    /// The cohorts it is about.
    pub(super) fn cohorts(&self, year: &Year<'_>) -> BTreeSet<CohortId> {
        self.kin.iter().flat_map(|kin| &year.kin[*kin]).copied().collect()
    }

    /// Whether a session of some of the kin is free.
    pub(super) fn frees(&self, year: &Year<'_>, kin: usize, chosen: &Chosen) -> bool {
        self.kin.contains(&kin)
            && self.weeks.contains(&year.week(chosen))
            && chosen.placement.day >= year.first_day()
    }
}
