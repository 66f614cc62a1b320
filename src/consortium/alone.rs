//! The scenario of some firms standing alone.
//!
//! They keep their learners, their equipment, rooms and staff, what the college and the consortium own, and
//! the outside provider's price. What belongs to other firms is not there: their equipment and staff, rooms
//! and lessons at their sites, their rights to openings, the costs that they bear. Learners without a firm
//! belong to no coalition. Income and grants are left out, since coalitions are compared on what they pay;
//! wishes too, unless the agreement says that they count.

use crate::domain::{
    Agreement, CohortId, CombinedRun, Delivered, EquipmentId, EquipmentPool, FirmId, LockKind, Module,
    ModuleId, Party, Policy, Rule, Scenario, Strength, digest,
};
use crate::model::groups::divisions;

/// What some firms would have to plan by themselves.
#[derive(Clone, Debug)]
pub struct Alone {
    /// Their scenario.
    pub scenario: Scenario,
    /// What they lack, a sentence each.
    pub lacks: Vec<String>,
}

/// The scenario of some firms standing alone.
pub fn alone(scenario: &Scenario, firms: &[FirmId]) -> Alone {
    let mut part = Part { firms, cohorts: kept_cohorts(scenario, firms), lacks: Vec::new() };
    let mut own = scenario.clone();
    own.assumptions.clear();
    own.tariff.income.clear();
    part.cohorts(&mut own);
    part.equipment(&mut own);
    own.staff.retain(|staff| {
        let theirs = part.has(staff.employer);
        if !theirs {
            part.lacks.push(format!("{} ({}) do not work for them", staff.name, staff.key));
        }
        theirs
    });
    part.sites(&mut own);
    part.policies(&mut own);
    part.tariff(&mut own);
    own.digest = content(&own);
    Alone { scenario: own, lacks: part.lacks }
}

/// Whether and as what each cohort is still there.
fn kept_cohorts(scenario: &Scenario, firms: &[FirmId]) -> Vec<Option<CohortId>> {
    let mut next = 0;
    let place = |cohort: &crate::domain::Cohort| {
        let theirs = cohort.groups.iter().any(|group| group.firm.is_some_and(|firm| firms.contains(&firm)));
        theirs.then(|| {
            next += 1;
            CohortId(next - 1)
        })
    };
    scenario.cohorts.iter().map(place).collect()
}

/// The content of a scenario, whatever it is called. Of the agreement only what decides on plans is part of it: how a
/// cost is split changes no cost.
fn content(scenario: &Scenario) -> String {
    let agreement = Agreement { wishes_count: scenario.agreement.wishes_count, ..Agreement::default() };
    let nameless = Scenario { name: String::new(), digest: String::new(), agreement, ..scenario.clone() };
    digest(format!("{nameless:?}").as_bytes())
}

/// The firms that stand alone, and what is still there.
struct Part<'a> {
    firms: &'a [FirmId],
    cohorts: Vec<Option<CohortId>>,
    lacks: Vec<String>,
}

