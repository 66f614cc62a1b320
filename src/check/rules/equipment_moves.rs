//! `equipment_moves`: no more units are moved than there are, and than a move allows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{EquipmentId, MoveOption};

/// The rule.
pub struct EquipmentMoves;

impl Rule for EquipmentMoves {
    fn key(&self) -> &'static str {
        "equipment_moves"
    }

    fn sentence(&self) -> &'static str {
        "A move takes at most the units it allows, and moves at the same time take at most the units of \
         the pool."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let mut moved: BTreeMap<EquipmentId, BTreeMap<usize, u32>> = BTreeMap::new();
        for one in &case.plan.moves {
            *moved.entry(one.pool).or_default().entry(one.option).or_default() += one.units;
        }
        for (pool, options) in moved {
            judge(case, pool, &options, &mut tally);
        }
        tally.done()
    }
}

/// Judges the moves of a pool: units by option.
fn judge(case: &Case<'_>, id: EquipmentId, options: &BTreeMap<usize, u32>, tally: &mut Tally<'_>) {
    let pool = &case.scenario.equipment[id.index()];
    let mut under_way: Vec<(&MoveOption, u32)> = Vec::new();
    for (place, units) in options {
        let Some(option) = pool.moves.get(*place) else {
            tally.thing(&pool.key, Amount::Count(1), &[], &format!("has no move {place}"));
            continue;
        };
        if *units > option.units {
            let text = format!("moves {units} units, at most {}", option.units);
            tally.thing(&pool.key, Amount::Count((units - option.units).into()), &[], &text);
        }
        under_way.push((option, *units));
    }
    // Least is left on the first day of some move or outage; what is out of use is not moved.
    let begins = under_way.iter().map(|(option, _)| option.between.first);
    let days: BTreeSet<NaiveDate> = begins.chain(pool.out.iter().map(|outage| outage.range.first)).collect();
    for date in days {
        let out = pool.out_on(date);
        let together = under_way.iter().filter(|(other, _)| other.between.contains(date));
        let away: u32 = together.map(|(_, units)| units).sum();
        if away > 0 && away + out > pool.units {
            let lost = if out > 0 { format!(" and {out} out of use") } else { String::new() };
            let text = format!("has {away} units away{lost} on {}, it has {}", day(date), pool.units);
            tally.thing(&pool.key, Amount::Count((away + out - pool.units).into()), &[], &text);
        }
    }
}
