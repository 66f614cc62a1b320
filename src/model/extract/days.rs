//! Patterns and firm-led days.

use std::collections::BTreeMap;

use super::Reading;
use crate::domain::{Cohort, CohortId, FirmId, Weekdays};
use crate::model::build::Build;
use crate::model::decisions::LeadDay;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::plan::{FirmDay, LearnerSet, Pattern};

/// The weekdays of every cohort with a pattern.
pub(super) fn patterns(reading: &Reading<'_>) -> Vec<Pattern> {
    let cohorts = (0..reading.scene.scenario.cohorts.len()).map(CohortId);
    cohorts
        .filter_map(|cohort| {
            let pattern = reading.scene.pattern(cohort)?;
            let among = pattern.weekdays();
            let (school, firm) = pattern.led.unwrap_or_else(|| {
                (
                    chosen(reading, among, |weekday| Variable::SchoolWeekday { cohort, weekday }),
                    chosen(reading, among, |weekday| Variable::FirmWeekday { cohort, weekday }),
                )
            });
            Some(Pattern { cohort, school, firm })
        })
        .collect()
}

fn chosen(reading: &Reading<'_>, among: Weekdays, variable: impl Fn(u32) -> Variable) -> Weekdays {
    among.iter().filter(|day| reading.on(&variable(day.num_days_from_monday()))).collect()
}

/// The firm-led days of every cohort, firm by firm.
pub(super) fn firm_days(reading: &Reading<'_>) -> Vec<FirmDay> {
    let scene = reading.scene;
    // The decision that stands behind each day is asked for again, in a formulation of its own,
    // and its value looked up by meaning.
    let mut asked = Build::new(scene, &[], Mode::Planning);
    let mut days = Vec::new();
    for (index, cohort) in scene.scenario.cohorts.iter().enumerate() {
        let id = CohortId(index);
        let Some(pattern) = scene.pattern(id) else { continue };
        let firms = by_firm(cohort);
        for day in 0..scene.calendar.days.len() {
            let led = match asked.firm_led(id, day) {
                LeadDay::Always => true,
                LeadDay::When(col) => reading.on(&asked.variables[col.index()]),
                LeadDay::Free | LeadDay::Never => false,
            };
            for (firm, learners) in firms.iter().filter(|_| led) {
                let (date, minutes) = (scene.date(day), pattern.firm_day_minutes);
                days.push(FirmDay { date, cohort: id, learners: learners.clone(), firm: *firm, minutes });
            }
        }
    }
    days
}

/// The learners of each firm of a cohort.
fn by_firm(cohort: &Cohort) -> BTreeMap<FirmId, LearnerSet> {
    let mut firms: BTreeMap<FirmId, LearnerSet> = BTreeMap::new();
    let mut first = 1;
    for group in &cohort.groups {
        if let Some(firm) = group.firm {
            let set = firms.entry(firm).or_default();
            *set = set.union(&LearnerSet::range(first, first + group.learners - 1));
        }
        first += group.learners;
    }
    firms
}
