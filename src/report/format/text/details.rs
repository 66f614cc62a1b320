//! What the first screen had no room for: every reason, unplaced run and violation, every
//! assumption, and what is not checked.

use super::layout::{entry, hours, title};
use crate::report::Report;

/// Lists that the first screen shortens.
pub fn section(report: &Report) -> String {
    let reasons = report.reasons.iter().map(|reason| reason.sentence.clone()).collect();
    let run = |run: &crate::report::UnplacedRun| {
        format!("{}, {} for {} learners: {}", run.run, hours(run.minutes.into()), run.learners, run.reason)
    };
    let unplaced = report.unplaced.iter().map(run).collect();
    let violations = report.judgement.as_ref().map(|judgement| judgement.violations.clone()).unwrap_or_default();
    let not_covered = report.not_covered.iter().map(|kind| format!("{}: {}", kind.name, kind.sentence)).collect();
    [
        list("Why no plan keeps every rule", reasons),
        list("Hours that found no place", unplaced),
        list("What the judge rejects", violations),
        list("Assumed, because the scenario does not say", report.assumptions.clone()),
        list("Legal rules that are not checked", not_covered),
    ]
    .concat()
}

fn list(name: &str, sentences: Vec<String>) -> String {
    if sentences.is_empty() {
        return String::new();
    }
    title(name) + &sentences.iter().map(|sentence| entry("  -", sentence)).collect::<String>()
}
