//! Norm hours: hours of sessions per learner, in the plan and delivered before it, never hours a day offers.

use serde::Serialize;

use super::words::label;
use crate::check::{Case, Squad};
use crate::domain::{Category, CohortId, Lead, Rule, Selector};

/// A norm and what a cohort's learners get towards it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Norm {
    /// The cohort.
    pub cohort: String,
    /// What is counted, in the planner's words.
    pub category: String,
    /// The policy; `None` where no norm is stated and the hours stand alone.
    pub policy: Option<String>,
    /// Whether the norm is a ceiling.
    pub ceiling: bool,
    /// Minutes of the learner with the fewest; under a ceiling, with the most.
    pub delivered: u64,
    /// Minutes asked for.
    pub required: Option<u64>,
    /// How far the learner is on the right side; negative is short.
    pub slack: Option<i64>,
}

/// Every norm of every cohort; a cohort without any shows its guided hours.
pub(super) fn norms(case: &Case<'_>) -> Vec<Norm> {
    let cohorts = (0..case.scenario.cohorts.len()).map(CohortId);
    cohorts.flat_map(|cohort| of_cohort(case, cohort)).collect()
}

fn of_cohort(case: &Case<'_>, cohort: CohortId) -> Vec<Norm> {
    let mut norms = Vec::new();
    for (_, policy) in case.policies().filter(|(_, policy)| policy.cohorts.contains(&cohort)) {
        let Rule::HoursNorm { category, selector, at_least, at_most } = &policy.rule else { continue };
        let counted = Counted { case, cohort, category: *category, selector };
        norms.extend(at_least.and_then(|least| counted.norm(Some(&policy.key), Some(least), false)));
        norms.extend(at_most.and_then(|most| counted.norm(Some(&policy.key), Some(most), true)));
    }
    if norms.is_empty() {
        let counted = Counted { case, cohort, category: Category::Guided, selector: &Selector::default() };
        norms.extend(counted.norm(None, None, false));
    }
    norms
}

/// What a norm counts, and for whom.
struct Counted<'c> {
    case: &'c Case<'c>,
    cohort: CohortId,
    category: Category,
    selector: &'c Selector,
}

impl Counted<'_> {
    /// The norm; `None` when it concerns nobody, since firm hours are asked of those with a firm.
    fn norm(&self, policy: Option<&String>, required: Option<u32>, ceiling: bool) -> Option<Norm> {
        let concerned = |squad: &&Squad| {
            let possible =
                ceiling || self.category == Category::Guided || self.case.group(squad).firm.is_some();
            squad.cohort == self.cohort && possible
        };
        let (theirs, all) = (self.learners(|squad| concerned(&squad)), self.learners(|_| true));
        let each = self
            .case
            .inside()
            .filter(concerned)
            .map(|squad| minutes(self.case, squad, self.category, self.selector));
        let delivered = if ceiling { each.max() } else { each.min() }?;
        let slack = required.map(|required| {
            let over = delivered as i64 - i64::from(required);
            if ceiling { -over } else { over }
        });
        Some(Norm {
            cohort: self.case.cohort(self.cohort).key.clone(),
            category: self.title() + &of_those(theirs, all),
            policy: policy.cloned(),
            ceiling,
            delivered,
            required: required.map(u64::from),
            slack,
        })
    }

    /// How many learners of the cohort inside are such.
    fn learners(&self, such: impl Fn(&Squad) -> bool) -> u32 {
        let squads = self.case.inside().filter(|squad| squad.cohort == self.cohort && such(squad));
        squads.map(|squad| squad.learners.len()).sum()
    }

    fn title(&self) -> String {
        let category = label(self.case.scenario, category_key(self.category));
        if *self.selector == Selector::default() {
            return category;
        }
        format!("{category}, {}", super::policies::selected(self.case.scenario, self.selector))
    }
}

/// Says that a norm concerns only those learners of a cohort who have a firm.
fn of_those(theirs: u32, all: u32) -> String {
    if theirs == all { String::new() } else { format!(" of the {theirs} of {all} with a firm") }
}

/// The key of a category.
pub(super) const fn category_key(category: Category) -> &'static str {
    match category {
        Category::Guided => "guided",
        Category::Firm => "firm",
        Category::Total => "total",
    }
}

/// Minutes of a squad that a norm counts, those delivered before the plan included.
pub(super) fn minutes(case: &Case<'_>, squad: &Squad, category: Category, selector: &Selector) -> u64 {
    let led = |lead| {
        case.minutes(squad, |visit| {
            case.session(visit.session).lead == lead
                && selector.matches(visit.module, case.module(visit.module))
        }) + case.minutes_before(squad, |module| {
            case.module(module).lead == lead && selector.matches(module, case.module(module))
        })
    };
    let firm = || led(Lead::Firm) + case.firm_day_minutes(squad);
    match category {
        Category::Guided => led(Lead::School),
        Category::Firm => firm(),
        Category::Total => led(Lead::School) + firm(),
    }
}
