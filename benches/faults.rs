//! Single faults put into drawn scenarios: is the fault named, among how many things, and how soon?
//!
//! `cargo bench --bench faults -- [SIZE…] [--seeds N] [--write]` draws scenarios (S, M and L by default), puts one fault after the other
//! into each, and asks why nothing fits (`explain::quickly`). What that does not refute is planned: a fault with which there still
//! is a plan counts for nothing, one of which neither is known counts as not named. `--write` puts the table into `benches/README.md`.
//! With `--test` it does S once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use serde_json::{Value, json};
use vetplan::domain::Scenario;
use vetplan::generate::{Request, Size, generate};
use vetplan::plan::{Object, ObjectKind};
use vetplan::planner::{Goal, Options, Shortage, Status, Task, explain, plan_for};
use vetplan::scenario::Problems;
use vetplan::scenario::edit::{Edit, EditError, Source};

// As the program does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Different things, policies and what else would mend it included, that reasons may name at most, for it to be short.
const FEW: usize = 5;

/// Seconds of planning for a fault that is not refuted at once.
const SECONDS: u64 = 20;

/// The faults.
const FAULTS: [(&str, Draw); 7] = [
    ("weekly load cut", load),
    ("units cut", units),
    ("window narrowed", window),
    ("cohort's weeks cut", weeks),
    ("qualification removed", qualification),
    ("calendar shortened", calendar),
    ("day cap lowered", day_cap),
];

/// Draws where a fault is put into a file; `None` where there is no place for it.
type Draw = fn(&Value, &mut Rng) -> Option<Fault>;

/// A fault.
struct Fault {
    edits: Vec<Edit>,
    /// The things of which one has to be named.
    things: Vec<Object>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let seeds = arguments.iter().skip_while(|argument| *argument != "--seeds").nth(1);
    let seeds =
        seeds.and_then(|text| text.parse::<u64>().ok()).unwrap_or(if given("--test") { 1 } else { 5 });
    let named = |(word, _): &&(&str, Size)| given(word);
    let mut sizes: Vec<(&str, Size)> = Size::ALL.iter().filter(named).copied().collect();
    if sizes.is_empty() {
        let usual: &[&str] = if given("--test") { &["S"] } else { &["S", "M", "L"] };
        sizes = Size::ALL.iter().filter(|(word, _)| usual.contains(word)).copied().collect();
    }
    let mut rows = Vec::new();
    println!("size fault                    refuted  named  things  median s   most s");
    for (word, size) in sizes {
        let mut all: BTreeMap<usize, Vec<Case>> = BTreeMap::new();
        for seed in 1..=seeds {
            for (place, case) in cases(size, seed) {
                all.entry(place).or_default().push(case);
            }
        }
        for (place, (fault, _)) in FAULTS.iter().enumerate() {
            let cases = all.remove(&place).unwrap_or_default();
            rows.push((format!("{word:4} {fault:24}"), row((word, fault), &cases), cases));
        }
    }
    for (name, _, cases) in &rows {
        println!("{name} {}", printed(cases));
    }
    let every: Vec<&Case> = rows.iter().flat_map(|(_, _, cases)| cases).collect();
    let named = every.iter().filter(|case| case.is_clear()).count();
    println!("{named} of {} named among {FEW} things or fewer", every.len());
    if given("--write") {
        write(&rows.into_iter().map(|(_, row, _)| row).collect::<Vec<_>>());
    }
}

/// What was said of a fault with which there is no plan, or none is known.
struct Case {
    refuted: bool,
    named: bool,
    things: usize,
    seconds: f64,
    /// What was told, as sentences with their things.
    told: Vec<String>,
}

impl Case {
    /// Whether the fault is among few things.
    fn is_clear(&self) -> bool {
        self.named && self.things <= FEW
    }
}

