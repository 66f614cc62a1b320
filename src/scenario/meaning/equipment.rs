//! Equipment pools.

use super::calendar::days_meant;
use super::parties::{HOLDERS, OWNERS};
use super::reading::{NOBODY, Reading};
use super::windows::{between, windows};
use crate::domain::{
    DateRange, Entitlement, EntitlementPeriod, EquipmentPool, MoveOption, Outage, Party, SiteId,
};
use crate::scenario::Code;
use crate::scenario::entry::{EntitlementEntry, EquipmentEntry, MoveEntry, OutEntry};
use crate::scenario::record::Field;

/// The pools.
pub fn pools(field: &Field<Vec<EquipmentEntry>>, reading: &mut Reading<'_>) -> Vec<EquipmentPool> {
    field.list().iter().map(|entry| pool(entry, reading)).collect()
}

fn pool(entry: &EquipmentEntry, reading: &mut Reading<'_>) -> EquipmentPool {
    let units = entry.units.get().map_or(1, |units| units.0);
    let cost = entry.cost.get();
    EquipmentPool {
        key: entry.id.or(String::new()),
        name: entry.name.or(entry.id.or(String::new())),
        kind: entry.kind.or(String::new()),
        site: reading.site_in(&entry.site).unwrap_or(SiteId(NOBODY)),
        owner: reading.party(&entry.owner, &OWNERS).unwrap_or(Party::College),
        units,
        learners_per_unit: entry.learners_per_unit.get().map_or(1, |each| each.0),
        year: entry.year.get().map(|year| year.0),
        lent: windows(&entry.lent, reading),
        per_hour: cost.map(|cost| reading.price(&cost.per_hour)).unwrap_or_default(),
        setup_per_day: cost.map(|cost| reading.price(&cost.setup_per_day)).unwrap_or_default(),
        moves: entry.movable.list().iter().map(|option| move_option(option, entry, units, reading)).collect(),
        entitlements: entry.entitlements.list().iter().map(|right| entitlement(right, reading)).collect(),
        out: entry.out.list().iter().filter_map(|out| outage(out, units, reading)).collect(),
    }
}

fn outage(entry: &OutEntry, all: u32, reading: &mut Reading<'_>) -> Option<Outage> {
    let units = entry.units.get().map_or(all, |units| units.0);
    if units > all {
        let message = format!("{units} units cannot be out of use");
        let (cause, action) = (format!("the pool has {all}"), format!("write at most {all}"));
        reading.notes.add(Code::BoundsCrossed, entry.units.span, message, cause, action);
    }
    let range = days_meant((&entry.on, &entry.from, &entry.to), entry.span, reading)?;
    Some(Outage { range, units, why: entry.name.or(String::new()) })
}

fn move_option(
    entry: &MoveEntry,
    pool: &EquipmentEntry,
    units: u32,
    reading: &mut Reading<'_>,
) -> MoveOption {
    if entry.to.value.is_some() && entry.to.value == pool.site.value {
        let cause = "the pool stands there already";
        reading.notes.add(Code::Choice, entry.to.span, "this is no move", cause, "name another site");
    }
    let moved = entry.units.get().map_or(units, |moved| moved.0);
    if pool.units.value.is_some() && moved > units {
        let message = format!("{moved} units cannot be moved");
        let cause = format!("the pool has {units}");
        reading.notes.add(
            Code::BoundsCrossed,
            entry.units.span,
            message,
            cause,
            format!("write at most {units}"),
        );
    }
    let range = entry.between.get().map(|pair| between(pair, reading));
    let days_down = entry.days_down.or(0);
    if let Some(range) = range
        && i64::from(days_down) * 2 > (range.last - range.first).num_days()
    {
        let cause = "the units stand nowhere on all days of the move";
        let action = "lengthen the move, or shorten the days down";
        reading.notes.add(Code::BoundsCrossed, entry.days_down.span, "this move is too short", cause, action);
    }
    let nowhere = DateRange { first: chrono::NaiveDate::default(), last: chrono::NaiveDate::default() };
    MoveOption {
        to: reading.site_in(&entry.to).unwrap_or(SiteId(NOBODY)),
        between: range.unwrap_or(nowhere),
        units: moved,
        cost_each_way: reading.price(&entry.cost_each_way),
        days_down,
        lent: windows(&entry.lent, reading),
    }
}

fn entitlement(entry: &EntitlementEntry, reading: &mut Reading<'_>) -> Entitlement {
    Entitlement {
        holder: reading.party(&entry.holder, &HOLDERS).unwrap_or(Party::Shared),
        class: entry.class.value,
        openings: entry.openings.or(0),
        per: entry.per.or(EntitlementPeriod::Year),
    }
}
