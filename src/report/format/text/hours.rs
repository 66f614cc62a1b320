//! Hours per learner by category, and every norm.

use super::layout::{row, table, title};
use crate::report::words::{bare_hours, hours};
use crate::report::{CategoryHours, Norm, Report};

/// Cohorts side by side.
const COHORTS: usize = 8;

/// Hours per learner.
pub fn section(report: &Report) -> String {
    let all = &report.learner_hours;
    if all.rows.is_empty() {
        return String::new();
    }
    let mut text = title("Hours per learner, of the learner of the cohort with the fewest");
    for first in (0..all.cohorts.len()).step_by(COHORTS) {
        let some = first..all.cohorts.len().min(first + COHORTS);
        let mut header = vec!["by".to_owned(), "category".to_owned()];
        header.extend(all.cohorts[some.clone()].iter().cloned());
        let line = |(place, line): (usize, &CategoryHours)| {
            let repeated = place > 0 && all.rows[place - 1].by == line.by;
            let mut cells =
                vec![if repeated { String::new() } else { report.word(line.by) }, line.category.clone()];
            cells.extend(
                line.minutes[some.clone()].iter().map(|minutes| minutes.map_or("–".to_owned(), hours)),
            );
            cells
        };
        let rows: Vec<Vec<String>> = all.rows.iter().enumerate().map(line).collect();
        let right: Vec<usize> = (2..header.len()).collect();
        text.push_str(&table(&header, &rows, &right));
    }
    if !report.practice_unmet.is_empty() {
        text.push_str("learners without a firm have no firm-led days and count with what they have\n");
    }
    text
}

/// Every norm of every cohort.
pub fn norms(report: &Report) -> String {
    let stated: Vec<&Norm> = report.norms.iter().filter(|norm| norm.required.is_some()).collect();
    if stated.is_empty() {
        return String::new();
    }
    let header = ["cohort", "hours", "policy", "delivered", "required", "norm slack"]
        .map(|word| report.word(word))
        .to_vec();
    let rows: Vec<Vec<String>> = stated.into_iter().map(norm).collect();
    title("Norm hours, of sessions in the plan") + &table(&header, &rows, &[3, 4, 5])
}

fn norm(norm: &Norm) -> Vec<String> {
    let bound = if norm.ceiling { "at most " } else { "" };
    let required = norm.required.map_or(String::new(), |minutes| format!("{bound}{}", hours(minutes)));
    let slack = norm.slack.map_or(String::new(), |slack| format!("{} h", bare_hours(slack)));
    let policy = norm.policy.as_deref().unwrap_or("");
    row([&norm.cohort, &norm.category, policy, &hours(norm.delivered), &required, &slack])
}
