//! Staff, consumables, wages and travel.

use crate::domain::{CohortId, ExactCents, FirmId, Heading, Party, SiteId, StaffId};
use crate::model::build::Build;
use crate::model::constraints::outside_seats::firms_of;
use crate::model::constraints::{firm_release::learners_in, travel_time::sites};
use crate::model::seats;
use crate::model::variables::Variable;
use crate::solver::Col;

/// `Σ wage_e · (1 + premium_κ) · hours_p · people of e on p`.
pub(super) fn staff(build: &mut Build<'_>) {
    for index in 0..build.scene.scenario.staff.len() {
        let tariff = &build.scene.scenario.tariff;
        let per_hour = build.scene.scenario.staff[StaffId(index).index()].per_hour;
        let (wage, base) =
            (tariff.charged(Heading::Staff, per_hour).0, tariff.charged(Heading::Premiums, per_hour).0);
        for used in build.staff[index].clone() {
            let time = &build.placements[used.placement].time;
            let minutes = u64::from(time.minutes);
            let people = used.people as u64;
            let premium = ExactCents::hourly(base, minutes, people).basis_points(tariff.premium(time.class));
            build.charge(used.col, Party::Shared, ExactCents::hourly(wage, minutes, people) + premium);
        }
    }
}

/// `Σ price_m · learners · hours_p · held_p`; where single seats may go outside, the hours of the
/// module for each learner who stays.
pub(super) fn consumables(build: &mut Build<'_>) {
    for index in 0..build.placements.len() {
        let placement = &build.placements[index];
        let run = &build.scene.runs[placement.run];
        let minutes = u64::from(placement.time.minutes);
        let mut amount = ExactCents::default();
        for (cohort, module) in &run.members {
            if !seats::flexible(build.scene.scenario, *cohort) {
                let learners = build.scene.learners_of(placement.run, &[*cohort]);
                amount += ExactCents::hourly(consumable(build, module.index()), minutes, u64::from(learners));
            }
        }
        let held = build.held(index);
        build.charge(held, Party::Shared, amount);
    }
    for index in 0..build.scene.scenario.cohorts.len() {
        if seats::flexible(build.scene.scenario, CohortId(index)) {
            by_seat(build, CohortId(index));
        }
    }
}

fn consumable(build: &Build<'_>, module: usize) -> i64 {
    let scenario = build.scene.scenario;
    scenario.tariff.charged(Heading::Consumables, scenario.modules[module].consumables_per_learner_hour).0
}

fn by_seat(build: &mut Build<'_>, cohort: CohortId) {
    let scenario = build.scene.scenario;
    let programme = &scenario.programmes[scenario.cohorts[cohort.index()].programme.index()];
    let each: ExactCents = programme
        .modules
        .iter()
        .map(|id| {
            let minutes = u64::from(scenario.modules[id.index()].minutes);
            ExactCents::hourly(consumable(build, id.index()), minutes, 1)
        })
        .sum();
    let Some(provider) = seats::provider(scenario, cohort) else { return };
    build.charge_fixed(Party::Shared, each.times(i64::from(scenario.cohorts[cohort.index()].learners())));
    for (firm, most) in firms_of(build, cohort) {
        let seats = build.col(Variable::SeatsOutside { provider, firm, cohort, most });
        build.charge(seats, Party::Shared, -each);
    }
}

/// `Σ wage_f · learners of f · working hours under p · held_p`.
pub(super) fn wages(build: &mut Build<'_>) {
    let cohorts: Vec<CohortId> = (0..build.scene.scenario.cohorts.len()).map(CohortId).collect();
    for firm in (0..build.scene.scenario.firms.len()).map(FirmId) {
        let wage = build.scene.scenario.firms[firm.index()].learner_wage_per_hour.borne().0;
        if wage == 0 {
            continue;
        }
        let of: Vec<u32> =
            (0..build.scene.runs.len()).map(|run| learners_in(build.scene, run, firm, &cohorts)).collect();
        for index in 0..build.placements.len() {
            let placement = &build.placements[index];
            let learners = of[placement.run];
            let (date, time) = (build.scene.date(placement.day), &placement.time);
            let minutes = build.scene.scenario.working_minutes(firm, date, time.start, time.end);
            let held = build.held(index);
            let amount = ExactCents::hourly(wage, u64::from(minutes), u64::from(learners));
            build.charge(held, Party::Firm(firm), amount);
        }
    }
}

/// `Σ price per km · learners · (2 km(home, s) · present_s + (km(a, b) − km(home, a) − km(home, b)) ·
/// both_{a,b})`: exactly the tour of a day with one or two sites.
pub(super) fn travel(build: &mut Build<'_>) {
    let tariff = &build.scene.scenario.tariff;
    let per_km = tariff.charged(Heading::Travel, tariff.travel_per_km).0;
    if per_km == 0 {
        return;
    }
    let payer = tariff.travel_payer.unwrap_or(Party::Learners);
    for group in 0..build.scene.groups.len() {
        for day in 0..build.scene.calendar.days.len() {
            tour(build, (group, day), payer, per_km);
        }
    }
}

fn tour(build: &mut Build<'_>, (group, day): (usize, usize), payer: Party, per_km: i64) {
    let learners = i64::from(build.scene.groups[group].learners);
    let Some(home) = build.scene.groups[group].of(build.scene.scenario).next().map(|given| given.home) else {
        return;
    };
    let km =
        |a: SiteId, b: SiteId| build.scene.scenario.travel_between(a, b).map_or(0, |way| i64::from(way.km));
    let price = |km: i64| ExactCents::whole(per_km).times(km * learners);
    let sites = sites(build, group, day);
    let present: Vec<Col> = sites.iter().map(|site| build.present(group, day, *site)).collect();
    for (site, col) in sites.iter().zip(&present) {
        build.charge(*col, payer, price(2 * km(home, *site)));
    }
    for (one, a) in sites.iter().enumerate() {
        for (other, b) in sites.iter().enumerate().skip(one + 1) {
            let both = build.col(Variable::BothSites { group, day, one: *a, other: *b });
            build.link(f64::NEG_INFINITY, 0.0, vec![(both, 1.0), (present[one], -1.0)]);
            build.link(f64::NEG_INFINITY, 0.0, vec![(both, 1.0), (present[other], -1.0)]);
            build.link(-1.0, f64::INFINITY, vec![(both, 1.0), (present[one], -1.0), (present[other], -1.0)]);
            build.charge(both, payer, price(km(*a, *b) - km(home, *a) - km(home, *b)));
        }
    }
}
