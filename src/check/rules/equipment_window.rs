//! `equipment_window`: the right units, where they stand and when they may be used.

use crate::check::tally::Tally;
use crate::check::units::{Standing, standing};
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{EquipmentPool, Module, Window};
use crate::plan::{PlacedUnits, Session};

/// The rule.
pub struct EquipmentWindow;

impl Rule for EquipmentWindow {
    fn key(&self) -> &'static str {
        "equipment_window"
    }

    fn sentence(&self) -> &'static str {
        "A session uses units of the kind and age it asks for, at the site where they stand on its \
         date, while they are lent and in working order."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            let Some(placed) = &session.equipment else { continue };
            let pool = &case.scenario.equipment[placed.pool.index()];
            let mut faults: Vec<String> = Vec::new();
            for attendance in &session.attendance {
                faults.extend(unfit(case.module(attendance.module), pool));
            }
            faults.extend(misnumbered(placed, pool));
            let units = placed.units.iter().filter(|unit| (1..=pool.units).contains(unit));
            faults.extend(units.filter_map(|unit| away(case, session, placed, *unit)));
            // What is wrong with every unit is said once.
            faults.dedup();
            for fault in faults {
                tally.session(place, Amount::Count(1), &fault);
            }
        }
        tally.done()
    }
}

/// Why a pool does not serve a module, if it does not.
fn unfit(module: &Module, pool: &EquipmentPool) -> Option<String> {
    let Some(kind) = &module.equipment else {
        return Some(format!("it uses {}, {} asks for no equipment", pool.key, module.key));
    };
    if *kind != pool.kind {
        return Some(format!("it uses {} of kind {}, {} asks for {kind}", pool.key, pool.kind, module.key));
    }
    let oldest = module.equipment_from_year?;
    match pool.year {
        Some(year) if year >= oldest => None,
        Some(year) => Some(format!("{} is of {year}, {} asks for {oldest} or later", pool.key, module.key)),
        None => Some(format!("{} states no year, {} asks for {oldest} or later", pool.key, module.key)),
    }
}

/// What is wrong with the numbers of its units, if anything.
fn misnumbered(placed: &PlacedUnits, pool: &EquipmentPool) -> Option<String> {
    let mut units = placed.units.clone();
    units.sort_unstable();
    if units.windows(2).any(|pair| pair[0] == pair[1]) {
        return Some(format!("it uses a unit of {} twice, each unit once", pool.key));
    }
    let unknown = units.iter().find(|unit| !(1..=pool.units).contains(*unit))?;
    Some(format!("it uses unit {unknown} of {}, which has {}", pool.key, pool.units))
}

/// Why a unit cannot be used by a session, if it cannot.
fn away(case: &Case<'_>, session: &Session, placed: &PlacedUnits, unit: u32) -> Option<String> {
    let pool = &case.scenario.equipment[placed.pool.index()];
    let name = |site: crate::domain::SiteId| &case.scenario.sites[site.index()].key;
    match standing(pool, placed.pool, unit, case.plan, session.date) {
        Standing::Nowhere => Some(format!("units of {} are on their way that day", pool.key)),
        Standing::Out => {
            let now = pool.out.iter().filter(|outage| outage.range.contains(session.date));
            let why: Vec<&str> = now.map(|out| out.why.as_str()).filter(|why| !why.is_empty()).collect();
            let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join(", ")) };
            let (out, all) = (pool.out_on(session.date), pool.units);
            Some(format!("unit {unit} of {} is out of use that day{why}, as {out} of {all} are", pool.key))
        }
        Standing::At(site, _) if site != session.site => Some(format!(
            "it is at {}, units of {} it uses stand at {}",
            name(session.site),
            pool.key,
            name(site)
        )),
        Standing::At(_, windows) => {
            let covers = |window: &Window| window.covers(session.date, session.start, session.end);
            (!windows.is_empty() && !windows.iter().any(covers))
                .then(|| format!("{} is not lent during all of it", pool.key))
        }
    }
}
