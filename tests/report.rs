//! Reports of real plans, compared with texts under `tests/golden` (`UPDATE=1` rewrites them), and
//! their sums with values worked out by hand.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

use std::path::Path;

use vetplan::check::judge;
use vetplan::domain::{PolicyId, Scenario};
use vetplan::plan::{Object, ObjectKind, Plan, Unplaced, file, price, table};
use vetplan::planner::{self, Options, Shortage};
use vetplan::report::{FORMATS, PlanOutcome, Report};

fn scenario(path: &str) -> Scenario {
    let bytes = std::fs::read(path).unwrap();
    vetplan::scenario::read(path, &bytes).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// The two cohorts with a plan that is stored, so that what is read off it stays as it is.
fn two_cohorts() -> (Scenario, Plan) {
    let scenario = scenario("tests/data/two-cohorts.jsonc");
    let bytes = std::fs::read("tests/data/two-cohorts.plan.json").unwrap();
    let (_, plan) = file::read(&scenario, &bytes).unwrap();
    (scenario, plan)
}

/// How a search ended.
struct End<'a> {
    status: &'a str,
    stop: &'a str,
    bound_cents: Option<i64>,
    shortages: &'a [Shortage],
}

/// The report of a plan, as the command line makes it.
fn report(scenario: &Scenario, plan: Option<&Plan>, end: &End<'_>) -> Report {
    let ledger = plan.map(|plan| price(scenario, plan)).unwrap_or_default();
    let verdict = plan.map(|plan| judge(scenario, plan));
    let wish_cents = verdict.as_ref().map_or(0, |verdict| verdict.wish_cents.0);
    let objective = ledger.cost().0 + wish_cents;
    let outcome = PlanOutcome {
        plan,
        ledger: &ledger,
        verdict: verdict.as_ref(),
        status: end.status,
        stop_reason: end.stop,
        objective_cents: plan.map(|_| objective),
        bound_cents: end.bound_cents,
        gap: end.bound_cents.map(|bound| (objective - bound) as f64 / objective as f64),
        wish_cents,
        seconds: 14.2,
        shortages: end.shortages,
    };
    Report::new(scenario, &outcome)
}

const PROVEN: End<'static> = End { status: "optimal", stop: "proven", bound_cents: None, shortages: &[] };

fn text(report: &Report) -> String {
    let text = FORMATS.iter().find(|format| format.key() == "text").unwrap().render(report);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "longer than the screen: {line}");
        assert_eq!(line, line.trim_end());
    }
    text
}

fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == text, "{} differs; UPDATE=1 rewrites it:\n{text}", path.display());
}

#[test]
fn the_first_scenario_reads_as_stored() {
    let scenario = scenario("scenarios/01-first.jsonc");
    let cancel = vetplan::solver::Cancel::default();
    let options = Options { cancel, ..Options::default() };
    let answer = planner::plan(&scenario, &options).unwrap();
    let end = End { status: answer.status.key(), stop: answer.stop.key(), bound_cents: None, shortages: &[] };
    let report = report(&scenario, answer.plan.as_ref(), &end).without_time();
    golden("01-first.report.txt", &text(&report));
}

#[test]
fn two_cohorts_read_as_stored() {
    let (scenario, plan) = two_cohorts();
    let end = End { status: "within_gap", stop: "gap", bound_cents: Some(1_370_000), ..PROVEN };
    let report = report(&scenario, Some(&plan), &end).with_gap_of_difference(Some(0.071));
    golden("two-cohorts.report.txt", &text(&report));
}

#[test]
fn the_first_screen_fits_a_screen() {
    let (scenario, plan) = two_cohorts();
    let text = text(&report(&scenario, Some(&plan), &PROVEN));
    let first = text.lines().position(|line| line == "Cost, income and result").unwrap();
    assert!(first <= 27, "{first} lines with the empty ones");
}

