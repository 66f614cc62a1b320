//! How the search ended, in plain words.

use super::layout::{dotted, entry, hours, item, money, paragraph, tied};
use crate::plan::Reason;
use crate::report::words::{count, day, percent};
use crate::report::{Headline, PeriodPlanned, Report, Scope};

/// Reasons, violations or runs told on the first screen.
const TOLD: usize = 6;

/// The status, what is short, what found no place, and what the judge says.
pub fn headline(report: &Report) -> String {
    let mut text = paragraph(&dotted(&pieces(report)), 0);
    text.push_str(&reasons(&report.reasons, &report.headline));
    text.push_str(&unplaced(report));
    text.push_str(&judgement(report));
    text.push_str(&scope(report));
    text
}

/// What was asked for, where that is not the best plan of everything.
fn scope(report: &Report) -> String {
    match &report.scope {
        None => String::new(),
        Some(Scope::Year) => entry(
            "year",
            "planned as a whole and shown by weeks below. Its dates keep every rule; its times of day are provisional until a \
             period is rostered from it (--from-year, --period)",
        ),
        Some(Scope::Period(period)) => entry("period", &of_period(report, period)),
    }
}

fn of_period(report: &Report, period: &PeriodPlanned) -> String {
    let span = format!("{} to {}", tied(&day(period.first)), tied(&day(period.last)));
    let amount = |cents| tied(&format!("{} {}", money(cents), report.currency));
    let sessions = tied(&count(period.sessions, "session", "sessions"));
    format!(
        "{span}: {sessions} planned anew beside {} that stand; they cost {}, and {} before",
        period.standing,
        amount(period.cost_cents),
        amount(period.before_cents),
    )
}

fn pieces(report: &Report) -> Vec<String> {
    let headline = &report.headline;
    let complete = headline.planned && headline.unplaced_minutes == 0 && headline.status != "infeasible";
    let mut pieces = Vec::new();
    if !complete {
        pieces.push(incomplete(headline).to_owned());
    }
    if headline.planned {
        pieces.push(placed(headline));
        pieces.push(tied(&format!("{} {}", money(headline.cost_cents), report.currency)));
        if headline.wish_cents != 0 {
            pieces.push(tied(&format!("broken wishes {} {}", money(headline.wish_cents), report.currency)));
        }
    }
    if complete {
        pieces.extend(quality(report));
    }
    pieces.extend(stop(&headline.stop_reason, &headline.status).map(str::to_owned));
    pieces.extend(headline.seconds.map(seconds));
    pieces
}

fn incomplete(headline: &Headline) -> &'static str {
    match (headline.status.as_str(), headline.planned) {
        ("infeasible", true) => "no plan keeps every rule (proven)",
        ("infeasible", false) if headline.stop_reason == "no_partial_plan" => {
            "no plan keeps every rule, not even one that leaves hours out (proven): rules other than hours \
             contradict each other, and there is no partial plan to write"
        }
        ("infeasible", false) => {
            "no plan keeps every rule (proven), and no partial plan was found that leaves hours out"
        }
        (_, true) => "no complete plan was found, which does not prove that there is none",
        (_, false) => "no plan was found, which does not prove that there is none",
    }
}

fn placed(headline: &Headline) -> String {
    let sessions = headline.sessions;
    if headline.unplaced_minutes == 0 {
        let placed = format!("placed {sessions} of {}", count(sessions, "session", "sessions"));
        let all = headline.status != "infeasible";
        return if all { placed } else { format!("{placed} in a plan that breaks a rule") };
    }
    format!(
        "placed {}, {} found no place",
        count(sessions, "session", "sessions"),
        hours(headline.unplaced_minutes)
    )
}

