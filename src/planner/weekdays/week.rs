//! The programme of a folded week: weekdays as whole numbers, minutes of the year as fractions.
//!
//! For run r and weekday j, `x_{r,j}` minutes over the whole year. With R a staff, a pool or the time of a
//! learner group, `cap` what it has on that weekday in the year and `use` the share of it that a session takes:
//!
//! - n school-led and m firm-led weekdays, none of them both;
//! - `Σ_j x_{r,j} = minutes_r`, `x_{r,j} ≤ possible_{r,j} · led_{c,j}` for each cohort c of the run;
//! - `Σ_r use_{r,R} x_{r,j} ≤ cap_{R,j}`, for learners times `led_{c,j}`;
//! - with `even_{r,j}` the minutes of r if it spread evenly over the weekdays it has,
//!   `Σ_r use_{r,R} even_{r,j} led_{c,j} − crowded_{R,j,k} ≤ CROWDED_k · cap_{R,j}`;
//! - for learners `Σ_{r,j} x_{r,j} − crowded_c ≤ FULL Σ_j cap_j led_{c,j}`.
//!
//! The least sum of what is crowded is best.

use std::collections::BTreeMap;

use chrono::Weekday;

use super::folded::{Folded, Resource, WEEK};
use crate::domain::{CohortId, Lead, Weekdays};
use crate::model::scene::Scene;
use crate::plan::Pattern;
use crate::solver::{Col, Formulation, Solution};

/// Shares of a weekday above which it is crowded, more with each.
const CROWDED: [f64; 3] = [0.3, 0.6, 0.9];

/// The share of the learners' time above which it is.
const FULL: f64 = CROWDED[2];

/// The folded week in the making.
pub(super) struct Week {
    pub(super) formulation: Formulation,
    /// Whether a weekday is led by the school, or by the firm, for a cohort.
    led: BTreeMap<(CohortId, Lead, usize), Col>,
    /// Minutes of a run on a weekday.
    held: BTreeMap<(usize, usize), Col>,
}

impl Week {
    pub(super) fn new(scene: &Scene<'_>, folded: &Folded, open: &[CohortId]) -> Self {
        let mut week =
            Self { formulation: Formulation::default(), led: BTreeMap::new(), held: BTreeMap::new() };
        for cohort in open {
            week.patterns(scene, *cohort);
        }
        week.hours(scene, folded);
        week.learners(scene, folded);
        week.resources(scene, folded);
        week
    }

    /// So many weekdays of each lead.
    fn patterns(&mut self, scene: &Scene<'_>, cohort: CohortId) {
        let Some(pattern) = scene.pattern(cohort) else { return };
        let days: Vec<usize> =
            pattern.weekdays().iter().map(|day| day.num_days_from_monday() as usize).collect();
        for (lead, count) in [(Lead::School, pattern.school_days), (Lead::Firm, pattern.firm_days)] {
            for day in &days {
                self.led.insert((cohort, lead, *day), self.formulation.binary(0.0));
            }
            let all = days.iter().map(|day| (self.led[&(cohort, lead, *day)], 1.0));
            self.formulation.equal(all, f64::from(count));
        }
        for day in days {
            let both = [Lead::School, Lead::Firm].map(|lead| (self.led[&(cohort, lead, day)], 1.0));
            self.formulation.at_most(both, 1.0);
        }
    }

    /// The hours of every run that must be held.
    fn hours(&mut self, scene: &Scene<'_>, folded: &Folded) {
        for (run, of) in scene.runs.iter().enumerate().filter(|(_, run)| run.forced && run.minutes > 0) {
            let mut all = Vec::new();
            for day in 0..WEEK {
                let possible = folded.possible[run][day];
                let held = self.formulation.continuous(0.0, possible, 0.0);
                self.held.insert((run, day), held);
                all.push((held, 1.0));
                let lead = of.module(scene.scenario).lead;
                for (cohort, _) in &of.members {
                    if let Some(led) = self.led.get(&(*cohort, lead, day)) {
                        self.formulation.at_most([(held, 1.0), (*led, -possible)], 0.0);
                    }
                }
            }
            self.formulation.equal(all, f64::from(of.minutes));
        }
    }

