//! `split`: basic (with broad) against specialised hours.

use crate::check::tally::Tally;
use crate::check::words::{hours, percent};
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{ModuleId, Rule as Asked, Track};

/// Hundredths of a percent in the whole.
const WHOLE: i64 = 10_000;

/// The rule.
pub struct Split;

impl Rule for Split {
    fn key(&self) -> &'static str {
        "split"
    }

    fn sentence(&self) -> &'static str {
        "Of each learner's session hours such a share is basic or broad, give or take the tolerance."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Split { basic, tolerance } = policy.rule else { return };
            for squad in case.held(policy) {
                let of = |counts: &dyn Fn(ModuleId) -> bool| {
                    (case.minutes(squad, |visit| counts(visit.module)) + case.minutes_before(squad, counts)) as i64
                };
                let all = of(&|_| true);
                let had = of(&|module| case.module(module).track != Track::Specialised);
                let off = (had * WHOLE - basic * all).abs() - tolerance * all;
                if off > 0 {
                    let text = format!(
                        "get {} basic of {}, {} give or take {}",
                        hours(had as u64),
                        hours(all as u64),
                        percent(basic),
                        percent(tolerance)
                    );
                    // A minute begun counts whole: amounts are minutes.
                    let minutes = Amount::Minutes((off as u64).div_ceil(WHOLE as u64));
                    tally.learners((squad.cohort, &squad.learners), minutes, &[], text);
                }
            }
        })
    }
}
