//! Firms that are not recognised for what their learners follow; periods that a rule needs.

use super::reading::Reading;
use crate::domain::{Cohort, Rule, Scenario};
use crate::scenario::Code;
use crate::scenario::entry::{CohortEntry, ScenarioEntry};
use crate::scenario::notes::{Span, quoted};

/// Notes learners of firms that are not accredited, and hours spread over no periods.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    for (cohort, entry) in scenario.cohorts.iter().zip(file.cohorts.list()) {
        judge_firms(cohort, entry, file, scenario, reading);
    }
    let readable = file.policies.list().iter().filter(|entry| entry.rule.is_some());
    let no_periods = file.calendar.get().is_some_and(|calendar| calendar.periods.list().is_empty());
    for (entry, policy) in readable.zip(&scenario.policies) {
        if no_periods && matches!(policy.rule, Rule::Spread { .. }) {
            let message = "there are no periods to spread hours over";
            let cause = "this rule asks for hours in every period";
            let action = "add \"periods\" to the calendar, or remove the rule";
            reading.notes.add(Code::EmptyRule, entry.span, message, cause, action);
        }
    }
}

fn judge_firms(
    cohort: &Cohort,
    entry: &CohortEntry,
    file: &ScenarioEntry,
    scenario: &Scenario,
    reading: &mut Reading<'_>,
) {
    let Some(programme) = scenario.programmes.get(cohort.programme.index()) else { return };
    for (place, group) in cohort.groups.iter().enumerate() {
        let Some(firm) = group.firm.and_then(|firm| scenario.firms.get(firm.index())) else { continue };
        let broken = group.firm.and_then(|firm| file.firms.list().get(firm.index()));
        let readable =
            broken.is_none_or(|entry| !entry.accredited.stated || entry.accredited.value.is_some());
        if !readable || firm.accredited.contains(&cohort.programme) {
            continue;
        }
        let message =
            format!("the firm {} is not accredited for {}", quoted(&firm.key), quoted(&programme.key));
        let cause = format!("{} learners of the cohort {} are there", group.learners, quoted(&cohort.key));
        let action = "add the programme to its \"accredited\", or find them another firm";
        reading.notes.add(Code::NotAccredited, group_span(entry, place), message, cause, action);
    }
}

/// Where the firm of a learner group is named.
fn group_span(entry: &CohortEntry, place: usize) -> Span {
    let by_firm = entry.learners.get().and_then(|entries| entries.list.get(place)).map(|(key, _)| key.span);
    let written = entry.groups.list().get(place).map(|group| group.firm.span);
    if entry.groups.stated { written } else { by_firm }.unwrap_or(entry.span)
}
