//! **Each week has so many school-led and so many firm-led days, on the pattern's weekdays.**
//!
//! With weekdays given, placements on a day of the other lead are refused; with weekdays chosen, those
//! on a day that is not among them. With weekdays chosen,
//! for each cohort c: `Σ_j school_{c,j} = n`, `Σ_j firm_{c,j} = m`, `school_{c,j} + firm_{c,j} ≤ 1`, and
//! for each learner group, day d on weekday j and moment t:
//! `Σ_{school-led p covering t} held_p ≤ school_{c,j}`, likewise firm-led sessions and `firm_{c,j}`.
//! Only the lead is bound, never the place. Weekdays that the pattern does not name are closed, or left
//! open to sessions of either lead, as it says.
//!
//! As a wish each session on a day of the other lead costs its price once for each learner: the sums
//! run over sets without a placement in common. What holds in weeks that miss a weekday of the
//! pattern stands in `holidays`.

use super::{Build, Family, Objection};
use crate::domain::{CohortId, HolidayWeeks, Lead, Strength};
use crate::model::build::Terms;
use crate::model::decisions::{LeadDay, WeekPattern};
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct WeeklyPattern;

mod holidays;

impl Family for WeeklyPattern {
    fn key(&self) -> &'static str {
        "weekly_pattern"
    }

    fn sentence(&self) -> &'static str {
        "Each week has the agreed number of school-led and firm-led days; sessions are held on days of their own lead."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let run = &scene.runs[placement.run];
        let lead = run.module(scene.scenario).lead;
        let mut objections = Vec::new();
        for (cohort, _) in &run.members {
            let Some(pattern) = scene.pattern(*cohort) else { continue };
            let (school, firm) = pattern.led.unwrap_or((pattern.weekdays(), pattern.weekdays()));
            let day = &scene.calendar.days[placement.day];
            if pattern.leaves_open(day.weekday()) {
                continue;
            }
            let holiday = scene.calendar.weeks[day.week].missing.0 & pattern.weekdays().0 != 0;
            let days = match (holiday, pattern.holiday_weeks) {
                (true, HolidayWeeks::Exempt) => continue,
                (true, HolidayWeeks::Scale) => pattern.weekdays(),
                _ if lead == Lead::School => school,
                _ => firm,
            };
            if scene.locked_use(*cohort, placement.day).is_none() && !days.contains(day.weekday()) {
                let learners = run.groups.iter().filter(|group| scene.groups[**group].cohort == *cohort);
                let learners = learners.map(|group| scene.groups[*group].learners).sum();
                objections.push(Objection { policy: Some(pattern.policy), learners });
            }
        }
        objections
    }

    fn rows(&self, build: &mut Build<'_>) {
        for index in 0..build.scene.scenario.cohorts.len() {
            let cohort = CohortId(index);
            if let Some(pattern) = build.scene.pattern(cohort) {
                weekdays(build, cohort, &pattern);
                holidays::rows(build, cohort, &pattern);
                sessions(build, cohort, &pattern);
            }
        }
    }
}

/// So many weekdays of each lead, the same all year.
fn weekdays(build: &mut Build<'_>, cohort: CohortId, pattern: &WeekPattern) {
    if pattern.led.is_some() {
        return;
    }
    let (mut school, mut firm): (Terms, Terms) = (Vec::new(), Vec::new());
    for weekday in pattern.weekdays().iter().map(|day| day.num_days_from_monday()) {
        let led = build.col(Variable::SchoolWeekday { cohort, weekday });
        let firm_led = build.col(Variable::FirmWeekday { cohort, weekday });
        build.link(f64::NEG_INFINITY, 1.0, vec![(led, 1.0), (firm_led, 1.0)]);
        school.push((led, 1.0));
        firm.push((firm_led, 1.0));
    }
    let (school_days, firm_days) = (f64::from(pattern.school_days), f64::from(pattern.firm_days));
    if build.scene.strength(Some(pattern.policy)) == Strength::Wish {
        // A wish is broken by sessions on days of the other lead, never by another number of days.
        build.link(school_days, school_days, school);
        build.link(firm_days, firm_days, firm);
        return;
    }
    let tag = build.tag(Subject::always(Whom::Cohort(cohort))).policy(pattern.policy);
    build.rule(tag, school_days, school_days, school);
    build.rule(tag, firm_days, firm_days, firm);
}

/// Sessions only on days of their own lead, where that day is decided.
fn sessions(build: &mut Build<'_>, cohort: CohortId, pattern: &WeekPattern) {
    for group in 0..build.scene.groups.len() {
        if build.scene.groups[group].cohort != cohort {
            continue;
        }
        for day in 0..build.scene.calendar.days.len() {
            if holidays::wished(build.scene, day, pattern) {
                continue;
            }
            for lead in [Lead::School, Lead::Firm] {
                let placements = under(build, (group, day), lead);
                if placements.is_empty() {
                    continue;
                }
                let on = if lead == Lead::School {
                    build.school_led(cohort, day)
                } else {
                    build.firm_led(cohort, day)
                };
                if let LeadDay::When(col) = on {
                    bind(build, (group, day), pattern, col, &placements);
                }
            }
        }
    }
}

/// The placements of a learner group on a day whose modules have this lead.
fn under(build: &Build<'_>, (group, day): (usize, usize), lead: Lead) -> Vec<usize> {
    let led = |index: &usize| {
        build.scene.runs[build.placements[*index].run].module(build.scene.scenario).lead == lead
    };
    build.by_group_day[group][day].iter().copied().filter(led).collect()
}

fn bind(
    build: &mut Build<'_>,
    (group, day): (usize, usize),
    pattern: &WeekPattern,
    led: crate::solver::Col,
    on: &[usize],
) {
    let learners = build.scene.groups[group].learners;
    for together in build.stated(pattern.policy, on) {
        let mut terms: Terms = together.iter().map(|index| (build.held(*index), 1.0)).collect();
        terms.push((led, -1.0));
        let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(pattern.policy).weighing(learners);
        build.rule(tag, f64::NEG_INFINITY, 0.0, terms);
    }
}
