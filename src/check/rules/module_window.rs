//! `module_window`: a module is held between its first and its last day, and never when it may not be.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};

/// The rule.
pub struct ModuleWindow;

impl Rule for ModuleWindow {
    fn key(&self) -> &'static str {
        "module_window"
    }

    fn sentence(&self) -> &'static str {
        "No session of a module lies before its first or after its last day, or touches a time at which it is never held."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            for attendance in &session.attendance {
                let module = case.module(attendance.module);
                let learners = Amount::Count(attendance.learners.len().into());
                if let Some(from) = module.from.filter(|from| session.date < *from) {
                    tally.session(place, learners, &format!("{} begins on {}", module.key, day(from)));
                }
                if let Some(until) = module.until.filter(|until| session.date > *until) {
                    tally.session(place, learners, &format!("{} ends on {}", module.key, day(until)));
                }
                if module.not_at.iter().any(|not| not.touches(session.date, session.start, session.end)) {
                    tally.session(place, learners, &format!("{} is never held then", module.key));
                }
            }
        }
        tally.done()
    }
}
