//! Every constraint family has a scenario in which it speaks and a golden of what it says there.
//!
//! `tests/families/<key>.jsonc` is the scenario, `tests/families/<key>.txt` the golden: the
//! sentence, the session times the family refuses or charges for, and the rows it writes, with the
//! rows that only define a variable or tie two together. `UPDATE=1` writes the goldens anew.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::{env, fs};

use vetplan::check::RULES;
use vetplan::domain::Scenario;
use vetplan::model::build::Build;
use vetplan::model::constraints::{FAMILIES, Family};
use vetplan::model::placements::{Placement, placements};
use vetplan::model::scene::Scene;
use vetplan::model::tags::{Mode, Tag, Unit};
use vetplan::model::{Model, build, names, objective};
use vetplan::solver::Formulation;

use support::{below, files, scenario};

/// Rules of the judge that no family of the model mirrors.
const OF_THE_JUDGE_ALONE: [(&str, &str); 3] = [
    ("session_form", "placements are made of dayparts and allowed lengths in the first place"),
    ("firm_day_form", "firm days are read off the pattern when a plan is extracted"),
    ("module_site", "placements are made at the sites and on the equipment a module allows"),
];

#[test]
fn goldens() {
    for family in FAMILIES {
        let path = below(&format!("families/{}.txt", family.key()));
        let told = golden(*family);
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &told).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, told, "{}: UPDATE=1 writes it anew", family.key());
    }
}

#[test]
fn a_family_speaks_in_its_scenario() {
    for family in FAMILIES {
        let told = golden(*family);
        assert!(told.contains("Rows:") || told.contains("Refuses:"), "{} says nothing", family.key());
        assert!(family.sentence().ends_with('.'), "{}", family.key());
    }
}

#[test]
fn families_scenarios_and_goldens_match() {
    let keys: Vec<String> = FAMILIES.iter().map(|family| family.key().to_owned()).collect();
    let mut sorted = keys.clone();
    sorted.sort();
    assert_eq!(files("families", "jsonc"), sorted);
    assert_eq!(files("families", "txt"), sorted);
}

#[test]
fn families_and_rules_of_the_judge_mirror_each_other() {
    let families: BTreeSet<&str> = FAMILIES.iter().map(|family| family.key()).collect();
    let alone: BTreeSet<&str> = OF_THE_JUDGE_ALONE.iter().map(|(key, _)| *key).collect();
    let mirrored: BTreeSet<&str> =
        RULES.iter().map(|rule| rule.key()).filter(|key| !alone.contains(key)).collect();
    assert_eq!(families, mirrored);
    assert_eq!(families.len(), FAMILIES.len(), "a key is given twice");
    assert!(alone.iter().all(|key| RULES.iter().any(|rule| rule.key() == *key)));
}

/// Every kind of column is named in words, and no two columns alike, whatever the model holds.
#[test]
fn columns_are_named_in_words() {
    let everything = support::scenarios("families").into_iter().chain(support::scenarios("brute_force"));
    for (name, scenario) in everything {
        let scene = Scene::new(&scenario);
        for mode in [Mode::Planning, Mode::Elastic] {
            let model = build(&scene, mode);
            let told: Vec<String> =
                (0..model.variables.len()).map(|col| names::column(&scene, &model, col)).collect();
            let debug = |told: &&String| told.contains("Id_") || told.contains("__") || told.contains("None");
            assert_eq!(told.iter().find(debug), None, "{name}");
            assert!(told.iter().all(|told| told.starts_with(|first: char| first.is_ascii_lowercase())));
            assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len(), "{name}");
        }
    }
}

fn golden(family: &dyn Family) -> String {
    let scenario = scenario(&format!("families/{}.jsonc", family.key()));
    let scene = Scene::new(&scenario);
    let mut text = format!("{}\n", family.sentence());
    let refused = refusals(family.key(), &scenario);
    if !refused.is_empty() {
        text += "\nRefuses:\n";
        for line in &refused {
            writeln!(text, "{line}").unwrap();
        }
    }
    let rows = rows(family, &scene);
    if !rows.is_empty() {
        text += "\nRows:\n";
        text += &rows;
    }
    text
}

/// Session times that the family refuses or charges for: admitted without what it looks at, and
/// not with it, or not for the same price.
fn refusals(key: &str, scenario: &Scenario) -> Vec<String> {
    let mut free = scenario.clone();
    release(key, &mut free);
    let (with, without) = (admitted(scenario), admitted(&free));
    let verdict = |(slot, price): (&String, &String)| match with.get(slot) {
        None => Some(format!("{slot}: never")),
        Some(asked) if asked != price => Some(format!("{slot}: at {asked}")),
        Some(_) => None,
    };
    assert!(with.keys().all(|slot| without.contains_key(slot)), "{key} admits more than without it");
    without.iter().filter_map(verdict).collect()
}

