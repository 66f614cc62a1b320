//! Which sessions of the year could matter to a part of it, and how.
//!
//! Most take units, rooms and people, and nothing else about them matters: they are [`Taken`]. Sessions of the cohorts that are
//! planned, of firms that can spare only so many at a time, on pools whose openings are counted, and of
//! people who have to be told apart stand in the part one by one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::extent::Extent;
use super::year::{Chosen, Year};
use crate::domain::{EntitlementPeriod, EquipmentId, FirmId, Scenario, SiteId, StaffId};
use crate::model::extract::Cut;
use crate::model::placements::{Placement, places};
use crate::model::scene::Scene;
use crate::model::taken::Taken;

/// What the sessions of some runs may share with those of others.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// Where they may be held.
    pub(super) sites: BTreeSet<SiteId>,
    /// Staff groups that have a qualification asked for, on whatever date.
    pub(super) staff: BTreeSet<StaffId>,
    /// Firms whose learners attend, of those that can spare or receive only so many at a time.
    firms: BTreeSet<FirmId>,
    /// Pools whose openings are counted over more than a week.
    counted: BTreeSet<EquipmentId>,
    /// Pools whose openings are counted at all.
    opened: BTreeSet<EquipmentId>,
}

impl Uses {
    /// Of every run of a scene.
    pub(super) fn of_runs(scene: &Scene<'_>) -> Vec<Self> {
        let limited = |firm: &FirmId| {
            let firm = &scene.scenario.firms[firm.index()];
            firm.away_at_most.is_some() || firm.present_at_most.is_some()
        };
        let of_run = |index: usize| {
            let run = &scene.runs[index];
            let roles = run.module(scene.scenario).staff.iter();
            let staff = roles.flat_map(|role| scene.qualified(&role.qualification));
            let given = run.groups.iter().flat_map(|group| scene.groups[*group].of(scene.scenario));
            let places = places(scene, index);
            let pools: BTreeSet<EquipmentId> =
                places.iter().filter_map(|(_, equipped)| equipped.map(|equipped| equipped.pool)).collect();
            let longer = |pool: &EquipmentId| counts_longer(scene.scenario, *pool);
            let opened = |pool: &EquipmentId| !scene.scenario.equipment[pool.index()].entitlements.is_empty();
            Self {
                staff: staff.copied().collect(),
                firms: given.filter_map(|given| given.firm).filter(limited).collect(),
                counted: pools.iter().copied().filter(longer).collect(),
                opened: pools.iter().copied().filter(opened).collect(),
                sites: places.iter().map(|(site, _)| *site).collect(),
            }
        };
        (0..scene.runs.len()).map(of_run).collect()
    }

    /// Adds what other sessions may share.
    pub(super) fn join(&mut self, other: &Self) {
        self.sites.extend(&other.sites);
        self.staff.extend(&other.staff);
        self.firms.extend(&other.firms);
        self.counted.extend(&other.counted);
        self.opened.extend(&other.opened);
    }

    /// Whether what they share in a week could be the same.
    pub(super) fn meets(&self, other: &Self) -> bool {
        !self.sites.is_disjoint(&other.sites)
            || !self.staff.is_disjoint(&other.staff)
            || !self.firms.is_disjoint(&other.firms)
    }

    /// Whether anything of theirs could be the same, in a week or over weeks.
    pub(super) fn matters_to(&self, other: &Self) -> bool {
        self.meets(other) || self.counts_with(other)
    }

    /// How many sites, staff groups, firms and pools they share.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.sites.intersection(&other.sites).count()
            + self.staff.intersection(&other.staff).count()
            + self.firms.intersection(&other.firms).count()
            + self.counted.intersection(&other.counted).count()
    }

    /// Whether they are counted together over more than a week.
    pub(super) fn counts_with(&self, other: &Self) -> bool {
        !self.counted.is_disjoint(&other.counted)
    }
}

/// What stands beside a part.
pub(super) struct Beside<'y> {
    /// Sessions one by one.
    pub(super) standing: Vec<&'y Chosen>,
    /// What all others take.
    pub(super) taken: Taken,
}

