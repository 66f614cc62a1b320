//! Patterns and firm-led days.

use super::Reading;
use super::mentors::{Mentored, mentored};
use crate::domain::{CohortId, Weekdays};
use crate::model::build::Build;
use crate::model::decisions::LeadDay;
use crate::model::tags::Mode;
use crate::model::variables::Variable;
use crate::plan::{FirmDay, Pattern};

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

/// The firm-led days of every cohort, firm by firm and mentor by mentor.
pub(super) fn firm_days(reading: &Reading<'_>) -> Vec<FirmDay> {
    let scene = reading.scene;
    // The decision that stands behind each day is asked for again, in a formulation of its own,
    // and its value looked up by meaning.
    let mut asked = Build::new(scene, &[], Mode::Planning);
    let mut days = Vec::new();
    for (index, mentored) in mentored(scene.scenario).into_iter().enumerate() {
        let id = CohortId(index);
        let Some(pattern) = scene.pattern(id) else { continue };
        for day in 0..scene.calendar.days.len() {
            let led = match asked.firm_led(id, day) {
                LeadDay::Always => true,
                LeadDay::When(col) => reading.on(&asked.variables[col.index()]),
                LeadDay::Free | LeadDay::Never => false,
            };
            for Mentored { firm, mentor, learners } in mentored.iter().filter(|_| led) {
                days.push(FirmDay {
                    date: scene.date(day),
                    cohort: id,
                    learners: learners.clone(),
                    firm: *firm,
                    mentor: *mentor,
                    minutes: pattern.firm_day_minutes,
                });
            }
        }
    }
    days
}
