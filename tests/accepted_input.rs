//! Files that must be accepted, with what they mean; and the schema, which must agree.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;

use serde_json::Value;
use vetplan::domain::{
    Cents, ClockTime, FirmId, Heading, IncomeAmount, IncomeCondition, LockKind, Party, PatternDays, RoomNeed,
    Rule, Scenario, SessionLengths, SiteKind, SlotClass, Strength, Weekdays,
};
use vetplan::scenario::{read, schema};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/accepted/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn scenario(name: &str) -> Scenario {
    read(name, &file(name)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The JSON value of a file with comments.
fn value(bytes: &[u8]) -> Value {
    let text = std::str::from_utf8(bytes).unwrap();
    jsonc_parser::parse_to_serde_value::<Value>(text, &jsonc_parser::ParseOptions::default()).unwrap()
}

#[test]
fn a_small_scenario_gets_its_defaults() {
    let scenario = scenario("small.jsonc");
    assert_eq!(scenario.currency, "EUR");
    assert_eq!(scenario.digest.len(), 64);
    assert_eq!(scenario.sites[0].name, "school");
    assert!(!scenario.sites[0].rooms_listed);
    let wiring = &scenario.modules[1];
    assert_eq!(wiring.minutes, 720);
    assert_eq!(wiring.sessions, SessionLengths::FillDaypart);
    assert_eq!(wiring.room, RoomNeed::With(Vec::new()));
    assert_eq!(wiring.after[0].module.index(), 0);
    assert_eq!(wiring.staff[0].qualification, "wiring");
    assert_eq!(scenario.cohorts[0].groups[0].key, "none");
    assert_eq!(scenario.cohorts[0].groups[0].firm, None);
    assert_eq!(scenario.staff[0].per_hour.borne(), Cents(5_800));
    assert_eq!(
        scenario.assumptions,
        [
            "prices carry no value-added tax and are borne as written",
            "amounts are in euros",
            "no rooms are listed at these sites, so that rooms never bind there: school",
            "these modules need no staff: theory",
            "learners without age dates are adults, in these cohorts: E1",
            "some learners of these cohorts have no firm, so that their practice is unmet: E1",
        ]
    );
}

#[test]
fn places_and_firms_mean_what_they_say() {
    let scenario = scenario("everything.jsonc");
    assert_eq!(scenario.labels["guided"], "BOT");
    assert_eq!(scenario.calendar.closed[0].name, "autumn break");
    assert_eq!(scenario.calendar.dayparts[1].days, Weekdays::WORKING);
    assert_eq!(scenario.calendar.dayparts[4].to, ClockTime::END_OF_DAY);
    // Periods stand in the order of time, however they are written.
    assert_eq!(scenario.calendar.periods[0].key, "autumn");
    assert_eq!(scenario.sites[1].kind, SiteKind::Firm(FirmId(1)));
    assert_eq!(scenario.rooms[0].count, 6);
    assert_eq!(scenario.rooms[1].features, ["digital", "accessible"]);
    let (alkmaar, robotics, helder) =
        (scenario.cohorts[0].school, scenario.equipment[0].site, scenario.equipment[1].site);
    assert_eq!(scenario.travel_between(robotics, alkmaar).unwrap().km, 40);
    assert_eq!(scenario.travel_between(robotics, helder), None);
    // One side states the rivalry; it holds for both.
    assert_eq!(scenario.firms[1].rivals, [FirmId(0)]);
    assert_eq!(scenario.firms[0].contracts(), Some(6));
}

#[test]
fn resources_mean_what_they_say() {
    let scenario = scenario("everything.jsonc");
    let cells = &scenario.equipment[0];
    assert_eq!(cells.owner, Party::Firm(FirmId(1)));
    assert_eq!((cells.units, cells.learners_per_unit, cells.year), (2, 4, Some(2022)));
    // 21 % is contained in 12.10 and not reclaimed: borne as written.
    assert_eq!(cells.setup_per_day.borne(), Cents(1_210));
    // The default of the scenario: not contained and reclaimed.
    assert_eq!(cells.per_hour.borne(), Cents(4_500));
    assert_eq!(cells.moves[0].cost_each_way.borne(), Cents(190_000));
    assert_eq!(cells.entitlements[1].holder, Party::Shared);
    assert_eq!(scenario.equipment[1].owner, Party::Shared);
    let team = &scenario.staff[0];
    assert_eq!(team.minutes_per_week, Some(1_230));
    assert_eq!(team.qualifications[1].valid.unwrap().last.to_string(), "2027-03-31");
    assert_eq!(team.absent.len(), 2);
    assert_eq!(scenario.staff[1].employer, Party::Firm(FirmId(1)));
}

#[test]
fn programmes_and_cohorts_mean_what_they_say() {
    let scenario = scenario("everything.jsonc");
    let (wiring, robot) = (&scenario.modules[1], &scenario.modules[2]);
    assert_eq!(wiring.sessions, SessionLengths::Minutes(vec![210, 90]));
    assert_eq!(wiring.room, RoomNeed::With(vec!["digital".to_owned()]));
    assert_eq!((wiring.not_rooms.len(), wiring.not_rooms[0].index(), wiring.seats), (1, 0, Some(14)));
    let noon = ClockTime(720);
    let friday = "2026-10-02".parse().unwrap();
    assert!(
        robot.may_be_at(friday, ClockTime(540), noon)
            && !robot.may_be_at(friday, ClockTime(540), ClockTime(721))
    );
    assert_eq!(robot.room, RoomNeed::None);
    assert_eq!(robot.equipment_from_year, Some(2020));
    assert_eq!(robot.after[0].minutes, None);
    assert_eq!((robot.after[1].minutes, robot.after[1].max_gap_days), (Some(1_200), Some(90)));
    assert_eq!(robot.staff[1].employer, Some(Party::Firm(FirmId(1))));
    assert_eq!(scenario.modules[4].minutes, 50);
    let cohort = &scenario.cohorts[0];
    assert_eq!(cohort.learners(), 16);
    assert_ne!(cohort.groups[0].home, cohort.groups[1].home);
    let night = cohort.roster.as_ref().unwrap().cycle[1].clone().unwrap();
    assert_eq!((night.from_minute, night.to_minute), (1_320, 1_800));
    let keys: Vec<&str> = scenario.cohorts[1].groups.iter().map(|group| group.key.as_str()).collect();
    assert_eq!(keys, ["F3", "none"]);
    assert_eq!(scenario.delivered[0].groups, [1]);
    assert!(matches!(&scenario.locks[0].kind, LockKind::Session(lock) if lock.minutes == Some(180)));
    assert_eq!(scenario.locks[1].key, "locks[1]");
}

#[test]
fn policies_mean_what_they_say() {
    let scenario = scenario("everything.jsonc");
    let keys: BTreeSet<&str> = scenario.policies.iter().map(|policy| policy.rule.key()).collect();
    assert_eq!(keys.len(), 23, "every rule is used");
    assert_eq!(scenario.policies[0].key, "pattern");
    assert_eq!(scenario.policies[1].key, "policies[1]");
    assert!(matches!(
        scenario.policies[0].rule,
        Rule::WeeklyPattern { days: PatternDays::Choose { .. }, firm_day_minutes: 450, .. }
    ));
    // A programme stands for its cohorts.
    assert_eq!(scenario.policies[1].cohorts.iter().map(|id| id.index()).collect::<Vec<_>>(), [1]);
    assert_eq!(scenario.policies[4].cohorts.len(), 2);
    assert_eq!(scenario.policies[2].strength, Strength::Legal);
    assert_eq!(scenario.policies[14].price.borne(), Cents(525));
    assert!(matches!(&scenario.policies[3].rule, Rule::Share { at_most: Some(2_500), .. }));
    assert!(
        matches!(&scenario.policies[5].rule, Rule::Offer { selector, .. } if selector.modules[0].index() == 1)
    );
}

#[test]
fn tariffs_mean_what_they_say() {
    let tariff = scenario("everything.jsonc").tariff;
    assert_eq!(tariff.premium(SlotClass::Saturday), 7_000);
    assert_eq!(tariff.travel_payer, Some(Party::Learners));
    assert!(!tariff.covered(Heading::Staff));
    assert!(
        matches!(tariff.income[0].amount, IncomeAmount::PerLearner(price) if price.stated == Cents(260_000))
    );
    assert_eq!(tariff.income[1].conditions[0], IncomeCondition::NoWeekdaySessionBefore(ClockTime(1_050)));
    assert_eq!(tariff.income[1].conditions[2], IncomeCondition::ReleaseCeilingsKept);
}

#[test]
fn rivals_are_kept_apart_when_nothing_is_said() {
    let text = String::from_utf8(file("everything.jsonc")).unwrap();
    let text: Vec<&str> = text.lines().filter(|line| !line.contains("\"rivals_apart\"")).collect();
    let scenario = read("rivals", text.join("\n").as_bytes()).unwrap();
    let policy = scenario.policies.last().unwrap();
    assert_eq!(policy.key, "rivals_apart (default)");
    assert_eq!((policy.strength, policy.cohorts.len()), (Strength::Legal, 2));
    assert!(scenario.assumptions.iter().any(|sentence| sentence.contains("rival")));
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    let bytes = [b"\xEF\xBB\xBF".as_slice(), &file("small.jsonc")].concat();
    assert!(read("bom", &bytes).is_ok());
}

#[test]
fn accepted_files_satisfy_the_schema() {
    let schema = schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for entry in std::fs::read_dir(format!("{}/tests/accepted", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let path = entry.unwrap().path();
        let value = value(&std::fs::read(&path).unwrap());
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (from, to) in [
        ("\"hours\": 9", "\"huors\": 9"),
        ("vetplan/1", "vetplan/2"),
        ("\"theory\", \"hours\": 9", "\"theory\""),
    ] {
        let text = String::from_utf8(file("small.jsonc")).unwrap().replace(from, to);
        assert!(!validator.is_valid(&value(text.as_bytes())), "{to}");
        assert!(read("small", text.as_bytes()).is_err(), "{to}");
    }
}

/// The objects that a schema describes, by name: definitions, rules and the file itself.
fn objects(schema: &Value) -> Vec<(String, &Value)> {
    let definitions = schema["$defs"].as_object().unwrap();
    let mut objects: Vec<(String, &Value)> = definitions
        .iter()
        .filter(|(_, part)| part["properties"].is_object())
        .map(|(name, part)| (name.clone(), part))
        .collect();
    let rules = definitions["Policy"]["oneOf"].as_array().unwrap();
    objects.extend(
        rules.iter().map(|rule| (rule["properties"]["rule"]["const"].as_str().unwrap().to_owned(), rule)),
    );
    objects.push(("file".to_owned(), schema));
    objects
}

/// Marks the fields of a value in the objects that its schema describes.
fn mark(schema: &Value, name: &str, value: &Value, root: &Value, marked: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        return mark(&root["$defs"][name], name, value, root, marked);
    }
    for alternative in ["anyOf", "oneOf"].iter().filter_map(|key| schema[key].as_array()).flatten() {
        let rule = &alternative["properties"]["rule"]["const"];
        if rule.is_null() || *rule == value["rule"] {
            mark(alternative, rule.as_str().unwrap_or(name), value, root, marked);
        }
    }
    for element in value.as_array().into_iter().flatten() {
        mark(&schema["items"], name, element, root, marked);
    }
    for (field, inside) in value.as_object().into_iter().flatten() {
        if schema["properties"][field].is_object() {
            marked.insert(format!("{name}.{field}"));
            mark(&schema["properties"][field], name, inside, root, marked);
        } else if schema["additionalProperties"].is_object() {
            mark(&schema["additionalProperties"], name, inside, root, marked);
        }
    }
}

#[test]
fn one_file_uses_every_field_of_the_schema() {
    let schema = schema();
    let mut marked = BTreeSet::new();
    mark(&schema, "file", &value(&file("everything.jsonc")), &schema, &mut marked);
    // What every rule has needs to be shown once, not once for every rule.
    let frame = ["id", "for", "strength", "price", "source"];
    let shown = |name: &str, field: &str| {
        let by_rule = marked.contains(&format!("{name}.{field}"));
        let by_any = frame.contains(&field) && marked.iter().any(|mark| mark.ends_with(&format!(".{field}")));
        by_rule || (by_any && name.starts_with(char::is_lowercase))
    };
    for (name, object) in objects(&schema) {
        for field in object["properties"].as_object().unwrap().keys() {
            assert!(shown(&name, field), "{name}.{field} is shown nowhere");
        }
    }
}
