//! What can be judged of a plan where some cohorts' weeks are unknown.

use crate::domain::{Category, Rule, Scenario};
use crate::plan::table::Given;

/// The scenario without what cannot be judged, and the one fault that this is.
pub(super) fn judged_part(scenario: &Scenario, given: &Given) -> (Scenario, Option<String>) {
    let mut part = scenario.clone();
    for policy in &mut part.policies {
        if weekly(&policy.rule) {
            policy.cohorts.retain(|cohort| !given.unknown.contains(cohort));
        }
    }
    let unknown: Vec<&str> =
        given.unknown.iter().map(|id| scenario.cohorts[id.index()].key.as_str()).collect();
    let fault = format!(
        "patterns and firm days of {} are unknown, because no plan.json stands beside the table; what asks \
         for them is not judged",
        unknown.join(", ")
    );
    (part, (!unknown.is_empty()).then_some(fault))
}

/// Whether a rule counts firm days.
fn weekly(rule: &Rule) -> bool {
    match rule {
        Rule::WeeklyPattern { .. } | Rule::WeekHours { with_firm_days: true, .. } => true,
        Rule::HoursNorm { category, .. } => *category != Category::Guided,
        _ => false,
    }
}
