//! Which cohorts are worth planning together, and how many placements they have in a week.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use fastrand::Rng;

use super::extent::Extent;
use super::year::Year;
use crate::domain::SiteId;
use crate::model::placements::of_run;

/// Of every cohort: the sites it may use, and its placements in a week on average.
pub(super) struct Near {
    sites: Vec<BTreeSet<SiteId>>,
    in_a_week: Vec<f64>,
}

impl Near {
    /// Looks at every run in one week in the middle of the year.
    pub(super) fn new(year: &Year<'_>) -> Self {
        let (scene, count) = (year.scene, year.kin.len());
        let mut near = Self { sites: vec![BTreeSet::new(); count], in_a_week: vec![0.0; count] };
        let week = &scene.calendar.weeks[scene.calendar.weeks.len() / 2];
        for (index, run) in scene.runs.iter().enumerate() {
            let place = year.kin_of(run.members[0].0);
            for placement in of_run(scene, index, &week.days, false) {
                near.sites[place].insert(placement.site);
                near.in_a_week[place] += 1.0;
            }
        }
        near
    }

    /// A cohort, as many of those that share sites with it as make about `size` free placements, and a window of weeks.
    pub(super) fn draw(
        &self,
        year: &Year<'_>,
        rng: &mut Rng,
        size: f64,
        window: RangeInclusive<usize>,
    ) -> Extent {
        let weeks = year.weeks();
        let anywhere = rng.usize(0..self.sites.len());
        let width = rng.usize(window).min(weeks.len());
        let at_any_time = weeks.start + rng.usize(0..=weeks.len() - width);
        let (seed, begin) = match year.focus(rng) {
            None => (anywhere, at_any_time),
            Some((kin, week)) => {
                let before = week.saturating_sub(rng.usize(0..width));
                (kin, before.clamp(weeks.start, weeks.end - width))
            }
        };
        let shared = |other: &usize| {
            *other != seed && self.sites[*other].intersection(&self.sites[seed]).next().is_some()
        };
        let mut others: Vec<usize> = (0..self.sites.len()).filter(shared).collect();
        rng.shuffle(&mut others);
        let mut kin = BTreeSet::from([seed]);
        let mut free = self.in_a_week[seed] * width as f64;
        for other in others {
            free += self.in_a_week[other] * width as f64;
            if free > size {
                break;
            }
            kin.insert(other);
        }
        Extent { kin, weeks: begin..begin + width }
    }
}
