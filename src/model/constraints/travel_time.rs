//! **Whoever changes site within a day has time for the way, and visits at most two sites.**
//!
//! For each learner group g, day d, and placement q at site b: every placement p at another site a
//! that ends later than `start_q − minutes(a, b)` but begins before q excludes q:
//! for each moment t, `Σ_{such p covering t} held_p + Σ_{q at b with that start} held_q ≤ 1`.
//! And `Σ_s present_{g,d,s} ≤ 2`, where a group is present wherever it has a session.
//!
//! Online sessions are next door to everywhere. Emits nothing where all sessions of a day are at
//! one site.

use std::collections::BTreeMap;

use super::{Build, Family};
use crate::domain::{SiteId, SiteKind};
use crate::model::tags::{Subject, Whom};

/// Sites a learner may visit on one day.
const SITES_A_DAY: f64 = 2.0;

/// The family.
pub struct TravelTime;

impl Family for TravelTime {
    fn key(&self) -> &'static str {
        "travel_time"
    }

    fn sentence(&self) -> &'static str {
        "Whoever changes site within a day has time for the way between the sessions, and visits at most two sites."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for group in 0..build.scene.groups.len() {
            for day in 0..build.scene.calendar.days.len() {
                ways(build, group, day);
                most_sites(build, group, day);
            }
        }
    }
}

/// Whether p must not be followed by q: q begins after p begins, before one could be there.
fn too_close(build: &Build<'_>, p: usize, q: usize) -> bool {
    let (first, second) = (&build.placements[p], &build.placements[q]);
    let way = build.scene.scenario.travel_between(first.site, second.site).map_or(0, |way| way.minutes);
    first.site != second.site
        && first.time.end <= second.time.start
        && u32::from(first.time.end.0) + way > u32::from(second.time.start.0)
}

fn ways(build: &mut Build<'_>, group: usize, day: usize) {
    let placements = build.by_group_day[group][day].clone();
    let mut later: BTreeMap<(SiteId, u16), Vec<usize>> = BTreeMap::new();
    for index in &placements {
        let placement = &build.placements[*index];
        later.entry((placement.site, placement.time.start.0)).or_default().push(*index);
    }
    for seconds in later.values() {
        let firsts: Vec<usize> =
            placements.iter().copied().filter(|first| too_close(build, *first, seconds[0])).collect();
        for (_, together) in build.cliques(&firsts) {
            let terms = together.iter().chain(seconds).map(|index| (build.held(*index), 1.0)).collect();
            let tag = build.tag(Subject::on(Whom::Group(group), day));
            build.rule(tag, f64::NEG_INFINITY, 1.0, terms);
        }
    }
}

/// The sites of a group's placements on a day, online left out.
pub fn sites(build: &Build<'_>, group: usize, day: usize) -> Vec<SiteId> {
    let online = |site: &SiteId| build.scene.scenario.sites[site.index()].kind == SiteKind::Online;
    let mut sites: Vec<SiteId> = build.by_group_day[group][day]
        .iter()
        .map(|index| build.placements[*index].site)
        .filter(|site| !online(site))
        .collect();
    sites.sort_unstable();
    sites.dedup();
    sites
}

fn most_sites(build: &mut Build<'_>, group: usize, day: usize) {
    let sites = sites(build, group, day);
    if sites.len() as f64 > SITES_A_DAY {
        let terms = sites.into_iter().map(|site| (build.present(group, day, site), 1.0)).collect();
        let tag = build.tag(Subject::on(Whom::Group(group), day));
        build.rule(tag, f64::NEG_INFINITY, SITES_A_DAY, terms);
    }
}
