//! What equipment and rooms cost.

use std::collections::BTreeSet;

use super::Entries;
use crate::domain::{ExactCents, Heading, Party, Scenario, SiteKind};
use crate::plan::{Plan, Session};

/// Hours of the units used.
pub(super) fn equipment(scenario: &Scenario, session: &Session, entries: &mut Entries) {
    let Some(placed) = &session.equipment else { return };
    let pool = &scenario.equipment[placed.pool.index()];
    let units = placed.units.len() as u64;
    let price = scenario.tariff.charged(Heading::Equipment, pool.per_hour);
    let minutes = u64::from(session.minutes);
    let amount = ExactCents::hourly(price.0, minutes, units);
    entries.add(Heading::Equipment, Party::Shared, pool.owner, amount, minutes * units);
}

/// Rent of the room used.
pub(super) fn room(scenario: &Scenario, session: &Session, entries: &mut Entries) {
    let Some((room, _)) = session.room else { return };
    let room = &scenario.rooms[room.index()];
    let price = scenario.tariff.charged(Heading::Rooms, room.rent_per_hour);
    let minutes = u64::from(session.minutes);
    let payee = match scenario.sites[room.site.index()].kind {
        SiteKind::College => Party::College,
        SiteKind::Firm(firm) => Party::Firm(firm),
        SiteKind::Neutral | SiteKind::Online => Party::Suppliers,
    };
    if room.rent_per_hour.borne().0 != 0 {
        entries.add(Heading::Rooms, Party::Shared, payee, ExactCents::hourly(price.0, minutes, 1), minutes);
    }
}

/// Setting a pool up, once for each date on which any of its units is used.
pub(super) fn setups(scenario: &Scenario, plan: &Plan, entries: &mut Entries) {
    let used: BTreeSet<_> = plan
        .sessions
        .iter()
        .filter_map(|session| session.equipment.as_ref().map(|placed| (placed.pool, session.date)))
        .collect();
    for (pool, _) in used {
        let pool = &scenario.equipment[pool.index()];
        let price = scenario.tariff.charged(Heading::Setup, pool.setup_per_day);
        entries.add(Heading::Setup, Party::Shared, pool.owner, ExactCents::whole(price.0), 0);
    }
}

/// Both ways of every unit moved.
pub(super) fn moves(scenario: &Scenario, plan: &Plan, entries: &mut Entries) {
    for moved in &plan.moves {
        let option = &scenario.equipment[moved.pool.index()].moves[moved.option];
        let price = scenario.tariff.charged(Heading::Moves, option.cost_each_way);
        let amount = ExactCents::whole(price.0).times(2 * i64::from(moved.units));
        entries.add(Heading::Moves, Party::Shared, Party::Suppliers, amount, 0);
    }
}
