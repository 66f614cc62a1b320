//! What a step brings, as far as two searches know it.

use serde::Serialize;

use super::{Found, Step};
use crate::check::Amount;
use crate::domain::Cents;

/// What a step brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "known")]
pub enum Brings {
    /// Both plans are complete: the best with the step costs less than the best without by an amount between these.
    Saves {
        /// Proven: the least, in cents.
        at_least_cents: i64,
        /// Proven: the most, in cents; `None` where a search has no bound.
        at_most_cents: Option<i64>,
        /// By how much the plan that was found is better than the one there was.
        found_cents: i64,
    },
    /// With the step there is a complete plan, and without it none was found.
    APlan {
        /// Learner minutes that the plan without the step leaves out.
        missing_before: u64,
        /// What the plan with it costs, wishes included.
        cost_cents: i64,
        /// Whether it is proven that there is none without it.
        proven: bool,
    },
    /// Hours are missing with the step as well.
    Missing {
        /// Learner minutes that the plan without the step leaves out.
        before: u64,
        /// Those that the plan with it leaves out.
        after: u64,
        /// Whether it is proven that none is complete.
        proven: bool,
    },
    /// Nothing was found in time.
    NotFound,
}

/// The status of a scenario of which it is proven that no plan keeps every rule.
const INFEASIBLE: &str = "infeasible";

impl Brings {
    /// What is known from the plan as it is and the plan with the step.
    pub(super) fn of(now: &Found, with: &Found) -> Self {
        match (now.complete_cents(), with.complete_cents()) {
            (Some(before), Some(after)) => Self::Saves {
                // More of something never makes the best plan dearer, since every plan stays one.
                at_least_cents: now.bound_cents.map_or(0, |bound| (bound - after).max(0)),
                at_most_cents: with.bound_cents.map(|bound| (before - bound).max(0)),
                found_cents: (before - after).max(0),
            },
            (None, Some(cost_cents)) => {
                let proven = now.status == INFEASIBLE;
                Self::APlan { missing_before: now.missing_minutes, cost_cents, proven }
            }
            (_, None) if with.cost_cents.is_some() => Self::Missing {
                before: now.missing_minutes,
                // The plan there is stays one that leaves out as much.
                after: with.missing_minutes.min(now.missing_minutes),
                proven: with.status == INFEASIBLE,
            },
            (_, None) => Self::NotFound,
        }
    }
}

impl Step {
    /// What it brings in words.
    pub(super) fn concluded(&self, currency: &str) -> String {
        let Some(brings) = self.brings else { return format!("{}: not found out", self.what) };
        let money = |cents: i64| format!("{} {currency}", Cents(cents));
        let told = match brings {
            Brings::Saves { at_most_cents: Some(0), .. } => "nothing changes".to_owned(),
            Brings::Saves { at_least_cents, at_most_cents: Some(most), .. } if at_least_cents == most => {
                format!("saves {}", money(most))
            }
            Brings::Saves { at_least_cents, at_most_cents: Some(most), found_cents }
                if at_least_cents > 0 =>
            {
                format!(
                    "saves between {} and {}; a plan that costs {} less was found",
                    Cents(at_least_cents),
                    money(most),
                    Cents(found_cents)
                )
            }
            Brings::Saves { at_most_cents: Some(most), found_cents: 0, .. } => {
                format!("saves {} at most; no better plan was found", money(most))
            }
            Brings::Saves { at_most_cents: Some(most), found_cents, .. } => format!(
                "saves {} at most; a plan that costs {} less was found, which may exist without it",
                money(most),
                Cents(found_cents)
            ),
            Brings::Saves { at_most_cents: None, found_cents: 0, .. } => {
                "no better plan was found in time; how much it could save is not known".to_owned()
            }
            Brings::Saves { at_most_cents: None, found_cents, .. } => {
                format!(
                    "a plan that costs {} less was found; how much more it could save is not known",
                    money(found_cents)
                )
            }
            Brings::APlan { missing_before, cost_cents, proven } => {
                let (cost, missing) = (money(cost_cents), Amount::Minutes(missing_before));
                if proven {
                    format!(
                        "makes a complete plan possible, at {cost}, where {missing} of learners were left out"
                    )
                } else {
                    format!(
                        "a complete plan was found, at {cost}; without it the plan leaves out {missing} of learners, and \
                         it is not known whether another would"
                    )
                }
            }
            Brings::Missing { before, after, proven } => {
                let (before, after) = (Amount::Minutes(before), Amount::Minutes(after));
                let than =
                    if before == after { "as before".to_owned() } else { format!("instead of {before}") };
                let proven = if proven { ", and it is proven that no plan is complete" } else { "" };
                format!("{after} of learners are left out {than}{proven}")
            }
            Brings::NotFound => "no plan was found in time".to_owned(),
        };
        format!("{}: {told}", self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cost: i64, bound: Option<i64>) -> Found {
        Found {
            status: "stopped".into(),
            cost_cents: Some(cost),
            bound_cents: bound,
            missing_minutes: 0,
            no_plan: false,
        }
    }

    #[test]
    fn the_value_lies_between_what_both_searches_prove() {
        // The best plan costs 90 to 100, with the step 60 to 75: it saves 15 to 40, and 25 were found.
        let brings = Brings::of(&found(100, Some(90)), &found(75, Some(60)));
        let wanted = Brings::Saves { at_least_cents: 15, at_most_cents: Some(40), found_cents: 25 };
        assert_eq!(brings, wanted);
    }

    #[test]
    fn nothing_is_told_that_is_not_proven() {
        let nothing = Brings::of(&found(100, Some(100)), &found(100, Some(100)));
        assert_eq!(nothing, Brings::Saves { at_least_cents: 0, at_most_cents: Some(0), found_cents: 0 });
        let open = Brings::of(&found(100, None), &found(100, None));
        assert_eq!(open, Brings::Saves { at_least_cents: 0, at_most_cents: None, found_cents: 0 });
    }

    #[test]
    fn hours_without_a_place_are_counted() {
        let without = Found { missing_minutes: 960, no_plan: true, ..found(100, None) };
        let complete = |proven| Brings::APlan { missing_before: 960, cost_cents: 120, proven };
        assert_eq!(Brings::of(&without, &found(120, Some(110))), complete(false));
        let infeasible = Found { status: "infeasible".into(), ..without.clone() };
        assert_eq!(Brings::of(&infeasible, &found(120, Some(110))), complete(true));
        let worse = Found { missing_minutes: 1_200, ..without.clone() };
        let as_before = Brings::Missing { before: 960, after: 960, proven: false };
        assert_eq!(Brings::of(&without, &worse), as_before);
        let still = Found { missing_minutes: 480, ..without.clone() };
        assert_eq!(Brings::of(&without, &still), Brings::Missing { before: 960, after: 480, proven: false });
    }
}
