//! Questions about scenarios, against values by hand.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use support::parsed;
use vetplan::check::judge;
use vetplan::plan::price;
use vetplan::planner::Options;
use vetplan::scenario::edit::{Edit, Source};
use vetplan::whatif::alternatives::{Different, alternatives, variants};
use vetplan::whatif::compare::{Comparison, Varied, varied};
use vetplan::whatif::measures::Measures;
use vetplan::whatif::relax::{legal, without, worth};
use vetplan::whatif::variant::{Planned, Variant};
use vetplan::whatif::{change, shock};

/// Four sessions of three hours by Anna at 10 an hour, or by Ben at 14; evenings cost a fifth more. Anna may give 6 h a week, and
/// two weeks have two mornings and two evenings each.
const SHORT: &str = r#"{
  "format": "vetplan/1", "name": "Short",
  "calendar": { "first": "2026-09-07", "last": "2026-09-18", "dayparts": [
    { "id": "am", "days": "mon,tue", "from": "09:00", "to": "12:00", "class": "day" },
    { "id": "eve", "days": "mon,tue", "from": "18:00", "to": "21:00", "class": "evening" } ] },
  "sites": [{ "id": "school", "kind": "college" }, { "id": "home", "kind": "neutral" }],
  "travel": [{ "between": ["school", "home"], "km": 7, "minutes": 30 }],
  "staff": [
    { "id": "anna", "qualifications": ["t"], "cost_per_hour": 10, "hours_per_week": 6 },
    { "id": "ben", "qualifications": ["t"], "cost_per_hour": 14 } ],
  "programmes": [{ "id": "p", "modules": [{ "id": "a", "hours": 12, "kind": "theory", "session_hours": 3, "staff": ["t"] }] }],
  "cohorts": [{ "id": "C", "programme": "p", "school": "school", "home": "home", "learners": { "none": 4 } }],
  "policies": [
    { "id": "first-week", "rule": "day_hours", "at_most": 3 },
    { "id": "no-mondays", "rule": "avoid_class", "class": "evening", "strength": "policy" },
    { "id": "law", "rule": "week_hours", "at_most": 30, "strength": "legal" } ],
  "tariffs": { "premiums": [] },
  "locks": [{ "id": "late", "session": { "cohort": "C", "module": "a", "date": "2026-09-14", "daypart": "am" } }]
}"#;

fn planned(variant: &Variant) -> Planned {
    variant.planned(&Options::default(), None).unwrap()
}

fn base(text: &str) -> (Source, Variant) {
    let scenario = parsed("short", text.as_bytes());
    let source = Source::new("short", text.as_bytes()).unwrap();
    (source, Variant { label: "as it is".into(), edits: Vec::new(), scenario })
}

/// The text with Anna at so many hours a week.
fn with_anna(hours: u32) -> String {
    SHORT
        .replace("\"hours_per_week\": 6", &format!("\"hours_per_week\": {hours}"))
        .replace("\"tariffs\": { \"premiums\": [] },", "")
}

#[test]
fn a_rule_is_worth_what_its_plan_costs_more() {
    // At most three hours a day and no evenings: four mornings, which Anna can serve: 12 h at 10.
    let (source, base) = base(&with_anna(6));
    let as_it_is = planned(&base);
    assert_eq!((as_it_is.objective_cents, as_it_is.status), (Some(12_000), "optimal"));
    let rules = without(&source, &base.scenario, &[]).unwrap();
    let names: Vec<&str> = rules.iter().map(|rule| rule.policy.as_str()).collect();
    assert_eq!(
        (names, legal(&base.scenario)),
        (vec!["first-week", "no-mondays", "late"], vec!["law".to_owned()])
    );
    for rule in &rules {
        let worth = worth(&as_it_is, rule, planned(&rule.variant));
        assert_eq!((worth.at_least_cents, worth.at_most_cents), (Some(0), Some(0)), "{}", worth.sentence);
    }
}

