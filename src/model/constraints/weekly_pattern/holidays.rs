//! Weeks that miss a weekday of the pattern.
//!
//! `keep` changes nothing; `exempt` binds nothing and has no firm day; `scale` gives each such week
//! w its own `school_{c,d}`, `firm_{c,d}` with `school_{c,d} + firm_{c,d} ≤ 1`,
//! `Σ_d school_{c,d} = round(open · n / (n + m)) = S_w` and `Σ_d firm_{c,d} = F_w`, the rest.
//!
//! A wish to `scale` looks at firm-led days alone, which those who have a firm spend there:
//! `Σ_d firm_{c,d} + under_w − over_w = F_w`, each day off priced for each of them, and for each
//! learner group and moment, with sessions sorted into sets without one in common,
//! `Σ_{school-led p} held_p + firm_{c,d} ≤ 1 + broken`, `Σ_{firm-led p} held_p ≤ firm_{c,d} + broken`.
//! It asks nothing of a cohort without firms.

use super::under;
use crate::domain::{CohortId, HolidayWeeks, Lead, Strength};
use crate::model::build::{Build, Terms};
use crate::model::decisions::{LeadDay, WeekPattern};
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};

/// Whether a day lies in a week whose days a wish shares out; its sessions are bound here.
pub(super) fn wished(scene: &Scene<'_>, day: usize, pattern: &WeekPattern) -> bool {
    pattern.holiday_weeks == HolidayWeeks::Scale
        && scene.in_holiday_week(day, pattern)
        && scene.strength(Some(pattern.policy)) == Strength::Wish
}

/// The open days of each holiday week shared out in the pattern's proportion.
pub(super) fn rows(build: &mut Build<'_>, cohort: CohortId, pattern: &WeekPattern) {
    if pattern.holiday_weeks != HolidayWeeks::Scale {
        return;
    }
    for week in 0..build.scene.calendar.weeks.len() {
        let in_pattern = |day: &usize| pattern.weekdays().contains(build.scene.calendar.days[*day].weekday());
        let days: Vec<usize> =
            build.scene.calendar.weeks[week].days.iter().copied().filter(in_pattern).collect();
        let Some(first) = days.first() else { continue };
        if wished(build.scene, *first, pattern) {
            wish(build, (cohort, week), pattern, &days);
        } else if build.scene.in_holiday_week(*first, pattern) {
            share_out(build, (cohort, week), pattern, &days);
        }
    }
}

/// So many school-led and so many firm-led days.
fn share_out(
    build: &mut Build<'_>,
    (cohort, week): (CohortId, usize),
    pattern: &WeekPattern,
    days: &[usize],
) {
    let (mut school, mut firm): (Terms, Terms) = (Vec::new(), Vec::new());
    for day in days {
        if let (LeadDay::When(led), LeadDay::When(firm_led)) =
            (build.school_led(cohort, *day), build.firm_led(cohort, *day))
        {
            build.link(f64::NEG_INFINITY, 1.0, vec![(led, 1.0), (firm_led, 1.0)]);
            school.push((led, 1.0));
            firm.push((firm_led, 1.0));
        }
    }
    let open = (school.len() as u32).min(pattern.school_days + pattern.firm_days);
    let share = f64::from(pattern.scaled(open));
    let tag = build.tag(Subject::in_week(Whom::Cohort(cohort), week)).policy(pattern.policy);
    build.rule(tag, share, share, school);
    build.rule(tag, f64::from(open) - share, f64::from(open) - share, firm);
}

/// So many firm-led days and sessions on days of their own lead, each at its price.
fn wish(build: &mut Build<'_>, (cohort, week): (CohortId, usize), pattern: &WeekPattern, days: &[usize]) {
    let groups = build.scene.scenario.cohorts[cohort.index()].groups.iter();
    let employed: u32 = groups.filter(|group| group.firm.is_some()).map(|group| group.learners).sum();
    if employed == 0 {
        return;
    }
    let mut firm: Terms = Vec::new();
    for day in days {
        if let LeadDay::When(led) = build.firm_led(cohort, *day) {
            firm.push((led, 1.0));
            sessions(build, (cohort, *day), pattern, led);
        }
    }
    let open = (firm.len() as u32).min(pattern.school_days + pattern.firm_days);
    let due = f64::from(open - pattern.scaled(open));
    let subject = Subject::in_week(Whom::Cohort(cohort), week);
    let tag = build.tag(subject).policy(pattern.policy).weighing(employed);
    build.rule(tag, due, due, firm);
}

/// School-led sessions off firm-led days, firm-led ones on them.
fn sessions(
    build: &mut Build<'_>,
    (cohort, day): (CohortId, usize),
    pattern: &WeekPattern,
    led: crate::solver::Col,
) {
    for group in 0..build.scene.groups.len() {
        if build.scene.groups[group].cohort != cohort {
            continue;
        }
        let learners = build.scene.groups[group].learners;
        for (lead, sign) in [(Lead::School, 1.0), (Lead::Firm, -1.0)] {
            for together in build.stated(pattern.policy, &under(build, (group, day), lead)) {
                let mut terms: Terms = together.iter().map(|index| (build.held(*index), 1.0)).collect();
                terms.push((led, sign));
                let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(pattern.policy);
                build.rule(tag.weighing(learners), f64::NEG_INFINITY, f64::max(sign, 0.0), terms);
            }
        }
    }
}
