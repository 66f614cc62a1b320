//! Defaults that filled gaps in the file, one sentence each: only those that matter here.

mod times;

use std::collections::BTreeSet;

use super::policies::DEFAULT_RIVALS;
use super::seats::allowed_sites;
use crate::domain::{Cohort, Module, Price, RoomNeed, Scenario, SiteId, SiteKind};
use crate::scenario::entry::ScenarioEntry;
use crate::scenario::notes::listed;

/// The sentences, in the order of the file.
pub fn list(file: &ScenarioEntry, scenario: &Scenario) -> Vec<String> {
    let mut sentences = Vec::new();
    prices(file, scenario, &mut sentences);
    times::dayparts(scenario, &mut sentences);
    places(scenario, &mut sentences);
    firms(file, scenario, &mut sentences);
    staff(scenario, &mut sentences);
    times::staff(scenario, &mut sentences);
    learners(scenario, &mut sentences);
    sentences
}

/// Adds a sentence about some things, if there are any.
fn about<'a>(things: impl IntoIterator<Item = &'a str>, sentence: &str, sentences: &mut Vec<String>) {
    let things: Vec<&str> = things.into_iter().collect();
    if !things.is_empty() {
        sentences.push(format!("{sentence}: {}", listed(things)));
    }
}

fn prices(file: &ScenarioEntry, scenario: &Scenario, sentences: &mut Vec<String>) {
    if !file.vat.stated {
        sentences.push("prices carry no value-added tax and are borne as written".to_owned());
    }
    if !file.currency.stated {
        sentences.push("amounts are in euros".to_owned());
    }
    let late = scenario.calendar.dayparts.iter().any(|part| part.class != crate::domain::SlotClass::Day);
    if late && scenario.tariff.premiums.is_empty() && !scenario.staff.is_empty() {
        sentences.push("evenings and weekends carry no premium on staff".to_owned());
    }
    let free_travel = scenario.tariff.travel_per_km == Price::default();
    if free_travel && scenario.travel.iter().flatten().any(|way| way.km > 0) {
        sentences.push("travel of learners costs nothing".to_owned());
    } else if !free_travel && scenario.tariff.travel_payer.is_none() {
        sentences.push("learners bear their travel".to_owned());
    }
}

/// Every cohort with each of its modules.
fn taught(scenario: &Scenario) -> impl Iterator<Item = (&Cohort, &Module)> {
    scenario.cohorts.iter().flat_map(move |cohort| {
        let programme = scenario.programmes.get(cohort.programme.index());
        let modules = programme.into_iter().flat_map(|programme| &programme.modules);
        modules.filter_map(move |id| scenario.modules.get(id.index()).map(|module| (cohort, module)))
    })
}

fn places(scenario: &Scenario, sentences: &mut Vec<String>) {
    let mut unlisted: BTreeSet<SiteId> = BTreeSet::new();
    let mut ways: BTreeSet<(SiteId, SiteId)> = BTreeSet::new();
    for (cohort, module) in taught(scenario) {
        let sites = allowed_sites(cohort, module, scenario);
        if module.room != RoomNeed::None {
            unlisted.extend(&sites);
        }
        let homes: BTreeSet<SiteId> =
            cohort.groups.iter().map(|group| group.home).chain([cohort.school]).collect();
        let unknown = |a: SiteId, b: SiteId| scenario.travel_between(a, b).is_none();
        let pairs = homes.iter().flat_map(|home| sites.iter().map(move |site| (*home, *site)));
        ways.extend(pairs.filter(|(a, b)| unknown(*a, *b)).map(|(a, b)| (a.min(b), a.max(b))));
    }
    unlisted.retain(|site| {
        scenario
            .sites
            .get(site.index())
            .is_some_and(|site| !site.rooms_listed && site.kind != SiteKind::Online)
    });
    let name = |site: &SiteId| scenario.sites.get(site.index()).map_or("", |site| site.key.as_str());
    about(
        unlisted.iter().map(name),
        "no rooms are listed at these sites, so that rooms never bind there",
        sentences,
    );
    let ways: Vec<String> = ways.iter().map(|(a, b)| format!("{} and {}", name(a), name(b))).collect();
    about(ways.iter().map(String::as_str), "no way is stated between these sites", sentences);
}

fn firms(file: &ScenarioEntry, scenario: &Scenario, sentences: &mut Vec<String>) {
    let employers: BTreeSet<usize> = scenario
        .cohorts
        .iter()
        .flat_map(|cohort| &cohort.groups)
        .filter_map(|group| group.firm)
        .map(crate::domain::FirmId::index)
        .collect();
    let of_learners = || scenario.firms.iter().enumerate().filter(|(place, _)| employers.contains(place));
    let silent = of_learners()
        .filter(|(place, _)| file.firms.list().get(*place).is_some_and(|entry| !entry.accredited.stated));
    let sentence =
        "these firms do not say what they are accredited for, and count as accredited for everything";
    about(silent.map(|(_, firm)| firm.key.as_str()), sentence, sentences);
    let idle = of_learners().filter(|(_, firm)| firm.away_at_most.is_some() && firm.working_hours.is_empty());
    let sentence = "these firms state no working hours, so that their ceiling on learners away never binds";
    about(idle.map(|(_, firm)| firm.key.as_str()), sentence, sentences);
    let wages = of_learners()
        .filter(|(_, firm)| firm.learner_wage_per_hour != Price::default() && firm.working_hours.is_empty());
    let sentence = "these firms state a wage but no working hours, so that no wage is lost";
    about(wages.map(|(_, firm)| firm.key.as_str()), sentence, sentences);
    let uncounted = of_learners().filter(|(_, firm)| firm.contracts().is_none());
    let sentence = "these firms state neither places nor mentors, and may take any number of learners";
    about(uncounted.map(|(_, firm)| firm.key.as_str()), sentence, sentences);
    if scenario.policies.iter().any(|policy| policy.key == DEFAULT_RIVALS) {
        sentences.push("no learner enters the site of a rival of their firm".to_owned());
    }
}

fn staff(scenario: &Scenario, sentences: &mut Vec<String>) {
    let unlimited = scenario.staff.iter().filter(|group| group.minutes_per_week.is_none());
    about(unlimited.map(|group| group.key.as_str()), "these staff have no weekly limit of hours", sentences);
    let free = scenario.staff.iter().filter(|group| group.per_hour == Price::default());
    if !scenario.tariff.covered(crate::domain::Heading::Staff) {
        about(free.map(|group| group.key.as_str()), "these staff cost nothing an hour", sentences);
    }
    let unstaffed = scenario.modules.iter().filter(|module| module.staff.is_empty());
    about(unstaffed.map(|module| module.key.as_str()), "these modules need no staff", sentences);
}

fn learners(scenario: &Scenario, sentences: &mut Vec<String>) {
    let adults = scenario.cohorts.iter().filter(|cohort| {
        cohort.groups.iter().any(|group| group.turns_16.is_none() && group.turns_18.is_none())
    });
    let sentence = "learners without age dates are adults, in these cohorts";
    about(adults.map(|cohort| cohort.key.as_str()), sentence, sentences);
    let without =
        scenario.cohorts.iter().filter(|cohort| cohort.groups.iter().any(|group| group.firm.is_none()));
    let sentence = "some learners of these cohorts have no firm, so that their practice is unmet";
    about(without.map(|cohort| cohort.key.as_str()), sentence, sentences);
}