/// Takes away what makes a family refuse session times.
fn release(key: &str, scenario: &mut Scenario) {
    match key {
        "module_window" => {
            for module in &mut scenario.modules {
                (module.from, module.until) = (None, None);
                module.not_at.clear();
            }
        }
        "availability" => {
            for cohort in &mut scenario.cohorts {
                (cohort.range, cohort.roster) = (scenario.calendar.range, None);
                cohort.available.clear();
                cohort.groups.iter_mut().for_each(|group| group.available.clear());
            }
        }
        "equipment_window" => {
            for pool in &mut scenario.equipment {
                pool.lent.clear();
                for option in &mut pool.moves {
                    (option.between, option.days_down) = (scenario.calendar.range, 0);
                    option.lent.clear();
                }
            }
        }
        "site_closed" => scenario.sites.iter_mut().for_each(|site| site.closed.clear()),
        "staff_qualified" => {
            for staff in &mut scenario.staff {
                staff.absent.clear();
                staff.available.clear();
                staff.qualifications.iter_mut().for_each(|held| held.valid = None);
            }
        }
        "locks" => scenario.locks.clear(),
        policy => scenario.policies.retain(|stated| stated.rule.key() != policy),
    }
}

/// The session times that a scenario admits, with the price of the wishes each breaks.
fn admitted(scenario: &Scenario) -> BTreeMap<String, String> {
    let scene = Scene::new(scenario);
    let priced = |placement: &Placement| {
        let broken = placement.objections.iter().map(|objection| {
            let policy = &scenario.policies[objection.policy.unwrap().index()];
            format!("{} for each of {} learners", policy.price.borne(), objection.learners)
        });
        broken.collect::<Vec<_>>().join(" and ")
    };
    placements(&scene, false).iter().map(|placement| (slot(&scene, placement), priced(placement))).collect()
}

fn slot(scene: &Scene<'_>, placement: &Placement) -> String {
    let (date, time) = (scene.date(placement.day), &placement.time);
    let (run, site) = (&scene.runs[placement.run].key, &scene.scenario.sites[placement.site.index()].key);
    format!("{run} {} {}-{} {site}", date.format("%a %m-%d"), time.start, time.end)
}

/// The rows a family writes, in LP format.
fn rows(family: &dyn Family, scene: &Scene<'_>) -> String {
    let model = build(scene, Mode::Planning);
    let mut text = String::new();
    for (number, row) in written(family, scene, &model).into_iter().enumerate() {
        let what = model.tags[row].as_ref().map_or("ties".to_owned(), |tag| meaning(scene, tag));
        writeln!(text, "\\ {}", what.trim()).unwrap();
        text += &lp(scene, &model, row, &format!("{}_{}", family.key(), number + 1));
    }
    text
}

/// Which rows of the model a family has written: the model is built again, family by family.
fn written(family: &dyn Family, scene: &Scene<'_>, model: &Model) -> Vec<usize> {
    let mut again = Build::new(scene, &model.placements, Mode::Planning);
    let mut mine = Vec::new();
    let mut note = |again: &Build<'_>, writer: &str, before: usize| {
        if writer == family.key() {
            mine.extend(before..again.formulation.rows.len());
        }
    };
    for each in FAMILIES {
        let before = again.formulation.rows.len();
        again.begin(each.key());
        each.rows(&mut again);
        note(&again, each.key(), before);
    }
    again.begin("objective");
    objective::charge_all(&mut again);
    for each in FAMILIES {
        let before = again.formulation.rows.len();
        again.begin(each.key());
        each.rows_on_cost(&mut again);
        note(&again, each.key(), before);
    }
    assert_eq!(again.formulation, model.formulation, "the model is not what its families write");
    let tagged = |row: &usize| model.tags[*row].as_ref().is_none_or(|tag| tag.family == family.key());
    assert!(mine.iter().all(tagged), "{} writes rows under another name", family.key());
    mine
}

fn meaning(scene: &Scene<'_>, tag: &Tag) -> String {
    let unit = match tag.unit {
        Unit::Minutes => "minutes",
        Unit::Count => "count",
        Unit::Euros => "euros",
    };
    let kind = match (tag.wish, tag.floor) {
        (true, _) => ", wish",
        (false, true) => ", floor",
        (false, false) => "",
    };
    let policy =
        tag.policy.map_or(String::new(), |id| format!(" by {}", scene.scenario.policies[id.index()].key));
    format!("{}: {unit}{kind}{policy}", names::subject(scene, tag.subject))
}

/// One row in LP format.
fn lp(scene: &Scene<'_>, model: &Model, row: usize, name: &str) -> String {
    let rows = vec![model.formulation.rows[row].clone()];
    let one = Formulation { columns: model.formulation.columns.clone(), rows, offset: 0.0 };
    let mut out = Vec::new();
    one.write_lp(&|col| names::column(scene, model, col.index()), &|_| name.to_owned(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let (_, rest) = text.split_once("Subject To\n").unwrap();
    rest.split_once("Bounds\n").unwrap().0.to_owned()
}
