//! What has happened since a plan was made: events as planners tell them, each as edits of the scenario.
//!
//! ```json
//! { "from": "2026-11-02",
//!   "changes": [
//!     { "staff_absent": "anna", "from": "2026-11-02", "to": "2026-11-27", "why": "ill" },
//!     { "equipment_out": "robot-cells", "units": 1, "from": "2026-11-02", "to": "2026-11-13" },
//!     { "site_closed": "amsterdam", "on": "2026-11-11" },
//!     { "day_closed": "2026-11-12", "why": "strike" },
//!     { "firm_leaves": "F3", "from": "2027-01-04" },
//!     { "missed": ["MT1A/robot/2#07"], "why": "no show" },
//!     { "set": "cohorts.MT1A.groups.youngest.turns_16", "to": "2027-01-14" } ] }
//! ```

mod event;
mod kinds;
mod read;

use chrono::NaiveDate;

use crate::domain::Scenario;
use crate::scenario::edit::Edit;

pub use event::Event;
pub use kinds::{Breakdown, DayClosed, Days, Leave, Leaving, Missed, RoomClosed, SiteClosed};
pub use read::{read, read_value};

/// Everything that has happened.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The first day that may be planned anew, where the file says it.
    pub from: Option<NaiveDate>,
    /// What has happened.
    pub events: Vec<Event>,
}

/// What changes mean for the scenario and the plan.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// Changes of the scenario.
    pub edits: Vec<Edit>,
    /// Ids of sessions that were not held: their hours are still to be had.
    pub missed: Vec<String>,
    /// What is to be known and no plan settles.
    pub notes: Vec<String>,
}

impl Changes {
    /// What they mean.
    ///
    /// # Errors
    ///
    /// A sentence for each that names something the scenario has not.
    pub fn meaning(&self, scenario: &Scenario) -> Result<Meaning, Vec<String>> {
        let (mut all, mut problems) = (Meaning::default(), Vec::new());
        let last = self.events.iter().rev().find_map(Event::last_day).unwrap_or(scenario.calendar.range.last);
        for event in &self.events {
            match event.meaning(scenario, last) {
                Ok(one) => {
                    all.edits.extend(one.edits);
                    all.missed.extend(one.missed);
                    all.notes.extend(one.notes);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(all) } else { Err(problems) }
    }

    /// The first day on which any of them tells, where they say one.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.from.or_else(|| self.events.iter().filter_map(Event::begins).min())
    }
}