/// Every fault in one drawn scenario, by its place in the list.
fn cases(size: Size, seed: u64) -> Vec<(usize, Case)> {
    let request = Request { size, seed, firms: None, choose_days: seed.is_multiple_of(2) };
    let drawn = generate(&request).unwrap_or_else(|error| panic!("{error}"));
    let text = drawn.scenario.to_string();
    let source = Source::new("drawn", text.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"));
    let mut rng = Rng::with_seed(seed);
    let mut found = Vec::new();
    for (place, (name, draw)) in FAULTS.iter().enumerate() {
        let Some(fault) = draw(&drawn.scenario, &mut rng) else { continue };
        let began = Instant::now();
        let case = match source.edited(&fault.edits) {
            Ok(edited) => case(&edited.scenario, &fault),
            Err(EditError::Scenario { problems, .. }) => Some(unread(&problems, &fault, began)),
            Err(error) => panic!("{name}: {error}"),
        };
        if let Some(case) = case {
            let told = format!("named {} among {}, {:.2} s", case.named, case.things, case.seconds);
            println!("{size:?} {seed} {name}: refuted {}, {told}", case.refuted);
            for sentence in case.told.iter().filter(|_| !case.is_clear()) {
                println!("    {sentence}");
            }
            found.push((place, case));
        }
    }
    found
}

/// What the reader refuses it names itself, with the place in the file.
fn unread(problems: &Problems, fault: &Fault, began: Instant) -> Case {
    let messages: BTreeSet<&str> = problems.list.iter().map(|problem| problem.message.as_str()).collect();
    let told: Vec<String> = messages.into_iter().map(str::to_owned).collect();
    let names =
        |thing: &&Object| !thing.id.is_empty() && told.iter().any(|message| message.contains(&thing.id));
    let named = fault.things.iter().any(|thing| names(&thing));
    Case { refuted: true, named, things: told.len(), seconds: began.elapsed().as_secs_f64(), told }
}

fn case(scenario: &Scenario, fault: &Fault) -> Option<Case> {
    let began = Instant::now();
    let why = explain::quickly(scenario, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    let seconds = began.elapsed().as_secs_f64();
    if !why.is_empty() {
        return Some(said(&why, scenario, fault, seconds));
    }
    let options = Options { time: Some(Duration::from_secs(SECONDS)), ..Options::default() };
    let answer = plan_for(scenario, &options, &Task { goal: Goal::Year, ..Task::default() })
        .unwrap_or_else(|error| panic!("{error}"));
    if answer.objective.is_some() {
        return None;
    }
    let seconds = began.elapsed().as_secs_f64();
    let refuted = answer.status == Status::Infeasible;
    Some(Case { refuted, ..said(&answer.shortages, scenario, fault, seconds) })
}

fn said(why: &[Shortage], scenario: &Scenario, fault: &Fault, seconds: f64) -> Case {
    let is_named = |one: &Shortage| {
        let reason = one.reason(scenario);
        let policy = reason.policy.map(|policy| Object::new(ObjectKind::Policy, &policy));
        let ids: Vec<&str> = reason.object.id.split(", ").collect();
        let is = |thing: &Object| {
            let besides = reason.besides.contains(thing);
            let within = thing.kind == reason.object.kind && ids.contains(&thing.id.as_str());
            within || besides || policy.as_ref() == Some(thing)
        };
        fault.things.iter().any(is)
    };
    let told = |one: &Shortage| {
        format!("{} [{} {:?} {}]", one.sentence(), one.family, one.object.kind, one.object.id)
    };
    let named = why.iter().any(is_named);
    Case {
        refuted: true,
        named,
        things: things(why, scenario),
        seconds,
        told: why.iter().map(told).collect(),
    }
}

/// How many different things reasons name, policies and what would mend them as well included.
fn things(why: &[Shortage], scenario: &Scenario) -> usize {
    let of = |one: &Shortage| {
        let reason = one.reason(scenario);
        let policy = reason.policy.map(|policy| Object::new(ObjectKind::Policy, &policy));
        let each = |id: &str| Object::new(reason.object.kind, id);
        let objects: Vec<Object> = reason.object.id.split(", ").map(each).collect();
        reason.besides.into_iter().chain(objects).chain(policy).collect::<Vec<_>>()
    };
    why.iter().flat_map(of).collect::<BTreeSet<Object>>().len()
}

/// One entry of a list that will do, drawn.
fn drawn<'v>(
    file: &'v Value,
    list: &str,
    rng: &mut Rng,
    will_do: impl Fn(&Value) -> bool,
) -> Option<&'v Value> {
    let all: Vec<&Value> = file[list].as_array()?.iter().filter(|entry| will_do(entry)).collect();
    (!all.is_empty()).then(|| all[rng.usize(0..all.len())])
}

fn id(entry: &Value) -> &str {
    entry["id"].as_str().unwrap_or_default()
}

fn set(place: String, to: Value) -> Vec<Edit> {
    vec![Edit::Set { set: place, to }]
}

