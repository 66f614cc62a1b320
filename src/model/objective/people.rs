//! Staff, consumables, wages and travel.

use std::collections::BTreeMap;

use crate::domain::{ExactCents, FirmId, Heading, LearnerGroup, Party, Scenario, SiteId, StaffId};
use crate::model::build::{Build, Cause};
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
            let cause = Cause::Run(build.placements[used.placement].run);
            build.charge(used.col, cause, Party::Shared, ExactCents::hourly(wage, minutes, people) + premium);
        }
    }
}

/// `Σ price_m · learners · hours_p · held_p`; where single seats may go outside, the learners who sit in
/// the part then.
pub(super) fn consumables(build: &mut Build<'_>) {
    for index in 0..build.placements.len() {
        let placement = &build.placements[index];
        let run = &build.scene.runs[placement.run];
        let minutes = u64::from(placement.time.minutes);
        let held = build.held(index);
        for (cohort, module) in &run.members {
            let price = consumable(build, module.index());
            if !seats::flexible(build.scene.scenario, *cohort) {
                let learners = u64::from(build.scene.learners_of(placement.run, &[*cohort]));
                build.charge(
                    held,
                    Cause::Cohort(*cohort),
                    Party::Shared,
                    ExactCents::hourly(price, minutes, learners),
                );
            } else if price != 0 {
                let seated = seated(build, index, |_| true);
                build.charge_all(
                    seated,
                    Cause::Cohort(*cohort),
                    Party::Shared,
                    ExactCents::hourly(price, minutes, 1),
                );
            }
        }
    }
}

fn consumable(build: &Build<'_>, module: usize) -> i64 {
    let scenario = build.scene.scenario;
    scenario.tariff.charged(Heading::Consumables, scenario.modules[module].consumables_per_learner_hour).0
}

/// Columns for the learners who count, of parts filled only by the plan, while a placement is held.
fn seated(build: &mut Build<'_>, placement: usize, counts: impl Fn(&LearnerGroup) -> bool) -> Vec<Col> {
    let mut columns = Vec::new();
    for group in build.scene.runs[build.placements[placement].run].groups.clone() {
        let theirs = build.sources(group, &counts);
        if build.unsettled(group) && !theirs.is_empty() {
            columns.push(build.seated_while(build.held(placement), group, &theirs));
        }
    }
    columns
}

/// `Σ wage_f · learners of f · working hours under p · held_p`; where single seats may go outside, the
/// learners of f who sit in the part then.
pub(super) fn wages(build: &mut Build<'_>) {
    for firm in (0..build.scene.scenario.firms.len()).map(FirmId) {
        if build.scene.scenario.firms[firm.index()].learner_wage_per_hour.borne().0 == 0 {
            continue;
        }
        for index in 0..build.placements.len() {
            wages_during(build, firm, index);
        }
    }
}

/// What a firm pays its learners while a placement is held.
fn wages_during(build: &mut Build<'_>, firm: FirmId, index: usize) {
    let scenario = build.scene.scenario;
    let wage = scenario.firms[firm.index()].learner_wage_per_hour.borne().0;
    let placement = &build.placements[index];
    let (date, time) = (build.scene.date(placement.day), &placement.time);
    let minutes = u64::from(scenario.working_minutes(firm, date, time.start, time.end));
    if minutes == 0 {
        return;
    }
    let run = placement.run;
    for (cohort, _) in &build.scene.runs[run].members {
        if !seats::flexible(scenario, *cohort) {
            let learners = u64::from(learners_in(build.scene, run, firm, &[*cohort]));
            let amount = ExactCents::hourly(wage, minutes, learners);
            let held = build.held(index);
            build.charge(held, Cause::Cohort(*cohort), Party::Firm(firm), amount);
        }
    }
    let seated = seated(build, index, |given| given.firm == Some(firm));
    build.charge_all(seated, Cause::Run(run), Party::Firm(firm), ExactCents::hourly(wage, minutes, 1));
}

/// `Σ price per km · learners · (2 km(home, s) · present_s + (km(a, b) − km(home, a) − km(home, b)) ·
/// both_{a,b})`: exactly the tour of a day with one or two sites. Where single seats may go outside, the
/// learners are those who sit in the part, by their homes.
pub(super) fn travel(build: &mut Build<'_>) {
    let tariff = &build.scene.scenario.tariff;
    let per_km = tariff.charged(Heading::Travel, tariff.travel_per_km).0;
    if per_km == 0 {
        return;
    }
    let payer = tariff.travel_payer.unwrap_or(Party::Learners);
    for group in (0..build.scene.groups.len()).filter(|group| !build.scene.stands(*group)) {
        for day in 0..build.scene.calendar.days.len() {
            tour(build, (group, day), payer, ExactCents::whole(per_km));
        }
    }
}

fn tour(build: &mut Build<'_>, (group, day): (usize, usize), payer: Party, per_km: ExactCents) {
    let sites = sites(build, group, day);
    let present: Vec<Col> = sites.iter().map(|site| build.present(group, day, *site)).collect();
    for (site, col) in sites.iter().zip(&present) {
        let kilometres = |home: SiteId| 2 * kilometres(build.scene.scenario, home, *site);
        let homes = homes(build, group, kilometres);
        way(build, (group, *col), payer, per_km, &homes);
    }
    for (one, a) in sites.iter().enumerate() {
        for (other, b) in sites.iter().enumerate().skip(one + 1) {
            let both = build.col(Variable::BothSites { group, day, one: *a, other: *b });
            build.link(f64::NEG_INFINITY, 0.0, vec![(both, 1.0), (present[one], -1.0)]);
            build.link(f64::NEG_INFINITY, 0.0, vec![(both, 1.0), (present[other], -1.0)]);
            build.link(-1.0, f64::INFINITY, vec![(both, 1.0), (present[one], -1.0), (present[other], -1.0)]);
            let km = |from: SiteId, to: SiteId| kilometres(build.scene.scenario, from, to);
            let homes = homes(build, group, |home| km(*a, *b) - km(home, *a) - km(home, *b));
            way(build, (group, both), payer, per_km, &homes);
        }
    }
}

fn kilometres(scenario: &Scenario, from: SiteId, to: SiteId) -> i64 {
    scenario.travel_between(from, to).map_or(0, |way| i64::from(way.km))
}

/// The planner's groups from which a learner group comes, by the kilometres of a way from their home.
fn homes(build: &Build<'_>, group: usize, km: impl Fn(SiteId) -> i64) -> BTreeMap<i64, Vec<usize>> {
    let mut ways: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let given = build.scene.groups[group].of(build.scene.scenario);
    for (source, given) in build.scene.groups[group].sources.iter().zip(given) {
        ways.entry(km(given.home)).or_default().push(*source);
    }
    ways
}

/// Charges the learners of a group for a way that they make when a column is 1.
fn way(
    build: &mut Build<'_>,
    (group, on): (usize, Col),
    payer: Party,
    per_km: ExactCents,
    homes: &BTreeMap<i64, Vec<usize>>,
) {
    let learners = i64::from(build.scene.groups[group].learners);
    let cause = Cause::Cohort(build.scene.groups[group].cohort);
    for (km, sources) in homes.iter().filter(|(km, _)| **km != 0) {
        if build.unsettled(group) {
            let seated = build.seated_while(on, group, sources);
            build.charge(seated, cause, payer, per_km.times(*km));
        } else {
            build.charge(on, cause, payer, per_km.times(km * learners));
        }
    }
}