#[test]
fn a_rule_that_costs_is_worth_it_and_one_in_the_way_is_told() {
    // Three hours a week each of Anna: of four mornings she serves two, one a week, and Ben two: 6·10 + 6·14.
    let text = with_anna(3);
    let (source, base) = base(&text);
    assert_eq!(planned(&base).objective_cents, Some(14_400));
    // In one week only, which a lock in the second stands in the way of.
    let shorter: Edit = "cohorts.C.until=2026-09-13".parse().unwrap();
    let edited = source
        .edited(&[shorter, "policies-=first-week".parse().unwrap(), "policies-=no-mondays".parse().unwrap()])
        .unwrap();
    let one_week = Variant { label: "one week".into(), edits: Vec::new(), scenario: edited.scenario };
    let as_it_is = planned(&one_week);
    assert_eq!(as_it_is.status, "infeasible");
    let rules = without(&edited.source, &one_week.scenario, &["late".to_owned()]).unwrap();
    let worth = worth(&as_it_is, &rules[0], planned(&rules[0].variant));
    assert!(worth.stands_in_the_way, "{}", worth.sentence);
    // Anna one session, Ben three: 3·10 + 9·14.
    assert_eq!(worth.sentence, "late (locks): without it there is a plan, of 156.00 (proven)");
}

#[test]
fn variations_are_combined_and_compared() {
    let (source, _) = base(&with_anna(3));
    let places: Vec<Varied> = ["staff.anna.hours_per_week=3,6", "staff.ben.cost_per_hour=14,20"]
        .map(|text| text.parse().unwrap())
        .into();
    let all = varied("short", &source, &[], &places).unwrap();
    let costs: Vec<Option<i64>> = all.iter().map(|variant| planned(variant).objective_cents).collect();
    assert_eq!(costs, [Some(14_400), Some(18_000), Some(12_000), Some(12_000)]);
    let comparison = Comparison::new(all.iter().map(planned).collect());
    let cost = comparison.lines.iter().find(|line| line.measure == "cost").unwrap();
    assert_eq!(cost.best, [2, 3]);
    let line = "staff.anna.hours_per_week=3, staff.ben.cost_per_hour=20: shared pays 36.00 more";
    assert!(comparison.sentences.contains(&line.to_owned()), "{:?}", comparison.sentences);
}

#[test]
fn a_plan_that_is_locked_whole_comes_back_at_once() {
    let (source, base) = base(&with_anna(3));
    let before = planned(&base).plan.unwrap();
    let lock = |session: &vetplan::plan::Session| -> Edit {
        let staff = &base.scenario.staff[session.staff[0].staff.index()].key;
        let daypart = &base.scenario.calendar.dayparts[session.dayparts[0].index()].key;
        let entry = serde_json::json!({ "session": {
            "cohort": "C", "module": "a", "date": session.date.to_string(), "daypart": daypart,
            "hours": 3, "site": "school", "staff": staff } });
        Edit::Add { add: "locks".to_owned(), entry }
    };
    let edits: Vec<Edit> = before.sessions.iter().map(lock).collect();
    let scenario = source.edited(&edits).unwrap().scenario;
    let answer = vetplan::planner::plan(&scenario, &Options::default()).unwrap();
    assert_eq!((answer.nodes, answer.plan.as_ref().unwrap().sessions.clone()), (0, before.sessions.clone()));
    // The dearer teacher may be locked in as well: then Anna takes the other morning of that week.
    let ben = before.sessions.iter().find(|session| session.staff[0].staff.index() == 0).unwrap();
    let day = ben.date.to_string();
    let entry = serde_json::json!({ "session": {
        "cohort": "C", "module": "a", "date": day, "daypart": "am", "staff": "ben" } });
    let by_ben = source.edited(&[Edit::Add { add: "locks".to_owned(), entry }]).unwrap().scenario;
    let variant = Variant { label: "by Ben".into(), edits: Vec::new(), scenario: by_ben };
    let now = planned(&variant);
    let held = now.plan.unwrap().sessions.into_iter().find(|session| session.date == ben.date).unwrap();
    assert_eq!((held.staff[0].staff.index(), now.objective_cents), (1, Some(14_400)));
}

