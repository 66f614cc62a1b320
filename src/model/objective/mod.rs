//! The objective: one term for each heading of the ledger, and the prices of wishes.
//!
//! minimise Σ cost + Σ wishes, in euros. Coefficients are exact cents until they become numbers of
//! the solver; the ledger prices the finished plan again without looking here.

mod people;
mod things;
mod wishes;

use super::build::{Build, Cause};
use super::constraints::outside_seats::firms_of;
use super::seats;
use super::variables::Variable;
use crate::domain::{CohortId, ExactCents, Party, SeatPer};
use crate::solver::Col;

/// Writes every term.
pub fn charge_all(build: &mut Build<'_>) {
    people::staff(build);
    people::consumables(build);
    people::wages(build);
    people::travel(build);
    things::equipment(build);
    things::set_up(build);
    things::moves(build);
    things::rooms(build);
    runs(build);
    learners(build);
    outside(build);
    fixed(build);
    wishes::objections(build);
    wishes::income(build);
    build.hours_of_those_seated();
}

/// `price · groups_c`, with `groups_c ≥ Σ_{runs of m for c} open_r` for each module m of the track.
fn runs(build: &mut Build<'_>) {
    for (price, offer) in build.scene.scenario.tariff.runs.iter().enumerate() {
        let amount = ExactCents::whole(offer.per_group.borne().0);
        for index in 0..build.scene.scenario.cohorts.len() {
            let cohort = CohortId(index);
            let groups = build.col(Variable::GroupsOpened { price, cohort });
            build.charge(groups, Cause::Cohort(cohort), Party::Shared, amount);
            let programme = build.scene.scenario.cohorts[index].programme;
            for module in &build.scene.scenario.programmes[programme.index()].modules {
                let track = build.scene.scenario.modules[module.index()].track;
                if offer.track.is_some_and(|of| of != track) {
                    continue;
                }
                let first = |run: &usize| build.scene.runs[*run].members[0] == (cohort, *module);
                let mine: Vec<usize> = (0..build.scene.runs.len()).filter(first).collect();
                let (mut terms, mut open) = (vec![(groups, 1.0)], 0.0);
                for run in mine {
                    match build.open(run) {
                        Some(col) => terms.push((col, -1.0)),
                        // A run whose hours have all been delivered opens no group.
                        None if build.scene.runs[run].minutes == 0 => {}
                        None => open += 1.0,
                    }
                }
                build.link(open, f64::INFINITY, terms);
            }
        }
    }
}

/// `per learner · learners who stay inside`.
fn learners(build: &mut Build<'_>) {
    let each = ExactCents::whole(build.scene.scenario.tariff.per_learner.borne().0);
    for index in 0..build.scene.scenario.cohorts.len() {
        let learners = i64::from(build.scene.scenario.cohorts[index].learners());
        build.charge_fixed(Cause::Cohort(CohortId(index)), Party::Shared, each.times(learners));
        saved_outside(build, CohortId(index), each);
    }
}

/// Takes an amount off for each learner of a cohort who goes outside.
fn saved_outside(build: &mut Build<'_>, cohort: CohortId, each: ExactCents) {
    let Some(provider) = seats::provider(build.scene.scenario, cohort) else { return };
    let everybody = i64::from(build.scene.scenario.cohorts[cohort.index()].learners());
    if let Some(all) = build.outside(cohort) {
        build.charge(all, Cause::Cohort(cohort), Party::Shared, -each.times(everybody));
        return;
    }
    for (firm, most) in firms_of(build, cohort) {
        let seats = build.col(Variable::SeatsOutside { provider, firm, cohort, most });
        build.charge(seats, Cause::Cohort(cohort), Party::Shared, -each);
    }
}

/// The provider's price for each seat.
fn outside(build: &mut Build<'_>) {
    for index in 0..build.scene.scenario.cohorts.len() {
        let cohort = CohortId(index);
        let Some(provider) = seats::provider(build.scene.scenario, cohort) else { continue };
        let seat = seat_price(build, cohort, provider);
        for (firm, most) in firms_of(build, cohort) {
            let payer = firm.map_or(Party::Shared, Party::Firm);
            if let Some(all) = build.outside(cohort) {
                build.charge(all, Cause::Cohort(cohort), payer, seat.times(i64::from(most)));
            } else {
                let seats = build.col(Variable::SeatsOutside { provider, firm, cohort, most });
                build.charge(seats, Cause::Cohort(cohort), payer, seat);
            }
        }
    }
}

fn seat_price(build: &Build<'_>, cohort: CohortId, provider: usize) -> ExactCents {
    let scenario = build.scene.scenario;
    let offer = &scenario.tariff.outside[provider];
    match offer.per {
        SeatPer::Seat => ExactCents::whole(offer.price.borne().0),
        SeatPer::Hour => {
            let programme = &scenario.programmes[scenario.cohorts[cohort.index()].programme.index()];
            let minutes =
                programme.modules.iter().map(|id| u64::from(scenario.modules[id.index()].minutes)).sum();
            ExactCents::hourly(offer.price.borne().0, minutes, 1)
        }
    }
}

/// What is due whatever is decided, and `amount · opened` for what is due only when somebody is taught inside.
fn fixed(build: &mut Build<'_>) {
    let scenario = build.scene.scenario;
    for cost in &scenario.tariff.fixed {
        let amount = ExactCents::whole(cost.amount.borne().0);
        match if cost.always { None } else { opened(build) } {
            Some(opened) => build.charge(opened, Cause::Programme, cost.payer, amount),
            None => build.charge_fixed(Cause::Programme, cost.payer, amount),
        }
    }
}

/// The column that is 1 when anybody is taught inside: `opened ≥ 1 − all_outside` for a cohort that goes as a
/// whole, `opened ≥ open_1` for the first part of one whose seats may be bought one by one. `None` where
/// somebody always is.
fn opened(build: &mut Build<'_>) -> Option<Col> {
    let scenario = build.scene.scenario;
    if (0..scenario.cohorts.len()).any(|index| !seats::sold(scenario, CohortId(index))) {
        return None;
    }
    if let Some(known) = build.known(&Variable::Opened) {
        return Some(known);
    }
    let opened = build.col(Variable::Opened);
    for cohort in (0..scenario.cohorts.len()).map(CohortId) {
        if let Some(outside) = build.outside(cohort) {
            build.link(1.0, f64::INFINITY, vec![(opened, 1.0), (outside, 1.0)]);
        } else if let Some(part) = build.scene.groups.iter().position(|group| group.cohort == cohort) {
            // Without a run there is no group that could be taught inside.
            let Some(first) = build.scene.runs_of(part).next() else { continue };
            match build.open(first) {
                Some(open) => build.link(0.0, f64::INFINITY, vec![(opened, 1.0), (open, -1.0)]),
                None => build.link(1.0, f64::INFINITY, vec![(opened, 1.0)]),
            }
        }
    }
    Some(opened)
}
