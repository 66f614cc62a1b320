//! Which sessions of the year could matter to a part of it.

use std::collections::{BTreeMap, BTreeSet};

use super::extent::Extent;
use super::year::{Chosen, Year};
use crate::domain::{EntitlementPeriod, EquipmentId, FirmId, SiteId, StaffId};
use crate::model::placements::Placement;
use crate::model::runs::Run;
use crate::model::scene::Scene;

/// People and firms that the sessions of a run may share with those of others.
#[derive(Clone, Debug)]
pub(super) struct Uses {
    /// Staff groups that have a qualification asked for, on whatever date.
    pub(super) staff: BTreeSet<StaffId>,
    /// Firms whose learners attend.
    firms: BTreeSet<FirmId>,
}

impl Uses {
    /// Of every run of a scene.
    pub(super) fn of_runs(scene: &Scene<'_>) -> Vec<Self> {
        let mut qualified: BTreeMap<&str, BTreeSet<StaffId>> = BTreeMap::new();
        for (index, group) in scene.scenario.staff.iter().enumerate() {
            for has in &group.qualifications {
                qualified.entry(&has.key).or_default().insert(StaffId(index));
            }
        }
        let of_run = |run: &Run| {
            let roles = run.module(scene.scenario).staff.iter();
            let staff = roles.filter_map(|role| qualified.get(role.qualification.as_str())).flatten();
            let given = run.groups.iter().flat_map(|group| scene.groups[*group].of(scene.scenario));
            Self { staff: staff.copied().collect(), firms: given.filter_map(|given| given.firm).collect() }
        };
        scene.runs.iter().map(of_run).collect()
    }
}

/// What free placements may share with others.
#[derive(Default)]
struct Shared {
    weeks: BTreeSet<usize>,
    sites: BTreeSet<SiteId>,
    staff: BTreeSet<StaffId>,
    firms: BTreeSet<FirmId>,
    /// Pools whose openings are counted over more than a week.
    counted: BTreeSet<EquipmentId>,
}

/// The sessions that are not free and share learners, a site, people or a firm with what is free, in the same weeks; where
/// openings of a pool are counted by period or year, in all weeks.
pub(super) fn standing<'y>(year: &'y Year<'_>, extent: &Extent, free: &[Placement]) -> Vec<&'y Chosen> {
    let shared = Shared::of(year, extent, free);
    let mut standing = Vec::new();
    for (kin, sessions) in year.sessions.iter().enumerate() {
        for chosen in sessions.iter().filter(|chosen| !extent.frees(year, kin, chosen)) {
            if extent.kin.contains(&kin) || shared.matters(year, chosen) {
                standing.push(chosen);
            }
        }
    }
    standing
}

impl Shared {
    fn of(year: &Year<'_>, extent: &Extent, free: &[Placement]) -> Self {
        let mut shared = Self { weeks: extent.weeks.clone().collect(), ..Self::default() };
        let mut last = None;
        for placement in free {
            shared.sites.insert(placement.site);
            if last.replace(placement.run) != Some(placement.run) {
                let uses = &year.uses[placement.run];
                shared.staff.extend(&uses.staff);
                shared.firms.extend(&uses.firms);
            }
            let pool = placement.equipment.map(|equipped| equipped.pool);
            shared.counted.extend(pool.filter(|pool| counts_longer(year, *pool)));
        }
        shared
    }

    fn matters(&self, year: &Year<'_>, chosen: &Chosen) -> bool {
        let placement = &chosen.placement;
        if placement.equipment.is_some_and(|equipped| self.counted.contains(&equipped.pool)) {
            return true;
        }
        let uses = &year.uses[placement.run];
        self.weeks.contains(&year.week(chosen))
            && (self.sites.contains(&placement.site)
                || !uses.staff.is_disjoint(&self.staff)
                || !uses.firms.is_disjoint(&self.firms))
    }
}

fn counts_longer(year: &Year<'_>, pool: EquipmentId) -> bool {
    let rights = &year.scene.scenario.equipment[pool.index()].entitlements;
    rights.iter().any(|right| right.per != EntitlementPeriod::Week)
}