#[test]
fn measures_are_those_of_a_count_by_hand() {
    let (_, base) = base(&with_anna(6));
    let plan = planned(&base).plan.unwrap();
    let (ledger, verdict) = (price(&base.scenario, &plan), judge(&base.scenario, &plan));
    let measures = Measures::new(&base.scenario, &plan, &ledger, &verdict);
    // Four mornings of four learners, each 14 km and an hour on the way.
    assert_eq!((measures.sessions, measures.learner_days, measures.travel_km), (4, 16, 224));
    assert_eq!((measures.learner_evenings, measures.learner_weekend_days, measures.weeks), (0, 0, 2));
    assert!((measures.travel_hours - 16.0).abs() < 1e-9 && measures.idle_hours == 0.0);
}

#[test]
fn alternatives_are_plans_of_the_scenario_and_none_listed_as_best_is_beaten() {
    let text = SHORT
        .replace("\"tariffs\": { \"premiums\": [] },", "\"benefits\": { \"learners\": { \"evenings\": 1 }, \"employers\": { \"weeks\": 1 } },")
        .replace("{ \"id\": \"first-week\", \"rule\": \"day_hours\", \"at_most\": 3 },", "")
        .replace("{ \"id\": \"no-mondays\", \"rule\": \"avoid_class\", \"class\": \"evening\", \"strength\": \"policy\" },", "")
        .replace("\"locks\": [{ \"id\": \"late\", \"session\": { \"cohort\": \"C\", \"module\": \"a\", \"date\": \"2026-09-14\", \"daypart\": \"am\" } }]", "\"locks\": []");
    let (source, base) = base(&text);
    let sought = variants(&source, &base.scenario).unwrap();
    let found = sought.iter().map(planned).collect();
    let all = alternatives(&base.scenario, found, Different { count: 5, apart: 0.1, within: 0.5 });
    assert!(all.len() > 1);
    for one in &all {
        assert!(judge(&base.scenario, &one.plan).accepted());
        let of = |it: &vetplan::whatif::alternatives::Alternative| {
            [it.objective_cents as f64, it.weeks as f64, it.inconvenience]
        };
        let beaten = all.iter().any(|other| {
            let pairs = of(other).into_iter().zip(of(one)).collect::<Vec<_>>();
            pairs.iter().all(|(theirs, own)| theirs <= own) && pairs.iter().any(|(theirs, own)| theirs < own)
        });
        assert_eq!(one.undominated, !beaten, "{}", one.label);
    }
    // By evenings alone the learners want four mornings in two weeks, the employers one week.
    let fairest = all.iter().filter(|one| one.benefits.unwrap().fairest).count();
    assert!(fairest >= 1);
    let most = all.iter().map(|one| one.benefits.unwrap().learners).fold(0.0, f64::max);
    assert!((most - 1.0).abs() < 1e-9);
}

#[test]
fn shocks_say_what_they_break() {
    let (source, base) = base(&with_anna(6));
    let plan = planned(&base).plan.unwrap();
    let shocks = br#"{ "shocks": {
        "Anna is ill": [{ "staff_absent": "anna", "from": "2026-09-07", "to": "2026-09-18" }],
        "a free day": [{ "day_closed": "2026-09-16" }] } }"#;
    let told: Vec<String> = shock::read(shocks)
        .unwrap()
        .iter()
        .map(|shock| {
            let asked = (&source, &base.scenario, &plan);
            shock::shake(asked, shock, &Options::default(), None).unwrap().sentence
        })
        .collect();
    assert_eq!(told[0], "Anna is ill: 4 sessions of 16 learners are hit; 4 changes mend it for 48.00 more");
    assert_eq!(told[1], "a free day: the plan stands as it is");
    assert!(shock::read(b"{}").is_err());
    assert!(change::read(b"{ \"changes\": [ { \"day_closed\": 3 } ] }").is_err());
}
