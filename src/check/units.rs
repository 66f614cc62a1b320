//! Where each unit of a pool stands on a date, and when it may be used there.

use chrono::{Days, NaiveDate};

use crate::domain::{EquipmentId, EquipmentPool, MoveOption, SiteId, Window};
use crate::plan::Plan;

/// What a unit can do on a date.
pub enum Standing<'a> {
    /// It stands at a site and may be used in these windows; none of them is always.
    At(SiteId, &'a [Window]),
    /// It is on its way.
    Nowhere,
    /// It is out of use.
    Out,
}

/// Where a unit, numbered from 1, stands on a date. Moved units are the highest-numbered ones:
/// the moves of a pool that are under way on the date take them from the top, in the plan's order; of those that are left, the
/// highest-numbered are out of use.
pub fn standing<'a>(
    pool: &'a EquipmentPool,
    id: EquipmentId,
    unit: u32,
    plan: &Plan,
    date: NaiveDate,
) -> Standing<'a> {
    let mut lowest_moved = pool.units + 1;
    for moved in plan.moves.iter().filter(|moved| moved.pool == id) {
        let Some(option) = pool.moves.get(moved.option) else { continue };
        if option.between.contains(date) {
            lowest_moved = lowest_moved.saturating_sub(moved.units);
            if unit >= lowest_moved {
                return away(option, date);
            }
        }
    }
    if unit + pool.out_on(date) >= lowest_moved {
        return Standing::Out;
    }
    Standing::At(pool.site, &pool.lent)
}

/// Where units of a move stand on a date of the move.
fn away(option: &MoveOption, date: NaiveDate) -> Standing<'_> {
    let down = Days::new(u64::from(option.days_down));
    if date < option.between.first + down || option.between.last < date + down {
        return Standing::Nowhere;
    }
    Standing::At(option.to, &option.lent)
}