#[test]
fn no_plan_reads_as_stored() {
    let (scenario, _) = two_cohorts();
    let shortage = |subject: &str, policy: Option<usize>, relaxable| Shortage {
        family: "day_hours",
        policy: policy.map(PolicyId),
        relaxable,
        object: Object::new(ObjectKind::Cohort, "A"),
        besides: Vec::new(),
        when: Vec::new(),
        subject: subject.to_owned(),
        needed: Some(2_760.0),
        available: Some(2_520.0),
        short: 240.0,
        unit: vetplan::model::tags::Unit::Minutes,
        detail: "in 7 school days of at most 6 h".to_owned(),
        runs: Vec::new(),
    };
    let shortages = [
        shortage("A time led by the school", Some(2), true),
        shortage("A BOT", Some(3), false),
        shortage("robot cells", None, false),
    ];
    let end = End { status: "infeasible", stop: "no_plan", bound_cents: None, shortages: &shortages };
    golden("no-plan.report.txt", &text(&report(&scenario, None, &end)));
}

#[test]
fn a_partial_plan_says_what_found_no_place() {
    let (scenario, mut plan) = two_cohorts();
    let taken =
        plan.sessions.iter().filter(|session| session.run.starts_with("A/soft")).cloned().collect::<Vec<_>>();
    plan.sessions.retain(|session| !session.run.starts_with("A/soft"));
    plan.unplaced.push(Unplaced {
        run: taken[0].run.clone(),
        attendance: taken[0].attendance.clone(),
        minutes: 360,
        reason: "no evening is left".to_owned(),
    });
    let end = End { status: "stopped", stop: "time", ..PROVEN };
    let text = text(&report(&scenario, Some(&plan), &end));
    assert!(text.contains("no complete plan was found, which does not prove that there is none"), "{text}");
    assert!(text.contains("6 h found no place"), "{text}");
    assert!(text.contains("without 6 h for 8 learners: no evening is left"), "{text}");
    assert!(text.contains("rejected, as hours are missing"), "{text}");
    assert!(!text.contains("cheaper"), "a partial plan has no gap: {text}");
}

#[test]
fn a_plan_that_cannot_keep_every_rule_says_so_first() {
    let (scenario, plan) = two_cohorts();
    let end = End { status: "infeasible", stop: "no_plan", ..PROVEN };
    let told = text(&report(&scenario, Some(&plan), &end));
    let first = told.lines().nth(2).unwrap();
    assert!(first.starts_with("no plan keeps every rule (proven) · placed"), "{told}");
    assert!(!told.contains("cheaper"), "{told}");
    let end = End { status: "infeasible", stop: "no_partial_plan", ..PROVEN };
    let told = text(&report(&scenario, None, &end));
    assert!(told.contains("there is no partial plan to write"), "{told}");
}

#[test]
fn capacity_leaves_out_what_a_group_cannot_attend() {
    let (mut scenario, plan) = two_cohorts();
    let before = report(&scenario, Some(&plan), &PROVEN).capacities;
    // At work on every day but Mondays: of the school days only those of seven weeks are left.
    let group = &mut scenario.cohorts[0].groups[0];
    let shift = vetplan::domain::Shift { from_minute: 0, to_minute: 1_440 };
    let mut cycle = vec![Some(shift); 7];
    cycle[0] = None;
    group.roster = Some(vetplan::domain::Roster { anchor: scenario.calendar.range.first, cycle });
    let after = report(&scenario, Some(&plan), &PROVEN).capacities;
    assert_eq!((before[0].days, after[0].days, after[0].offered), (20, 7, 7 * 390));
    assert_eq!(before[1], after[1]);
}

#[test]
fn a_norm_of_those_with_a_firm_says_so() {
    let (mut scenario, plan) = two_cohorts();
    let groups = &mut scenario.cohorts[1].groups;
    let learners: u32 = groups.iter().map(|group| group.learners).sum();
    let last = groups.last_mut().unwrap();
    let mut without = last.clone();
    last.learners -= 1;
    (without.key, without.learners, without.firm) = ("without".to_owned(), 1, None);
    groups.push(without);
    let report = report(&scenario, Some(&plan), &PROVEN);
    let firm = report.norms.iter().find(|norm| norm.category.starts_with("BPV")).unwrap();
    assert_eq!(firm.category, format!("BPV of the {} of {learners} with a firm", learners - 1));
}