impl Part<'_> {
    /// Whether something of this party is at hand.
    fn has(&self, party: Party) -> bool {
        !matches!(party, Party::Firm(firm) if !self.firms.contains(&firm))
    }

    fn cohort(&self, id: CohortId) -> Option<CohortId> {
        self.cohorts[id.index()]
    }

    fn kept(&self, cohorts: &[CohortId]) -> Vec<CohortId> {
        cohorts.iter().filter_map(|id| self.cohort(*id)).collect()
    }

    /// Learners, and what is said of their cohorts.
    fn cohorts(&self, own: &mut Scenario) {
        // Before groups vanish: hours had by some groups are known by their places.
        own.delivered = own.delivered.iter().filter_map(|had| self.had(own, had)).collect();
        let mut place = 0;
        own.cohorts.retain(|_| {
            place += 1;
            self.cohorts[place - 1].is_some()
        });
        for (index, cohort) in own.cohorts.iter_mut().enumerate() {
            cohort.groups.retain(|group| group.firm.is_some_and(|firm| self.firms.contains(&firm)));
            cohort.groups.iter_mut().for_each(|group| group.cohort = CohortId(index));
        }
        own.combined = own.combined.iter().filter_map(|run| self.combined(run)).collect();
        let mut locks = std::mem::take(&mut own.locks);
        locks.retain_mut(|lock| match &mut lock.kind {
            LockKind::Days { cohort, .. } => self.cohort(*cohort).map(|kept| *cohort = kept).is_some(),
            LockKind::Session(session) => {
                let Some(kept) = self.cohort(session.cohort) else { return false };
                session.cohort = kept;
                let learners = own.cohorts[kept.index()].learners();
                let parts = divisions(&own.modules[session.module.index()], learners);
                let most = parts.into_iter().max().unwrap_or(1);
                session.part.is_none_or(|part| part <= most)
            }
        });
        own.locks = locks;
    }

    /// Hours had by groups that are still there.
    fn had(&self, scenario: &Scenario, had: &Delivered) -> Option<Delivered> {
        let groups = &scenario.cohorts[had.cohort.index()].groups;
        let mut kept = Vec::new();
        let mut next = 0;
        for (place, group) in groups.iter().enumerate() {
            if group.firm.is_some_and(|firm| self.firms.contains(&firm)) {
                if had.groups.contains(&place) {
                    kept.push(next);
                }
                next += 1;
            }
        }
        let cohort = self.cohort(had.cohort)?;
        // No place named means all of them.
        (had.groups.is_empty() || !kept.is_empty()).then(|| Delivered { cohort, groups: kept, ..had.clone() })
    }

    /// A shared run of the cohorts that are still there, if there are several.
    fn combined(&self, run: &CombinedRun) -> Option<CombinedRun> {
        let member = |(cohort, module): &(CohortId, ModuleId)| self.cohort(*cohort).map(|id| (id, *module));
        let members: Vec<(CohortId, ModuleId)> = run.members.iter().filter_map(member).collect();
        (members.len() > 1).then(|| CombinedRun { members, ..run.clone() })
    }

    /// Pools of other firms have no units, and other firms' rights are gone.
    fn equipment(&mut self, own: &mut Scenario) {
        for pool in &mut own.equipment {
            let restricted = !pool.entitlements.is_empty();
            pool.entitlements.retain(|right| self.has(right.holder));
            let lent = self.has(pool.owner) && !(restricted && pool.entitlements.is_empty());
            if !lent {
                self.lacks.push(format!("{} ({}) is not theirs to use", pool.name, pool.key));
                pool.units = 0;
                pool.moves.clear();
            }
        }
        drop_locks_on_missing_units(own);
    }

    /// Other firms' sites have no rooms, and no lessons are held there.
    fn sites(&mut self, own: &mut Scenario) {
        let sites = &own.sites;
        let theirs = |site: crate::domain::SiteId| {
            sites[site.index()].firm().is_none_or(|firm| self.firms.contains(&firm))
        };
        own.rooms.retain(|room| theirs(room.site));
        for pool in &mut own.equipment {
            pool.moves.retain(|option| theirs(option.to));
        }
        let last = own.calendar.range.first.pred_opt();
        for module in &mut own.modules {
            let before = module.sites.len();
            module.sites.retain(|site| theirs(*site));
            if before > 0 && module.sites.is_empty() {
                self.lacks.push(format!("{} is held only at sites of other firms", module.name));
                nowhere(module, last);
            }
        }
    }

    fn policies(&self, own: &mut Scenario) {
        let wishes = own.agreement.wishes_count;
        own.policies.retain_mut(|policy: &mut Policy| {
            let everybody = policy.cohorts.is_empty();
            policy.cohorts = self.kept(&policy.cohorts);
            let payer = match policy.rule {
                Rule::Budget { payer: Some(payer), .. } => self.has(payer),
                _ => true,
            };
            (wishes || policy.strength != Strength::Wish)
                && (everybody || !policy.cohorts.is_empty())
                && payer
        });
    }

    /// Costs that others bear are not theirs; travel that a firm outside would bear falls to all.
    fn tariff(&self, own: &mut Scenario) {
        own.tariff.fixed.retain(|cost| self.has(cost.payer));
        if own.tariff.travel_payer.is_some_and(|payer| !self.has(payer)) {
            own.tariff.travel_payer = Some(Party::Shared);
        }
        for offer in &mut own.tariff.outside {
            offer.cohorts = self.kept(&offer.cohorts);
        }
        own.tariff.outside.retain(|offer| !offer.cohorts.is_empty());
    }
}

/// A module that cannot be held: it ends before the plan begins.
fn nowhere(module: &mut Module, before: Option<chrono::NaiveDate>) {
    module.until = before;
}

/// Sessions fixed on units that are not there lose that demand: they may be held on others.
fn drop_locks_on_missing_units(own: &mut Scenario) {
    let missing = |id: EquipmentId, pools: &[EquipmentPool]| pools[id.index()].units == 0;
    for lock in &mut own.locks {
        if let LockKind::Session(session) = &mut lock.kind
            && session.equipment.is_some_and(|id| missing(id, &own.equipment))
        {
            session.equipment = None;
        }
    }
}
