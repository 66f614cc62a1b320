//! The whole question.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Agreement, Benefits, CalendarSpec, ClockTime, Cohort, CohortId, CombinedRun, Delivered, EquipmentPool,
    Firm, FirmId, LearnerGroup, Lock, Module, Party, Policy, Programme, Room, Site, SiteId, SiteKind,
    StaffGroup, Tariff,
};

/// What people call things: a key of the program (`guided`, `part`) and their word for it.
pub type Labels = BTreeMap<String, String>;

/// The way between two sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Travel {
    /// Kilometres one way.
    pub km: u32,
    /// Minutes one way.
    pub minutes: u32,
}

/// A valid planning question.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What people call it.
    pub name: String,
    /// ISO 4217 code of the money.
    pub currency: String,
    /// Hexadecimal SHA-256 of the file's bytes.
    pub digest: String,
    /// What people call things.
    pub labels: Labels,
    /// The calendar as stated.
    pub calendar: CalendarSpec,
    /// Sites.
    pub sites: Vec<Site>,
    /// Rooms of all sites.
    pub rooms: Vec<Room>,
    /// Ways between sites, row-major `sites × sites`; `None` is not stated.
    pub travel: Vec<Option<Travel>>,
    /// Firms.
    pub firms: Vec<Firm>,
    /// Equipment pools.
    pub equipment: Vec<EquipmentPool>,
    /// Staff.
    pub staff: Vec<StaffGroup>,
    /// Programmes.
    pub programmes: Vec<Programme>,
    /// Modules of all programmes.
    pub modules: Vec<Module>,
    /// Cohorts.
    pub cohorts: Vec<Cohort>,
    /// Runs that cohorts may share.
    pub combined: Vec<CombinedRun>,
    /// Policies, in the order written.
    pub policies: Vec<Policy>,
    /// Prices and income.
    pub tariff: Tariff,
    /// What the consortium has agreed on.
    pub agreement: Agreement,
    /// What is fixed in advance.
    pub locks: Vec<Lock>,
    /// What has been delivered already.
    pub delivered: Vec<Delivered>,
    /// What counts for each side where plans are compared, if that is said.
    pub benefits: Option<Benefits>,
    /// Defaults that filled gaps in the file, one sentence each.
    pub assumptions: Vec<String>,
}

impl Scenario {
    /// The way between two sites; online is next door to everywhere, and so is a site to itself.
    pub fn travel_between(&self, a: SiteId, b: SiteId) -> Option<Travel> {
        let online = |site: SiteId| self.sites[site.index()].kind == SiteKind::Online;
        if a == b || online(a) || online(b) {
            return Some(Travel { km: 0, minutes: 0 });
        }
        self.travel[a.index() * self.sites.len() + b.index()]
    }

    /// The planner's word for a thing, or the program's own.
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).map_or(key, String::as_str)
    }

    /// What a party is called in files and reports.
    pub fn party(&self, party: Party) -> &str {
        match party {
            Party::College => "college",
            Party::Shared => "shared",
            Party::Firm(firm) => &self.firms[firm.index()].key,
            Party::Learners => "learners",
            Party::Funder => "funder",
            Party::Suppliers => "suppliers",
        }
    }

    /// The learner group of a learner, numbered from 1 in the order of the cohort's groups.
    pub fn group_of(&self, cohort: CohortId, learner: u32) -> Option<&LearnerGroup> {
        let mut left = learner.checked_sub(1)?;
        self.cohorts[cohort.index()].groups.iter().find(|group| {
            let here = left < group.learners;
            left = left.wrapping_sub(group.learners);
            here
        })
    }

    /// Minutes of `from`–`to` on `date` that lie in a firm's working hours; 0 when the firm
    /// states none.
    pub fn working_minutes(&self, firm: FirmId, date: NaiveDate, from: ClockTime, to: ClockTime) -> u32 {
        let windows = self.firms[firm.index()].working_hours.iter().filter(|window| window.open_on(date));
        windows.map(|window| window.to.min(to).minutes_since(window.from.max(from))).sum()
    }

    /// Whether two firms are rivals.
    pub fn rivals(&self, a: FirmId, b: FirmId) -> bool {
        self.firms[a.index()].rivals.contains(&b)
    }
}
