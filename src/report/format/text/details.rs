//! What the first screen had no room for: every reason, unplaced run and violation, every
//! assumption, and what is not checked.

use super::layout::{hours, item, title};
use crate::report::Report;
use crate::report::words::count;

/// Lists that the first screen shortens.
pub fn section(report: &Report) -> String {
    let reasons: Vec<String> = report.reasons.iter().map(|reason| reason.sentence.clone()).collect();
    let run = |run: &crate::report::UnplacedRun| {
        let why = if run.reason.is_empty() { "no reason is known" } else { &run.reason };
        format!(
            "{}, {} for {}: {why}",
            run.run,
            hours(run.minutes.into()),
            count(run.learners.into(), "learner", "learners")
        )
    };
    let unplaced: Vec<String> = report.unplaced.iter().map(run).collect();
    let violations = report.judgement.as_ref().map_or(&[][..], |judgement| &judgement.violations);
    let not_covered: Vec<String> =
        report.not_covered.iter().map(|kind| format!("{}: {}", kind.name, kind.sentence)).collect();
    [
        list("Why no plan keeps every rule", &reasons),
        list("Hours that found no place", &unplaced),
        list("What the judge rejects", violations),
        list("Assumed, because the scenario does not say", &report.assumptions),
        list("Legal rules that are not checked", &not_covered),
    ]
    .concat()
}

fn list(name: &str, sentences: &[String]) -> String {
    if sentences.is_empty() {
        return String::new();
    }
    title(name) + &sentences.iter().map(|sentence| item(sentence)).collect::<String>()
}
