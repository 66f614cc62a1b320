//! The second pass: ids become indices, defaults fill gaps, and the parts of the file are judged
//! together.

mod accreditation;
mod agreement;
mod assumptions;
mod benefits;
mod calendar;
mod cohorts;
mod combined;
mod cycles;
mod delivered;
mod equipment;
mod firms;
mod labels;
mod lengths;
mod locked;
mod locks;
mod names;
mod parties;
mod pattern;
mod policies;
mod prices;
mod programmes;
mod reading;
mod resources;
mod roster;
mod rules;
mod seats;
mod sites;
mod staff;
mod tariffs;
mod values;
mod windows;

use chrono::NaiveDate;

use super::entry::{ScenarioEntry, VatEntry};
use super::notes::Notes;
use crate::domain::{CalendarSpec, DateRange, Scenario, Vat};
use names::Names;
use reading::Reading;

/// The scenario that a file means. When a problem is noted it has gaps, and nobody may use it.
pub fn resolve(file: &ScenarioEntry, digest: String, notes: &mut Notes) -> Scenario {
    let names = Names::new(file, notes);
    let days = calendar::days(file.calendar.get());
    let mut reading = Reading { notes, names: &names, days, vat: None };
    reading.vat = file.vat.get().map(|entry| vat(entry, &mut reading));
    let mut scenario = gather(file, digest, &mut reading);
    cycles::judge(file, &scenario, &mut reading);
    resources::judge(file, &scenario, &mut reading);
    seats::judge(file, &scenario, &mut reading);
    accreditation::judge(file, &scenario, &mut reading);
    prices::judge(file, &scenario, &mut reading);
    labels::judge(file, &scenario, &mut reading);
    lengths::judge(file, &scenario, &mut reading);
    locked::judge(file, &scenario, &mut reading);
    delivered::judge(file, &scenario, &mut reading);
    if reading.notes.total == 0 {
        scenario.assumptions = assumptions::list(file, &scenario);
    }
    scenario
}

/// Every part of the scenario, one by one.
fn gather(file: &ScenarioEntry, digest: String, reading: &mut Reading<'_>) -> Scenario {
    let calendar = file.calendar.get().map_or_else(nowhen, |entry| calendar::calendar(entry, reading));
    let firms = firms::firms(file, reading);
    let (programmes, modules) = programmes::programmes(file.programmes.list(), reading);
    let rivals_exist = firms.iter().any(|firm| !firm.rivals.is_empty());
    Scenario {
        name: file.name.or(String::new()),
        currency: file.currency.or("EUR".to_owned()),
        digest,
        labels: labels::labels(file),
        sites: sites::sites(file, reading),
        rooms: sites::rooms(file, reading),
        travel: sites::travel(file, reading),
        firms,
        equipment: equipment::pools(&file.equipment, reading),
        staff: staff::staff(file, reading),
        cohorts: cohorts::cohorts(&file.cohorts, reading),
        combined: combined::combined(file, &modules, reading),
        policies: policies::policies(file, rivals_exist, reading),
        tariff: tariffs::tariff(file.tariffs.get(), reading),
        agreement: agreement::agreement(file.consortium.get(), reading),
        locks: locks::locks(file, &calendar, reading),
        delivered: delivered::delivered(file, &modules, reading),
        benefits: benefits::benefits(file.benefits.get(), reading),
        calendar,
        programmes,
        modules,
        assumptions: Vec::new(),
    }
}

/// The stand-in for a calendar that could not be read.
fn nowhen() -> CalendarSpec {
    let range = DateRange { first: NaiveDate::default(), last: NaiveDate::default() };
    CalendarSpec { range, closed: Vec::new(), dayparts: Vec::new(), periods: Vec::new() }
}

/// What holds for prices that say nothing about value-added tax.
fn vat(entry: &VatEntry, reading: &mut Reading<'_>) -> Vat {
    Vat {
        rate_basis_points: reading.fraction(&entry.rate, 10_000).unwrap_or(0),
        included: entry.included.or(false),
        reclaimed: entry.reclaimed.or(false),
    }
}
