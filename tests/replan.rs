//! Plans revised after something has happened: the fewest changes and the cheapest plans against every plan there is, on a
//! small question; what is past stands and the judge accepts, on drawn ones.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use itertools::Itertools;
use support::parsed;
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::generate::{Request, Size, generate};
use vetplan::plan::{Difference, Plan, Session, price, table};
use vetplan::planner::{Goal, Options, PlannerError, Task, Weighing, plan_for};
use vetplan::scenario::edit::Source;
use vetplan::whatif::change;
use vetplan::whatif::replan::{Asked, Replanned, changed, replan};

/// Two modules of one cohort in a week of mornings and evenings; evenings are disliked.
const WEEK: &str = r#"{
  "format": "vetplan/1", "name": "Week",
  "calendar": { "first": "2026-09-07", "last": "2026-09-11", "dayparts": [
    { "id": "am", "days": "mon-fri", "from": "09:00", "to": "12:00", "class": "day" },
    { "id": "eve", "days": "mon-fri", "from": "18:00", "to": "21:00", "class": "evening" } ] },
  "sites": [{ "id": "school", "kind": "college" }],
  "staff": [{ "id": "anna", "qualifications": ["t"] }, { "id": "ben", "qualifications": ["t"], "cost_per_hour": 4 }],
  "programmes": [{ "id": "p", "modules": [
    { "id": "a", "hours": 9, "kind": "theory", "session_hours": 3, "staff": ["t"] },
    { "id": "b", "hours": 3, "kind": "theory", "session_hours": 3, "staff": ["t"] } ] }],
  "cohorts": [{ "id": "C", "programme": "p", "school": "school", "learners": { "none": 4 } }],
  "policies": [{ "rule": "avoid_class", "class": "evening", "strength": "wish", "price": 5 }]
}"#;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every plan of the week that the judge accepts.
fn every_plan(scenario: &Scenario, like: &Plan) -> Vec<Plan> {
    let days: Vec<NaiveDate> = scenario.calendar.range.first.iter_days().take(5).collect();
    let slots: Vec<(NaiveDate, usize)> = days.into_iter().flat_map(|day| [(day, 0), (day, 1)]).collect();
    let pattern = |run: &str| like.sessions.iter().find(|session| session.run == run).unwrap().clone();
    let held = |run: &str, number: usize, (day, part): (NaiveDate, usize), staff: usize| {
        let daypart = &scenario.calendar.dayparts[part];
        let mut session = pattern(run);
        session.id = format!("{run}#{number:02}");
        (session.date, session.start, session.end) = (day, daypart.from, daypart.to);
        (session.dayparts, session.class) = (vec![vetplan::domain::DaypartId(part)], daypart.class);
        session.staff[0].staff = vetplan::domain::StaffId(staff);
        session
    };
    let mut plans = Vec::new();
    for three in slots.iter().copied().combinations(3) {
        for one in slots.iter().copied().filter(|slot| !three.contains(slot)) {
            for staff in 0..16_usize {
                let mut sessions: Vec<Session> =
                    (0..3).map(|at| held("C/a", at + 1, three[at], staff >> at & 1)).collect();
                sessions.push(held("C/b", 1, one, staff >> 3));
                let mut plan = Plan { sessions, ..like.clone() };
                plan.sort();
                if judge(scenario, &plan).accepted() {
                    plans.push(plan);
                }
            }
        }
    }
    plans
}

/// When and by whom each session of a plan is held.
fn places(plan: &Plan) -> BTreeSet<(String, NaiveDate, u16, usize)> {
    let place = |session: &Session| {
        (session.run.clone(), session.date, session.start.0, session.staff[0].staff.index())
    };
    plan.sessions.iter().map(place).collect()
}

fn cents(scenario: &Scenario, plan: &Plan) -> i64 {
    price(scenario, plan).cost().0 + judge(scenario, plan).wish_cents.0
}

/// Plans after changes, every session counting once.
fn replanned(text: &str, plan: &Plan, changes: &str, (from, points): (&str, u32)) -> (Scenario, Replanned) {
    let source = Source::new("week", text.as_bytes()).unwrap();
    let changes = change::read(changes.as_bytes()).unwrap();
    let now = changed(&source, &parsed("week", text.as_bytes()), &changes).unwrap();
    let from = date(from);
    let asked = Asked { plan, from, weighing: Weighing::of_sessions(from), points, steps: None };
    let found = replan(&now, &Options::default(), &asked).unwrap();
    (now.edited.scenario, found)
}

/// The published plan: a on three mornings, b on Thursday evening, which is dear, all by Anna.
fn published(scenario: &Scenario) -> Plan {
    let like = plan_for(scenario, &Options::default(), &Task::default()).unwrap().plan.unwrap();
    let wanted = [
        ("C/a", "2026-09-07", 540),
        ("C/a", "2026-09-08", 540),
        ("C/a", "2026-09-09", 540),
        ("C/b", "2026-09-10", 1080),
    ];
    let wanted: BTreeSet<_> =
        wanted.into_iter().map(|(run, day, at)| (run.to_owned(), date(day), at, 0)).collect();
    every_plan(scenario, &like).into_iter().find(|plan| places(plan) == wanted).unwrap()
}

