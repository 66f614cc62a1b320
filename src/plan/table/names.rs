//! Ids of the scenario by kind, and the one that was probably meant.

use std::collections::BTreeMap;

use crate::domain::{CohortId, ModuleId, Scenario};

/// Edits that still count as a slip of the pen.
const SLIP: usize = 3;

/// Ids of the scenario.
pub struct Names<'a> {
    scenario: &'a Scenario,
    places: BTreeMap<(&'static str, &'a str), usize>,
}

impl<'a> Names<'a> {
    /// The ids that a table of sessions may name.
    pub fn new(scenario: &'a Scenario) -> Self {
        let mut names = Self { scenario, places: BTreeMap::new() };
        names.add("cohort", scenario.cohorts.iter().map(|cohort| cohort.key.as_str()));
        names.add("daypart", scenario.calendar.dayparts.iter().map(|part| part.key.as_str()));
        names.add("site", scenario.sites.iter().map(|site| site.key.as_str()));
        names.add("room", scenario.rooms.iter().map(|room| room.key.as_str()));
        names.add("equipment", scenario.equipment.iter().map(|pool| pool.key.as_str()));
        names.add("staff", scenario.staff.iter().map(|staff| staff.key.as_str()));
        names
    }

    fn add(&mut self, kind: &'static str, keys: impl Iterator<Item = &'a str>) {
        self.places.extend(keys.enumerate().map(|(place, key)| ((kind, key), place)));
    }

    /// The place of an id.
    ///
    /// # Errors
    ///
    /// What to tell when there is no such id.
    pub fn find(&self, kind: &'static str, key: &str) -> Result<usize, String> {
        let known = || self.places.keys().filter(|(of, _)| *of == kind).map(|(_, key)| *key);
        let unknown = || format!("the scenario has no {kind} `{key}`{}", meant(key, known()));
        self.places.get(&(kind, key)).copied().ok_or_else(unknown)
    }

    /// A module of a cohort's programme.
    ///
    /// # Errors
    ///
    /// What to tell when the programme has no such module.
    pub fn module(&self, cohort: CohortId, key: &str) -> Result<ModuleId, String> {
        let cohort = &self.scenario.cohorts[cohort.index()];
        let modules = &self.scenario.programmes[cohort.programme.index()].modules;
        let name = |id: &ModuleId| self.scenario.modules[id.index()].key.as_str();
        let found = modules.iter().copied().find(|id| name(id) == key);
        let known = modules.iter().map(name);
        found.ok_or_else(|| {
            format!("the programme of {} has no module `{key}`{}", cohort.key, meant(key, known))
        })
    }
}

/// `; did you mean …?`, if something known is near; nothing otherwise.
pub fn meant<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> String {
    let lower = word.to_lowercase();
    let near = known.map(|name| (strsim::damerau_levenshtein(&name.to_lowercase(), &lower), name)).min();
    let near = near.filter(|(distance, name)| *distance <= SLIP.min(name.chars().count() / 2));
    near.map_or_else(String::new, |(_, name)| format!("; did you mean `{name}`?"))
}