    /// The time of every learner group under each lead.
    fn learners(&mut self, scene: &Scene<'_>, folded: &Folded) {
        let mut of_cohort: BTreeMap<CohortId, Col> = BTreeMap::new();
        for ((group, lead), minutes) in &folded.time {
            let cohort = scene.groups[*group].cohort;
            let mine: Vec<usize> = scene
                .runs_of(*group)
                .filter(|run| scene.runs[*run].module(scene.scenario).lead == *lead)
                .collect();
            let above = *of_cohort.entry(cohort).or_insert_with(|| self.crowded());
            let mut crowded = vec![(above, -1.0)];
            let mut easy = 0.0;
            for (day, minutes) in minutes.iter().enumerate() {
                let held: Vec<(Col, f64)> = self.held_on(&mine, day).collect();
                let mut full = held.clone();
                crowded.extend(held);
                if let Some(led) = self.led.get(&(cohort, *lead, day)) {
                    full.push((*led, -minutes));
                    crowded.push((*led, -FULL * minutes));
                    self.formulation.at_most(full, 0.0);
                } else {
                    easy += FULL * minutes;
                    self.formulation.at_most(full, *minutes);
                }
            }
            self.formulation.at_most(crowded, easy);
        }
    }

    /// What staff and equipment have on each weekday.
    fn resources(&mut self, scene: &Scene<'_>, folded: &Folded) {
        for resource in &folded.resources {
            for (day, minutes) in resource.minutes.iter().enumerate().filter(|(_, minutes)| **minutes > 0.0) {
                let used = resource
                    .uses
                    .iter()
                    .filter_map(|(run, share)| Some((*self.held.get(&(*run, day))?, *share)));
                let used: Vec<(Col, f64)> = used.collect();
                self.formulation.at_most(used, *minutes);
                let (load, always) = self.load(scene, folded, resource, day);
                for share in CROWDED {
                    let above = (self.crowded(), -1.0);
                    self.formulation.at_most(load.iter().copied().chain([above]), share * minutes - always);
                }
            }
        }
    }

    /// The load of a weekday if everybody who comes on it spreads evenly over the weekdays there are:
    /// terms where that is to be chosen, and what comes in any case.
    fn load(
        &self,
        scene: &Scene<'_>,
        folded: &Folded,
        resource: &Resource,
        day: usize,
    ) -> (Vec<(Col, f64)>, f64) {
        let (mut load, mut always) = (Vec::new(), 0.0);
        for (run, share) in resource.uses.iter().filter(|(run, _)| folded.possible[*run][day] > 0.0) {
            let of = &scene.runs[*run];
            let (cohort, lead) = (of.members[0].0, of.module(scene.scenario).lead);
            let days = folded.possible[*run].iter().filter(|possible| **possible > 0.0).count();
            let led = scene.pattern(cohort).map(|pattern| match lead {
                Lead::School => pattern.school_days,
                Lead::Firm => pattern.firm_days,
            });
            let days = led.map_or(days, |led| days.min(led as usize)).max(1);
            let minutes = share * f64::from(of.minutes) / days as f64;
            match self.led.get(&(cohort, lead, day)) {
                Some(col) => load.push((*col, minutes)),
                None => always += minutes,
            }
        }
        (load, always)
    }

    /// A new column for minutes that are crowded.
    fn crowded(&mut self) -> Col {
        self.formulation.continuous(0.0, f64::INFINITY, 1.0)
    }

    fn held_on<'a>(&'a self, runs: &'a [usize], day: usize) -> impl Iterator<Item = (Col, f64)> + 'a {
        runs.iter().filter_map(move |run| self.held.get(&(*run, day)).map(|col| (*col, 1.0)))
    }

    /// The weekdays of a solution.
    pub(super) fn read(&self, open: &[CohortId], found: &Solution) -> Vec<Pattern> {
        let of = |cohort: CohortId, lead: Lead| -> Weekdays {
            let mine = self.led.iter().filter(|((of, led_by, _), _)| (*of, *led_by) == (cohort, lead));
            let chosen = mine.filter(|(_, col)| found.values[col.index()] > 0.5);
            chosen.filter_map(|((_, _, day), _)| Weekday::try_from(u8::try_from(*day).ok()?).ok()).collect()
        };
        let pattern = |cohort: &CohortId| Pattern {
            cohort: *cohort,
            school: of(*cohort, Lead::School),
            firm: of(*cohort, Lead::Firm),
        };
        open.iter().map(pattern).collect()
    }

    /// Refuses the weekdays of a solution from now on.
    pub(super) fn exclude(&mut self, found: &Solution) {
        let chosen: Vec<(Col, f64)> =
            self.led.values().filter(|col| found.values[col.index()] > 0.5).map(|col| (*col, 1.0)).collect();
        let most = chosen.len() as f64 - 1.0;
        self.formulation.at_most(chosen, most);
    }
}