#[test]
fn the_points_are_those_of_every_plan_there_is() {
    let scenario = parsed("week", WEEK.as_bytes());
    let plan = published(&scenario);
    for changes in [
        r#"[{ "staff_absent": "anna", "on": "2026-09-08" }]"#,
        r#"[{ "day_closed": "2026-09-08" }]"#,
        r#"[{ "staff_absent": "anna", "from": "2026-09-08", "to": "2026-09-11" }]"#,
    ] {
        let (now, found) = replanned(WEEK, &plan, changes, ("2026-09-08", 6));
        let past = |plan: &Plan| -> Vec<Session> {
            plan.sessions.iter().filter(|session| session.date < date("2026-09-08")).cloned().collect()
        };
        // The cheapest plan for each number of changes, among all plans in which Monday stands.
        let mut best: BTreeMap<usize, i64> = BTreeMap::new();
        for other in every_plan(&now, &plan).iter().filter(|other| past(other) == past(&plan)) {
            let changes = places(&plan).difference(&places(other)).count();
            let cost = cents(&now, other);
            best.entry(changes).and_modify(|least| *least = (*least).min(cost)).or_insert(cost);
        }
        let mut front: Vec<(usize, i64)> = Vec::new();
        for (changes, cost) in best {
            if front.last().is_none_or(|(_, least)| cost < *least) {
                front.push((changes, cost));
            }
        }
        let told: Vec<(usize, i64)> =
            found.points.iter().map(|row| (row.changes, row.quality_cents())).collect();
        assert_eq!(told.first(), front.first(), "{changes}");
        assert_eq!(told.last(), front.last(), "{changes}");
        assert!(told.iter().all(|point| front.contains(point)), "{changes}: {told:?} of {front:?}");
        assert!(found.points.iter().all(|row| row.accepted && row.proven), "{changes}");
        assert!(!found.broken.is_empty(), "{changes}");
    }
}

