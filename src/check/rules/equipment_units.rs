//! `equipment_units`: enough units for everybody, and no unit in two sessions at once.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule, overlaps};

/// The rule.
pub struct EquipmentUnits;

impl Rule for EquipmentUnits {
    fn key(&self) -> &'static str {
        "equipment_units"
    }

    fn sentence(&self) -> &'static str {
        "A session that needs equipment has units for all its learners, and no unit serves two sessions \
         at once."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            let needs =
                session.attendance.iter().find_map(|here| case.module(here.module).equipment.as_ref());
            let Some(kind) = needs else { continue };
            let Some(placed) = &session.equipment else {
                tally.session(place, Amount::Count(1), &format!("it uses no unit, it needs {kind}"));
                continue;
            };
            let pool = &case.scenario.equipment[placed.pool.index()];
            let needed = session.learners().div_ceil(pool.learners_per_unit.max(1));
            let used = placed.units.len() as u32;
            if used < needed {
                let text = format!("it uses {used} units of {}, at least {needed}", pool.key);
                tally.session(place, Amount::Count((needed - used).into()), &text);
            }
        }
        let units = |place: usize| {
            let placed = case.session(place).equipment.as_ref();
            placed.into_iter().flat_map(|placed| placed.units.iter().map(|unit| (placed.pool, *unit)))
        };
        for ((pool, unit), sessions) in overlaps::by_use(case, units) {
            for (a, b) in overlaps::pairs(case, &sessions) {
                let subject = format!("{} unit {unit}", case.scenario.equipment[pool.index()].key);
                let text = format!("on {}: used by two sessions at once", day(case.session(a).date));
                tally.thing(&subject, Amount::Count(1), &[a, b], &text);
            }
        }
        tally.done()
    }
}
