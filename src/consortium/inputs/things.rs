//! Places, equipment and people that a firm brings.

use serde_json::{Value, json};

use super::{price, windows};
use crate::domain::{
    DateRange, Entitlement, EntitlementPeriod, EquipmentPool, FirmId, MoveOption, Outage, Party,
    Qualification, Room, Scenario, SiteId, StaffGroup,
};

/// Its sites with their rooms.
pub(super) fn sites(scenario: &Scenario, firm: FirmId) -> Vec<Value> {
    let theirs = scenario.sites.iter().enumerate().filter(|(_, site)| site.firm() == Some(firm));
    let one = |(place, site): (usize, &crate::domain::Site)| {
        let rooms = scenario.rooms.iter().filter(|room| room.site == SiteId(place)).map(room);
        let closed = site.closed.iter().map(|range| json!([range.first.to_string(), range.last.to_string()]));
        json!({
            "id": site.key,
            "name": site.name,
            "rooms": rooms.collect::<Vec<_>>(),
            "closed": closed.collect::<Vec<_>>(),
        })
    };
    theirs.map(one).collect()
}

fn room(room: &Room) -> Value {
    let Room { key, site: _, count, seats, features, rent_per_hour, closed } = room;
    let closed = closed.iter().map(|range| dates(*range)).collect::<Vec<_>>();
    json!({
        "id": key,
        "count": count,
        "seats": seats,
        "features": features,
        "rent_per_hour": price(*rent_per_hour),
        "closed": closed,
    })
}

/// Its pools; a new field of pools is to be thought of here.
pub(super) fn equipment(scenario: &Scenario, firm: FirmId) -> Vec<Value> {
    let one = |pool: &EquipmentPool| {
        let EquipmentPool {
            key,
            name,
            kind,
            site,
            owner: _,
            units,
            learners_per_unit,
            year,
            lent,
            per_hour,
            setup_per_day,
            moves,
            entitlements: _,
            out,
        } = pool;
        json!({
            "id": key,
            "name": name,
            "kind": kind,
            "site": scenario.sites[site.index()].key,
            "units": units,
            "learners_per_unit": learners_per_unit,
            "year": year,
            "lent": windows(lent),
            "per_hour": price(*per_hour),
            "setup_per_day": price(*setup_per_day),
            "moves": moves.iter().map(|option| moved(scenario, option)).collect::<Vec<_>>(),
            "out": out.iter().map(outage).collect::<Vec<_>>(),
        })
    };
    scenario.equipment.iter().filter(|pool| pool.owner == Party::Firm(firm)).map(one).collect()
}

fn outage(outage: &Outage) -> Value {
    let Outage { range, units, why: _ } = outage;
    json!({ "from": range.first.to_string(), "to": range.last.to_string(), "units": units })
}

fn moved(scenario: &Scenario, option: &MoveOption) -> Value {
    let MoveOption { to, between, units, cost_each_way, days_down, lent } = option;
    json!({
        "to": scenario.sites[to.index()].key,
        "between": dates(*between),
        "units": units,
        "cost_each_way": price(*cost_each_way),
        "days_down": days_down,
        "lent": windows(lent),
    })
}

fn dates(range: DateRange) -> [String; 2] {
    [range.first.to_string(), range.last.to_string()]
}

/// Its rights to open pools, whoever owns them.
pub(super) fn entitlements(scenario: &Scenario, firm: FirmId) -> Vec<Value> {
    let period = |per: EntitlementPeriod| match per {
        EntitlementPeriod::Year => "year",
        EntitlementPeriod::Period => "period",
        EntitlementPeriod::Week => "week",
    };
    let of_pool = |pool: &EquipmentPool| {
        let theirs = pool.entitlements.iter().filter(|right| right.holder == Party::Firm(firm));
        let one = |right: &Entitlement| {
            json!({
                "pool": pool.key,
                "class": right.class.map(crate::domain::SlotClass::key),
                "openings": right.openings,
                "per": period(right.per),
            })
        };
        theirs.map(one).collect::<Vec<_>>()
    };
    scenario.equipment.iter().flat_map(of_pool).collect()
}

/// Its people; a new field of staff is to be thought of here.
pub(super) fn staff(scenario: &Scenario, firm: FirmId) -> Vec<Value> {
    let qualified = |one: &Qualification| json!({ "id": one.key, "valid": one.valid.map(dates) });
    let one = |staff: &StaffGroup| {
        let StaffGroup {
            key,
            name,
            employer: _,
            count,
            qualifications,
            minutes_per_week,
            evenings_per_week,
            available,
            absent,
            per_hour,
        } = staff;
        json!({
            "id": key,
            "name": name,
            "count": count,
            "qualifications": qualifications.iter().map(qualified).collect::<Vec<_>>(),
            "minutes_per_week": minutes_per_week,
            "evenings_per_week": evenings_per_week,
            "available": windows(available),
            "absent": absent.iter().map(|absence| json!([dates(absence.range), absence.persons])).collect::<Vec<_>>(),
            "per_hour": price(*per_hour),
        })
    };
    scenario.staff.iter().filter(|staff| staff.employer == Party::Firm(firm)).map(one).collect()
}