/// How much cheaper another plan could be.
fn quality(report: &Report) -> Vec<String> {
    let headline = &report.headline;
    // With wishes broken, a plan can be better without being cheaper.
    let better = if headline.wish_cents == 0 { "cheaper" } else { "better" };
    let other = match &report.scope {
        Some(Scope::Period(_)) => "with the rest as it stands no plan of the period",
        _ => "no plan",
    };
    if headline.status == "optimal" {
        return vec![format!("{other} is {better}")];
    }
    let (Some(gap), Some(objective), Some(bound)) =
        (headline.gap, headline.objective_cents, headline.bound_cents)
    else {
        return vec![format!("how much {better} a plan can be is not known")];
    };
    let amount = money((objective - bound).max(0));
    let share = |share| tied(&percent(share));
    if let Some(Scope::Period(period)) = &report.scope {
        let of = (objective - bound).max(0) as f64 / period.cost_cents.abs().max(1) as f64;
        let share = share(of);
        return vec![format!(
            "{other} is more than {amount} {} {better}, {share} of what it costs",
            report.currency
        )];
    }
    let mut pieces =
        vec![format!("{other} is more than {} ({amount} {}) {better}", share(gap), report.currency)];
    if let Some(of) = headline.gap_of_difference {
        pieces.push(format!("that is {} of what can differ between plans", share(of)));
    }
    pieces
}

/// What ended the search, where that says more than the status.
fn stop<'r>(reason: &'r str, status: &str) -> Option<&'r str> {
    match reason {
        "proven" => (status == "optimal").then_some("proven"),
        "no_plan" | "no_partial_plan" => None,
        "gap" => Some("stopped at the gap you asked for"),
        "time" => Some("stopped when the time was up"),
        "cancelled" => Some("stopped because you asked"),
        "nodes" => Some("stopped at the limit of search steps"),
        "year" => Some("stopped at the first plan of the year, as you asked"),
        other => Some(other),
    }
}

fn seconds(seconds: f64) -> String {
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}

fn reasons(reasons: &[Reason], headline: &Headline) -> String {
    if reasons.is_empty() {
        let unknown = "  what would have to give is not known\n".to_owned();
        return if headline.status == "infeasible" { format!("\n{unknown}") } else { String::new() };
    }
    let mut text = "\n".to_owned();
    if headline.status != "infeasible" {
        text.push_str("what stands in the way\n");
    }
    let line = |reason: &Reason| item(&format!("{} → {}", reason.sentence, way_out(reason)));
    text.extend(reasons.iter().take(TOLD).map(line));
    text.push_str(&more(reasons.len()));
    if reasons.iter().any(|reason| reason.policy.is_some() && !reason.relaxable) {
        text.push_str("  legal rules are named and never offered as something to relax\n");
    }
    text
}

fn way_out(reason: &Reason) -> String {
    match (&reason.policy, reason.relaxable) {
        (Some(policy), true) => format!("policy {policy} may be relaxed"),
        (Some(policy), false) => format!("{policy} is law"),
        (None, _) => format!("no policy: a fact of the scenario ({})", reason.rule),
    }
}

fn unplaced(report: &Report) -> String {
    if report.unplaced.is_empty() {
        return String::new();
    }
    let mut text = "\n".to_owned();
    for run in report.unplaced.iter().take(TOLD) {
        let whom = count(run.learners.into(), "learner", "learners");
        let why = if run.reason.is_empty() { String::new() } else { format!(": {}", run.reason) };
        text.push_str(&item(&format!("{} without {} for {whom}{why}", run.run, hours(run.minutes.into()))));
    }
    text + &more(report.unplaced.len())
}

/// How many are not told here.
fn more(all: usize) -> String {
    if all > TOLD { format!("  … and {} more below\n", all - TOLD) } else { String::new() }
}

fn judgement(report: &Report) -> String {
    let Some(judgement) = &report.judgement else {
        return if report.headline.planned { entry("judge", "has not been asked") } else { String::new() };
    };
    if judgement.accepted {
        return entry("judge", &format!("accepted, {} rules", judgement.rules));
    }
    let found = count(judgement.violations.len() as u64, "breach", "breaches");
    if !report.unplaced.is_empty() {
        // Missing hours break rules; what they break is told below.
        return entry(
            "judge",
            &format!("rejected, as hours are missing: {found} of {} rules, below", judgement.rules),
        );
    }
    let rejected = if report.headline.status == "infeasible" {
        "rejected, as no plan could be accepted"
    } else {
        "REJECTED"
    };
    let mut text = entry("judge", &format!("{rejected}: {found} of {} rules", judgement.rules));
    for violation in judgement.violations.iter().take(TOLD) {
        text.push_str(&entry("", violation));
    }
    text + &more(judgement.violations.len())
}
