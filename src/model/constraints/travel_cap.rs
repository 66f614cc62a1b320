//! **Nobody travels farther from home than is allowed at their age.**
//!
//! Refuses placements at a site farther from the home of an attending learner in the age band, in
//! kilometres or minutes, than the cap. Sites beyond `far_km` are far: for each learner group and
//! calendar week w, `Σ_{d in w} Σ_{far s} present_{g,d,s} ≤ far days` over the days on which the
//! group is in the band.

use itertools::Itertools;

use super::{Build, Family, Objection};
use crate::domain::{LearnerGroup, Policy, PolicyId, Rule, SiteId};
use crate::model::build::Terms;
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct TravelCap;

impl Family for TravelCap {
    fn key(&self) -> &'static str {
        "travel_cap"
    }

    fn sentence(&self) -> &'static str {
        "No learner travels farther from home, or on more days a week to far sites, than the age on that date allows."
    }

    fn objections(&self, scene: &Scene<'_>, placement: &Placement) -> Vec<Objection> {
        let mut objections = Vec::new();
        let caps = scene.policies().filter(|(_, policy)| matches!(policy.rule, Rule::TravelCap { .. }));
        for (id, policy) in caps {
            let too_far = |given: &LearnerGroup| too_far(scene, placement, policy, given);
            let groups = scene.runs[placement.run].groups.iter().map(|group| &scene.groups[*group]);
            let learners = groups
                .filter(|group| {
                    policy.cohorts.contains(&group.cohort) && group.of(scene.scenario).any(too_far)
                })
                .map(|group| group.learners)
                .sum();
            if learners > 0 {
                objections.push(Objection { policy: Some(id), learners });
            }
        }
        objections
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            let Rule::TravelCap { far_days_per_week: Some(most), .. } = policy.rule else { continue };
            for group in build.scene.groups_of(policy) {
                let (weeks, sources) = (0..build.scene.calendar.weeks.len(), build.each_source(group));
                for (week, source) in weeks.cartesian_product(sources) {
                    far_days(build, (id, policy), (group, source), week, most);
                }
            }
        }
    }
}

/// Whether a placement is too far from the home of one of the planner's groups that is in the band.
pub fn too_far(scene: &Scene<'_>, placement: &Placement, policy: &Policy, given: &LearnerGroup) -> bool {
    let Rule::TravelCap { band, km, minutes, .. } = policy.rule else { return false };
    let way = scene.scenario.travel_between(given.home, placement.site);
    band.holds(given, scene.date(placement.day))
        && way.is_some_and(|way| {
            km.is_some_and(|most| way.km > most) || minutes.is_some_and(|most| way.minutes > most)
        })
}

fn far_days(
    build: &mut Build<'_>,
    (id, policy): (PolicyId, &Policy),
    (group, source): (usize, Option<usize>),
    week: usize,
    most: u32,
) {
    let mut visits: Vec<(usize, SiteId)> = Vec::new();
    for day in build.scene.calendar.weeks[week].days.clone() {
        let sites = super::travel_time::sites(build, group, day);
        visits.extend(
            sites
                .into_iter()
                .filter(|site| is_far(build.scene, policy, (group, source), day, *site))
                .map(|site| (day, site)),
        );
    }
    if visits.len() > most as usize {
        let terms: Terms =
            visits.into_iter().map(|(day, site)| (build.present(group, day, site), 1.0)).collect();
        let learners = build.scene.groups[group].learners;
        let tag = build.tag(Subject::in_week(Whom::Group(group), week)).policy(id);
        let tag = tag.weighing(learners).of_source(source);
        build.rule(tag, f64::NEG_INFINITY, f64::from(most), terms);
    }
}

/// Whether a site is far for a group, or those of it who come from one source, in the band that day.
fn is_far(
    scene: &Scene<'_>,
    policy: &Policy,
    (group, source): (usize, Option<usize>),
    day: usize,
    site: SiteId,
) -> bool {
    let Rule::TravelCap { band, far_km: Some(far), .. } = policy.rule else { return false };
    let date = scene.date(day);
    let group = &scene.groups[group];
    let mut given = group.sources.iter().zip(group.of(scene.scenario));
    given.any(|(from, given)| {
        source.is_none_or(|source| source == *from)
            && band.holds(given, date)
            && scene.scenario.travel_between(given.home, site).is_some_and(|way| way.km > far)
    })
}
