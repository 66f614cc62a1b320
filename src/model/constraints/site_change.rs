//! **Learners change site within a day only over short ways and in the agreed break.**
//!
//! For each learner group g, day d and pair of placements p at site a, then q at another site b,
//! with `km(a, b)` above the cap or without the agreed break between `end_p` and `start_q`:
//! `held_p + held_q ≤ 1`, summed over the placements that cover one moment as in `travel_time`. As a
//! wish each pair costs its price once: the sums run over sets without a placement in common.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::{ClockTime, PolicyId, Rule, SiteId, SiteKind};
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct SiteChange;

/// Longest way, and the break in which it falls.
type Allowed = (Option<u32>, Option<(ClockTime, ClockTime)>);

impl Family for SiteChange {
    fn key(&self) -> &'static str {
        "site_change"
    }

    fn sentence(&self) -> &'static str {
        "Within a day learners change site only over ways as short, and in the break, as agreed."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for (id, policy) in build.scene.policies() {
            if let Rule::SiteChange { km, between } = policy.rule {
                for group in build.scene.groups_of(policy) {
                    for day in 0..build.scene.calendar.days.len() {
                        changes(build, id, (group, day), (km, between));
                    }
                }
            }
        }
    }
}

fn changes(build: &mut Build<'_>, id: PolicyId, (group, day): (usize, usize), allowed: Allowed) {
    let placements = build.by_group_day[group][day].clone();
    let mut later: BTreeMap<(SiteId, u16), Vec<usize>> = BTreeMap::new();
    for index in &placements {
        let placement = &build.placements[*index];
        later.entry((placement.site, placement.time.start.0)).or_default().push(*index);
    }
    let learners = build.scene.groups[group].learners;
    for seconds in later.values() {
        let barred = |first: &usize| not_allowed(build, *first, seconds[0], allowed);
        let firsts: Vec<usize> = placements.iter().copied().filter(barred).collect();
        for together in build.stated(id, &firsts) {
            let terms = together.iter().chain(seconds).map(|index| (build.held(*index), 1.0)).collect();
            let tag = build.tag(Subject::on(Whom::Group(group), day)).policy(id).weighing(learners);
            build.rule(tag, f64::NEG_INFINITY, 1.0, terms);
        }
    }
}

/// Whether going from one placement to a later one breaks the rule.
fn not_allowed(build: &Build<'_>, first: usize, second: usize, (km, between): Allowed) -> bool {
    let scenario = build.scene.scenario;
    let (first, second) = (&build.placements[first], &build.placements[second]);
    let online = |site: SiteId| scenario.sites[site.index()].kind == SiteKind::Online;
    if first.site == second.site
        || online(first.site)
        || online(second.site)
        || first.time.end > second.time.start
    {
        return false;
    }
    let too_far = km.is_some_and(|most| {
        scenario.travel_between(first.site, second.site).is_some_and(|way| way.km > most)
    });
    let no_break = between.is_some_and(|(from, to)| first.time.end > from || second.time.start < to);
    too_far || no_break
}
