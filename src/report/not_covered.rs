//! What the law may ask and this program does not check.

use serde::Serialize;

/// A kind of rule that is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NotCovered {
    /// In a word or two.
    pub name: &'static str,
    /// What remains to be looked at by people.
    pub sentence: &'static str,
}

/// The kinds of legal rules that no rule of this program expresses; a plan that is accepted may
/// still break them.
pub const NOT_COVERED: [NotCovered; 9] = [
    NotCovered {
        name: "daily rest",
        sentence: "Hours of rest between the end of one day and the start of the next, for learners and staff.",
    },
    NotCovered {
        name: "weekly rest",
        sentence: "Days or hours of rest in a week, beyond the free weekends and week hours that policies ask for.",
    },
    NotCovered {
        name: "breaks",
        sentence: "Breaks within a working day: only what lies between dayparts is kept free.",
    },
    NotCovered {
        name: "other work",
        sentence: "Work beside the programme: week hours count sessions and firm-led days of this plan, no other job.",
    },
    NotCovered {
        name: "hazardous work",
        sentence: "Work that is forbidden to minors or asks for supervision, protection or a medical check.",
    },
    NotCovered {
        name: "supervision",
        sentence: "How many learners one person may supervise, beyond the group sizes that modules state.",
    },
    NotCovered {
        name: "lodging",
        sentence: "Lodging, meals and care of learners who cannot go home in the evening.",
    },
    NotCovered {
        name: "staff agreements",
        sentence: "Collective agreements on working time of staff, beyond weekly hours, evenings and availability.",
    },
    NotCovered {
        name: "leave",
        sentence: "Leave and sickness of learners and staff: the plan supposes that everybody is there.",
    },
];