impl<'y> Beside<'y> {
    /// What the cohorts of a part hold in weeks that are not free.
    pub(super) fn of_own(year: &'y Year<'_>, extent: &Extent) -> Self {
        let own = extent
            .kin
            .iter()
            .flat_map(|kin| year.sessions[*kin].iter().filter(|chosen| !extent.frees(year, *kin, chosen)));
        Self { standing: own.collect(), taken: Taken::default() }
    }

    /// What stands beside free placements: what shares learners, a site, people or a firm with them in the same weeks; where
    /// openings of a pool are counted by period or year, in all weeks.
    pub(super) fn of_all(year: &'y Year<'_>, extent: &Extent, free: &[Placement]) -> Self {
        let shared = Shared::of(year, extent, free);
        let mut beside = Self::of_own(year, extent);
        let others = year.sessions.iter().enumerate().filter(|(kin, _)| !extent.kin.contains(kin));
        let others = others.filter(|(kin, _)| year.of_kin[*kin].matters_to(&shared.uses));
        for chosen in others.flat_map(|(_, sessions)| sessions) {
            if shared.stands(year, chosen) {
                beside.standing.push(chosen);
            } else if shared.is_taken(year, chosen) {
                let people = chosen.served.iter().map(|(_, staff, people)| (*staff, *people));
                let people = people.filter(|(staff, _)| shared.staff[staff.index()]);
                beside.taken.add(&chosen.placement, people);
            }
        }
        beside
    }
}

/// What free placements may share with others.
struct Shared {
    weeks: Range<usize>,
    uses: Uses,
    /// Of the sites and of the staff groups, which those are.
    sites: Vec<bool>,
    staff: Vec<bool>,
    /// Weeks in which people of a staff group are told apart.
    told: BTreeSet<(usize, StaffId)>,
}

impl Shared {
    fn of(year: &Year<'_>, extent: &Extent, free: &[Placement]) -> Self {
        let mut uses = Uses::default();
        let mut last = None;
        for placement in free {
            if last.replace(placement.run) != Some(placement.run) {
                uses.join(&year.uses[placement.run]);
            }
        }
        let told = year.cuts.iter().filter_map(|cut| match cut {
            Cut::People { staff, week } => Some((*week, *staff)),
            Cut::Rooms { .. } => None,
        });
        let scenario = year.scene.scenario;
        let (mut sites, mut staff) = (vec![false; scenario.sites.len()], vec![false; scenario.staff.len()]);
        for site in &uses.sites {
            sites[site.index()] = true;
        }
        for group in &uses.staff {
            staff[group.index()] = true;
        }
        Self { weeks: extent.weeks.clone(), told: told.collect(), uses, sites, staff }
    }

    /// Whether a session has to stand in the part one by one.
    fn stands(&self, year: &Year<'_>, chosen: &Chosen) -> bool {
        let pool = chosen.placement.equipment.map(|equipped| equipped.pool);
        if pool.is_some_and(|pool| self.uses.counted.contains(&pool)) {
            return true;
        }
        let week = year.week(chosen);
        self.weeks.contains(&week)
            && (pool.is_some_and(|pool| self.uses.opened.contains(&pool))
                || chosen.served.iter().any(|(_, staff, _)| self.told.contains(&(week, *staff)))
                || !year.uses[chosen.placement.run].firms.is_disjoint(&self.uses.firms))
    }

    /// Whether a session takes something that is shared.
    fn is_taken(&self, year: &Year<'_>, chosen: &Chosen) -> bool {
        self.weeks.contains(&year.week(chosen))
            && (self.sites[chosen.placement.site.index()]
                || chosen.served.iter().any(|(_, staff, _)| self.staff[staff.index()]))
    }
}

fn counts_longer(scenario: &Scenario, pool: EquipmentId) -> bool {
    let rights = &scenario.equipment[pool.index()].entitlements;
    rights.iter().any(|right| right.per != EntitlementPeriod::Week)
}
