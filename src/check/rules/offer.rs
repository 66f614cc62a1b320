//! `offer`: evening and weekend sessions of each module.

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{CohortId, ModuleId, Rule as Asked, SlotClass};

/// The rule.
pub struct Offer;

impl Rule for Offer {
    fn key(&self) -> &'static str {
        "offer"
    }

    fn sentence(&self) -> &'static str {
        "Each selected module has at least so many evening and weekend sessions for each cohort."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Offer { selector, evening, weekend } = &policy.rule else { return };
            for cohort in &policy.cohorts {
                // Nothing is on offer to a cohort whose learners all sit outside.
                if !case.inside().any(|squad| squad.cohort == *cohort) {
                    continue;
                }
                let programme = case.cohort(*cohort).programme;
                for module in &case.scenario.programmes[programme.index()].modules {
                    if !selector.matches(*module, case.module(*module)) {
                        continue;
                    }
                    let evenings = held(case, *cohort, *module, |class| class == SlotClass::Evening);
                    let weekends = held(case, *cohort, *module, SlotClass::is_weekend);
                    let offers = [(evenings, *evening, "evening"), (weekends, *weekend, "weekend")];
                    for (held, least, word) in offers {
                        if held < least {
                            let module = &case.module(*module).key;
                            let text =
                                format!("has {held} {word} sessions of {module} on offer, at least {least}");
                            let short = Amount::Count((least - held).into());
                            tally.thing(&case.cohort(*cohort).key, short, &[], &text);
                        }
                    }
                }
            }
        })
    }
}

/// Sessions of a module for a cohort in some classes.
fn held(case: &Case<'_>, cohort: CohortId, module: ModuleId, counts: impl Fn(SlotClass) -> bool) -> u32 {
    let sessions = case.of_cohort[cohort.index()].iter().map(|place| case.session(*place));
    let sessions = sessions.filter(|session| {
        counts(session.class)
            && session.attendance.iter().any(|here| here.cohort == cohort && here.module == module)
    });
    sessions.count() as u32
}