/// A staff group, as itself and by each of its qualifications.
fn people(group: &Value) -> Vec<Object> {
    let qualifications = group["qualifications"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let by = qualifications.map(|key| Object::new(ObjectKind::Qualification, key));
    by.chain([Object::new(ObjectKind::Staff, id(group))]).collect()
}

/// A pool, as itself and by its kind.
fn equipment(pool: &Value) -> Vec<Object> {
    let kind = pool["kind"].as_str().unwrap_or_default();
    vec![Object::new(ObjectKind::Equipment, id(pool)), Object::new(ObjectKind::EquipmentKind, kind)]
}

/// A staff group teaches one session a week each.
fn load(file: &Value, rng: &mut Rng) -> Option<Fault> {
    let group = drawn(file, "staff", rng, |group| group["hours_per_week"].as_u64() > Some(4))?;
    let edits = set(format!("staff.{}.hours_per_week", id(group)), json!(4));
    Some(Fault { edits, things: people(group) })
}

/// A pool has one unit.
fn units(file: &Value, rng: &mut Rng) -> Option<Fault> {
    let pool = drawn(file, "equipment", rng, |pool| pool["units"].as_u64() > Some(1))?;
    Some(Fault { edits: set(format!("equipment.{}.units", id(pool)), json!(1)), things: equipment(pool) })
}

/// A pool is lent on Monday mornings.
fn window(file: &Value, rng: &mut Rng) -> Option<Fault> {
    let pool = drawn(file, "equipment", rng, |_| true)?;
    let lent = json!([{ "days": "mon", "from": "08:00", "to": "12:00" }]);
    Some(Fault { edits: set(format!("equipment.{}.lent", id(pool)), lent), things: equipment(pool) })
}

/// A cohort has a quarter of the weeks.
fn weeks(file: &Value, rng: &mut Rng) -> Option<Fault> {
    let cohort = drawn(file, "cohorts", rng, |_| true)?;
    let edits = set(format!("cohorts.{}.until", id(cohort)), json!(after(file, 0.25)?));
    Some(Fault { edits, things: vec![Object::new(ObjectKind::Cohort, id(cohort))] })
}

/// Nobody has a qualification that was drawn from those of a staff group.
fn qualification(file: &Value, rng: &mut Rng) -> Option<Fault> {
    let group = drawn(file, "staff", rng, |_| true)?;
    let all = group["qualifications"].as_array()?;
    let lost = all.get(rng.usize(0..all.len()))?;
    let having = file["staff"]
        .as_array()?
        .iter()
        .filter(|group| group["qualifications"].as_array().is_some_and(|all| all.contains(lost)));
    let edits = having.map(|group| {
        let left = group["qualifications"].as_array().into_iter().flatten().filter(|key| *key != lost);
        Edit::Set { set: format!("staff.{}.qualifications", id(group)), to: left.cloned().collect() }
    });
    let things = vec![Object::new(ObjectKind::Qualification, lost.as_str()?)];
    Some(Fault { edits: edits.collect(), things })
}

/// The calendar has two fifths of its weeks.
fn calendar(file: &Value, _: &mut Rng) -> Option<Fault> {
    let edits = set("calendar.last".to_owned(), json!(after(file, 0.4)?));
    Some(Fault { edits, things: vec![Object::new(ObjectKind::Calendar, "")] })
}

/// Nobody is at school for more than two hours a day.
fn day_cap(file: &Value, _: &mut Rng) -> Option<Fault> {
    file["policies"].as_array()?;
    let entry = json!({ "rule": "day_hours", "id": "day-cap", "lead": "school", "at_most": 2 });
    let edits = vec![Edit::Add { add: "policies".to_owned(), entry }];
    Some(Fault { edits, things: vec![Object::new(ObjectKind::Policy, "day-cap")] })
}

/// The date after a share of the calendar.
fn after(file: &Value, share: f64) -> Option<NaiveDate> {
    let date = |field: &str| file["calendar"][field].as_str()?.parse::<NaiveDate>().ok();
    let (first, last) = (date("first")?, date("last")?);
    first.checked_add_days(Days::new(((last - first).num_days() as f64 * share) as u64))
}

/// Median and greatest of the seconds.
fn seconds(cases: &[Case]) -> (f64, f64) {
    let mut all: Vec<f64> = cases.iter().map(|case| case.seconds).collect();
    all.sort_by(f64::total_cmp);
    (all.get(all.len() / 2).copied().unwrap_or(f64::NAN), all.last().copied().unwrap_or(f64::NAN))
}

fn counts(cases: &[Case]) -> (usize, usize, usize) {
    let refuted = cases.iter().filter(|case| case.refuted).count();
    let named = cases.iter().filter(|case| case.is_clear()).count();
    (refuted, named, cases.iter().map(|case| case.things).max().unwrap_or(0))
}

fn printed(cases: &[Case]) -> String {
    let ((refuted, named, things), (median, most)) = (counts(cases), seconds(cases));
    let of = cases.len();
    format!("{refuted:3}/{of:<3} {named:3}/{of:<3} {things:6} {median:9.2} {most:8.2}")
}

fn row((size, fault): (&str, &str), cases: &[Case]) -> String {
    let ((refuted, named, things), (median, most)) = (counts(cases), seconds(cases));
    let of = cases.len();
    format!("| {size} | {fault} | {refuted} of {of} | {named} of {of} | {things} | {median:.2} | {most:.2} |")
}

/// Puts the table into the page of the benches, between its marks.
fn write(rows: &[String]) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md");
    let page = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (begin, end) = ("<!-- faults: begin -->", "<!-- faults: end -->");
    let (before, rest) = page.split_once(begin).unwrap_or_else(|| panic!("{path} has no {begin}"));
    let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("{path} has no {end}"));
    let head = "| size | fault | refuted | named | things told at most | median s | most s |\n|---|---|---|---|---|---|---|";
    let page = format!("{before}{begin}\n{head}\n{}\n{end}{after}", rows.join("\n"));
    std::fs::write(path, page).unwrap_or_else(|error| panic!("{path}: {error}"));
}
