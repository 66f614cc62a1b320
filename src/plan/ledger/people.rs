//! What staff and learners cost.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Entries;
use crate::domain::{ClockTime, CohortId, ExactCents, Heading, Party, Scenario, SiteId, SiteKind};
use crate::plan::{Plan, Session};

/// Contact hours and premiums of everybody on the session.
pub(super) fn staff(scenario: &Scenario, session: &Session, entries: &mut Entries) {
    let minutes = u64::from(session.minutes);
    for person in &session.staff {
        let group = &scenario.staff[person.staff.index()];
        let wage = scenario.tariff.charged(Heading::Staff, group.per_hour);
        entries.add(
            Heading::Staff,
            Party::Shared,
            group.employer,
            ExactCents::hourly(wage.0, minutes, 1),
            minutes,
        );
        let premium = scenario.tariff.premium(session.class);
        if premium != 0 {
            let base = scenario.tariff.charged(Heading::Premiums, group.per_hour);
            let amount = ExactCents::hourly(base.0, minutes, 1).basis_points(premium);
            entries.add(Heading::Premiums, Party::Shared, group.employer, amount, minutes);
        }
    }
}

/// What the learners use up.
pub(super) fn consumables(scenario: &Scenario, session: &Session, entries: &mut Entries) {
    for attendance in &session.attendance {
        let module = &scenario.modules[attendance.module.index()];
        let price = scenario.tariff.charged(Heading::Consumables, module.consumables_per_learner_hour);
        let learners = u64::from(attendance.learners.len());
        let minutes = u64::from(session.minutes);
        if module.consumables_per_learner_hour.borne().0 != 0 {
            let amount = ExactCents::hourly(price.0, minutes, learners);
            entries.add(Heading::Consumables, Party::Shared, Party::Suppliers, amount, minutes * learners);
        }
    }
}

/// Wages that firms pay to learners who train during the firm's working hours.
pub(super) fn wages(scenario: &Scenario, session: &Session, entries: &mut Entries) {
    for attendance in &session.attendance {
        for learner in attendance.learners.iter() {
            let firm = scenario.group_of(attendance.cohort, learner).and_then(|group| group.firm);
            let Some(firm) = firm else { continue };
            let wage = scenario.firms[firm.index()].learner_wage_per_hour.borne().0;
            let minutes = u64::from(scenario.working_minutes(firm, session.date, session.start, session.end));
            if wage != 0 && minutes > 0 {
                let amount = ExactCents::hourly(wage, minutes, 1);
                entries.add_opportunity(
                    Heading::WagesLost,
                    Party::Firm(firm),
                    Party::Learners,
                    amount,
                    minutes,
                );
            }
        }
    }
}

/// The round trips of every learner.
pub(super) fn travel(scenario: &Scenario, plan: &Plan, entries: &mut Entries) {
    let per_km = scenario.tariff.charged(Heading::Travel, scenario.tariff.travel_per_km);
    let payer = scenario.tariff.travel_payer.unwrap_or(Party::Learners);
    let km: i64 = routes(scenario, plan).values().map(|route| i64::from(route.km(scenario))).sum();
    if km > 0 {
        entries.add(Heading::Travel, payer, Party::Suppliers, ExactCents::whole(per_km.0).times(km), 0);
    }
}

/// Where a learner lives and the sites of a date, in order of first arrival.
pub(crate) struct Route {
    home: SiteId,
    stops: Vec<(ClockTime, SiteId)>,
}

impl Route {
    /// Kilometres of the tour home – stops – home.
    fn km(&self, scenario: &Scenario) -> u32 {
        let mut sites: Vec<SiteId> = Vec::new();
        for (_, site) in &self.stops {
            if !sites.contains(site) {
                sites.push(*site);
            }
        }
        let mut at = self.home;
        let mut km = 0;
        for site in sites.into_iter().chain([self.home]) {
            km += scenario.travel_between(at, site).map_or(0, |way| way.km);
            at = site;
        }
        km
    }
}

/// The route of every learner on every date with a session that is not online.
fn routes(scenario: &Scenario, plan: &Plan) -> BTreeMap<(CohortId, u32, NaiveDate), Route> {
    let mut routes: BTreeMap<(CohortId, u32, NaiveDate), Route> = BTreeMap::new();
    for session in &plan.sessions {
        if scenario.sites[session.site.index()].kind == SiteKind::Online {
            continue;
        }
        for attendance in &session.attendance {
            for learner in attendance.learners.iter() {
                let Some(group) = scenario.group_of(attendance.cohort, learner) else { continue };
                let route = routes
                    .entry((attendance.cohort, learner, session.date))
                    .or_insert_with(|| Route { home: group.home, stops: Vec::new() });
                route.stops.push((session.start, session.site));
                route.stops.sort_unstable();
            }
        }
    }
    routes
}