#[test]
fn sums_agree_with_those_by_hand() {
    let (scenario, plan) = two_cohorts();
    let report = report(&scenario, Some(&plan), &PROVEN);
    // A is at school Monday to Wednesday: seven weeks, without the study day, of 6.5 h each.
    let a = &report.capacities[0];
    assert_eq!((a.days, a.offered, a.delivered, a.slack), (20, 20 * 390, 46 * 60, 20 * 390 - 46 * 60));
    // B: Wednesday to Friday, seven weeks, without the study day.
    assert_eq!((report.capacities[1].days, report.capacities[1].offered), (20, 20 * 390));
    // Modules add up to 46 h, the norm: norm slack is 0 while capacity slack is 84 h.
    let guided: Vec<_> = report.norms.iter().filter(|norm| norm.category == "BOT").collect();
    assert!(guided.len() == 2 && guided.iter().all(|norm| (norm.delivered, norm.slack) == (2_760, Some(0))));
    // Firm days of B: Mondays and Tuesdays of seven weeks, 8 h each.
    let firm = report.norms.iter().find(|norm| norm.category.starts_with("BPV")).unwrap();
    assert_eq!((firm.cohort.as_str(), firm.delivered, firm.slack), ("B", 14 * 480, Some(14 * 480 - 4_800)));
    // Two cells, 4 h on six Tuesdays and six Thursdays; 12 h for each cohort, on both cells.
    let cells = &report.equipment[0];
    assert_eq!((cells.open, cells.used), (2 * 240 * 12, 2 * 2 * 720));
    // Three teachers of 20 h a week: eight weeks, of which one is a break.
    let teachers = &report.staff[0];
    assert_eq!((teachers.people, teachers.open), (3, Some(3 * 20 * 60 * 7)));
    assert_eq!(teachers.used + report.staff[1].used, (92 + 24) * 60);
    assert_eq!((teachers.evenings, report.staff[1].open), (6, None));
    // Ten learners of F1 in both cohorts; six of A on Thursdays, four of B on Mondays. F3 has four of eight.
    let firm = |place: usize| {
        let firm = &report.firms[place];
        (firm.contracts, firm.held, firm.binds.clone(), firm.most_present)
    };
    assert_eq!(firm(0), (10, Some(12), vec!["places"], 6));
    assert_eq!(firm(1), (4, Some(8), vec!["places"], 4));
    // 34 of 46 h are broad or basic.
    let split = report.policies.iter().find(|policy| policy.policy == "70-30").unwrap();
    let split = split.kept.as_ref().unwrap();
    assert_eq!((split.kept, split.of), (34 * 60, 46 * 60));
    let unmet = &report.practice_unmet;
    assert_eq!((unmet.len(), unmet[0].learners, unmet[0].of), (1, 2, 8));
    assert_eq!(report.money.result_cents, 500_000 - report.money.cost_cents);
    assert_eq!(report.money.parties.iter().map(|sum| sum.receives_cents - sum.pays_cents).sum::<i64>(), 0);
}

#[test]
fn every_week_of_a_cohort_is_told_once() {
    let (scenario, plan) = two_cohorts();
    let report = report(&scenario, Some(&plan), &PROVEN);
    for grid in &report.grids {
        assert_eq!(grid.weeks.iter().map(|weeks| weeks.count).sum::<u64>(), 8);
    }
}

#[test]
fn equal_answers_have_equal_files() {
    let (scenario, plan) = two_cohorts();
    let report = report(&scenario, Some(&plan), &PROVEN);
    let json = FORMATS.iter().find(|format| format.key() == "json").unwrap();
    assert!(!json.render(&report).contains("14.2"), "no file holds a time");
    assert_eq!(json.render(&report), json.render(&report.clone().without_time()));
    let csv = FORMATS.iter().find(|format| format.key() == "csv").unwrap();
    assert_eq!(csv.render(&report).into_bytes(), table::write(&scenario, &plan));
}