#[test]
fn what_is_past_cannot_change() {
    let scenario = parsed("week", WEEK.as_bytes());
    let plan = published(&scenario);
    let source = Source::new("week", WEEK.as_bytes()).unwrap();
    let changes = change::read(br#"[{ "day_closed": "2026-09-07" }]"#).unwrap();
    let now = changed(&source, &scenario, &changes).unwrap();
    let from = date("2026-09-08");
    let asked = Asked { plan: &plan, from, weighing: Weighing::of_people(from), points: 1, steps: None };
    let error = replan(&now, &Options::default(), &asked).unwrap_err();
    assert!(matches!(error, PlannerError::Standing { .. }), "{error}");
}

#[test]
fn missed_sessions_are_held_later() {
    let scenario = parsed("week", WEEK.as_bytes());
    let plan = published(&scenario);
    let missed = plan.sessions[0].id.clone();
    let changes = format!(r#"{{ "from": "2026-09-08", "changes": [{{ "missed": ["{missed}"] }}] }}"#);
    let (now, found) = replanned(WEEK, &plan, &changes, ("2026-09-08", 1));
    let after = found.plan(0).unwrap();
    assert!(judge(&now, after).accepted());
    assert!(after.sessions.iter().all(|session| session.date > date("2026-09-07")));
    // The three others stay: only the missed one is new.
    assert_eq!((found.points[0].difference.kept, found.points[0].difference.added.len()), (3, 1));
}

/// A drawn scenario of many cohorts, planned part by part.
fn drawn(size: Size, seed: u64) -> (String, Scenario, Plan) {
    let drawn = generate(&Request { size, seed, firms: None, choose_days: true }).unwrap();
    let text = drawn.scenario.to_string();
    let scenario = parsed("drawn", text.as_bytes());
    let options = Options { seed: 1, ..Options::default() };
    let plan = plan_for(&scenario, &options, &Task { goal: Goal::Year, steps: Some(0), ..Task::default() })
        .unwrap()
        .plan
        .unwrap();
    (text, scenario, plan)
}

#[test]
fn of_many_cohorts_what_is_past_stands_and_little_changes() {
    for seed in [1, 2] {
        let (text, scenario, plan) = drawn(Size::M, seed);
        // A third of the way, a unit of the busiest pool breaks and somebody of the busiest group falls ill for two weeks.
        let dates: Vec<NaiveDate> = plan.sessions.iter().map(|session| session.date).sorted().collect();
        let from = dates[dates.len() / 3];
        let to = from + chrono::Days::new(13);
        let pools = plan.sessions.iter().filter_map(|session| Some(session.equipment.as_ref()?.pool));
        let pool = pools.counts().into_iter().max_by_key(|(pool, uses)| (*uses, *pool)).unwrap().0;
        let people = plan.sessions.iter().flat_map(|session| session.staff.iter().map(|person| person.staff));
        let staff = people.counts().into_iter().max_by_key(|(staff, uses)| (*uses, *staff)).unwrap().0;
        let (pool, staff) = (&scenario.equipment[pool.index()].key, &scenario.staff[staff.index()].key);
        let changes = format!(
            r#"[{{ "equipment_out": "{pool}", "units": 1, "from": "{from}", "to": "{to}" }},
                {{ "staff_absent": "{staff}", "persons": [1], "from": "{from}", "to": "{to}" }}]"#
        );
        let source = Source::new("drawn", text.as_bytes()).unwrap();
        let now = changed(&source, &scenario, &change::read(changes.as_bytes()).unwrap()).unwrap();
        let asked =
            Asked { plan: &plan, from, weighing: Weighing::of_people(from), points: 2, steps: Some(15) };
        let found = replan(&now, &Options::default(), &asked).unwrap();
        let again = replan(&now, &Options::default(), &asked).unwrap();
        for (index, row) in found.points.iter().enumerate() {
            let after = found.plan(index).unwrap();
            assert!(
                row.accepted && row.unplaced_hours == 0.0,
                "{:?}",
                judge(&now.edited.scenario, after).violations.first()
            );
            let before = |plan: &Plan| -> Vec<Session> {
                plan.sessions.iter().filter(|session| session.date < from).cloned().collect()
            };
            assert_eq!(before(&plan), before(after));
            let bytes = |found: &Replanned| table::write(&now.edited.scenario, found.plan(index).unwrap());
            assert_eq!(bytes(&found), bytes(&again));
        }
        let first = &found.points[0];
        let concerned: BTreeSet<&String> = found.broken.iter().flat_map(|broken| &broken.sessions).collect();
        assert!(
            first.changes > 0 && first.changes <= 3 * concerned.len() + 10,
            "{} of {}",
            first.changes,
            concerned.len()
        );
        assert_eq!(
            Difference::new((&scenario, &plan), (&now.edited.scenario, found.plan(0).unwrap())).changes(),
            first.changes
        );
    }
}

/// Two people of six hours a week. Person 1 has given four of them before Wednesday, person 2 has four on Thursday.
const FULL_WEEK: &str = r#"{
  "format": "vetplan/1", "name": "Full week",
  "calendar": { "first": "2026-09-07", "last": "2026-09-14", "dayparts": [
    { "id": "short", "days": "mon-wed", "from": "08:00", "to": "10:00", "class": "day" },
    { "id": "long", "days": "mon-fri", "from": "08:00", "to": "12:00", "class": "day" } ] },
  "sites": [{ "id": "school", "kind": "college" }],
  "staff": [{ "id": "team", "count": 2, "qualifications": ["t"], "hours_per_week": 6 }],
  "programmes": [{ "id": "p", "modules": [
    { "id": "a", "hours": 4, "kind": "theory", "session_hours": 2, "staff": ["t"] },
    { "id": "b", "hours": 8, "kind": "theory", "session_hours": 4, "staff": ["t"] } ] }],
  "cohorts": [{ "id": "C", "programme": "p", "school": "school", "learners": { "none": 4 } }]
}"#;

#[test]
fn people_of_days_that_are_past_stay_who_they_are() {
    let scenario = parsed("full", FULL_WEEK.as_bytes());
    let mut plan = plan_for(&scenario, &Options::default(), &Task::default()).unwrap().plan.unwrap();
    // Two short ones on Monday and Tuesday by person 1, a long one on Thursday by person 2 and one on the next Monday.
    let places = [
        ("C/a", "2026-09-07", 1),
        ("C/a", "2026-09-08", 1),
        ("C/b", "2026-09-10", 2),
        ("C/b", "2026-09-14", 1),
    ];
    plan.sessions.sort_by(|a, b| a.run.cmp(&b.run));
    for (session, (run, day, person)) in plan.sessions.iter_mut().zip(places) {
        let part = usize::from(run == "C/b");
        let daypart = &scenario.calendar.dayparts[part];
        assert_eq!(session.run, run);
        (session.date, session.start, session.end) = (date(day), daypart.from, daypart.to);
        session.dayparts = vec![vetplan::domain::DaypartId(part)];
        session.staff[0].person = person;
    }
    plan.sort();
    assert!(judge(&scenario, &plan).accepted(), "{:?}", judge(&scenario, &plan).violations);
    // Without that Monday four hours more fall into the first week: nobody has them, whoever might have had the past.
    let (now, found) = replanned(FULL_WEEK, &plan, r#"[{ "day_closed": "2026-09-14" }]"#, ("2026-09-09", 2));
    assert!((found.points[0].unplaced_hours - 4.0).abs() < 1e-9);
    let after = found.plan(0).unwrap();
    let past = |plan: &Plan| -> Vec<Session> {
        plan.sessions.iter().filter(|session| session.date < date("2026-09-09")).cloned().collect()
    };
    assert_eq!(past(&plan), past(after));
    assert!(judge(&now, after).violations.iter().all(|breach| breach.rule == "module_hours"));
}
