//! The college's side of a bill: what may happen to it, its full cost, its break-even number of learners.

mod text;

use serde::Serialize;

use crate::consortium::college::{BreakEven, Case, FullCost, Step};
pub use text::text;

/// A case of the college.
#[derive(Debug, Serialize)]
pub struct CollegeRow {
    /// What happens.
    pub what: String,
    /// The result without guarantees, in cents.
    pub result_cents: i64,
    /// The result with them, in cents.
    pub with_guarantee_cents: i64,
    /// What is to be said about it.
    pub remarks: Vec<String>,
}

impl From<Case> for CollegeRow {
    fn from(case: Case) -> Self {
        let with = case.with_guarantee();
        Self {
            what: case.what,
            result_cents: case.result.0,
            with_guarantee_cents: with.0,
            remarks: case.remarks,
        }
    }
}

/// What the plan costs in full, and whether what is invoiced covers it.
#[derive(Debug, Serialize)]
pub struct FullCostRow {
    /// What the plan costs, whoever pays, in cents.
    pub all_cents: i64,
    /// Of it, what the college and the consortium pay, in cents: the least that has to be charged.
    pub floor_cents: i64,
    /// Learners taught inside.
    pub taught: u32,
    /// The floor for each of them, in cents, rounded up; absent of nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor_each_cents: Option<i64>,
    /// What firms are invoiced together, in cents.
    pub invoiced_cents: i64,
    /// Whether it covers the floor.
    pub covered: bool,
    /// What is invoiced beyond the floor, in cents; negative is what it lacks.
    pub to_spare_cents: i64,
    /// Firms invoiced less than the floor of their learners, and by how much, in cents.
    pub below: Vec<(String, i64)>,
}

impl FullCostRow {
    /// With the firms' names.
    pub fn new(found: &FullCost, names: &[String]) -> Self {
        Self {
            all_cents: found.all.0,
            floor_cents: found.floor.0,
            taught: found.taught,
            floor_each_cents: found.each.map(|each| each.0),
            invoiced_cents: found.invoiced.0,
            covered: found.to_spare().0 >= 0,
            to_spare_cents: found.to_spare().0,
            below: found.below.iter().map(|(firm, by)| (names[*firm].clone(), by.0)).collect(),
        }
    }
}

/// A number of learners and what the college is left with.
#[derive(Debug, Serialize)]
pub struct StepRow {
    /// Learners who come.
    pub learners: u32,
    /// The result with the cheapest plan at hand, in cents; absent when none is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_cents: Option<i64>,
    /// The result is at most this, in cents; absent when no plan gives everybody the hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most_cents: Option<i64>,
    /// `yes`, `no`, or `open` where bound and plan leave it open.
    pub within: &'static str,
    /// Whether every seat is bought outside.
    pub all_outside: bool,
}

/// With how few learners the college still loses no more than it may.
#[derive(Debug, Serialize)]
pub struct BreakEvenRow {
    /// The most it may lose, in cents; 0 where nothing is agreed on.
    pub max_loss_cents: i64,
    /// The fewest learners down to which, from all of them, every step is surely within; absent when not even all are.
    pub learners: Option<u32>,
    /// Every step looked at.
    pub steps: Vec<StepRow>,
    /// Whether the steps go down to the last learner.
    pub complete: bool,
    /// The same in sentences.
    pub said: Vec<String>,
}

impl From<&BreakEven> for BreakEvenRow {
    fn from(found: &BreakEven) -> Self {
        let row = |step: &Step| StepRow {
            learners: step.learners,
            result_cents: step.result.map(|result| result.0),
            at_most_cents: step.at_most.map(|result| result.0),
            within: match (step.within(found.max_loss), found.is_open(step)) {
                (true, _) => "yes",
                (_, true) => "open",
                _ => "no",
            },
            all_outside: step.all_outside,
        };
        Self {
            max_loss_cents: found.max_loss.0,
            learners: found.unbroken().last().map(|step| step.learners),
            steps: found.steps.iter().map(row).collect(),
            complete: found.complete,
            said: said(found),
        }
    }
}

/// The break-even number of learners in sentences.
fn said(found: &BreakEven) -> Vec<String> {
    let most = if found.max_loss.0 == 0 {
        "loses nothing".to_owned()
    } else {
        format!("loses no more than {}", found.max_loss)
    };
    let all = found.steps.first().map_or(0, |step| step.learners);
    let mut said = vec![match found.unbroken().last() {
        Some(step) => format!("{} of {all} learners: down to there the college {most}", step.learners),
        None => format!("none: not even with all {all} learners is it known that the college {most}"),
    }];
    if let Some(next) = found.below().first() {
        said.push(format!("with {}", outcome(found, next)));
    }
    let list =
        |steps: Vec<&Step>| steps.iter().map(|step| step.learners.to_string()).collect::<Vec<_>>().join(", ");
    let rest = || found.below().iter().skip(1);
    let again: Vec<&Step> = rest().filter(|step| step.within(found.max_loss) && !step.all_outside).collect();
    if !again.is_empty() {
        said.push(format!("with fewer it {most} again where a group less is enough: {}", list(again)));
    }
    let away: Vec<&Step> = rest().filter(|step| step.within(found.max_loss) && step.all_outside).collect();
    if !away.is_empty() {
        said.push(format!("so it does where every seat is bought outside: {}", list(away)));
    }
    let open: Vec<&Step> = rest().filter(|step| found.is_open(step)).collect();
    if !open.is_empty() {
        let why = "the plans at hand cost more than their bounds, and no new ones are searched for";
        said.push(format!("open, as {why}: {}", list(open)));
    }
    if !found.complete {
        said.push("fewer learners were not looked at".to_owned());
    }
    said.push(
        "learners stay away from all firms in proportion, each firm's to the nearest; firms pay for those who come"
            .to_owned(),
    );
    said
}

/// What happens at the first step that is not surely within.
fn outcome(found: &BreakEven, step: &Step) -> String {
    let learners = step.learners;
    match (step.at_most, step.result) {
        (None, _) => format!("{learners} no plan gives everybody the hours"),
        (Some(best), _) if step.beyond(found.max_loss) => format!("{learners} its result is {best} at best"),
        (Some(best), Some(result)) => {
            format!("{learners} it is open: its result is {result} with the plan at hand, {best} at best")
        }
        (Some(best), None) => format!("{learners} it is open: no plan is at hand; {best} at best"),
    }
}
