//! **Every learner gets the hours a norm asks for: guided, in the firm, or both.**
//!
//! For each learner group g, with S the counted sessions that g attends and b the minutes of the counted
//! modules that g had before the plan:
//! `at least ≤ b + Σ_{p ∈ S} minutes_p · held_p + day · Σ_d firm_led_{c,d} ≤ at most`, where `guided`
//! counts school-led sessions, `firm` counts firm-led sessions and the minutes of firm-led days (for
//! learners who have a firm), `total` both, and a selector narrows the sessions.
//!
//! Hours are those of sessions, in the plan or delivered before it, never hours that days could offer.

use super::{Build, Family};
use crate::domain::{Category, Lead, Policy, PolicyId, Rule, Selector};
use crate::model::build::Terms;
use crate::model::decisions::LeadDay;
use crate::model::runs::delivered;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct HoursNorm;

impl Family for HoursNorm {
    fn key(&self) -> &'static str {
        "hours_norm"
    }

    fn sentence(&self) -> &'static str {
        "Every learner gets at least, and no more than, the hours that the norms for guided, firm and total time ask for."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            for group in build.scene.groups_of(policy) {
                for source in build.each_source(group) {
                    norm(build, id, policy, (group, source));
                }
            }
        }
    }
}

fn norm(
    build: &mut Build<'_>,
    id: PolicyId,
    policy: &Policy,
    (group, source): (usize, Option<usize>),
) {
    let Rule::HoursNorm { category, selector, at_least, at_most } = &policy.rule else { return };
    let led = |lead| match category {
        Category::Guided => lead == Lead::School,
        Category::Firm => lead == Lead::Firm,
        Category::Total => true,
    };
    let mut terms = session_minutes(build, group, selector, led);
    let mut certain = minutes_before(build, group, selector, led);
    if *category != Category::Guided {
        let days = 0..build.scene.calendar.days.len();
        certain += firm_day_minutes(build, (group, source), days, &mut terms);
    }
    let learners = build.scene.groups[group].learners;
    let tag = build.tag(Subject::always(Whom::Group(group))).policy(id).minutes().weighing(learners);
    let tag = tag.of_source(source);
    let has_firm = has_firm(build, (group, source));
    // Learners without a firm have no practice to count: the report says that theirs is unmet.
    if let Some(least) = at_least.filter(|_| has_firm || *category == Category::Guided) {
        let (relief, off) = build.unless_outside(group, f64::from(least));
        let floor = terms.iter().copied().chain(relief).collect();
        build.rule(tag.floor(), f64::from(least) - certain - off, f64::INFINITY, floor);
    }
    if let Some(most) = at_most {
        build.rule(tag, f64::NEG_INFINITY, f64::from(*most) - certain, terms);
    }
}

/// Minutes of the selected sessions that a learner group attends.
pub fn session_minutes(
    build: &Build<'_>,
    group: usize,
    selector: &Selector,
    led: impl Fn(Lead) -> bool,
) -> Terms {
    let scenario = build.scene.scenario;
    let cohort = build.scene.groups[group].cohort;
    let mut terms = Terms::new();
    for placements in &build.by_group_day[group] {
        for index in placements {
            let run = &build.scene.runs[build.placements[*index].run];
            let counts = run.members.iter().any(|(member, module)| {
                let stated = &scenario.modules[module.index()];
                *member == cohort && led(stated.lead) && selector.matches(*module, stated)
            });
            if counts {
                terms.push((build.held(*index), build.minutes(*index)));
            }
        }
    }
    terms
}

/// Minutes of the selected modules that a learner group has had before the plan begins.
pub fn minutes_before(
    build: &Build<'_>,
    group: usize,
    selector: &Selector,
    led: impl Fn(Lead) -> bool,
) -> f64 {
    let (scenario, group) = (build.scene.scenario, &build.scene.groups[group]);
    let programme = &scenario.programmes[scenario.cohorts[group.cohort.index()].programme.index()];
    let counted = programme.modules.iter().filter(|module| {
        let stated = &scenario.modules[module.index()];
        led(stated.lead) && selector.matches(**module, stated)
    });
    counted.map(|module| f64::from(delivered(scenario, group, *module))).sum()
}

/// Whether everybody in a group, or everybody in it who comes from one source, has a firm.
fn has_firm(build: &Build<'_>, (group, source): (usize, Option<usize>)) -> bool {
    let unlike = build.sources(group, |given| given.firm.is_none());
    source.map_or(unlike.is_empty(), |source| !unlike.contains(&source))
}

/// Adds the minutes of firm-led days among some days; returns those that are certain.
pub fn firm_day_minutes(
    build: &mut Build<'_>,
    (group, source): (usize, Option<usize>),
    days: std::ops::Range<usize>,
    terms: &mut Terms,
) -> f64 {
    let cohort = build.scene.groups[group].cohort;
    let has_firm = has_firm(build, (group, source));
    let Some(pattern) = build.scene.pattern(cohort).filter(|_| has_firm) else { return 0.0 };
    let minutes = f64::from(pattern.firm_day_minutes);
    let mut certain = 0.0;
    for day in days {
        match build.firm_led(cohort, day) {
            LeadDay::Always => certain += minutes,
            LeadDay::When(col) => terms.push((col, minutes)),
            LeadDay::Free | LeadDay::Never => {}
        }
    }
    certain
}
